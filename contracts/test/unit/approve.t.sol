// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract ApproveTest is EscrowFixture {
    function test_approve_startsStorage() public {
        _reach(State.Inspected);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderApproved(id, false, uint40(block.timestamp + 90 days));
        approve(buyer, State.Inspected, INSPECTION);
        _assertEntered(State.Approved, 90 days);
    }

    function test_approve_revertsWhen_anotherInspectionIsMeant() public {
        _reach(State.Inspected);
        _expect(abi.encodeWithSelector(IEscrow.InspectionMismatch.selector, id, INSPECTION, RECORD));
        approve(buyer, State.Inspected, RECORD);
    }

    function test_approve_inTheLastSecond() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline);
        approve(buyer, State.Inspected, INSPECTION);
        _assertEntered(State.Approved, 90 days);
    }

    /// @dev One second later the clock has approved, and the buyer's own approval means a state that is over.
    function test_approve_revertsWhen_theClockApproved() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Approved, State.Inspected);
        approve(buyer, State.Inspected, INSPECTION);
    }

    function test_approve_revertsWhen_nothingWasInspected() public {
        _reach(State.Accepted);
        _expectNotPossible(State.Accepted);
        approve(buyer, State.Accepted, 0);
    }

    function test_approve_revertsWhen_callerIsSeller() public {
        _reach(State.Inspected);
        _expectNotAuthorized(seller);
        approve(seller, State.Inspected, INSPECTION);
    }
}

contract ApproveRelayedTest is ApproveTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
