// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract ConfirmTest is EscrowFixture {
    function test_confirm_paysSellerLessFee() public {
        _reach(State.Delivered);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Earned, 1_100_011, 35_631, 0, 0);
        confirm(buyer, State.Delivered, 0);
        _assertState(State.Settled);
        // atCost of 20,011 was not documented and returns.
        _assertCredits(20_011, 1_064_380, 35_631);
    }

    function test_confirm_paysWhatWasClaimed() public {
        _reach(State.Delivered);
        claim(seller, State.Delivered, 20_000);
        confirm(buyer, State.Delivered, 20_000);
        _assertCredits(11, 1_084_380, 35_631);
    }

    function test_confirm_revertsWhen_claimWasNotKnown() public {
        _reach(State.Delivered);
        claim(seller, State.Delivered, 20_000);
        _expect(abi.encodeWithSelector(IEscrow.ClaimMismatch.selector, id, 20_000, 19_999));
        confirm(buyer, State.Delivered, 19_999);
    }

    function test_confirm_returnsToThePayer() public {
        _use(withPayer(daigou()));
        _reach(State.Delivered);
        confirm(buyer, State.Delivered, 0);
        assertEq(_gained(payer), 20_011, "payer");
        _assertCredits(0, 1_064_380, 35_631);
    }

    function test_confirm_chargesNoFeeWithoutPlatform() public {
        _use(withoutPlatform(daigou()));
        _reach(State.Delivered);
        confirm(buyer, State.Delivered, 0);
        _assertCredits(20_011, 1_100_011, 0);
        assertEq(escrow.balanceOf(address(token), address(0)), 0, "nobody");
    }

    function test_confirm_chargesFeeOnGoodsAndServiceOnly() public {
        terms.goods = 0;
        terms.service = 1;
        _use(terms);
        _reach(State.Accepted);
        confirm(buyer, State.Accepted, 0);
        // 333 bps of 1 round down to nothing, and 30,007 of freight carry no fee.
        _assertCredits(20_011, 30_008, 0);
    }

    function test_confirm_takesWhatWasDrawn() public {
        _reach(State.Shipped);
        postBond(seller, 800_002, seller);
        draw(seller, State.Shipped, 800_002);
        _mark();
        confirm(buyer, State.Shipped, 0);
        _assertCredits(20_011, 1_064_380 - 800_002, 35_631);
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(amount, 800_002, "bond");
        assertEq(reserved, 0, "reserved");
    }

    function test_confirm_fromEveryStateFromAcceptedOn() public {
        State[8] memory states = [
            State.Accepted,
            State.Inspected,
            State.Approved,
            State.Shipped,
            State.Delivered,
            State.Disputed,
            State.Escalated,
            State.Backup
        ];
        for (uint256 i = 0; i < states.length; i++) {
            terms.salt = 100 + i;
            _use(terms);
            vm.warp(START);
            _reach(states[i]);
            confirm(buyer, states[i], 0);
            _assertState(State.Settled);
            assertEq(_gained(platform), 35_631, "fee");
        }
    }

    function test_confirm_revertsWhen_requested() public {
        _reach(State.Requested);
        _expectNotPossible(State.Requested);
        confirm(buyer, State.Requested, 0);
    }

    /// @dev The buyer posted 22,003; the seller earned everything, so the buyer's part of K is nothing.
    function test_confirm_escalatedByBuyer_paysTheArbiterAndGivesNothingBack() public {
        _reach(State.Escalated);
        confirm(buyer, State.Escalated, 0);
        _assertCredits(20_011, 1_064_380, 35_631);
        assertEq(_gained(arbiter), 22_003, "arbiter");
    }

    /// @dev The seller posted 22,003 and earned everything: the buyer's credit gives back as much as it has.
    function test_confirm_escalatedBySeller_isReimbursedOutOfThePayersCredit() public {
        _reach(State.Disputed);
        escalate(seller, State.Disputed);
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Earned, 1_100_011, 35_631, 0, 20_011);
        confirm(buyer, State.Escalated, 0);
        _assertCredits(0, 1_064_380 + 20_011, 35_631);
        assertEq(_gained(arbiter), 22_003, "arbiter");
    }

    function test_confirm_inBackup_paysTheBackupArbiter() public {
        _reach(State.Backup);
        confirm(buyer, State.Backup, 0);
        assertEq(_gained(backup), 22_003, "backup arbiter");
        assertEq(_gained(arbiter), 0, "arbiter");
    }

    function test_confirm_inTheLastSecond() public {
        _reach(State.Shipped);
        vm.warp(_status().deadline);
        confirm(buyer, State.Shipped, 0);
        _assertCredits(20_011, 1_064_380, 35_631);
    }

    function test_confirm_revertsWhen_theDeadlinePassed() public {
        _reach(State.Shipped);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Shipped);
        confirm(buyer, State.Shipped, 0);
    }

    function test_confirm_revertsWhen_callerIsNotBuyer() public {
        _use(withPayer(daigou()));
        _reach(State.Shipped);
        address[7] memory others = [payer, seller, platform, arbiter, backup, attestor, stranger];
        for (uint256 i = 0; i < others.length; i++) {
            _expectNotAuthorized(others[i]);
            confirm(others[i], State.Shipped, 0);
        }
    }

    function test_confirm_revertsWhen_settled() public {
        _reach(State.Settled);
        _expectNotPossible(State.Settled);
        confirm(buyer, State.Settled, 0);
    }

    function test_confirm_revertsWhen_meantForAnotherState() public {
        _reach(State.Shipped);
        _expectMismatch(State.Shipped, State.Delivered);
        confirm(buyer, State.Delivered, 0);
    }

    function test_confirm_revertsWhen_orderIsUnknown() public {
        _expect(abi.encodeWithSelector(IEscrow.OrderNotFound.selector, id));
        confirm(buyer, State.Accepted, 0);
    }
}

contract ConfirmRelayedTest is ConfirmTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
