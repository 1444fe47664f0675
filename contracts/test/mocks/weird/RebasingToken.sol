// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Balances are shares times a factor that changes at any time.
contract RebasingToken is WeirdToken {
    uint256 private constant ONE = 1_000;
    uint256 public factor = ONE;
    uint256 private _factorAfterNext;

    /// @param value In thousandths.
    function rebase(uint256 value) external {
        factor = value;
    }

    /// @dev The next transfer brings the change about.
    function rebaseInNextTransfer(uint256 value) external {
        _factorAfterNext = value;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return _balances[account] * factor / ONE;
    }

    function mint(address to, uint256 amount) public override {
        super.mint(to, amount * ONE / factor);
    }

    function _move(address from, address to, uint256 amount) internal override {
        super._move(from, to, amount * ONE / factor);
        if (_factorAfterNext == 0) return;
        (factor, _factorAfterNext) = (_factorAfterNext, 0);
    }
}
