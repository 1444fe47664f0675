// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EconomicsFixture} from "./EconomicsFixture.sol";

/// @title How much longer the buyer can make an order, and that every change of state ends it
contract ExtensionsTest is EconomicsFixture {
    function _extendFully(State state, uint32 most) private {
        uint256 deadline = _status().deadline;
        _expect(abi.encodeWithSelector(IEscrow.ExtensionOutOfRange.selector, id, most + 1, most));
        extend(buyer, state, most + 1);
        extend(buyer, state, most);
        assertEq(_status().deadline, deadline + most, "to the second");
        assertTrue(_status().extended, "extended");
        _expect(abi.encodeWithSelector(IEscrow.AlreadyExtended.selector, id));
        extend(buyer, state, 1);
    }

    /// @dev Accepted, Approved, Shipped and Delivered in one life, each in its last second, each extended once:
    /// 7 + 10, 90 + 10, 45 + 10 and 10 + 3 days, and the inspection between.
    function test_extension_onceInEachState_eachChangeOfStateClearsIt() public {
        _reach(State.Accepted);
        uint256 begun = block.timestamp;
        _extendFully(State.Accepted, 10 days);
        _toLastSecond();
        inspect(attestor, State.Accepted);
        _assertEntered(State.Inspected, 5 days);
        approve(buyer, State.Inspected, INSPECTION);
        _assertEntered(State.Approved, 90 days);
        _extendFully(State.Approved, 10 days);
        _toLastSecond();
        ship(seller, State.Approved);
        _assertEntered(State.Shipped, 45 days);
        _extendFully(State.Shipped, 10 days);
        _toLastSecond();
        deliver(attestor, State.Shipped);
        _assertEntered(State.Delivered, 10 days);
        _extendFully(State.Delivered, 3 days);
        _toLastSecond();
        assertEq(block.timestamp - begun, (7 + 10 + 90 + 10 + 45 + 10 + 10 + 3) * 1 days, "the longest life");
        dispute(buyer, State.Delivered);
        _assertEntered(State.Disputed, 15 days);
        escalate(buyer, State.Disputed);
        _assertEntered(State.Escalated, 7 days);
    }

    /// @dev A dispute out of Shipped keeps the deadline that the extension made, not the extension.
    function test_extension_ofShipped_isKeptByADispute() public {
        _reach(State.Shipped);
        extend(buyer, State.Shipped, 10 days);
        uint256 deadline = _status().deadline;
        dispute(buyer, State.Shipped);
        assertEq(_status().deadline, deadline, "never shortened");
        assertTrue(!_status().extended, "cleared");
    }

    function test_extension_whereItIsNotPossible() public {
        State[6] memory states =
            [State.Requested, State.Inspected, State.Disputed, State.Escalated, State.Backup, State.Settled];
        for (uint256 i = 0; i < states.length; i++) {
            _salted(100 + i);
            _reach(states[i]);
            _expectNotPossible(states[i]);
            extend(buyer, states[i], 1);
        }
    }

    /// @dev What a default leads to begins where the extended deadline was, and can be extended anew.
    function test_extension_thenADefault_isClearedAndCountedFromTheDeadline() public {
        _reach(State.Inspected);
        uint256 end = _status().deadline;
        vm.warp(end + 30 days);
        // The default is due; this act applies it first.
        extend(buyer, State.Approved, 10 days);
        assertEq(_status().deadline, end + 90 days + 10 days, "from the deadline that passed");
        assertTrue(_status().extended, "once in Approved");
    }

    /// @dev An extension moves when, never how much.
    function test_extension_changesNoAmount() public {
        _use(shop());
        _reach(State.Shipped);
        extend(buyer, State.Shipped, 10 days);
        _weigh();
        _toLastSecond();
        _expect(abi.encodeWithSelector(IEscrow.DeadlineNotReached.selector, id, block.timestamp, block.timestamp));
        lapse();
        _expire();
        _assertChanges(20_011, 1_064_380, 35_631, 0);
    }

    function test_extension_isCleared_whenSettled() public {
        _reach(State.Delivered);
        extend(buyer, State.Delivered, 1);
        confirm(buyer, State.Delivered, 0);
        assertTrue(!_status().extended, "cleared");
    }
}
