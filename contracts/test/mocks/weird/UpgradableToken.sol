// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @dev A proxy whose owner can put any code behind it. Storage is that of the implementations, apart from the first
/// slots of theirs.
contract UpgradableToken {
    bytes32 private constant SLOT = keccak256("weird.upgradable.implementation");

    constructor(address implementation) {
        upgrade(implementation);
    }

    function upgrade(address implementation) public {
        bytes32 slot = SLOT;
        assembly ("memory-safe") {
            sstore(slot, implementation)
        }
    }

    fallback() external {
        bytes32 slot = SLOT;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let done := delegatecall(gas(), sload(slot), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(done) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}
