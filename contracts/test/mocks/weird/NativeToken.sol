// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

interface IDeal {
    function deal(address account, uint256 balance) external;
}

/// @dev The chain's own currency, seen as a token. Only the chain can move it without a call, so the test's cheat code does.
contract NativeToken is WeirdToken {
    IDeal private constant CHAIN = IDeal(address(uint160(uint256(keccak256("hevm cheat code")))));

    function balanceOf(address account) public view override returns (uint256) {
        return account.balance;
    }

    function mint(address to, uint256 amount) public override {
        CHAIN.deal(to, to.balance + amount);
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (from.balance < amount) revert BalanceTooLow(from, from.balance, amount);
        CHAIN.deal(from, from.balance - amount);
        CHAIN.deal(to, to.balance + amount);
    }
}
