// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Moves what it was asked to and answers `false` all the same.
contract FalseOnSuccessToken is WeirdToken {
    function transfer(address to, uint256 amount) public override returns (bool) {
        super.transfer(to, amount);
        return false;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        return false;
    }
}
