// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "../interfaces/IEscrow.sol";

/// @title Terms as the 29 words that they are in calldata
/// @dev For reading many fields at once. A word may hold more than its field's bits: ask `isClean` first.
library TermsWords {
    /// @dev What `pack` writes.
    uint256 internal constant PACKED_BYTES = 361;

    uint256 internal constant BUYER = 0x000;
    uint256 internal constant PAYER = 0x020;
    uint256 internal constant SELLER = 0x040;
    uint256 internal constant TOKEN = 0x060;
    uint256 internal constant PLATFORM = 0x080;
    uint256 internal constant ARBITER = 0x0a0;
    uint256 internal constant BACKUP_ARBITER = 0x0c0;
    uint256 internal constant ATTESTOR = 0x0e0;
    uint256 internal constant GOODS = 0x100;
    uint256 internal constant SERVICE = 0x120;
    uint256 internal constant FREIGHT = 0x140;
    uint256 internal constant AT_COST = 0x160;
    uint256 internal constant ARBITER_FEE = 0x180;
    uint256 internal constant FEE_BPS = 0x1a0;
    uint256 internal constant DRAW_BPS = 0x1c0;
    uint256 internal constant ABANDON_BPS = 0x1e0;
    uint256 internal constant SILENCE_BPS = 0x200;
    uint256 internal constant ACCEPT = 0x220;
    uint256 internal constant FULFIL = 0x240;
    uint256 internal constant INSPECT = 0x260;
    uint256 internal constant STORE = 0x280;
    uint256 internal constant DELIVER = 0x2a0;
    uint256 internal constant CONFIRM = 0x2c0;
    uint256 internal constant DISPUTE = 0x2e0;
    uint256 internal constant RULING = 0x300;
    uint256 internal constant VALID_UNTIL = 0x320;

    /// @return value The word at an offset, which is one of the constants above.
    function word(Order calldata terms, uint256 offset) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := calldataload(add(terms, offset))
        }
    }

    /// @return Whether no word holds more than the bits of its field.
    function isClean(Order calldata terms) internal pure returns (bool) {
        uint256 addresses = word(terms, BUYER) | word(terms, PAYER) | word(terms, SELLER) | word(terms, TOKEN)
            | word(terms, PLATFORM) | word(terms, ARBITER) | word(terms, BACKUP_ARBITER) | word(terms, ATTESTOR);
        uint256 amounts = word(terms, GOODS) | word(terms, SERVICE) | word(terms, FREIGHT) | word(terms, AT_COST)
            | word(terms, ARBITER_FEE);
        uint256 shares =
            word(terms, FEE_BPS) | word(terms, DRAW_BPS) | word(terms, ABANDON_BPS) | word(terms, SILENCE_BPS);
        uint256 windows = word(terms, ACCEPT) | word(terms, FULFIL) | word(terms, INSPECT) | word(terms, STORE)
            | word(terms, DELIVER) | word(terms, CONFIRM) | word(terms, DISPUTE) | word(terms, RULING);
        uint256 rest = addresses >> 160 | amounts >> 96 | shares >> 16 | windows >> 32;
        return rest | word(terms, VALID_UNTIL) >> 40 == 0;
    }

    /// @notice Writes the fields behind each other without padding, as `abi.encodePacked` of all of them would.
    /// @dev 361 bytes instead of 928, for logs, where a byte costs eight gas. Each word is shifted to the left and
    /// written over the end of the one before.
    /// @param p Where in memory; the 384 bytes from there on are written.
    function pack(Order calldata terms, uint256 p) internal pure {
        assembly ("memory-safe") {
            mstore(add(p, 0x160), 0) // the padding at the end
            mstore(add(p, 0x000), shl(96, calldataload(add(terms, 0x000))))
            mstore(add(p, 0x014), shl(96, calldataload(add(terms, 0x020))))
            mstore(add(p, 0x028), shl(96, calldataload(add(terms, 0x040))))
            mstore(add(p, 0x03c), shl(96, calldataload(add(terms, 0x060))))
            mstore(add(p, 0x050), shl(96, calldataload(add(terms, 0x080))))
            mstore(add(p, 0x064), shl(96, calldataload(add(terms, 0x0a0))))
            mstore(add(p, 0x078), shl(96, calldataload(add(terms, 0x0c0))))
            mstore(add(p, 0x08c), shl(96, calldataload(add(terms, 0x0e0))))
            mstore(add(p, 0x0a0), shl(160, calldataload(add(terms, 0x100))))
            mstore(add(p, 0x0ac), shl(160, calldataload(add(terms, 0x120))))
            mstore(add(p, 0x0b8), shl(160, calldataload(add(terms, 0x140))))
            mstore(add(p, 0x0c4), shl(160, calldataload(add(terms, 0x160))))
            mstore(add(p, 0x0d0), shl(160, calldataload(add(terms, 0x180))))
            mstore(add(p, 0x0dc), shl(240, calldataload(add(terms, 0x1a0))))
            mstore(add(p, 0x0de), shl(240, calldataload(add(terms, 0x1c0))))
            mstore(add(p, 0x0e0), shl(240, calldataload(add(terms, 0x1e0))))
            mstore(add(p, 0x0e2), shl(240, calldataload(add(terms, 0x200))))
            mstore(add(p, 0x0e4), shl(224, calldataload(add(terms, 0x220))))
            mstore(add(p, 0x0e8), shl(224, calldataload(add(terms, 0x240))))
            mstore(add(p, 0x0ec), shl(224, calldataload(add(terms, 0x260))))
            mstore(add(p, 0x0f0), shl(224, calldataload(add(terms, 0x280))))
            mstore(add(p, 0x0f4), shl(224, calldataload(add(terms, 0x2a0))))
            mstore(add(p, 0x0f8), shl(224, calldataload(add(terms, 0x2c0))))
            mstore(add(p, 0x0fc), shl(224, calldataload(add(terms, 0x2e0))))
            mstore(add(p, 0x100), shl(224, calldataload(add(terms, 0x300))))
            mstore(add(p, 0x104), shl(216, calldataload(add(terms, 0x320))))
            calldatacopy(add(p, 0x109), add(terms, 0x340), 0x60)
        }
    }
}
