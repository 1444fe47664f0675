// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Domain} from "./Domain.sol";
import {Entry} from "./Entry.sol";
import {Payments} from "./Payments.sol";
import {Authorization, Consent, Permit2Transfer} from "./interfaces/IEscrow.sol";
import {ActionTypes} from "./libraries/ActionTypes.sol";
import {Signers} from "./libraries/Signers.sol";

/// @title Balances and bonds by token and account, their ways in and out, operators and nonces
/// @dev Only an account's own call or signature removes from its balance or bond. Settlements credit
/// balances and call nobody.
abstract contract Accounts is Domain, Entry, Payments {
    struct Bond {
        uint128 amount;
        uint128 reserved; // for draws of live orders; at most `amount`
    }

    mapping(address token => mapping(address account => uint256)) private _balances;
    mapping(address token => mapping(address account => Bond)) internal _bonds;
    mapping(address account => mapping(address operator => uint40)) private _operators;
    mapping(address account => mapping(uint256 word => uint256)) private _nonces;

    // ------------------------------------------------------------------ ways in

    function deposit(address token, uint256 amount, address recipient) external entry {
        _requireAmount(amount);
        _requireRecipient(recipient);
        _credit(token, recipient, amount);
        emit Deposited(token, recipient, amount);
        _takeByAllowance(token, _sender(), amount);
    }

    function depositWithAuthorization(
        address account,
        address token,
        uint256 amount,
        uint256 salt,
        Authorization calldata authorization
    ) external entry {
        _requireAmount(amount);
        _credit(token, account, amount);
        emit Deposited(token, account, amount);
        _takeByAuthorization(token, account, amount, depositNonce(account, token, amount, salt), authorization);
    }

    function depositWithPermit2(address account, address token, uint256 amount, Permit2Transfer calldata transfer)
        external
        entry
    {
        _requireAmount(amount);
        _credit(token, account, amount);
        emit Deposited(token, account, amount);
        bytes32 witness = keccak256(abi.encode(ActionTypes.DEPOSIT_TO, account));
        _takeByPermit2(token, account, amount, witness, ActionTypes.DEPOSIT_TO_WITNESS, transfer);
    }

    function applyPermit(address token, address owner, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        entry
    {
        _permit(token, owner, amount, deadline, v, r, s);
    }

    // ------------------------------------------------------------------ ways out, and the bond

    function withdraw(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external
        entry
    {
        _authorizeMove(ActionTypes.WITHDRAW, token, amount, recipient, nonce, consent);
        _debit(token, consent.signer, amount);
        emit Withdrawn(token, consent.signer, recipient, amount);
        _send(token, recipient, amount);
    }

    function postBond(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external
        entry
    {
        _authorizeMove(ActionTypes.POST_BOND, token, amount, recipient, nonce, consent);
        _debit(token, consent.signer, amount);
        Bond storage bond = _bonds[token][recipient];
        uint256 room = type(uint128).max - bond.amount;
        if (amount > room) revert AmountOutOfRange(amount, room);
        // Within `room`, which is less than 2¹²⁸.
        // forge-lint: disable-next-line(unsafe-typecast)
        bond.amount += uint128(amount);
        emit BondPosted(token, consent.signer, recipient, amount);
    }

    function withdrawBond(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external
        entry
    {
        _authorizeMove(ActionTypes.WITHDRAW_BOND, token, amount, recipient, nonce, consent);
        Bond storage bond = _bonds[token][consent.signer];
        uint256 free = bond.amount - bond.reserved;
        if (amount > free) revert BondInsufficient(token, consent.signer, free, amount);
        // Within `free`, which is less than 2¹²⁸.
        // forge-lint: disable-next-line(unsafe-typecast)
        bond.amount -= uint128(amount);
        _credit(token, recipient, amount);
        emit BondWithdrawn(token, consent.signer, recipient, amount);
    }

    // ------------------------------------------------------------------ operators and nonces

    function setOperator(address operator, uint40 until, uint256 nonce, Consent calldata consent) external entry {
        _requireRecipient(operator);
        _authorizeOnce(
            keccak256(abi.encode(ActionTypes.SET_OPERATOR, consent.signer, operator, until, nonce, consent.until)),
            nonce,
            consent
        );
        _operators[consent.signer][operator] = until;
        emit OperatorSet(consent.signer, operator, until);
    }

    function burnNonce(uint256 nonce, Consent calldata consent) external entry {
        _requireUntil(consent);
        if (isNonceUsed(consent.signer, nonce)) revert NonceUsed(consent.signer, nonce);
        _requireSigned(keccak256(abi.encode(ActionTypes.BURN_NONCE, consent.signer, nonce, consent.until)), consent);
        _burn(consent.signer, nonce);
    }

    // ------------------------------------------------------------------ reads

    function balanceOf(address token, address account) public view returns (uint256) {
        return _balances[token][account];
    }

    function bondOf(address token, address account) external view returns (uint256 amount, uint256 reserved) {
        Bond storage bond = _bonds[token][account];
        return (bond.amount, bond.reserved);
    }

    function operatorUntil(address account, address operator) external view returns (uint40) {
        return _operators[account][operator];
    }

    function isNonceUsed(address account, uint256 nonce) public view returns (bool) {
        return _nonces[account][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    function depositNonce(address account, address token, uint256 amount, uint256 salt) public pure returns (bytes32) {
        return keccak256(abi.encode(ActionTypes.DEPOSIT, account, token, amount, salt));
    }

    // ------------------------------------------------------------------ for the orders

    function _credit(address token, address account, uint256 amount) internal {
        if (amount != 0) _balances[token][account] += amount;
    }

    function _debit(address token, address account, uint256 amount) internal {
        uint256 balance = _balances[token][account];
        if (balance < amount) revert BalanceInsufficient(token, account, balance, amount);
        unchecked {
            _balances[token][account] = balance - amount;
        }
    }

    /// @return Whether `signer` is `account`, or an operator of it now.
    function _actsFor(address signer, address account) internal view returns (bool) {
        return account != address(0) && (signer == account || block.timestamp <= _operators[account][signer]);
    }

    function _requireUntil(Consent calldata consent) internal view {
        if (block.timestamp > consent.until) revert ConsentExpired(block.timestamp, consent.until);
    }

    function _requireSigned(bytes32 structHash, Consent calldata consent) internal view {
        if (_sender() == consent.signer) return;
        _requireSignature(consent.signer, _actionDigest(structHash), consent.signature);
    }

    /// @dev The caller needs no signature of its own.
    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) internal view {
        if (_sender() != signer && !Signers.isValid(signer, digest, signature)) revert SignatureInvalid(signer);
    }

    /// @dev A direct call burns no nonce: it happens once by itself.
    function _authorizeOnce(bytes32 structHash, uint256 nonce, Consent calldata consent) internal {
        _requireUntil(consent);
        if (_sender() == consent.signer) return;
        if (isNonceUsed(consent.signer, nonce)) revert NonceUsed(consent.signer, nonce);
        _requireSigned(structHash, consent);
        _burn(consent.signer, nonce);
    }

    /// @dev Money sent to nobody, or to this contract, would be lost.
    function _requireRecipient(address recipient) private view {
        if (recipient == address(0) || recipient == address(this)) revert RecipientInvalid(recipient);
    }

    /// @dev Bounded, so that no sum of them overflows.
    function _requireAmount(uint256 amount) internal pure {
        if (amount == 0) revert AmountZero();
        if (amount > type(uint128).max) revert AmountOutOfRange(amount, type(uint128).max);
    }

    // ------------------------------------------------------------------ private

    function _authorizeMove(
        bytes32 actionType,
        address token,
        uint256 amount,
        address recipient,
        uint256 nonce,
        Consent calldata consent
    ) private {
        _requireAmount(amount);
        _requireRecipient(recipient);
        _authorizeOnce(
            keccak256(abi.encode(actionType, consent.signer, token, amount, recipient, nonce, consent.until)),
            nonce,
            consent
        );
    }

    function _burn(address account, uint256 nonce) private {
        _nonces[account][nonce >> 8] |= 1 << (nonce & 0xff);
        emit NonceBurnt(account, nonce);
    }
}
