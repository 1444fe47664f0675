// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Answers `true` and moves nothing when there is too little.
contract TrueOnFailureToken is WeirdToken {
    function _spend(address from, uint256 amount) internal override {
        if (_balances[from] >= amount && allowance[from][msg.sender] >= amount) super._spend(from, amount);
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (_balances[from] >= amount) super._move(from, to, amount);
    }
}
