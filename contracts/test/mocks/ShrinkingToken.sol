// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {PlainToken} from "./Tokens.sol";

/// @dev Its issuer can take from anybody.
contract ShrinkingToken is PlainToken {
    function shrink(address account, uint256 amount) external {
        balanceOf[account] -= amount;
    }
}
