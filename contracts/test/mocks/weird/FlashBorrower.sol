// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow} from "../../../src/interfaces/IEscrow.sol";
import {FlashMintToken, IBorrower} from "./FlashMintToken.sol";

/// @dev Puts what it borrowed into the escrow and takes back what it is told to.
contract FlashBorrower is IBorrower {
    IEscrow private immutable ESCROW;
    FlashMintToken private immutable TOKEN;
    uint256 private _takenBack;

    constructor(IEscrow escrow, FlashMintToken token) {
        (ESCROW, TOKEN) = (escrow, token);
    }

    function borrow(uint256 amount, uint256 takenBack) external {
        _takenBack = takenBack;
        TOKEN.approve(address(ESCROW), type(uint256).max);
        TOKEN.flash(amount);
    }

    function onFlash(uint256 amount) external {
        ESCROW.deposit(address(TOKEN), amount, address(this));
        ESCROW.withdraw(address(TOKEN), _takenBack, address(this), 0, Consent(address(this), type(uint40).max, ""));
    }
}
