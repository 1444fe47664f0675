// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Domain} from "./Domain.sol";
import {IERC3009} from "./interfaces/IERC3009.sol";
import {Authorization, Consent} from "./interfaces/IEscrow.sol";
import {ActionTypes} from "./libraries/ActionTypes.sol";
import {Signers} from "./libraries/Signers.sol";

/// @title Balances and bonds by token and account, their ways in and out, operators and nonces
/// @dev Only an account's own call or signature removes from its balance or bond. Settlements credit
/// balances and call nobody.
abstract contract Accounts is Domain, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct Bond {
        uint128 amount;
        uint128 reserved; // for draws of live orders; at most `amount`
    }

    mapping(address token => mapping(address account => uint256)) private _balances;
    mapping(address token => mapping(address account => Bond)) internal _bonds;
    mapping(address account => mapping(address operator => uint40)) private _operators;
    mapping(address account => mapping(uint256 word => uint256)) private _nonces;

    // ------------------------------------------------------------------ ways in

    function deposit(address token, uint256 amount, address recipient) external nonReentrant {
        _requireAmount(amount);
        _requireRecipient(recipient);
        _credit(token, recipient, amount);
        emit Deposited(token, recipient, amount);
        _takeByAllowance(token, msg.sender, amount);
    }

    function depositWithAuthorization(
        address account,
        address token,
        uint256 amount,
        uint256 salt,
        Authorization calldata authorization
    ) external nonReentrant {
        _requireAmount(amount);
        _credit(token, account, amount);
        emit Deposited(token, account, amount);
        _takeByAuthorization(token, account, amount, depositNonce(account, token, amount, salt), authorization);
    }

    // ------------------------------------------------------------------ ways out, and the bond

    function withdraw(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external
        nonReentrant
    {
        _authorizeMove(ActionTypes.WITHDRAW, token, amount, recipient, nonce, consent);
        _debit(token, consent.signer, amount);
        emit Withdrawn(token, consent.signer, recipient, amount);
        IERC20(token).safeTransfer(recipient, amount);
    }

    function postBond(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external
        nonReentrant
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
        nonReentrant
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

    function setOperator(address operator, uint40 until, uint256 nonce, Consent calldata consent)
        external
        nonReentrant
    {
        _requireRecipient(operator);
        _authorizeOnce(
            keccak256(abi.encode(ActionTypes.SET_OPERATOR, consent.signer, operator, until, nonce, consent.until)),
            nonce,
            consent
        );
        _operators[consent.signer][operator] = until;
        emit OperatorSet(consent.signer, operator, until);
    }

    function burnNonce(uint256 nonce, Consent calldata consent) external nonReentrant {
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

    function _takeByAllowance(address token, address from, uint256 amount) internal {
        uint256 before = _holdings(token);
        IERC20(token).safeTransferFrom(from, address(this), amount);
        _requireArrived(token, before, amount);
    }

    function _takeByAuthorization(
        address token,
        address from,
        uint256 amount,
        bytes32 nonce,
        Authorization calldata authorization
    ) internal {
        uint256 before = _holdings(token);
        bytes calldata signature = authorization.signature;
        if (signature.length == 65) {
            IERC3009(token)
                .receiveWithAuthorization(
                    from,
                    address(this),
                    amount,
                    authorization.validAfter,
                    authorization.validBefore,
                    nonce,
                    uint8(signature[64]),
                    bytes32(signature[:32]),
                    bytes32(signature[32:64])
                );
        } else {
            IERC3009(token)
                .receiveWithAuthorization(
                    from, address(this), amount, authorization.validAfter, authorization.validBefore, nonce, signature
                );
        }
        _requireArrived(token, before, amount);
    }

    /// @return Whether `signer` is `account`, or an operator of it now.
    function _actsFor(address signer, address account) internal view returns (bool) {
        return account != address(0) && (signer == account || block.timestamp <= _operators[account][signer]);
    }

    function _requireUntil(Consent calldata consent) internal view {
        if (block.timestamp > consent.until) revert ConsentExpired(block.timestamp, consent.until);
    }

    function _requireSigned(bytes32 structHash, Consent calldata consent) internal view {
        if (msg.sender == consent.signer) return;
        _requireSignature(consent.signer, _actionDigest(structHash), consent.signature);
    }

    /// @dev The caller needs no signature of its own.
    function _requireSignature(address signer, bytes32 digest, bytes calldata signature) internal view {
        if (msg.sender != signer && !Signers.isValid(signer, digest, signature)) revert SignatureInvalid(signer);
    }

    /// @dev A direct call burns no nonce: it happens once by itself.
    function _authorizeOnce(bytes32 structHash, uint256 nonce, Consent calldata consent) internal {
        _requireUntil(consent);
        if (msg.sender == consent.signer) return;
        if (isNonceUsed(consent.signer, nonce)) revert NonceUsed(consent.signer, nonce);
        _requireSigned(structHash, consent);
        _burn(consent.signer, nonce);
    }

    /// @dev Money sent to nobody, or to this contract, would be lost.
    function _requireRecipient(address recipient) private view {
        if (recipient == address(0) || recipient == address(this)) revert RecipientInvalid(recipient);
    }

    function _requireAmount(uint256 amount) internal pure {
        if (amount == 0) revert AmountZero();
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

    /// @dev An address without code answers every call with nothing.
    function _holdings(address token) private view returns (uint256) {
        if (token.code.length == 0) revert TokenInvalid(token);
        return IERC20(token).balanceOf(address(this));
    }

    function _requireArrived(address token, uint256 before, uint256 amount) private view {
        uint256 balance = IERC20(token).balanceOf(address(this));
        uint256 received = balance > before ? balance - before : 0;
        if (received != amount) revert TokenAmountMismatch(token, amount, received);
    }
}
