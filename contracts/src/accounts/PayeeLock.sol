// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Call} from "../interfaces/IPasskeyAccount.sol";
import {IEscrow} from "../interfaces/IEscrow.sol";
import {ActionTypes} from "../libraries/ActionTypes.sol";
import {AccountSettings} from "./AccountSettings.sol";

/// @title Money leaves only to payees: by a call, and by whatever is signed in the account's name
/// @dev Two questions, one answer each: may this call be made, and may this typed data be signed. Whatever neither
/// rule knows is refused, but for the escrow: all its actions besides those that name a recipient are allowed.
abstract contract PayeeLock is AccountSettings {
    /// @dev The same address on every chain: https://docs.uniswap.org/contracts/v4/deployments
    address internal constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;

    bytes4 private constant INCREASE_ALLOWANCE = bytes4(keccak256("increaseAllowance(address,uint256)"));

    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant PERMIT2_DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    bytes32 private constant RECEIVE_TYPE = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );
    bytes32 private constant PERMIT_TYPE =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    /// @dev What every Permit2 witness transfer's type begins with, whatever the witness.
    bytes private constant WITNESS_TYPE_START =
        "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,";

    address internal immutable ESCROW;

    constructor(address escrow) {
        ESCROW = escrow;
    }

    // ------------------------------------------------------------------ calls

    /// @dev Reverts with the reason when the call is refused.
    function _requireAllowed(Call calldata call) internal view {
        (address target, bytes memory data) = (call.target, call.data);
        bytes4 selector = _selectorOf(data);
        if (call.value != 0 && !isPayee(target)) revert PayeeNotUsable(target, selector, target);
        if (target == ESCROW) {
            return selector == IEscrow.batch.selector ? _requireBatch(call.data) : _requireEscrowAction(data);
        }
        if (target == address(this)) return;
        if (selector == IERC20.transfer.selector || selector == INCREASE_ALLOWANCE) {
            _requireReceiver(target, data, 0);
        } else if (selector == IERC20.transferFrom.selector) {
            _requireReceiver(target, data, 1);
        } else if (selector == IERC20.approve.selector) {
            address spender = _argumentAt(target, data, 0);
            if (!_maySpend(spender)) revert PayeeNotUsable(target, selector, spender);
        } else if (!isPayee(target)) {
            revert PayeeNotUsable(target, selector, target);
        }
    }

    /// @dev The compiler's decoder reads the items, as it does in the escrow: both see the same ones.
    function _requireBatch(bytes calldata data) private view {
        (bytes[] memory items,) = abi.decode(data[4:], (bytes[], uint256));
        for (uint256 i = 0; i < items.length; i++) {
            if (_selectorOf(items[i]) == IEscrow.batch.selector) revert BatchNested(ESCROW);
            _requireEscrowAction(items[i]);
        }
    }

    /// @dev All that name who receives do so in their third argument.
    function _requireEscrowAction(bytes memory data) private view {
        bytes4 selector = _selectorOf(data);
        if (
            selector == IEscrow.withdraw.selector || selector == IEscrow.postBond.selector
                || selector == IEscrow.withdrawBond.selector || selector == IEscrow.deposit.selector
        ) _requireReceiver(ESCROW, data, 2);
    }

    function _requireReceiver(address target, bytes memory data, uint256 position) private view {
        address receiver = _argumentAt(target, data, position);
        if (!_mayReceive(receiver)) revert PayeeNotUsable(target, _selectorOf(data), receiver);
    }

    function _argumentAt(address target, bytes memory data, uint256 position) private pure returns (address) {
        uint256 start = 4 + 32 * position;
        uint256 word = type(uint256).max;
        if (data.length >= start + 32) {
            assembly ("memory-safe") {
                word := mload(add(add(data, 0x20), start))
            }
        }
        if (word > type(uint160).max) revert CallDataInvalid(target, _selectorOf(data));
        // At most 160 bits, as just checked.
        // forge-lint: disable-next-line(unsafe-typecast)
        return address(uint160(word));
    }

    function _selectorOf(bytes memory data) private pure returns (bytes4) {
        // The rest is what the selector selects from; what is missing counts as zero, as the compiler has it.
        // forge-lint: disable-next-line(unsafe-typecast)
        return bytes4(data);
    }

    // ------------------------------------------------------------------ signatures

    /// @param separator The domain separator of the application.
    /// @param typeText The EIP-712 type of the contents, primary type first.
    /// @param contents What the struct hash is the hash of: the type's hash and the encoded fields.
    function _isTypedDataAllowed(bytes32 separator, string calldata typeText, bytes calldata contents)
        internal
        view
        returns (bool)
    {
        if (contents.length < 32) return false;
        bytes32 typeHash = bytes32(contents[:32]);
        if (typeHash != keccak256(bytes(typeText))) return false;
        if (separator == _escrowSeparator()) {
            bool namesRecipient = typeHash == ActionTypes.WITHDRAW || typeHash == ActionTypes.POST_BOND
                || typeHash == ActionTypes.WITHDRAW_BOND;
            return !namesRecipient || _mayReceive(_fieldAt(contents, 3));
        }
        address taker = _fieldAt(contents, 1);
        if (typeHash == RECEIVE_TYPE) return taker == ESCROW;
        if (typeHash == PERMIT_TYPE) return _maySpend(taker);
        return taker == ESCROW && separator == _permit2Separator() && _isWitnessTransfer(bytes(typeText));
    }

    /// @return The address; zero when there is none, which nobody is.
    function _fieldAt(bytes calldata contents, uint256 position) private pure returns (address) {
        uint256 start = 32 + 32 * position;
        if (contents.length < start + 32) return address(0);
        uint256 word = uint256(bytes32(contents[start:start + 32]));
        // forge-lint: disable-next-line(unsafe-typecast)
        return word > type(uint160).max ? address(0) : address(uint160(word));
    }

    function _isWitnessTransfer(bytes calldata typeText) private pure returns (bool) {
        uint256 length = WITNESS_TYPE_START.length;
        return typeText.length > length && keccak256(typeText[:length]) == keccak256(WITNESS_TYPE_START);
    }

    function _escrowSeparator() private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, keccak256("Cinnabar"), keccak256("1"), block.chainid, ESCROW));
    }

    function _permit2Separator() private view returns (bytes32) {
        return keccak256(abi.encode(PERMIT2_DOMAIN_TYPE, keccak256("Permit2"), block.chainid, PERMIT2));
    }

    // ------------------------------------------------------------------ who

    function _requirePayee(address payee) internal view override {
        super._requirePayee(payee);
        // Any call to a payee is allowed. That would open the escrow's recipients, Permit2's spenders, and who gets
        // what the entry point keeps for gas.
        if (payee == ESCROW || payee == PERMIT2 || payee == address(ERC4337Utils.ENTRYPOINT_V09)) {
            revert PayeeInvalid(payee);
        }
    }

    function _mayReceive(address account) private view returns (bool) {
        return account == address(this) || isPayee(account);
    }

    /// @dev Permit2 moves money by a signature alone, and the only one of its kind that is allowed names the escrow.
    function _maySpend(address account) private view returns (bool) {
        return account == ESCROW || account == PERMIT2 || isPayee(account);
    }
}
