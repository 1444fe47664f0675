// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Consents} from "./Consents.sol";
import {Consent} from "./interfaces/IEscrow.sol";
import {IKeyRegistry} from "./interfaces/IKeyRegistry.sol";

/// @title KeyRegistry
/// @notice See IKeyRegistry.
contract KeyRegistry is IKeyRegistry, Consents {
    struct Entry {
        bytes32 key;
        uint64 version;
        uint40 since;
    }

    bytes32 private constant SET_KEY = keccak256("SetKey(address account,bytes32 key,uint64 version,uint40 until)");
    bytes32 private constant REVOKE_KEY = keccak256("RevokeKey(address account,uint64 version,uint40 until)");

    mapping(address account => Entry) private _entries;

    constructor() EIP712("Cinnabar Keys", "1") {}

    function setKey(bytes32 key, uint64 version, Consent calldata consent) external {
        if (key == 0) revert KeyZero(consent.signer);
        _requireNext(consent.signer, version);
        _requireConsent(keccak256(abi.encode(SET_KEY, consent.signer, key, version, consent.until)), consent);
        _store(consent.signer, key, version);
        emit KeySet(consent.signer, version, key);
    }

    function revokeKey(uint64 version, Consent calldata consent) external {
        _requireNext(consent.signer, version);
        if (_entries[consent.signer].key == 0) revert KeyAbsent(consent.signer);
        _requireConsent(keccak256(abi.encode(REVOKE_KEY, consent.signer, version, consent.until)), consent);
        _store(consent.signer, 0, version);
        emit KeyRevoked(consent.signer, version);
    }

    function keyOf(address account) external view returns (bytes32 key, uint64 version, uint40 since) {
        Entry storage entry = _entries[account];
        return (entry.key, entry.version, entry.since);
    }

    function _requireNext(address account, uint64 version) private view {
        uint64 next = _entries[account].version + 1;
        if (version != next) revert VersionMismatch(account, next, version);
    }

    function _store(address account, bytes32 key, uint64 version) private {
        // Seconds fit 40 bits until the year 36,800.
        // forge-lint: disable-next-line(unsafe-typecast)
        _entries[account] = Entry(key, version, uint40(block.timestamp));
    }
}
