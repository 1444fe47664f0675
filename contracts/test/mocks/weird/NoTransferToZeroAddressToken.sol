// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Refuses to send to nobody.
contract NoTransferToZeroAddressToken is WeirdToken {
    error RecipientIsNobody();

    function _move(address from, address to, uint256 amount) internal override {
        if (to == address(0)) revert RecipientIsNobody();
        super._move(from, to, amount);
    }
}
