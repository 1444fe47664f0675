// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IConsents} from "./IConsents.sol";
import {Consent} from "./IEscrow.sol";

/// @title KeyRegistry: account → current encryption public key
/// @notice Details of an order are sealed to a key that the party itself set. Nobody can set the key of another
/// account. Past keys stay in the events, so that whoever kept an old private key can open old orders.
/// @dev Specification: docs/specs/key-registry.md. EIP-712 domain: "Cinnabar Keys", version "1". A signature names
/// the version that it makes, and a version is made once: no signature works twice, and none works out of turn.
interface IKeyRegistry is IConsents {
    event KeySet(address indexed account, uint64 version, bytes32 key);
    /// @notice The account has no key from this version on, until it sets one.
    event KeyRevoked(address indexed account, uint64 version);

    /// @notice The version is not the one after the account's current one.
    error VersionMismatch(address account, uint64 next, uint64 meant);
    /// @notice Zero is no key; it stands for "none".
    error KeyZero(address account);
    error KeyAbsent(address account);

    /// @notice Makes `key` the signer's current key.
    /// @param key An X25519 public key, 32 bytes as RFC 7748 writes it. Whether somebody can open what is sealed to it
    /// is the signer's affair; who seals must refuse an all-zero shared secret.
    /// @param version One more than the signer's current version; 1 for its first key.
    /// @param consent The account's `SetKey(address account,bytes32 key,uint64 version,uint40 until)`.
    function setKey(bytes32 key, uint64 version, Consent calldata consent) external;

    /// @notice Takes the signer's current key back: from now on nothing should be sealed to it.
    /// @param version One more than the signer's current version.
    /// @param consent The account's `RevokeKey(address account,uint64 version,uint40 until)`.
    function revokeKey(uint64 version, Consent calldata consent) external;

    /// @return key Zero when the account has none.
    /// @return version Zero when the account never set one.
    /// @return since The second in which the version was made.
    function keyOf(address account) external view returns (bytes32 key, uint64 version, uint40 since);
}
