// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract ClaimTest is EscrowFixture {
    function test_claim_raisesTheTotal() public {
        _reach(State.Accepted);
        uint40 deadline = _status().deadline;
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderClaimed(id, 1, RECORD, deadline);
        claim(seller, State.Accepted, 1);
        claim(seller, State.Accepted, 20_011);
        assertEq(_status().claimed, 20_011, "claimed");
        assertEq(_status().deadline, deadline, "deadline");
    }

    function test_claim_revertsWhen_itDoesNotRise() public {
        _reach(State.Accepted);
        _expect(abi.encodeWithSelector(IEscrow.ClaimOutOfRange.selector, id, 0, 0, 20_011));
        claim(seller, State.Accepted, 0);
        claim(seller, State.Accepted, 5);
        _expect(abi.encodeWithSelector(IEscrow.ClaimOutOfRange.selector, id, 5, 5, 20_011));
        claim(seller, State.Accepted, 5);
    }

    function test_claim_revertsWhen_moreThanAtCost() public {
        _reach(State.Accepted);
        _expect(abi.encodeWithSelector(IEscrow.ClaimOutOfRange.selector, id, 20_012, 0, 20_011));
        claim(seller, State.Accepted, 20_012);
    }

    /// @dev Where the clock pays the seller, a claim leaves the buyer three days: never fewer, never shorter than before.
    function _checkNotice(State state, bool leavesNotice) private {
        vm.warp(START);
        _reach(state);
        uint40 deadline = _status().deadline;
        vm.warp(deadline - 3 days);
        claim(seller, state, 1);
        assertEq(_status().deadline, deadline, "three days are left");
        vm.warp(deadline - 3 days + 1);
        claim(seller, state, 2);
        assertEq(_status().deadline, leavesNotice ? deadline + 1 : deadline, "one second less than three days");
        vm.warp(deadline);
        claim(seller, state, 3);
        assertEq(_status().deadline, leavesNotice ? deadline + 3 days : deadline, "the last second");
    }

    function test_claim_leavesNotice_whenDelivered() public {
        _checkNotice(State.Delivered, true);
    }

    function test_claim_leavesNotice_whenApprovedWithAttestor() public {
        _checkNotice(State.Approved, true);
    }

    function test_claim_leavesNotice_whenShippedWithoutAttestor() public {
        _use(shop());
        _checkNotice(State.Shipped, true);
    }

    function test_claim_leavesNoNotice_whenApprovedWithoutAttestor() public {
        (terms.attestor, terms.windows.confirm) = (address(0), 0);
        _use(terms);
        _checkNotice(State.Approved, false);
    }

    function test_claim_leavesNoNotice_whenShippedWithAttestor() public {
        _checkNotice(State.Shipped, false);
    }

    function test_claim_leavesNoNotice_beforeApproval() public {
        _checkNotice(State.Accepted, false);
        terms.salt = 8;
        _use(terms);
        _checkNotice(State.Inspected, false);
    }

    function test_claim_revertsWhen_disputed() public {
        _reach(State.Disputed);
        _expectNotPossible(State.Disputed);
        claim(seller, State.Disputed, 1);
    }

    function test_claim_revertsWhen_requested() public {
        _reach(State.Requested);
        _expectNotPossible(State.Requested);
        claim(seller, State.Requested, 1);
    }

    function test_claim_revertsWhen_theDeadlinePassed() public {
        _reach(State.Delivered);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Delivered);
        claim(seller, State.Delivered, 1);
    }

    function test_claim_revertsWhen_callerIsNotSeller() public {
        _reach(State.Accepted);
        address[3] memory others = [buyer, attestor, stranger];
        for (uint256 i = 0; i < others.length; i++) {
            _expectNotAuthorized(others[i]);
            claim(others[i], State.Accepted, 1);
        }
    }
}

contract ClaimRelayedTest is ClaimTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
