// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {State} from "../../src/interfaces/IEscrow.sol";
import {EconomicsFixture} from "./EconomicsFixture.sol";

/// @title Who pays the arbiter's fee, by who asked and how it ended
/// @dev What is compared is worth before the escalation and after the end: the changes add up to P = 1,120,022.
contract ArbiterFeeTest is EconomicsFixture {
    function _escalatedBy(address side) internal {
        _reach(State.Disputed);
        _weigh();
        escalate(side, State.Disputed);
    }

    // ------------------------------------------------------------------ the buyer asked

    /// @dev The seller has nothing to give back: who asks against a side that ends with nothing pays for it himself.
    function test_arbiterFee_buyerAsked_ruledNothing_buyerPays() public {
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 0);
        _assertChanges(1_120_022 - 22_003, 0, 0, 22_003);
    }

    function test_arbiterFee_buyerAsked_ruledAPart_eachPaysWhatItLost() public {
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 500_000);
        // 22,003 · 600,011 / 1,100,011 = 12,001.7 … of the buyer's 22,003 come back.
        _assertChanges(620_022 - 22_003 + 12_001, 483_350 - 12_001, 16_650, 22_003);
    }

    function test_arbiterFee_buyerAsked_ruledAll_buyerPays() public {
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 1_100_011);
        _assertChanges(20_011 - 22_003, 1_064_380, 35_631, 22_003);
    }

    function test_arbiterFee_buyerAsked_buyerConfirms_buyerPays() public {
        _escalatedBy(buyer);
        confirm(buyer, State.Escalated, 0);
        _assertChanges(20_011 - 22_003, 1_064_380, 35_631, 22_003);
    }

    function test_arbiterFee_buyerAsked_sellerCancels_buyerPays() public {
        _escalatedBy(buyer);
        cancel(seller, State.Escalated);
        _assertChanges(1_120_022 - 22_003, 0, 0, 22_003);
    }

    function test_arbiterFee_buyerAsked_settled_buyerPays() public {
        _escalatedBy(buyer);
        settle(State.Escalated, 600_000);
        _assertChanges(520_022 - 22_003, 580_020, 19_980, 22_003);
    }

    function test_arbiterFee_buyerAsked_silence_nobodyPays() public {
        _escalatedBy(buyer);
        vm.warp(_status().deadline + 7 days + 1);
        lapse();
        _assertChanges(1_120_022, 0, 0, 0);
        _assertChange(backup, 0, "backup arbiter");
    }

    // ------------------------------------------------------------------ the seller asked

    function test_arbiterFee_sellerAsked_ruledNothing_sellerPays() public {
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 0);
        _assertChanges(1_120_022, -22_003, 0, 22_003);
    }

    function test_arbiterFee_sellerAsked_ruledAPart_eachPaysWhatItLost() public {
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 500_000);
        _assertChanges(620_022 - 10_001, 483_350 - 22_003 + 10_001, 16_650, 22_003);
    }

    /// @dev All of the fee would be 22,003; the buyer's credit is what was not documented, 20,011.
    function test_arbiterFee_sellerAsked_ruledAll_buyerPaysAsFarAsItsCreditReaches() public {
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 1_100_011);
        _assertChanges(0, 1_064_380 - 22_003 + 20_011, 35_631, 22_003);
    }

    function test_arbiterFee_sellerAsked_ruledAll_buyerPaysAllOfItWhereItsCreditReaches() public {
        terms.atCost = 22_004;
        _use(terms);
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 1_100_011);
        _assertChanges(1, 1_064_380, 35_631, 22_003);
    }

    function test_arbiterFee_sellerAsked_buyerConfirms_buyerPaysAsFarAsItsCreditReaches() public {
        _escalatedBy(seller);
        confirm(buyer, State.Escalated, 0);
        _assertChanges(0, 1_064_380 - 22_003 + 20_011, 35_631, 22_003);
    }

    function test_arbiterFee_sellerAsked_sellerCancels_sellerPays() public {
        _escalatedBy(seller);
        cancel(seller, State.Escalated);
        _assertChanges(1_120_022, -22_003, 0, 22_003);
    }

    function test_arbiterFee_sellerAsked_settled_sellerPays() public {
        _escalatedBy(seller);
        settle(State.Escalated, 600_000);
        _assertChanges(520_022, 580_020 - 22_003, 19_980, 22_003);
    }

    function test_arbiterFee_sellerAsked_silence_nobodyPays() public {
        _escalatedBy(seller);
        vm.warp(_status().deadline + 7 days + 1);
        lapse();
        _assertChanges(1_120_022, 0, 0, 0);
    }

    // ------------------------------------------------------------------ silence after the hand-over

    /// @dev ⌊1,100,011 · 5,001 / 10,000⌋ = 550,115 are the seller's, less 18,318 of fee; the post returns to its owner.
    function test_arbiterFee_silenceAfterHandOver_splitsAndReturnsThePost() public {
        address[2] memory sides = [buyer, seller];
        for (uint256 i = 0; i < 2; i++) {
            _salted(100 + i);
            _reach(State.Disputed);
            deliver(attestor, State.Disputed);
            _weigh();
            escalate(sides[i], State.Disputed);
            vm.warp(_status().deadline + 7 days + 1);
            lapse();
            _assertChanges(569_907, 531_797, 18_318, 0);
        }
    }

    // ------------------------------------------------------------------ whose turn it was

    function test_arbiterFee_afterTheArbitersSilence_isTheBackupsInEveryEnding() public {
        for (uint256 i = 0; i < 5; i++) {
            _salted(100 + i);
            _escalatedBy(buyer);
            vm.warp(_status().deadline + 1);
            if (i == 0) rule(backup, State.Backup, 0);
            if (i == 1) rule(backup, State.Backup, 500_000);
            if (i == 2) confirm(buyer, State.Backup, 0);
            if (i == 3) cancel(seller, State.Backup);
            if (i == 4) settle(State.Backup, 600_000);
            _assertChange(backup, 22_003, "backup arbiter");
            _assertChange(arbiter, 0, "arbiter");
            if (i == 1) _assertChange(buyer, 620_022 - 22_003 + 12_001, "buyer");
        }
    }

    // ------------------------------------------------------------------ capped

    /// @dev 480,000 of the net 483,350 were drawn: 3,350 are left to give back of 12,001. The bond gives nothing.
    function test_arbiterFee_buyerAsked_sellerGivesBackWhatItDidNotDraw() public {
        _reach(State.Shipped);
        postBond(seller, 480_000, seller);
        draw(seller, State.Shipped, 480_000);
        dispute(buyer, State.Shipped);
        _weigh();
        escalate(buyer, State.Disputed);
        rule(arbiter, State.Escalated, 500_000);
        _assertChanges(620_022 - 22_003 + 3_350, 0, 16_650, 22_003);
        assertEq(_reserved(), 0, "released");
    }

    function test_arbiterFee_buyerAsked_sellerWhoDrewAllGivesNothingBack() public {
        _reach(State.Shipped);
        postBond(seller, 800_002, seller);
        draw(seller, State.Shipped, 800_002);
        dispute(buyer, State.Shipped);
        _weigh();
        escalate(buyer, State.Disputed);
        rule(arbiter, State.Escalated, 500_000);
        _assertChanges(620_022 - 22_003, -316_652, 16_650, 22_003);
    }

    function test_arbiterFee_sellerAsked_fullyDocumented_buyerHasNothingToGiveBack() public {
        _reach(State.Shipped);
        claim(seller, State.Shipped, 20_011);
        dispute(buyer, State.Shipped);
        _weigh();
        escalate(seller, State.Disputed);
        rule(arbiter, State.Escalated, 1_120_022);
        _assertChanges(0, 1_084_391 - 22_003, 35_631, 22_003);
    }

    // ------------------------------------------------------------------ a payer of its own

    /// @dev What returns is the payer's, so the seller's reimbursement comes out of it; the buyer's own post comes back to
    /// the buyer.
    function test_arbiterFee_withAPayer_isTheBuyersOwnMoney() public {
        _use(withPayer(daigou()));
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 500_000);
        _assertChanges(12_001 - 22_003, 483_350 - 12_001, 16_650, 22_003);
        _assertChange(payer, 620_022, "payer");
    }

    function test_arbiterFee_withAPayer_sellerAsked_comesOutOfThePayersCredit() public {
        _use(withPayer(daigou()));
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 500_000);
        _assertChanges(0, 483_350 - 22_003 + 10_001, 16_650, 22_003);
        _assertChange(payer, 620_022 - 10_001, "payer");
    }

    // ------------------------------------------------------------------ any ruling

    /// @dev The order and the post come out to the unit, nobody is asked for more than it gets, and neither side gets
    /// back more than it posted.
    function testFuzz_arbiterFee_everyRulingAddsUp(uint256 gross, uint96 fee, uint96 claimed, bool byBuyer) public {
        terms.arbiterFee = uint96(bound(fee, 0, 1_120_022));
        _use(terms);
        _reach(State.Shipped);
        claimed = uint96(bound(claimed, 1, 20_011));
        claim(seller, State.Shipped, claimed);
        dispute(buyer, State.Shipped);
        _weigh();
        escalate(byBuyer ? buyer : seller, State.Disputed);
        uint256 earnable = 1_100_011 + claimed;
        gross = bound(gross, 0, earnable);
        rule(arbiter, State.Escalated, gross);
        _assertRuled(gross, earnable, byBuyer);
    }

    function _assertRuled(uint256 gross, uint256 earnable, bool byBuyer) private view {
        uint256 platformFee = (gross < 1_070_004 ? gross : 1_070_004) * 333 / 10_000;
        (uint256 ofBuyer, uint256 ofSeller) = (1_120_022 - gross, gross - platformFee);
        uint256 post = terms.arbiterFee;
        uint256 back = post * (byBuyer ? earnable - gross : gross) / earnable;
        uint256 most = byBuyer ? ofSeller : ofBuyer;
        if (back > most) back = most;
        // All far below 2²⁵⁵.
        // forge-lint: disable-next-line(unsafe-typecast)
        (int256 asker, int256 a, int256 b) = (int256(back) - int256(post), int256(ofBuyer), int256(ofSeller));
        // forge-lint: disable-next-line(unsafe-typecast)
        if (byBuyer) _assertChanges(a + asker, b - int256(back), int256(platformFee), int256(post));
        // forge-lint: disable-next-line(unsafe-typecast)
        else _assertChanges(a - int256(back), b + asker, int256(platformFee), int256(post));
    }
}
