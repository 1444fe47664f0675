// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, IEscrow, Permit2Transfer, State} from "../../src/interfaces/IEscrow.sol";
import {ITestUSDC} from "../ITestUSDC.sol";
import {Permit2} from "../mocks/Permit2.sol";
import {FeeToken} from "../mocks/Tokens.sol";
import {Moves} from "../Moves.sol";
import {Permit2Fixture} from "../Permit2Fixture.sol";

contract FundWithPermit2Test is Permit2Fixture {
    function _fund(Agreement memory agreement, Permit2Transfer memory transfer) private {
        _call(relayer, abi.encodeCall(IEscrow.fundWithPermit2, (terms, agreement, transfer)));
    }

    function _expectInvalidSigner() private {
        _expect(abi.encodeWithSelector(Permit2.InvalidSigner.selector));
    }

    function test_fundWithPermit2_takesFromTheWallet() public {
        _mark();
        uint256 wallet = token.balanceOf(buyer);
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        Agreement memory agreement = _agreed();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderFunded(id, Moves.packed(terms), State.Accepted, uint40(START + 7 days), false);
        _fund(agreement, transfer);
        _assertEntered(State.Accepted, 7 days);
        assertEq(token.balanceOf(buyer), wallet - 1_120_022, "wallet");
        assertEq(_spent(buyer), 0, "balance untouched");
    }

    function test_fundWithPermit2_withoutTheSeller() public {
        _fund(_unanswered(), _permitFund(buyer, paidIn(terms), id));
        _assertEntered(State.Requested, 1 days);
    }

    function test_fundWithPermit2_byAPayer() public {
        _use(withPayer(daigou()));
        uint256 wallet = token.balanceOf(payer);
        _fund(_agreed(), _permitFund(payer, paidIn(terms), id));
        assertEq(token.balanceOf(payer), wallet - 1_120_022, "wallet");
    }

    function test_fundWithPermit2_revertsWhen_thePayerHasNoSignatureOfTheBuyer() public {
        _use(withPayer(daigou()));
        Agreement memory agreement = _agreed();
        agreement.buyer = "";
        Permit2Transfer memory transfer = _permitFund(payer, paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        _fund(agreement, transfer);
    }

    /// @dev The witness is the order: a signature made for other terms, amount, account or purpose pays for nothing.
    function test_fundWithPermit2_revertsWhen_signedForAnythingElse() public {
        Agreement memory agreement = _agreed();
        Permit2Transfer[4] memory others = [
            _permitFund(buyer, paidIn(terms), keccak256("other")),
            _permitFund(buyer, paidIn(terms) + 1, id),
            _permitFund(payer, paidIn(terms), id),
            _permitDeposit(buyer, paidIn(terms))
        ];
        for (uint256 i = 0; i < others.length; i++) {
            _expectInvalidSigner();
            _fund(agreement, others[i]);
        }
    }

    function test_fundWithPermit2_revertsWhen_nonceOrDeadlineDiffers() public {
        Agreement memory agreement = _agreed();
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        transfer.nonce++;
        _expectInvalidSigner();
        _fund(agreement, transfer);
        transfer.nonce--;
        transfer.deadline++;
        _expectInvalidSigner();
        _fund(agreement, transfer);
    }

    function test_fundWithPermit2_revertsWhen_pastItsDeadline() public {
        terms.validUntil = uint40(START + 10 days);
        _use(terms);
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        Agreement memory agreement = _agreed();
        vm.warp(START + 1 days + 1);
        _expect(abi.encodeWithSelector(Permit2.SignatureExpired.selector, START + 1 days));
        _fund(agreement, transfer);
        vm.warp(START + 1 days);
        _fund(agreement, transfer);
        _assertState(State.Accepted);
    }

    function test_fundWithPermit2_revertsWhen_usedAgain() public {
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        Agreement memory agreement = _agreed();
        _fund(agreement, transfer);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Accepted));
        _fund(agreement, transfer);
    }

    function test_fundWithPermit2_revertsWhen_thereIsNoPermit2() public {
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        Agreement memory agreement = _agreed();
        vm.etch(address(PERMIT2), "");
        _expect(abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(PERMIT2)));
        _fund(agreement, transfer);
    }

    function test_fundWithPermit2_revertsWhen_lessArrives() public {
        FeeToken fees = new FeeToken();
        fees.mint(buyer, 2 * paidIn(terms));
        vm.prank(buyer);
        fees.approve(address(PERMIT2), type(uint256).max);
        (token, terms.token) = (ITestUSDC(address(fees)), address(fees));
        _use(terms);
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        Agreement memory agreement = _agreed();
        uint256 arrives = paidIn(terms) - paidIn(terms) / 100;
        _expect(abi.encodeWithSelector(IEscrow.TokenAmountMismatch.selector, address(fees), paidIn(terms), arrives));
        _fund(agreement, transfer);
    }
}
