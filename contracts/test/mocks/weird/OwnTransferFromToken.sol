// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Whoever moves its own by `transferFrom` needs no allowance.
contract OwnTransferFromToken is WeirdToken {
    function _spend(address from, uint256 amount) internal override {
        if (from != msg.sender) super._spend(from, amount);
    }
}
