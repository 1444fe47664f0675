// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice A WebAuthn credential: a P-256 key that an authenticator holds.
struct Credential {
    bytes32 qx;
    bytes32 qy;
    bool presenceOnly; // whether a touch is enough; else the authenticator must have verified its user (the UV flag)
}

/// @notice What an account starts with. Its address is a function of all of it.
struct Configuration {
    Credential[] credentials; // one or two
    address guardian; // may propose new credentials; zero: nobody
    address[] payees; // usable at once
    bytes32 salt;
}

/// @notice One call of the account.
struct Call {
    address target;
    uint256 value;
    bytes data;
}

/// @notice The settings that change only after a delay. The numbers are part of what is signed and never change.
enum ChangeKind {
    AddPayee,
    SetCredential,
    RemoveCredential,
    SetGuardian,
    Recover
}

/// @notice A change of settings. Fields that its kind does not name are empty.
struct Change {
    ChangeKind kind;
    address account; // AddPayee: the payee; SetGuardian: the guardian, or zero for none; Recover: who proposed it
    uint8 index; // SetCredential, RemoveCredential: which of the two
    Credential[] credentials; // SetCredential: the one; Recover: one or two that replace all
}

/// @title PasskeyAccount: an account whose owner is a passkey and whose money leaves only to payees
/// @notice Up to two credentials own it, each of them alone. A payee becomes usable 48 hours after it was
/// proposed, and any credential can cancel it: who steals a device cannot send the money to himself.
/// @dev Specification: docs/specs/passkey-account.md.
interface IPasskeyAccount {
    // ------------------------------------------------------------------ events

    event CredentialSet(uint8 indexed index, bytes32 qx, bytes32 qy, bool presenceOnly);
    event CredentialRemoved(uint8 indexed index);
    /// @param guardian Zero: nobody.
    event GuardianSet(address indexed guardian);
    event PayeeAdded(address indexed payee);
    event PayeeRemoved(address indexed payee);
    /// @param readyAt First second at which anyone may apply it.
    event ChangeProposed(bytes32 indexed change, Change content, uint40 readyAt);
    event ChangeCancelled(bytes32 indexed change);
    event ChangeApplied(bytes32 indexed change);
    /// @notice All credentials were replaced; whatever else was pending is void.
    event Recovered(address indexed guardian);
    event NonceBurnt(uint256 nonce);

    // ------------------------------------------------------------------ errors

    error CallerNotFactory(address caller, address factory);
    error CallerNotAccount(address caller, address account);
    /// @notice Who proposes a recovery, or proposed it, is not the guardian of now.
    error CallerNotGuardian(address caller, address guardian);
    error CredentialCountOutOfRange(uint256 count, uint256 bound);
    error CredentialIndexOutOfRange(uint256 index, uint256 bound);
    /// @notice Not a point of the curve P-256.
    error CredentialInvalid(bytes32 qx, bytes32 qy);
    /// @notice The account has this key already, under the other index.
    error CredentialExists(bytes32 qx, bytes32 qy);
    error CredentialNotFound(uint256 index);
    /// @notice Without it the account would have no credential.
    error CredentialIsLast(uint256 index);
    /// @notice Zero, the account itself, the escrow, Permit2 or the entry point: none of them is paid.
    error PayeeInvalid(address payee);
    error PayeeNotFound(address payee);
    /// @notice The change names fields that its kind does not have, lacks those it has, or is not one that the
    /// caller may propose.
    error ChangeInvalid(ChangeKind kind);
    error ChangeExists(bytes32 change, uint256 readyAt);
    error ChangeNotFound(bytes32 change);
    error ChangeNotReady(bytes32 change, uint256 timestamp, uint256 readyAt);
    /// @notice The call would let money leave to, or be taken by, an account that is no usable payee.
    error PayeeNotUsable(address target, bytes4 selector, address payee);
    /// @notice The call's data end before the argument that names who receives, or it is no address.
    error CallDataInvalid(address target, bytes4 selector);
    /// @notice A batch of the escrow inside another.
    error BatchNested(address target);
    error SignatureInvalid(bytes32 digest);
    error ConsentExpired(uint256 timestamp, uint256 until);
    error NonceUsed(uint256 nonce);

    // ------------------------------------------------------------------ starting

    /// @notice Sets what the account starts with. By the factory alone, in the transaction that deploys it.
    function initialize(Configuration calldata configuration) external;

    // ------------------------------------------------------------------ acting

    /// @notice Makes calls, all or none. By the ERC-4337 entry point, after `validateUserOp`, or by the account itself.
    /// @dev Each call passes the payee lock first, and sees what the calls before it did. The error of a call that
    /// fails is passed on.
    function execute(Call[] calldata calls) external;

    /// @notice Makes calls that a credential signed. Anyone may relay them.
    /// @param nonce Unordered: any that was not used or burnt yet.
    /// @param until Last second at which the calls may be made.
    /// @param signature One byte, the credential's index, then the ABI-encoded WebAuthn assertion whose challenge is
    /// the digest of `Execute(Call[] calls,uint256 nonce,uint40 until)` in the account's EIP-712 domain.
    function executeSigned(Call[] calldata calls, uint256 nonce, uint40 until, bytes calldata signature) external;

    /// @notice Takes back whatever was signed with `nonce`. By the account itself.
    function burnNonce(uint256 nonce) external;

    // ------------------------------------------------------------------ settings

    /// @notice Proposes a change, which anyone may apply after 48 hours. By the account itself.
    /// @dev Not `Recover`. The same change cannot be proposed twice while it is pending.
    /// @return The id of the change, as `changeId` tells it.
    function proposeChange(Change calldata change) external returns (bytes32);

    /// @notice Proposes credentials that replace all there are, after 7 days. By the guardian.
    function proposeRecovery(Credential[] calldata credentials) external returns (bytes32);

    /// @notice Stops a change that is pending, a recovery too. By the account itself, so by any credential.
    function cancelChange(bytes32 change) external;

    /// @notice Applies a change that is ready. For anyone.
    function applyChange(Change calldata change) external;

    /// @notice Removes a payee at once. By the account itself.
    function removePayee(address payee) external;

    // ------------------------------------------------------------------ reads

    /// @return Zeros where there is none.
    function credentialAt(uint256 index) external view returns (Credential memory);
    function guardian() external view returns (address);
    function isPayee(address payee) external view returns (bool);
    /// @notice The id under which a change would be pending now. A recovery changes the ids of all changes.
    function changeId(Change calldata change) external view returns (bytes32);
    /// @return First second at which it can be applied; zero when it is not pending.
    function changeReadyAt(bytes32 change) external view returns (uint40);
    function isNonceUsed(uint256 nonce) external view returns (bool);

    /// @notice ERC-1271 with ERC-7739, opened: see docs/specs/passkey-account.md, Signatures.
    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4);
}

/// @title Deploys PasskeyAccounts
interface IPasskeyAccountFactory {
    event AccountCreated(address indexed account, Configuration configuration);

    /// @notice Deploys the account of a configuration and initialises it, unless it is there already. For anyone.
    /// @return The account's address, in either case.
    function createAccount(Configuration calldata configuration) external returns (address);

    /// @notice Where the account of a configuration is, or will be.
    function addressOf(Configuration calldata configuration) external view returns (address);
}
