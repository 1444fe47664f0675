// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract CancelTest is EscrowFixture {
    function test_cancel_byBuyer_whileRequested() public {
        _reach(State.Requested);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Refund, 0, 0, 0, 0);
        cancel(buyer, State.Requested);
        _assertState(State.Settled);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_cancel_bySeller_fromEveryLiveState() public {
        for (uint256 state = uint256(State.Requested); state <= uint256(State.Backup); state++) {
            terms.salt = 100 + state;
            _use(terms);
            vm.warp(START);
            _reach(State(state));
            cancel(seller, State(state));
            _assertState(State.Settled);
            assertEq(_gained(platform), 0, "no fee on a refund");
            // The buyer posted the arbiter's fee where there is one, and the seller has no credit to give it back.
            assertEq(_gained(buyer), 1_120_022, "all returns");
            assertEq(_gained(arbiter), state == uint256(State.Escalated) ? 22_003 : 0, "arbiter");
            assertEq(_gained(backup), state == uint256(State.Backup) ? 22_003 : 0, "backup arbiter");
        }
    }

    function test_cancel_returnsToThePayer() public {
        _use(withPayer(daigou()));
        _reach(State.Requested);
        cancel(buyer, State.Requested);
        assertEq(_gained(payer), 1_120_022, "payer");
        assertEq(_gained(buyer), 0, "buyer");
    }

    function test_cancel_afterADraw_isPaidByTheBond() public {
        _reach(State.Accepted);
        postBond(seller, 900_000, seller);
        draw(seller, State.Accepted, 800_002);
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Refund, 0, 0, 800_002, 0);
        cancel(seller, State.Accepted);
        _assertCredits(1_120_022, 0, 0);
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(amount, 99_998, "bond");
        assertEq(reserved, 0, "reserved");
    }

    /// @dev The seller posted the fee itself and takes everything back: nothing is earned, so nothing is given back.
    function test_cancel_bySeller_whoEscalated() public {
        _reach(State.Disputed);
        escalate(seller, State.Disputed);
        _mark();
        cancel(seller, State.Escalated);
        _assertCredits(1_120_022, 0, 0);
        assertEq(_gained(arbiter), 22_003, "arbiter");
    }

    function test_cancel_revertsWhen_buyerComesTooLate() public {
        _reach(State.Accepted);
        _expectNotAuthorized(buyer);
        cancel(buyer, State.Accepted);
    }

    function test_cancel_revertsWhen_callerIsPayer() public {
        _use(withPayer(daigou()));
        _reach(State.Requested);
        _expectNotAuthorized(payer);
        cancel(payer, State.Requested);
    }

    function test_cancel_inTheLastSecond() public {
        _reach(State.Requested);
        vm.warp(_status().deadline);
        cancel(buyer, State.Requested);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_cancel_revertsWhen_theDeadlinePassed() public {
        _reach(State.Requested);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Requested);
        cancel(buyer, State.Requested);
    }

    function test_cancel_revertsWhen_settled() public {
        _reach(State.Settled);
        _expectNotPossible(State.Settled);
        cancel(seller, State.Settled);
    }
}

contract CancelRelayedTest is CancelTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
