// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IHooks} from "./HookedToken.sol";

/// @dev An account that uses its hooks to call into the escrow, and lets the refusal through or swallows it.
contract HookedAccount is IHooks {
    address private _target;
    bytes private _data;
    bool private _swallows;
    uint256 public called;
    uint256 public succeeded;

    function setHook(address target, bytes calldata data, bool swallows) external {
        (_target, _data, _swallows) = (target, data, swallows);
    }

    function execute(address target, bytes calldata data) external {
        _call(target, data, false);
    }

    function tokensToSend(address, uint256) external {
        _hook();
    }

    function tokensReceived(address, uint256) external {
        _hook();
    }

    function _hook() private {
        if (_target == address(0)) return;
        called++;
        if (_call(_target, _data, _swallows)) succeeded++;
    }

    function _call(address target, bytes memory data, bool swallows) private returns (bool) {
        (bool done, bytes memory answer) = target.call(data);
        if (!done && !swallows) {
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        return done;
    }
}
