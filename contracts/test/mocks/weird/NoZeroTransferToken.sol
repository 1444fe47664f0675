// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Refuses transfers of nothing.
contract NoZeroTransferToken is WeirdToken {
    error TransferOfNothing();

    function _move(address from, address to, uint256 amount) internal override {
        if (amount == 0) revert TransferOfNothing();
        super._move(from, to, amount);
    }
}
