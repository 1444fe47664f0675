// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

interface IHooks {
    function tokensToSend(address to, uint256 amount) external;
    function tokensReceived(address from, uint256 amount) external;
}

/// @dev Calls who sends before, and who receives after each transfer, where they asked for it, as ERC-777 does.
contract HookedToken is WeirdToken {
    mapping(address account => bool) public isHooked;

    function setHooked(bool value) external {
        isHooked[msg.sender] = value;
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (isHooked[from]) IHooks(from).tokensToSend(to, amount);
        super._move(from, to, amount);
        if (isHooked[to]) IHooks(to).tokensReceived(from, amount);
    }
}
