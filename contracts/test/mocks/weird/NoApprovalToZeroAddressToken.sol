// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Refuses allowances for nobody.
contract NoApprovalToZeroAddressToken is WeirdToken {
    error SpenderIsNobody();

    function approve(address spender, uint256 amount) public override returns (bool) {
        if (spender == address(0)) revert SpenderIsNobody();
        return super.approve(spender, amount);
    }
}
