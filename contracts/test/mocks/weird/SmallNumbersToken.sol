// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Refuses allowances and transfers of 2⁹⁶ and more.
contract SmallNumbersToken is WeirdToken {
    error DoesNotFit96Bits(uint256 amount);

    function approve(address spender, uint256 amount) public override returns (bool) {
        _requireFits(amount);
        return super.approve(spender, amount);
    }

    function _move(address from, address to, uint256 amount) internal override {
        _requireFits(amount);
        super._move(from, to, amount);
    }

    function _requireFits(uint256 amount) private pure {
        if (amount > type(uint96).max) revert DoesNotFit96Bits(amount);
    }
}
