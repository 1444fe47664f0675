// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order, OrderStatus} from "../interfaces/IEscrow.sol";
import {ActionTypes} from "./ActionTypes.sol";

/// @title What terms are: their hash, and the amounts that follow from them
/// @dev Source: docs/specs/order.md, section Money. Mirrored by packages/protocol.
library OrderTerms {
    uint256 internal constant BPS = 10_000;

    /// @return structHash The EIP-712 struct hash. Words are hashed as they came; `TermsRules` reads every
    /// field, so terms with dirty high bits cannot be funded.
    function hash(Order calldata terms) internal pure returns (bytes32 structHash) {
        bytes32 windowsType = ActionTypes.WINDOWS;
        bytes32 orderType = ActionTypes.ORDER;
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore(p, windowsType)
            calldatacopy(add(p, 0x20), add(terms, 0x220), 0x100) // eight windows, words 17 to 24
            let windowsHash := keccak256(p, 0x120)
            mstore(p, orderType)
            calldatacopy(add(p, 0x20), terms, 0x220) // buyer to silenceBps, words 0 to 16
            mstore(add(p, 0x240), windowsHash)
            calldatacopy(add(p, 0x260), add(terms, 0x320), 0x80) // validUntil to salt, words 25 to 28
            structHash := keccak256(p, 0x2e0)
        }
    }

    function payerOf(Order calldata terms) internal pure returns (address) {
        address payer = terms.payer;
        return payer == address(0) ? terms.buyer : payer;
    }

    /// @return P of the specification: what is paid in.
    function paidIn(Order calldata terms) internal pure returns (uint256) {
        return earnable(terms, terms.atCost);
    }

    /// @return K of the specification: all that can be earned.
    function earnable(Order calldata terms, uint96 claimed) internal pure returns (uint256) {
        // Four uint96.
        unchecked {
            return uint256(terms.goods) + terms.service + terms.freight + claimed;
        }
    }

    /// @return F(gross) of the specification, rounded down.
    function feeOf(Order calldata terms, uint256 gross) internal pure returns (uint256) {
        uint256 base = uint256(terms.goods) + terms.service;
        return (gross < base ? gross : base) * terms.feeBps / BPS;
    }

    /// @return The most that may be drawn, rounded down.
    function drawableOf(Order calldata terms, uint256 claimed) internal pure returns (uint256) {
        return uint256(terms.goods) * terms.drawBps / BPS + claimed;
    }

    /// @return The seller's gross when the buyer let approved goods lie, rounded down.
    function abandonedOf(Order calldata terms, uint256 claimed) internal pure returns (uint256) {
        if (terms.attestor == address(0)) return 0;
        return (uint256(terms.goods) + terms.service + claimed) * terms.abandonBps / BPS;
    }

    /// @return The seller's gross of a dispute that nobody ruled, rounded down.
    function silenceOf(Order calldata terms, OrderStatus memory status) internal pure returns (uint256) {
        return status.handed ? earnable(terms, status.claimed) * terms.silenceBps / BPS : 0;
    }
}
