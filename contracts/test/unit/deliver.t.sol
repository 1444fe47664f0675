// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract DeliverTest is EscrowFixture {
    function test_deliver_startsTheConfirmClock() public {
        _reach(State.Shipped);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderDelivered(id, RECORD, uint40(block.timestamp + 10 days));
        deliver(attestor, State.Shipped);
        _assertEntered(State.Delivered, 10 days);
        assertTrue(_status().handed, "handed");
    }

    function test_deliver_inTheLastSecond() public {
        _reach(State.Shipped);
        vm.warp(_status().deadline);
        deliver(attestor, State.Shipped);
        _assertEntered(State.Delivered, 10 days);
    }

    function test_deliver_revertsWhen_theDeadlinePassed() public {
        _reach(State.Shipped);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Shipped);
        deliver(attestor, State.Shipped);
    }

    function test_deliver_inADispute_leavesThreeDays() public {
        _reach(State.Disputed);
        vm.warp(_status().deadline);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderHanded(id, RECORD, uint40(block.timestamp + 3 days));
        deliver(attestor, State.Disputed);
        _assertState(State.Disputed);
        assertEq(_status().deadline, block.timestamp + 3 days, "deadline");
        assertTrue(_status().handed, "handed");
    }

    function test_deliver_inADispute_neverShortens() public {
        _reach(State.Disputed);
        uint256 deadline = _status().deadline;
        vm.warp(deadline - 3 days);
        deliver(attestor, State.Disputed);
        assertEq(_status().deadline, deadline, "deadline");
    }

    function test_deliver_whileEscalated() public {
        _reach(State.Escalated);
        vm.warp(_status().deadline - 3 days + 1);
        deliver(attestor, State.Escalated);
        _assertState(State.Escalated);
        assertEq(_status().deadline, block.timestamp + 3 days, "deadline");
    }

    function test_deliver_inBackup() public {
        _reach(State.Backup);
        deliver(attestor, State.Backup);
        assertTrue(_status().handed, "handed");
    }

    function test_deliver_revertsWhen_handedBefore() public {
        _reach(State.Disputed);
        deliver(attestor, State.Disputed);
        _expect(abi.encodeWithSelector(IEscrow.AlreadyHanded.selector, id));
        deliver(attestor, State.Disputed);
    }

    function test_deliver_revertsWhen_disputedAfterDelivery() public {
        _reach(State.Delivered);
        dispute(buyer, State.Delivered);
        _expect(abi.encodeWithSelector(IEscrow.AlreadyHanded.selector, id));
        deliver(attestor, State.Disputed);
    }

    function test_deliver_revertsWhen_neverShipped() public {
        _reach(State.Inspected);
        reject(buyer, State.Inspected);
        _expect(abi.encodeWithSelector(IEscrow.NotShipped.selector, id));
        deliver(attestor, State.Disputed);
    }

    function test_deliver_revertsWhen_nobodyAttests() public {
        _use(shop());
        _reach(State.Shipped);
        _expectNotPossible(State.Shipped);
        deliver(seller, State.Shipped);
    }

    function test_deliver_revertsWhen_callerIsSeller() public {
        _reach(State.Shipped);
        _expectNotAuthorized(seller);
        deliver(seller, State.Shipped);
    }

    function test_deliver_revertsWhen_delivered() public {
        _reach(State.Delivered);
        _expectNotPossible(State.Delivered);
        deliver(attestor, State.Delivered);
    }
}

contract DeliverRelayedTest is DeliverTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
