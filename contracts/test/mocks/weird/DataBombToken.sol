// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Answers with megabytes, or reverts with them.
contract DataBombToken is WeirdToken {
    enum Mode {
        Honest,
        Returns,
        Reverts
    }

    uint256 private constant SIZE = 400_000;
    Mode public mode;

    function setMode(Mode value) external {
        mode = value;
    }

    function balanceOf(address account) public view override returns (uint256) {
        uint256 balance = super.balanceOf(account);
        _answer(balance);
        return balance;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        super.transfer(to, amount);
        _answer(1);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        _answer(1);
        return true;
    }

    function _answer(uint256 word) private view {
        if (mode == Mode.Honest) return;
        bool reverts = mode == Mode.Reverts;
        uint256 size = SIZE;
        assembly {
            mstore(0, word)
            if reverts { revert(0, size) }
            return(0, size)
        }
    }
}
