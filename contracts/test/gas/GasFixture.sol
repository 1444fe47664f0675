// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EscrowFixture} from "../EscrowFixture.sol";

/// @title What a call costs, exactly
/// @dev With `isolate`, every call runs as a transaction of its own, so all storage is cold. Two figures are kept of
/// each: `transaction` is all that is paid (21,000, calldata, execution, with the floor of EIP-7623); `execution` is
/// that without 21,000 and calldata, which is what a gas report of a call shows.
abstract contract GasFixture is EscrowFixture {
    uint256 private constant TRANSACTION = 21_000;
    uint256 private constant ZERO_BYTE = 4;
    uint256 private constant OTHER_BYTE = 16;

    bytes private _data;

    function _try(address caller, bytes memory data) internal virtual override returns (bool, bytes memory) {
        _sent(data);
        return super._try(caller, data);
    }

    function _sent(bytes memory data) internal {
        _data = data;
    }

    /// @dev Keeps the figures of the call just made.
    function _keep(string memory name) internal {
        _keep(name, 1);
    }

    /// @dev As above, for a call that does `orders` times the same.
    function _keep(string memory name, uint256 orders) internal {
        uint256 all = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue("transaction", name, all / orders);
        vm.snapshotValue("execution", name, (all - _intrinsic()) / orders);
    }

    function _intrinsic() private view returns (uint256 total) {
        bytes memory data = _data;
        total = TRANSACTION;
        (uint256 length, uint256 zero, uint256 other) = (data.length, ZERO_BYTE, OTHER_BYTE);
        assembly ("memory-safe") {
            for { let i := 0 } lt(i, length) { i := add(i, 1) } {
                switch byte(0, mload(add(add(data, 0x20), i)))
                case 0 { total := add(total, zero) }
                default { total := add(total, other) }
            }
        }
    }
}
