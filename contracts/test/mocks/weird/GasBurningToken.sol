// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Uses up all gas that it gets in a transfer.
contract GasBurningToken is WeirdToken {
    bool public isBurning;

    function setBurning(bool value) external {
        isBurning = value;
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (isBurning) {
            assembly {
                invalid()
            }
        }
        super._move(from, to, amount);
    }
}
