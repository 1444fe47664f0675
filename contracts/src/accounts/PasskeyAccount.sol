// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Account} from "@openzeppelin/contracts/account/Account.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {WebAuthn} from "@openzeppelin/contracts/utils/cryptography/WebAuthn.sol";
import {ERC7739Utils} from "@openzeppelin/contracts/utils/cryptography/draft-ERC7739Utils.sol";
import {ERC7739} from "@openzeppelin/contracts/utils/cryptography/signers/draft-ERC7739.sol";
import {Call, Credential, IPasskeyAccount} from "../interfaces/IPasskeyAccount.sol";
import {PayeeLock} from "./PayeeLock.sol";

/// @title PasskeyAccount
/// @notice See IPasskeyAccount.
/// @dev The code that every account's clone runs. It has no owner itself: only the factory could initialise it.
contract PasskeyAccount is PayeeLock, Account, ERC7739 {
    using ERC7739Utils for bytes;

    bytes32 private constant CALL_TYPE = keccak256("Call(address target,uint256 value,bytes data)");
    bytes32 private constant EXECUTE_TYPE =
        keccak256("Execute(Call[] calls,uint256 nonce,uint40 until)Call(address target,uint256 value,bytes data)");
    /// @dev ERC-191, version 0x45: no EIP-712 digest has such a preimage.
    bytes private constant MESSAGE_START = "\x19Ethereum Signed Message:\n";
    /// @dev With its length, "32", before it: a message that is a hash, which nobody can read.
    uint256 private constant HASH_MESSAGE_LENGTH = 26 + 2 + 32;

    mapping(uint256 word => uint256) private _nonces;

    constructor(address escrow) PayeeLock(escrow) EIP712("PasskeyAccount", "1") {}

    // ------------------------------------------------------------------ acting

    function execute(Call[] calldata calls) external onlyEntryPointOrSelf {
        _execute(calls);
    }

    function executeSigned(Call[] calldata calls, uint256 nonce, uint40 until, bytes calldata signature) external {
        if (block.timestamp > until) revert ConsentExpired(block.timestamp, until);
        _burn(nonce);
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(EXECUTE_TYPE, _hashCalls(calls), nonce, uint256(until))));
        if (!_rawSignatureValidation(digest, signature)) revert SignatureInvalid(digest);
        _execute(calls);
    }

    function burnNonce(uint256 nonce) external onlySelf {
        _burn(nonce);
    }

    function isNonceUsed(uint256 nonce) public view returns (bool) {
        return _nonces[nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    // ------------------------------------------------------------------ signatures

    /// @dev What is signed is opened first, so that no signature says other than it seems to: the base contract
    /// verifies that a credential signed, this one what.
    function isValidSignature(bytes32 digest, bytes calldata signature)
        public
        view
        override(ERC7739, IPasskeyAccount)
        returns (bytes4)
    {
        // The base contract's answer to "do you speak ERC-7739?" needs an empty signature.
        if (signature.length != 0 && !_isAllowed(digest, signature)) return 0xffffffff;
        return super.isValidSignature(digest, signature);
    }

    function _isAllowed(bytes32 digest, bytes calldata signature) private view returns (bool) {
        (bytes calldata inner, bytes32 separator, bytes32 contentsHash, string calldata typeText) =
            signature.decodeTypedDataSig();
        if (MessageHashUtils.toTypedDataHash(separator, contentsHash) == digest) {
            bytes calldata contents = _openedOf(inner);
            return keccak256(contents) == contentsHash && _isTypedDataAllowed(separator, typeText, contents);
        }
        bytes calldata message = _openedOf(signature);
        return keccak256(message) == digest && message.length >= MESSAGE_START.length
            && message.length != HASH_MESSAGE_LENGTH
            && keccak256(message[:MESSAGE_START.length]) == keccak256(MESSAGE_START);
    }

    /// @return opened What stands before the last two bytes, which tell its length; empty when there is not as much.
    function _openedOf(bytes calldata signature) private pure returns (bytes calldata opened) {
        opened = signature[:0];
        if (signature.length < 2) return opened;
        uint256 end = signature.length - 2;
        uint256 length = uint16(bytes2(signature[end:]));
        if (length <= end) opened = signature[end - length:end];
    }

    /// @dev Never reverts, whatever the signature. What follows the assertion is not looked at.
    function _rawSignatureValidation(bytes32 digest, bytes calldata signature) internal view override returns (bool) {
        if (signature.length == 0 || uint8(signature[0]) >= MAX_CREDENTIALS) return false;
        (bool isDecoded, WebAuthn.WebAuthnAuth calldata assertion) = WebAuthn.tryDecodeAuth(signature[1:]);
        // The library reads memory at `typeIndex` before it compares it: far out, that would take all the gas.
        if (!isDecoded || assertion.typeIndex >= bytes(assertion.clientDataJSON).length) return false;
        Credential memory credential = credentialAt(uint8(signature[0]));
        return
            WebAuthn.verify(abi.encodePacked(digest), assertion, credential.qx, credential.qy, !credential.presenceOnly);
    }

    // ------------------------------------------------------------------ private

    /// @dev Each call is checked when its turn comes, since those before it may change the payees.
    function _execute(Call[] calldata calls) private {
        for (uint256 i = 0; i < calls.length; i++) {
            _requireAllowed(calls[i]);
            (bool done, bytes memory answer) = calls[i].target.call{value: calls[i].value}(calls[i].data);
            if (!done) {
                assembly ("memory-safe") {
                    revert(add(answer, 0x20), mload(answer))
                }
            }
        }
    }

    function _hashCalls(Call[] calldata calls) private pure returns (bytes32) {
        bytes32[] memory hashes = new bytes32[](calls.length);
        for (uint256 i = 0; i < calls.length; i++) {
            hashes[i] = keccak256(abi.encode(CALL_TYPE, calls[i].target, calls[i].value, keccak256(calls[i].data)));
        }
        return keccak256(abi.encodePacked(hashes));
    }

    function _burn(uint256 nonce) private {
        if (isNonceUsed(nonce)) revert NonceUsed(nonce);
        _nonces[nonce >> 8] |= 1 << (nonce & 0xff);
        emit NonceBurnt(nonce);
    }
}
