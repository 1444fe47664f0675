// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC3009} from "./interfaces/IERC3009.sol";
import {Authorization, IEscrow, Permit2Transfer} from "./interfaces/IEscrow.sol";
import {IPermit2} from "./interfaces/IPermit2.sol";

/// @title How tokens come in and go out
/// @dev What arrives must be exactly what was asked for. Each signature serves the purpose that it names: an ERC-3009
/// authorisation by its nonce, a Permit2 transfer by its witness.
abstract contract Payments is IEscrow {
    using SafeERC20 for IERC20;

    /// @dev The same on every chain that has it.
    address private constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;

    /// @dev A failed permit is ignored: somebody may have used it before, and the allowance decides.
    function _permit(address token, address owner, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        internal
    {
        _requireCode(token);
        try IERC20Permit(token).permit(owner, address(this), amount, deadline, v, r, s) {} catch {}
    }

    function _takeByAllowance(address token, address from, uint256 amount) internal {
        uint256 before = _holdings(token);
        IERC20(token).safeTransferFrom(from, address(this), amount);
        _requireArrived(token, before, amount);
    }

    /// @dev In the form with a split signature, or in that for contract wallets.
    function _takeByAuthorization(
        address token,
        address from,
        uint256 amount,
        bytes32 nonce,
        Authorization calldata authorization
    ) internal {
        uint256 before = _holdings(token);
        bytes calldata signature = authorization.signature;
        (uint256 start, uint256 end) = (authorization.validAfter, authorization.validBefore);
        if (signature.length == 65) {
            (bytes32 r, bytes32 s) = (bytes32(signature[:32]), bytes32(signature[32:64]));
            uint8 v = uint8(signature[64]);
            try IERC3009(token).receiveWithAuthorization(from, address(this), amount, start, end, nonce, v, r, s) {}
            catch (bytes memory reason) {
                _refuse(token, reason);
            }
        } else {
            try IERC3009(token).receiveWithAuthorization(from, address(this), amount, start, end, nonce, signature) {}
            catch (bytes memory reason) {
                _refuse(token, reason);
            }
        }
        _requireArrived(token, before, amount);
    }

    function _takeByPermit2(
        address token,
        address from,
        uint256 amount,
        bytes32 witness,
        string memory witnessType,
        Permit2Transfer calldata transfer
    ) internal {
        uint256 before = _holdings(token);
        _requireCode(PERMIT2);
        IPermit2(PERMIT2)
            .permitWitnessTransferFrom(
                IPermit2.PermitTransferFrom(
                    IPermit2.TokenPermissions(token, amount), transfer.nonce, transfer.deadline
                ),
                IPermit2.SignatureTransferDetails(address(this), amount),
                from,
                witness,
                witnessType,
                transfer.signature
            );
        _requireArrived(token, before, amount);
    }

    function _send(address token, address to, uint256 amount) internal {
        IERC20(token).safeTransfer(to, amount);
    }

    /// @dev With the token's own reason, or with ours where it has none: as when it does not know what was asked.
    function _refuse(address token, bytes memory reason) private pure {
        if (reason.length == 0) revert TokenInvalid(token);
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }

    /// @dev An address without code answers every call with nothing.
    function _requireCode(address token) private view {
        if (token.code.length == 0) revert TokenInvalid(token);
    }

    /// @dev What is no token answers with less than a word, or not at all.
    function _holdings(address token) private view returns (uint256 holdings) {
        bytes memory request = abi.encodeCall(IERC20.balanceOf, (address(this)));
        bool answered;
        assembly ("memory-safe") {
            answered := staticcall(gas(), token, add(request, 0x20), mload(request), 0, 0x20)
            answered := and(answered, gt(returndatasize(), 0x1f))
            holdings := mload(0)
        }
        if (!answered) revert TokenInvalid(token);
    }

    function _requireArrived(address token, uint256 before, uint256 amount) private view {
        uint256 balance = _holdings(token);
        uint256 received = balance > before ? balance - before : 0;
        if (received != amount) revert TokenAmountMismatch(token, amount, received);
    }
}
