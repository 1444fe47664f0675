// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract RuleTest is EscrowFixture {
    function _escalatedBy(address side) private {
        _reach(State.Disputed);
        escalate(side, State.Disputed);
        _mark();
    }

    /// @dev The buyer's part of K = 1,100,011 is 600,011: of 22,003 the seller's credit gives 12,001 back.
    function test_rule_escalatedByBuyer_splits() public {
        _escalatedBy(buyer);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Ruling, 500_000, 16_650, 0, 12_001);
        rule(arbiter, State.Escalated, 500_000);
        _assertCredits(620_022 + 12_001, 483_350 - 12_001, 16_650);
        assertEq(_gained(arbiter), 22_003, "arbiter");
    }

    /// @dev The seller's part is 500,000: of 22,003 the payer's credit gives 10,001 back.
    function test_rule_escalatedBySeller_splits() public {
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 500_000);
        _assertCredits(620_022 - 10_001, 483_350 + 10_001, 16_650);
        assertEq(_gained(arbiter), 22_003, "arbiter");
    }

    function test_rule_escalatedBySeller_withAPayer_takesFromThePayersCredit() public {
        _use(withPayer(daigou()));
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 500_000);
        assertEq(_gained(payer), 620_022 - 10_001, "payer");
        _assertCredits(0, 483_350 + 10_001, 16_650);
    }

    function test_rule_escalatedByBuyer_withAPayer_givesBackToTheBuyer() public {
        _use(withPayer(daigou()));
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 500_000);
        assertEq(_gained(payer), 620_022, "payer");
        _assertCredits(12_001, 483_350 - 12_001, 16_650);
    }

    /// @dev Who asks for a ruling against a side that ends with nothing pays for it himself.
    function test_rule_everythingReturns_sellerHasNothingToGiveBack() public {
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 0);
        _assertCredits(1_120_022, 0, 0);
        assertEq(_gained(arbiter), 22_003, "arbiter");
    }

    function test_rule_oneUnit_isAllThatCanBeGivenBack() public {
        _escalatedBy(buyer);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Ruling, 1, 0, 0, 1);
        rule(arbiter, State.Escalated, 1);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_rule_everythingEarned() public {
        _escalatedBy(buyer);
        rule(arbiter, State.Escalated, 1_100_011);
        _assertCredits(20_011, 1_064_380, 35_631);
    }

    function test_rule_revertsWhen_moreThanCanBeEarned() public {
        _escalatedBy(buyer);
        _expect(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 1_100_012, 1_100_011));
        rule(arbiter, State.Escalated, 1_100_012);
    }

    function test_rule_countsWhatWasClaimed() public {
        _reach(State.Shipped);
        claim(seller, State.Shipped, 20_000);
        dispute(buyer, State.Shipped);
        escalate(buyer, State.Disputed);
        _mark();
        _expect(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 1_120_012, 1_120_011));
        rule(arbiter, State.Escalated, 1_120_012);
        rule(arbiter, State.Escalated, 1_120_011);
        _assertCredits(11, 1_084_380, 35_631);
    }

    /// @dev 800,002 were drawn; net of the fee 483,350 are earned; the bond pays the rest, and the seller has no credit.
    function test_rule_belowTheDraw_isPaidByTheBond() public {
        _reach(State.Shipped);
        postBond(seller, 800_002, seller);
        draw(seller, State.Shipped, 800_002);
        dispute(buyer, State.Shipped);
        escalate(buyer, State.Disputed);
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Ruling, 500_000, 16_650, 316_652, 0);
        rule(arbiter, State.Escalated, 500_000);
        _assertCredits(620_022, 0, 16_650);
        assertEq(_bondPaid(seller), 316_652, "bond");
    }

    function test_rule_byBackup_whenTheArbiterWasSilent() public {
        _reach(State.Backup);
        rule(backup, State.Backup, 500_000);
        _assertCredits(620_022 + 12_001, 483_350 - 12_001, 16_650);
        assertEq(_gained(backup), 22_003, "backup arbiter");
        assertEq(_gained(arbiter), 0, "arbiter");
    }

    function test_rule_revertsWhen_itIsNotTheirTurn() public {
        _reach(State.Escalated);
        _expectNotAuthorized(backup);
        rule(backup, State.Escalated, 1);
        vm.warp(_status().deadline + 1);
        _expectNotAuthorized(arbiter);
        rule(arbiter, State.Backup, 1);
    }

    function test_rule_inTheLastSecond() public {
        _reach(State.Escalated);
        vm.warp(_status().deadline);
        rule(arbiter, State.Escalated, 0);
        _assertState(State.Settled);
    }

    function test_rule_revertsWhen_theDeadlinePassed() public {
        _use(withoutBackup(daigou()));
        _reach(State.Escalated);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Escalated);
        rule(arbiter, State.Escalated, 1);
    }

    function test_rule_revertsWhen_nobodyEscalated() public {
        _reach(State.Disputed);
        _expectNotPossible(State.Disputed);
        rule(arbiter, State.Disputed, 1);
    }

    /// @dev K is nothing when all was at cost and nothing was documented: nobody owes the fee to anybody.
    function test_rule_whereNothingCanBeEarned() public {
        (terms.goods, terms.service, terms.freight) = (0, 0, 0);
        (terms.arbiterFee, terms.platform, terms.feeBps) = (20_011, address(0), 0);
        _use(terms);
        _escalatedBy(seller);
        rule(arbiter, State.Escalated, 0);
        _assertCredits(20_011, 0, 0);
        assertEq(_gained(arbiter), 20_011, "arbiter");
    }
}

contract RuleRelayedTest is RuleTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
