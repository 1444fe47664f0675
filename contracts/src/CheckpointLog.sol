// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Consents} from "./Consents.sol";
import {Checkpoint, ICheckpointLog} from "./interfaces/ICheckpointLog.sol";
import {Consent} from "./interfaces/IEscrow.sol";

/// @title CheckpointLog
/// @notice See ICheckpointLog.
contract CheckpointLog is ICheckpointLog, Consents {
    bytes32 private constant ANCHOR =
        keccak256("Anchor(address account,uint64 size,bytes32 root,bytes32 previousHead,uint40 until)");

    mapping(address account => Checkpoint) private _latest;

    constructor() EIP712("Cinnabar Checkpoints", "1") {}

    function anchor(uint64 size, bytes32 root, bytes32 previousHead, Consent calldata consent) external {
        address account = consent.signer;
        Checkpoint storage last = _latest[account];
        if (previousHead != last.head) revert HeadMismatch(account, last.head, previousHead);
        if (size < last.size) revert SizeShrinks(account, size, last.size);
        if (size == last.size) {
            if (root != last.root) revert RootConflict(account, size, root, last.root);
            revert NothingNew(account, size);
        }
        _requireConsent(keccak256(abi.encode(ANCHOR, account, size, root, previousHead, consent.until)), consent);
        bytes32 head = keccak256(abi.encode(previousHead, size, root));
        // Seconds fit 40 bits until the year 36,800.
        // forge-lint: disable-next-line(unsafe-typecast)
        _latest[account] = Checkpoint(size, uint40(block.timestamp), root, head);
        emit Anchored(account, size, root, previousHead, head);
    }

    function latest(address account) external view returns (Checkpoint memory) {
        return _latest[account];
    }
}
