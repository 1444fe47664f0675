// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Refuses to change an allowance that is not used up, unless to nothing.
contract ApprovalRaceToken is WeirdToken {
    error AllowanceNotZero(uint256 allowed);

    function approve(address spender, uint256 amount) public override returns (bool) {
        uint256 allowed = allowance[msg.sender][spender];
        if (allowed != 0 && amount != 0) revert AllowanceNotZero(allowed);
        return super.approve(spender, amount);
    }
}
