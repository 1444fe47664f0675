// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IConsents} from "./IConsents.sol";
import {Consent} from "./IEscrow.sol";

/// @notice The latest anchor of a record log.
struct Checkpoint {
    uint64 size; // how many records the log had
    uint40 anchoredAt; // the second in which it was anchored
    bytes32 root; // of the hash tree over them
    bytes32 head; // binds this anchor and all before it, in their order
}

/// @title CheckpointLog: append-only anchors of record logs
/// @notice Each account has one log. An anchor states how many records it has and the root over them; the next one is
/// never smaller. What was anchored cannot be taken back, changed, left out or put into another order, by its owner
/// neither.
/// @dev Specification: docs/specs/checkpoint-log.md. EIP-712 domain: "Cinnabar Checkpoints", version "1". That a
/// larger tree contains the smaller one is not checked here: who reads the log asks for the consistency proof.
interface ICheckpointLog is IConsents {
    /// @notice With all of an account's, in order, the chain of heads can be built again:
    /// `head` is keccak256(abi.encode(previousHead, size, root)), and the first `previousHead` is zero.
    event Anchored(address indexed account, uint64 size, bytes32 root, bytes32 previousHead, bytes32 head);

    /// @notice An anchor was lost, or comes in another order than it was made.
    error HeadMismatch(address account, bytes32 head, bytes32 meant);
    error SizeShrinks(address account, uint64 size, uint64 latest);
    /// @notice The same number of records, and other records: the log has two histories.
    error RootConflict(address account, uint64 size, bytes32 root, bytes32 latest);
    /// @notice It is what the latest anchor says already; for the first one, it says nothing.
    error NothingNew(address account, uint64 size);

    /// @notice Anchors the signer's log.
    /// @param previousHead The head of the latest anchor; zero for the first one. It makes a signature work once.
    /// @param consent The account's
    /// `Anchor(address account,uint64 size,bytes32 root,bytes32 previousHead,uint40 until)`.
    function anchor(uint64 size, bytes32 root, bytes32 previousHead, Consent calldata consent) external;

    /// @return All zero when the account never anchored.
    function latest(address account) external view returns (Checkpoint memory);
}
