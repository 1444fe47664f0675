// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow} from "./interfaces/IEscrow.sol";

/// @title Who called, one entry at a time, and many calls in one
/// @dev The contract calls itself in a batch and nowhere else: nothing that it calls on tokens, wallets or Permit2
/// has the selector of a function of its own, so a token that is this contract's address leads nowhere.
abstract contract Entry is IEscrow {
    /// @dev What is kept of a failed call's reason: the longest error of this contract, with all its values.
    uint256 private constant MAX_REASON = 164;
    /// @dev What a call costs besides the gas that it is given.
    uint256 private constant CALL_OVERHEAD = 3_000;

    /// @dev The outermost caller while a call runs, else zero: the lock, and whose own calls those of a batch are.
    address private transient _caller;

    /// @dev For all that changes anything: nothing enters while it runs, but the calls of a batch.
    modifier entry() {
        bool outermost = _enter();
        _;
        if (outermost) _caller = address(0);
    }

    function batch(bytes[] calldata calls, uint256 gasEach) external returns (uint256 failed) {
        if (!_enter()) revert Reentered();
        for (uint256 i = 0; i < calls.length; i++) {
            // At most 63/64 of the gas goes into a call: one that would get less than it was promised must not run.
            uint256 available = gasleft() - gasleft() / 64;
            if (available < gasEach + CALL_OVERHEAD) revert BatchGasInsufficient(i, available, gasEach);
            (bool done, bytes memory reason) = _callSelf(calls[i], gasEach);
            if (done) continue;
            failed++;
            emit BatchCallFailed(i, reason);
        }
        _caller = address(0);
    }

    /// @return The outermost caller.
    function _sender() internal view returns (address) {
        return _caller;
    }

    /// @return outermost Whether this is no call of a batch.
    function _enter() private returns (bool outermost) {
        outermost = msg.sender != address(this);
        if (!outermost) return false;
        if (_caller != address(0)) revert Reentered();
        _caller = msg.sender;
    }

    /// @dev The calldata's memory is used over again by the next call, and what a failed one answers is cut: no call can
    /// make the others dearer.
    function _callSelf(bytes calldata data, uint256 gasEach) private returns (bool done, bytes memory reason) {
        uint256 most = MAX_REASON;
        assembly ("memory-safe") {
            let p := mload(0x40)
            calldatacopy(p, data.offset, data.length)
            done := call(gasEach, address(), 0, p, data.length, 0, 0)
            reason := 0x60 // the empty bytes
            if iszero(done) {
                let size := returndatasize()
                if gt(size, most) { size := most }
                reason := p
                mstore(0x40, add(p, 0xe0))
                mstore(p, size)
                returndatacopy(add(p, 0x20), 0, size)
            }
        }
    }
}
