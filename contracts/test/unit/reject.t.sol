// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract RejectTest is EscrowFixture {
    function test_reject_opensADispute() public {
        _reach(State.Inspected);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderDisputed(id, buyer, RECORD, uint40(block.timestamp + 15 days));
        reject(buyer, State.Inspected);
        _assertEntered(State.Disputed, 15 days);
        assertTrue(!_status().shipped, "not shipped");
    }

    /// @dev Rejected goods were never handed over: silence returns everything.
    function test_reject_silenceReturnsEverything() public {
        _reach(State.Inspected);
        reject(buyer, State.Inspected);
        vm.warp(_status().deadline + 1);
        lapse();
        _assertCredits(1_120_022, 0, 0);
    }

    function test_reject_inTheLastSecond() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline);
        reject(buyer, State.Inspected);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_reject_revertsWhen_theClockApproved() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Approved, State.Inspected);
        reject(buyer, State.Inspected);
    }

    function test_reject_revertsWhen_approved() public {
        _reach(State.Approved);
        _expectNotPossible(State.Approved);
        reject(buyer, State.Approved);
    }

    function test_reject_revertsWhen_callerIsSeller() public {
        _reach(State.Inspected);
        _expectNotAuthorized(seller);
        reject(seller, State.Inspected);
    }
}

contract RejectRelayedTest is RejectTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
