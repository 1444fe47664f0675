// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract AcceptTest is EscrowFixture {
    function test_accept_startsFulfilment() public {
        _reach(State.Requested);
        vm.warp(START + 100);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderAccepted(id, uint40(START + 100 + 7 days));
        accept(seller);
        _assertEntered(State.Accepted, 7 days);
    }

    function test_accept_byAnOperator() public {
        setOperator(seller, desk, START + 1);
        _reach(State.Requested);
        vm.warp(START + 2);
        _expectNotAuthorized(desk);
        accept(desk);
        vm.warp(START + 1);
        accept(desk);
        _assertState(State.Accepted);
    }

    function test_accept_inTheLastSecond() public {
        _reach(State.Requested);
        vm.warp(_status().deadline);
        accept(seller);
        _assertState(State.Accepted);
    }

    function test_accept_revertsWhen_theDeadlinePassed() public {
        _reach(State.Requested);
        vm.warp(_status().deadline + 1);
        _expectNotPossible(State.Settled);
        accept(seller);
    }

    function test_accept_revertsWhen_accepted() public {
        _reach(State.Accepted);
        _expectNotPossible(State.Accepted);
        accept(seller);
    }

    function test_accept_revertsWhen_callerIsNotSeller() public {
        _reach(State.Requested);
        address[5] memory others = [buyer, attestor, arbiter, platform, stranger];
        for (uint256 i = 0; i < others.length; i++) {
            _expectNotAuthorized(others[i]);
            accept(others[i]);
        }
    }

    function test_accept_revertsWhen_orderIsUnknown() public {
        _expect(abi.encodeWithSelector(IEscrow.OrderNotFound.selector, id));
        accept(seller);
    }

    /// @dev The seller's signature counts while the order could be funded; the seller itself may accept to the end.
    function test_accept_afterValidUntil_onlyByTheSellersOwnCall() public {
        terms.validUntil = uint40(START + 10);
        _use(terms);
        _reach(State.Requested);
        vm.warp(START + 11);
        bytes memory late = abi.encodeCall(IEscrow.accept, (terms, _quote(seller, _sign(seller, id))));
        _expect(abi.encodeWithSelector(IEscrow.OrderExpired.selector, id, START + 11, START + 10));
        _call(relayer, late);
        vm.warp(START + 10);
        uint256 before = vm.snapshotState();
        _call(relayer, late);
        _assertState(State.Accepted);
        vm.revertToState(before);
        vm.warp(START + 11);
        _call(seller, abi.encodeCall(IEscrow.accept, (terms, _quote(seller, ""))));
        _assertState(State.Accepted);
    }

    function test_accept_revertsWhen_theSignatureIsAnothers() public {
        _reach(State.Requested);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _call(relayer, abi.encodeCall(IEscrow.accept, (terms, _quote(seller, _sign(stranger, id)))));
    }
}

contract AcceptRelayedTest is AcceptTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
