// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Authorization, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {ActionTypes} from "../../src/libraries/ActionTypes.sol";
import {ITestUSDC} from "../ITestUSDC.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract DepositWithAuthorizationTest is EscrowFixture {
    function _deposit(address account, uint256 amount, uint256 salt, Authorization memory authorization) private {
        _call(
            relayer,
            abi.encodeCall(IEscrow.depositWithAuthorization, (account, address(token), amount, salt, authorization))
        );
    }

    function _authorized(uint256 amount, uint256 salt) private view returns (Authorization memory) {
        return _authorize(buyer, amount, escrow.depositNonce(buyer, address(token), amount, salt));
    }

    function test_depositWithAuthorization_creditsTheAccount() public {
        Authorization memory authorization = _authorized(900, 1);
        vm.expectEmit(address(escrow));
        emit IEscrow.Deposited(address(token), buyer, 900);
        _deposit(buyer, 900, 1, authorization);
        assertEq(escrow.balanceOf(address(token), buyer), RICH + 900, "balance");
    }

    function test_depositWithAuthorization_nonceIsAHashOfThePurpose() public view {
        bytes32 expected = keccak256(abi.encode(ActionTypes.DEPOSIT, buyer, address(token), 900, 1));
        assertEq(escrow.depositNonce(buyer, address(token), 900, 1), expected, "nonce");
    }

    function test_depositWithAuthorization_revertsWhen_anythingDiffers() public {
        Authorization memory authorization = _authorized(900, 1);
        bytes memory refusal = abi.encodeWithSelector(ITestUSDC.AuthorizationInvalid.selector, buyer);
        _expect(refusal);
        _deposit(buyer, 901, 1, authorization);
        _expect(refusal);
        _deposit(buyer, 900, 2, authorization);
        _expect(abi.encodeWithSelector(ITestUSDC.AuthorizationInvalid.selector, seller));
        _deposit(seller, 900, 1, authorization);
    }

    function test_depositWithAuthorization_revertsWhen_replayed() public {
        Authorization memory authorization = _authorized(900, 1);
        _deposit(buyer, 900, 1, authorization);
        bytes32 nonce = escrow.depositNonce(buyer, address(token), 900, 1);
        _expect(abi.encodeWithSelector(ITestUSDC.AuthorizationAlreadyUsed.selector, buyer, nonce));
        _deposit(buyer, 900, 1, authorization);
    }

    function test_depositWithAuthorization_revertsWhen_authorizedForAnOrder() public {
        Authorization memory authorization = _authorize(buyer, 1_120_022, id);
        _expect(abi.encodeWithSelector(ITestUSDC.AuthorizationInvalid.selector, buyer));
        _deposit(buyer, 1_120_022, 1, authorization);
    }

    function test_depositWithAuthorization_revertsWhen_nothing() public {
        Authorization memory authorization = _authorized(0, 1);
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        _deposit(buyer, 0, 1, authorization);
    }

    function test_depositWithAuthorization_revertsWhen_tooEarlyOrTooLate() public {
        Authorization memory authorization = _authorized(900, 1);
        vm.warp(START - 1);
        _expect(abi.encodeWithSelector(ITestUSDC.AuthorizationNotYetValid.selector, START - 1, START - 1));
        _deposit(buyer, 900, 1, authorization);
        vm.warp(START + 365 days);
        _expect(abi.encodeWithSelector(ITestUSDC.AuthorizationExpired.selector, START + 365 days, START + 365 days));
        _deposit(buyer, 900, 1, authorization);
    }
}
