// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract RefundTest is EscrowFixture {
    function test_refund_inEveryState_creditsThePayer() public {
        _use(withPayer(daigou()));
        for (uint256 state = uint256(State.Requested); state <= uint256(State.Settled); state++) {
            terms.salt = 100 + state;
            _use(terms);
            vm.warp(START);
            _reach(State(state));
            vm.expectEmit(address(escrow));
            emit IEscrow.OrderRefunded(id, 1_234);
            refund(seller, State(state), 1_234);
            assertEq(_gained(payer), 1_234, "payer");
            assertEq(_spent(seller), 1_234, "seller");
            _assertState(State(state));
        }
    }

    function test_refund_revertsWhen_theBalanceIsShort() public {
        _reach(State.Settled);
        uint256 balance = escrow.balanceOf(address(token), seller);
        _expect(
            abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), seller, balance, balance + 1)
        );
        refund(seller, State.Settled, balance + 1);
        refund(seller, State.Settled, balance);
    }

    function test_refund_revertsWhen_nothing() public {
        _reach(State.Settled);
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        refund(seller, State.Settled, 0);
    }

    /// @dev The defaults that are due are applied first, also by an act that changes no state.
    function test_refund_appliesTheDefault() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline + 1);
        uint40 deadline = _status().deadline + 90 days;
        refund(seller, State.Approved, 5);
        _assertState(State.Approved);
        assertEq(_status().deadline, deadline, "deadline");
        assertEq(_gained(buyer), 5, "buyer");
    }

    function test_refund_afterTheClockSettled() public {
        _reach(State.Accepted);
        vm.warp(_status().deadline + 1);
        refund(seller, State.Settled, 5);
        _assertState(State.Settled);
        assertEq(_gained(buyer), 1_120_022 + 5, "buyer");
    }

    function test_refund_revertsWhen_meantForAnotherState() public {
        _reach(State.Accepted);
        _expectMismatch(State.Accepted, State.Settled);
        refund(seller, State.Settled, 5);
    }

    function test_refund_revertsWhen_callerIsNotSeller() public {
        _reach(State.Settled);
        _expectNotAuthorized(buyer);
        refund(buyer, State.Settled, 1);
    }

    function test_refund_revertsWhen_orderIsUnknown() public {
        _expect(abi.encodeWithSelector(IEscrow.OrderNotFound.selector, id));
        refund(seller, State.None, 1);
    }
}

contract RefundRelayedTest is RefundTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
