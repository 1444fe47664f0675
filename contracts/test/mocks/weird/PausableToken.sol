// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Its issuer stops all transfers.
contract PausableToken is WeirdToken {
    error Paused();

    bool public isPaused;

    function setPaused(bool value) external {
        isPaused = value;
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (isPaused) revert Paused();
        super._move(from, to, amount);
    }
}
