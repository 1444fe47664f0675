// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev A transfer of the largest number moves the whole balance.
contract MaxMeansAllToken is WeirdToken {
    function _move(address from, address to, uint256 amount) internal override {
        super._move(from, to, amount == type(uint256).max ? _balances[from] : amount);
    }
}
