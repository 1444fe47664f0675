// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev The ledger behind two addresses. Only its doors move anything, in the name of who called them.
contract TwoAddressesLedger is WeirdToken {
    error NotADoor(address caller);

    mapping(address door => bool) private _isDoor;

    function open() external returns (TwoAddressesDoor door) {
        door = new TwoAddressesDoor(this);
        _isDoor[address(door)] = true;
    }

    function moveFor(address from, address to, uint256 amount) external {
        if (!_isDoor[msg.sender]) revert NotADoor(msg.sender);
        _move(from, to, amount);
    }
}

/// @dev One of the addresses at which the same balances are seen.
contract TwoAddressesDoor is WeirdToken {
    TwoAddressesLedger private immutable LEDGER;

    constructor(TwoAddressesLedger ledger) {
        LEDGER = ledger;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return LEDGER.balanceOf(account);
    }

    function mint(address to, uint256 amount) public override {
        LEDGER.mint(to, amount);
    }

    function _move(address from, address to, uint256 amount) internal override {
        LEDGER.moveFor(from, to, amount);
    }
}
