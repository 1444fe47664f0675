// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract InspectTest is EscrowFixture {
    function test_inspect_byAttestor_keepsTheRecord() public {
        _reach(State.Accepted);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderInspected(id, INSPECTION, uint40(block.timestamp + 5 days));
        inspect(attestor, State.Accepted);
        _assertEntered(State.Inspected, 5 days);
        assertEq(escrow.inspectionOf(id), INSPECTION, "record");
    }

    function test_inspect_bySeller_whereNobodyAttests() public {
        terms = daigou();
        (terms.attestor, terms.windows.confirm) = (address(0), 0);
        _use(terms);
        _reach(State.Accepted);
        inspect(seller, State.Accepted);
        _assertEntered(State.Inspected, 5 days);
    }

    function test_inspect_revertsWhen_callerIsSellerAndAnAttestorIsNamed() public {
        _reach(State.Accepted);
        _expectNotAuthorized(seller);
        inspect(seller, State.Accepted);
    }

    function test_inspect_revertsWhen_nothingIsInspected() public {
        _use(attestedShop());
        _reach(State.Accepted);
        _expectNotPossible(State.Accepted);
        inspect(attestor, State.Accepted);
    }

    function test_inspect_clearsAnExtension() public {
        _reach(State.Accepted);
        extend(buyer, State.Accepted, 1 days);
        inspect(attestor, State.Accepted);
        _assertEntered(State.Inspected, 5 days);
    }

    function test_inspect_inTheLastSecond() public {
        _reach(State.Accepted);
        vm.warp(_status().deadline);
        inspect(attestor, State.Accepted);
        _assertEntered(State.Inspected, 5 days);
    }

    function test_inspect_revertsWhen_theDeadlinePassed() public {
        _reach(State.Accepted);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Accepted);
        inspect(attestor, State.Accepted);
    }

    function test_inspect_revertsWhen_repeated() public {
        _reach(State.Inspected);
        _expectNotPossible(State.Inspected);
        inspect(attestor, State.Inspected);
    }
}

contract InspectRelayedTest is InspectTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
