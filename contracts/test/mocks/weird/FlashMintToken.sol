// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

interface IBorrower {
    function onFlash(uint256 amount) external;
}

/// @dev Mints any amount to whoever gives it back in the same call.
contract FlashMintToken is WeirdToken {
    function flash(uint256 amount) external {
        mint(msg.sender, amount);
        IBorrower(msg.sender).onFlash(amount);
        _move(msg.sender, address(0), amount);
        _balances[address(0)] = 0;
    }
}
