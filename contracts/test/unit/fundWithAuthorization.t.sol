// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Authorization, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {ITestUSDC} from "../ITestUSDC.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Moves} from "../Moves.sol";
import {ShortAuthorizationToken} from "../mocks/Tokens.sol";
import {Wallet} from "../mocks/Wallets.sol";

contract FundWithAuthorizationTest is EscrowFixture {
    function test_fundWithAuthorization_takesFromTheWallet() public {
        _mark();
        uint256 wallet = token.balanceOf(buyer);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderFunded(id, Moves.packed(terms), State.Accepted, uint40(START + 7 days), false);
        fundWithAuthorization(_agreed());
        _assertEntered(State.Accepted, 7 days);
        assertEq(token.balanceOf(buyer), wallet - 1_120_022, "wallet");
        assertEq(_spent(buyer), 0, "balance untouched");
    }

    function test_fundWithAuthorization_withoutTheSeller() public {
        fundWithAuthorization(_unanswered());
        _assertEntered(State.Requested, 1 days);
    }

    function test_fundWithAuthorization_byAPayer() public {
        _use(withPayer(daigou()));
        uint256 wallet = token.balanceOf(payer);
        fundWithAuthorization(_agreed());
        assertEq(token.balanceOf(payer), wallet - 1_120_022, "wallet");
    }

    function test_fundWithAuthorization_revertsWhen_thePayerHasNoSignatureOfTheBuyer() public {
        _use(withPayer(daigou()));
        Agreement memory agreement = _agreed();
        agreement.buyer = "";
        Authorization memory authorization = _authorize(payerOf(terms), paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        fundWithAuthorization(agreement, authorization);
    }

    function test_fundWithAuthorization_byAContractWallet() public {
        Wallet wallet = new Wallet(vm.addr(0xC0FFEE));
        keyOf[address(wallet)] = 0xC0FFEE;
        token.faucet(address(wallet), 1_120_022);
        terms.buyer = address(wallet);
        _use(terms);
        // 66 bytes are no split signature: the token's form for contract wallets is called.
        Authorization memory authorization = _authorize(address(wallet), 1_120_022, id);
        authorization.signature = bytes.concat(authorization.signature, hex"00");
        fundWithAuthorization(_agreed(), authorization);
        _assertState(State.Accepted);
    }

    /// @dev The nonce is the order's id: an authorisation made for other terms pays for nothing here.
    function test_fundWithAuthorization_revertsWhen_authorizedForOtherTerms() public {
        Authorization memory authorization = _authorize(buyer, 1_120_022, keccak256("other"));
        vm.expectRevert(abi.encodeWithSelector(ITestUSDC.AuthorizationInvalid.selector, buyer));
        fundWithAuthorization(_agreed(), authorization);
    }

    function test_fundWithAuthorization_revertsWhen_authorizedForADeposit() public {
        bytes32 nonce = escrow.depositNonce(buyer, address(token), 1_120_022, 1);
        Authorization memory authorization = _authorize(buyer, 1_120_022, nonce);
        vm.expectRevert(abi.encodeWithSelector(ITestUSDC.AuthorizationInvalid.selector, buyer));
        fundWithAuthorization(_agreed(), authorization);
    }

    function test_fundWithAuthorization_revertsWhen_anotherAmountIsAuthorized() public {
        Authorization memory authorization = _authorize(buyer, 1_120_023, id);
        vm.expectRevert(abi.encodeWithSelector(ITestUSDC.AuthorizationInvalid.selector, buyer));
        fundWithAuthorization(_agreed(), authorization);
    }

    function test_fundWithAuthorization_revertsWhen_replayed() public {
        fundWithAuthorization(_agreed());
        Authorization memory authorization = _authorize(payerOf(terms), paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Accepted));
        fundWithAuthorization(_agreed(), authorization);
    }

    function test_fundWithAuthorization_revertsWhen_theOfferExpired() public {
        vm.warp(START + 1 days + 1);
        Authorization memory authorization = _authorize(payerOf(terms), paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.OrderExpired.selector, id, block.timestamp, START + 1 days));
        fundWithAuthorization(_agreed(), authorization);
    }

    function test_fundWithAuthorization_revertsWhen_onAnotherChain() public {
        Agreement memory agreement = _agreed();
        vm.chainId(block.chainid + 1);
        Authorization memory authorization = _authorize(payerOf(terms), paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.ChainMismatch.selector, block.chainid, block.chainid - 1));
        fundWithAuthorization(agreement, authorization);
    }

    function test_fundWithAuthorization_revertsWhen_termsAreInvalid() public {
        terms.feeBps = 3_001;
        _use(terms);
        Authorization memory authorization = _authorize(payerOf(terms), paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.TermsInvalid.selector, id, bytes32("feeBps")));
        fundWithAuthorization(_agreed(), authorization);
    }

    function test_fundWithAuthorization_revertsWhen_theTokenBringsLess() public {
        ShortAuthorizationToken short = new ShortAuthorizationToken();
        short.mint(buyer, 2_000_000);
        terms.token = address(short);
        _use(terms);
        Authorization memory authorization = _authorize(payerOf(terms), paidIn(terms), id);
        _expect(abi.encodeWithSelector(IEscrow.TokenAmountMismatch.selector, address(short), 1_120_022, 1_120_021));
        fundWithAuthorization(_agreed(), authorization);
    }
}
