// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Refuses to set an allowance to nothing.
contract NoZeroApprovalToken is WeirdToken {
    error ApprovalOfNothing();

    function approve(address spender, uint256 amount) public override returns (bool) {
        if (amount == 0) revert ApprovalOfNothing();
        return super.approve(spender, amount);
    }
}
