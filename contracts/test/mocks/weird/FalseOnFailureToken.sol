// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Answers `false` instead of reverting when there is too little.
contract FalseOnFailureToken is WeirdToken {
    function transfer(address to, uint256 amount) public override returns (bool) {
        return _balances[msg.sender] >= amount && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (_balances[from] < amount || allowance[from][msg.sender] < amount) return false;
        return super.transferFrom(from, to, amount);
    }
}
