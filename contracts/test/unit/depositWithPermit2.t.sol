// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, Permit2Transfer} from "../../src/interfaces/IEscrow.sol";
import {Permit2} from "../mocks/Permit2.sol";
import {Permit2Fixture} from "../Permit2Fixture.sol";

contract DepositWithPermit2Test is Permit2Fixture {
    function _deposit(address account, uint256 amount, Permit2Transfer memory transfer) private {
        _call(relayer, abi.encodeCall(IEscrow.depositWithPermit2, (account, address(token), amount, transfer)));
    }

    function test_depositWithPermit2_creditsTheSigner() public {
        uint256 wallet = token.balanceOf(buyer);
        Permit2Transfer memory transfer = _permitDeposit(buyer, 900);
        vm.expectEmit(address(escrow));
        emit IEscrow.Deposited(address(token), buyer, 900);
        _deposit(buyer, 900, transfer);
        assertEq(escrow.balanceOf(address(token), buyer), RICH + 900, "balance");
        assertEq(token.balanceOf(buyer), wallet - 900, "wallet");
    }

    function test_depositWithPermit2_revertsWhen_usedAgain() public {
        Permit2Transfer memory transfer = _permitDeposit(buyer, 900);
        _deposit(buyer, 900, transfer);
        _expect(abi.encodeWithSelector(Permit2.InvalidNonce.selector));
        _deposit(buyer, 900, transfer);
    }

    /// @dev Nobody but the signer is credited, whoever relays, and a signature that funds an order deposits nothing.
    function test_depositWithPermit2_revertsWhen_signedForAnythingElse() public {
        Permit2Transfer[2] memory others = [_permitFund(buyer, 900, id), _permitDeposit(buyer, 901)];
        for (uint256 i = 0; i < others.length; i++) {
            _expect(abi.encodeWithSelector(Permit2.InvalidSigner.selector));
            _deposit(buyer, 900, others[i]);
        }
        Permit2Transfer memory transfer = _permitDeposit(buyer, 900);
        _expect(abi.encodeWithSelector(Permit2.InvalidSigner.selector));
        _deposit(stranger, 900, transfer);
    }

    function test_depositWithPermit2_revertsWhen_amountIsZero() public {
        Permit2Transfer memory transfer = _permitDeposit(buyer, 0);
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        _deposit(buyer, 0, transfer);
    }
}
