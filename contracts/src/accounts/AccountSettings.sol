// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {Change, ChangeKind, Configuration, Credential, IPasskeyAccount} from "../interfaces/IPasskeyAccount.sol";

/// @title Credentials, guardian and payees of an account, and the one way in which they change
/// @dev A change is pending under a hash of its content; whoever applies it passes the content again.
abstract contract AccountSettings is IPasskeyAccount {
    uint256 internal constant MAX_CREDENTIALS = 2;
    uint256 private constant CHANGE_DELAY = 48 hours;
    uint256 private constant RECOVERY_DELAY = 7 days;

    address private immutable FACTORY = msg.sender;

    Credential[MAX_CREDENTIALS] private _credentials;
    address private _guardian;
    /// @dev Part of every change's id: a recovery raises it, which voids whatever else is pending.
    uint64 private _recoveries;
    mapping(address account => bool) private _payees;
    mapping(bytes32 change => uint40) private _readyAt;

    modifier onlySelf() {
        if (msg.sender != address(this)) revert CallerNotAccount(msg.sender, address(this));
        _;
    }

    function initialize(Configuration calldata configuration) external {
        if (msg.sender != FACTORY) revert CallerNotFactory(msg.sender, FACTORY);
        _requireCredentials(configuration.credentials);
        _setCredentials(configuration.credentials);
        if (configuration.guardian != address(0)) _setGuardian(configuration.guardian);
        for (uint256 i = 0; i < configuration.payees.length; i++) {
            _requirePayee(configuration.payees[i]);
            _addPayee(configuration.payees[i]);
        }
    }

    // ------------------------------------------------------------------ changes

    function proposeChange(Change calldata change) external onlySelf returns (bytes32) {
        _requireWellFormed(change);
        return _propose(change, CHANGE_DELAY);
    }

    function proposeRecovery(Credential[] calldata credentials) external returns (bytes32) {
        if (msg.sender != _guardian) revert CallerNotGuardian(msg.sender, _guardian);
        _requireCredentials(credentials);
        return _propose(Change(ChangeKind.Recover, msg.sender, 0, credentials), RECOVERY_DELAY);
    }

    function cancelChange(bytes32 change) external onlySelf {
        if (_readyAt[change] == 0) revert ChangeNotFound(change);
        delete _readyAt[change];
        emit ChangeCancelled(change);
    }

    function applyChange(Change calldata change) external {
        bytes32 id = changeId(change);
        uint256 readyAt = _readyAt[id];
        if (readyAt == 0) revert ChangeNotFound(id);
        if (block.timestamp < readyAt) revert ChangeNotReady(id, block.timestamp, readyAt);
        delete _readyAt[id];
        emit ChangeApplied(id);
        if (change.kind == ChangeKind.AddPayee) _addPayee(change.account);
        else if (change.kind == ChangeKind.SetCredential) _setCredential(change.index, change.credentials[0]);
        else if (change.kind == ChangeKind.RemoveCredential) _removeCredential(change.index);
        else if (change.kind == ChangeKind.SetGuardian) _setGuardian(change.account);
        else _recover(change.account, change.credentials);
    }

    function removePayee(address payee) external onlySelf {
        if (!_payees[payee]) revert PayeeNotFound(payee);
        delete _payees[payee];
        emit PayeeRemoved(payee);
    }

    // ------------------------------------------------------------------ reads

    function credentialAt(uint256 index) public view returns (Credential memory) {
        _requireIndex(index);
        return _credentials[index];
    }

    function guardian() external view returns (address) {
        return _guardian;
    }

    function isPayee(address payee) public view returns (bool) {
        return _payees[payee];
    }

    function changeId(Change memory change) public view returns (bytes32) {
        return keccak256(abi.encode(_recoveries, change));
    }

    function changeReadyAt(bytes32 change) external view returns (uint40) {
        return _readyAt[change];
    }

    // ------------------------------------------------------------------ checks

    /// @dev What a change says by itself. What depends on the settings of the day is checked when it is applied.
    function _requireWellFormed(Change calldata change) private view {
        ChangeKind kind = change.kind;
        bool namesAccount = kind == ChangeKind.AddPayee || kind == ChangeKind.SetGuardian;
        uint256 count = kind == ChangeKind.SetCredential ? 1 : 0;
        if (
            kind == ChangeKind.Recover || (!namesAccount && change.account != address(0))
                || (namesAccount && change.index != 0) || change.credentials.length != count
        ) revert ChangeInvalid(kind);
        if (kind == ChangeKind.AddPayee) _requirePayee(change.account);
        if (!namesAccount) _requireIndex(change.index);
        if (count == 1) _requireCredential(change.credentials[0]);
    }

    function _requirePayee(address payee) internal view virtual {
        if (payee == address(0) || payee == address(this)) revert PayeeInvalid(payee);
    }

    function _requireIndex(uint256 index) private pure {
        if (index >= MAX_CREDENTIALS) revert CredentialIndexOutOfRange(index, MAX_CREDENTIALS - 1);
    }

    function _requireCredentials(Credential[] calldata credentials) private pure {
        uint256 count = credentials.length;
        if (count == 0 || count > MAX_CREDENTIALS) revert CredentialCountOutOfRange(count, MAX_CREDENTIALS);
        for (uint256 i = 0; i < count; i++) {
            _requireCredential(credentials[i]);
        }
        if (count == 2 && _isSameKey(credentials[0], credentials[1])) {
            revert CredentialExists(credentials[0].qx, credentials[0].qy);
        }
    }

    function _requireCredential(Credential calldata credential) private pure {
        if (!P256.isValidPublicKey(credential.qx, credential.qy)) {
            revert CredentialInvalid(credential.qx, credential.qy);
        }
    }

    function _isSameKey(Credential memory a, Credential memory b) private pure returns (bool) {
        return a.qx == b.qx && a.qy == b.qy;
    }

    // ------------------------------------------------------------------ private

    function _propose(Change memory change, uint256 delay) private returns (bytes32 id) {
        id = changeId(change);
        if (_readyAt[id] != 0) revert ChangeExists(id, _readyAt[id]);
        // Forty bits last for 34,000 years.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint40 readyAt = uint40(block.timestamp + delay);
        _readyAt[id] = readyAt;
        emit ChangeProposed(id, change, readyAt);
    }

    /// @dev A guardian that was replaced since recovers nothing.
    function _recover(address by, Credential[] calldata credentials) private {
        if (by != _guardian) revert CallerNotGuardian(by, _guardian);
        _recoveries++;
        for (uint8 i = 0; i < MAX_CREDENTIALS; i++) {
            if (_hasCredential(i)) _deleteCredential(i);
        }
        _setCredentials(credentials);
        emit Recovered(by);
    }

    function _setCredentials(Credential[] calldata credentials) private {
        for (uint8 i = 0; i < credentials.length; i++) {
            _setCredential(i, credentials[i]);
        }
    }

    function _setCredential(uint8 index, Credential calldata credential) private {
        if (_isSameKey(_credentials[1 - index], credential)) revert CredentialExists(credential.qx, credential.qy);
        _credentials[index] = credential;
        emit CredentialSet(index, credential.qx, credential.qy, credential.presenceOnly);
    }

    function _removeCredential(uint8 index) private {
        if (!_hasCredential(index)) revert CredentialNotFound(index);
        if (!_hasCredential(1 - index)) revert CredentialIsLast(index);
        _deleteCredential(index);
    }

    function _deleteCredential(uint8 index) private {
        delete _credentials[index];
        emit CredentialRemoved(index);
    }

    /// @dev No point of the curve has both coordinates zero.
    function _hasCredential(uint8 index) private view returns (bool) {
        return _credentials[index].qx | _credentials[index].qy != 0;
    }

    function _setGuardian(address account) private {
        _guardian = account;
        emit GuardianSet(account);
    }

    function _addPayee(address payee) private {
        _payees[payee] = true;
        emit PayeeAdded(payee);
    }
}
