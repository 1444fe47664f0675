// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract ExtendTest is EscrowFixture {
    function test_extend_inEachState_once() public {
        State[4] memory states = [State.Accepted, State.Approved, State.Shipped, State.Delivered];
        for (uint256 i = 0; i < states.length; i++) {
            terms.salt = 100 + i;
            _use(terms);
            vm.warp(START);
            _reach(states[i]);
            uint40 deadline = _status().deadline;
            uint32 most = states[i] == State.Delivered ? 3 days : 10 days;
            vm.expectEmit(address(escrow));
            emit IEscrow.OrderExtended(id, deadline + most);
            extend(buyer, states[i], most);
            assertEq(_status().deadline, deadline + most, "deadline");
            assertTrue(_status().extended, "extended");
            _assertState(states[i]);
            _expect(abi.encodeWithSelector(IEscrow.AlreadyExtended.selector, id));
            extend(buyer, states[i], 1);
        }
    }

    function test_extend_revertsWhen_longerThanTenDays() public {
        _reach(State.Accepted);
        _expect(abi.encodeWithSelector(IEscrow.ExtensionOutOfRange.selector, id, 10 days + 1, 10 days));
        extend(buyer, State.Accepted, 10 days + 1);
    }

    function test_extend_revertsWhen_longerThanThreeDaysAfterDelivery() public {
        _reach(State.Delivered);
        _expect(abi.encodeWithSelector(IEscrow.ExtensionOutOfRange.selector, id, 3 days + 1, 3 days));
        extend(buyer, State.Delivered, 3 days + 1);
    }

    function test_extend_revertsWhen_byNothing() public {
        _reach(State.Accepted);
        _expect(abi.encodeWithSelector(IEscrow.ExtensionOutOfRange.selector, id, 0, 10 days));
        extend(buyer, State.Accepted, 0);
    }

    function test_extend_againInTheNextState() public {
        _reach(State.Shipped);
        extend(buyer, State.Shipped, 1);
        deliver(attestor, State.Shipped);
        extend(buyer, State.Delivered, 1);
        assertEq(_status().deadline, block.timestamp + 10 days + 1, "deadline");
    }

    function test_extend_addsToTheDeadline_inTheLastSecond() public {
        _reach(State.Accepted);
        vm.warp(_status().deadline);
        extend(buyer, State.Accepted, 1);
        assertEq(_status().deadline, block.timestamp + 1, "deadline");
    }

    function test_extend_revertsWhen_theDeadlinePassed() public {
        _reach(State.Accepted);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Accepted);
        extend(buyer, State.Accepted, 1 days);
    }

    function test_extend_revertsWhen_inspectedOrDisputed() public {
        _reach(State.Inspected);
        _expectNotPossible(State.Inspected);
        extend(buyer, State.Inspected, 1 days);
        reject(buyer, State.Inspected);
        _expectNotPossible(State.Disputed);
        extend(buyer, State.Disputed, 1 days);
    }

    function test_extend_revertsWhen_callerIsSeller() public {
        _reach(State.Accepted);
        _expectNotAuthorized(seller);
        extend(seller, State.Accepted, 1 days);
    }
}

contract ExtendRelayedTest is ExtendTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
