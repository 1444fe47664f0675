// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract DisputeTest is EscrowFixture {
    function test_dispute_byBuyer() public {
        State[2] memory states = [State.Approved, State.Delivered];
        for (uint256 i = 0; i < states.length; i++) {
            terms.salt = 100 + i;
            _use(terms);
            _reach(states[i]);
            vm.expectEmit(address(escrow));
            emit IEscrow.OrderDisputed(id, buyer, RECORD, uint40(block.timestamp + 15 days));
            dispute(buyer, states[i]);
            _assertEntered(State.Disputed, 15 days);
        }
    }

    function test_dispute_outOfShipped_neverShortens() public {
        _reach(State.Shipped);
        uint256 deadline = _status().deadline;
        dispute(buyer, State.Shipped);
        assertEq(_status().deadline, deadline, "45 days from shipping, not 15 from now");
    }

    function test_dispute_outOfShipped_isOfFullLength() public {
        _reach(State.Shipped);
        vm.warp(_status().deadline - 15 days + 1);
        dispute(buyer, State.Shipped);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_dispute_outOfShipped_withoutAttestor_lastsItsWindow() public {
        _use(shop());
        _reach(State.Shipped);
        dispute(buyer, State.Shipped);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_dispute_bySeller_whereAttestorAndArbiterAreNamed() public {
        _reach(State.Accepted);
        dispute(seller, State.Accepted);
        _assertEntered(State.Disputed, 15 days);
        terms.salt = 8;
        _use(terms);
        _reach(State.Shipped);
        dispute(seller, State.Shipped);
        _assertState(State.Disputed);
    }

    function test_dispute_revertsWhen_sellerHasNoArbiter() public {
        _use(withoutArbiter(daigou()));
        _reach(State.Accepted);
        _expectNotPossible(State.Accepted);
        dispute(seller, State.Accepted);
        inspect(attestor, State.Accepted);
        approve(buyer, State.Inspected, INSPECTION);
        ship(seller, State.Approved);
        _expectNotAuthorized(seller);
        dispute(seller, State.Shipped);
    }

    function test_dispute_revertsWhen_sellerHasNoAttestor() public {
        _use(shop());
        _reach(State.Accepted);
        _expectNotPossible(State.Accepted);
        dispute(seller, State.Accepted);
        ship(seller, State.Accepted);
        _expectNotAuthorized(seller);
        dispute(seller, State.Shipped);
    }

    function test_dispute_revertsWhen_sellerDisputesADelivery() public {
        _reach(State.Delivered);
        _expectNotAuthorized(seller);
        dispute(seller, State.Delivered);
    }

    function test_dispute_revertsWhen_buyerDisputesBeforeShipping() public {
        _reach(State.Accepted);
        _expectNotAuthorized(buyer);
        dispute(buyer, State.Accepted);
    }

    function test_dispute_inTheLastSecond() public {
        _reach(State.Delivered);
        vm.warp(_status().deadline);
        dispute(buyer, State.Delivered);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_dispute_revertsWhen_theDeadlinePassed() public {
        _reach(State.Delivered);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Delivered);
        dispute(buyer, State.Delivered);
    }

    function test_dispute_clearsAnExtension() public {
        _reach(State.Delivered);
        extend(buyer, State.Delivered, 3 days);
        dispute(buyer, State.Delivered);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_dispute_revertsWhen_repeated() public {
        _reach(State.Disputed);
        _expectNotPossible(State.Disputed);
        dispute(buyer, State.Disputed);
    }
}

contract DisputeRelayedTest is DisputeTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
