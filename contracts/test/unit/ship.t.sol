// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract ShipTest is EscrowFixture {
    function test_ship_withoutAttestor_countsAsHanded() public {
        _use(shop());
        _reach(State.Accepted);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderShipped(id, RECORD, uint40(block.timestamp + 45 days));
        ship(seller, State.Accepted);
        _assertEntered(State.Shipped, 45 days);
        assertTrue(_status().shipped && _status().handed, "shipped and handed");
    }

    function test_ship_withAttestor_isNotHanded() public {
        _use(attestedShop());
        _reach(State.Accepted);
        ship(seller, State.Accepted);
        assertTrue(_status().shipped && !_status().handed, "shipped, not handed");
    }

    function test_ship_byAttestor() public {
        _use(attestedShop());
        _reach(State.Accepted);
        ship(attestor, State.Accepted);
        _assertEntered(State.Shipped, 45 days);
    }

    function test_ship_fromApproved() public {
        _reach(State.Approved);
        extend(buyer, State.Approved, 10 days);
        ship(seller, State.Approved);
        _assertEntered(State.Shipped, 45 days);
    }

    function test_ship_revertsWhen_theInspectionIsMissing() public {
        _reach(State.Accepted);
        _expectNotPossible(State.Accepted);
        ship(seller, State.Accepted);
    }

    function test_ship_revertsWhen_inspectedAndNotApproved() public {
        _reach(State.Inspected);
        _expectNotPossible(State.Inspected);
        ship(seller, State.Inspected);
    }

    /// @dev The clock approves first, then the act counts in the state that is left.
    function test_ship_afterTheClockApproved() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline + 1);
        ship(seller, State.Approved);
        _assertEntered(State.Shipped, 45 days);
    }

    function test_ship_inTheLastSecond() public {
        _use(shop());
        _reach(State.Accepted);
        vm.warp(_status().deadline);
        ship(seller, State.Accepted);
        _assertEntered(State.Shipped, 45 days);
    }

    function test_ship_revertsWhen_theDeadlinePassed() public {
        _use(shop());
        _reach(State.Accepted);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Accepted);
        ship(seller, State.Accepted);
    }

    function test_ship_revertsWhen_callerIsBuyer() public {
        _use(shop());
        _reach(State.Accepted);
        _expectNotAuthorized(buyer);
        ship(buyer, State.Accepted);
    }

    function test_ship_revertsWhen_repeated() public {
        _reach(State.Shipped);
        _expectNotPossible(State.Shipped);
        ship(seller, State.Shipped);
    }
}

contract ShipRelayedTest is ShipTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
