// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order, OrderStatus} from "../interfaces/IEscrow.sol";
import {ActionTypes} from "./ActionTypes.sol";
import {TermsWords} from "./TermsWords.sol";

/// @title What terms are: their hash, and the amounts that follow from them
/// @dev Source: docs/specs/order.md, section Money. Mirrored by packages/protocol. The amounts are of terms that were
/// found valid when their order was funded: their words are clean.
library OrderTerms {
    using TermsWords for Order;

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
        return earnable(terms, terms.word(TermsWords.AT_COST));
    }

    /// @return K of the specification: all that can be earned.
    function earnable(Order calldata terms, uint256 claimed) internal pure returns (uint256) {
        // Four uint96.
        unchecked {
            return _base(terms) + terms.word(TermsWords.FREIGHT) + claimed;
        }
    }

    /// @return F(gross) of the specification, rounded down.
    function feeOf(Order calldata terms, uint256 gross) internal pure returns (uint256) {
        uint256 base = _base(terms);
        return _share(gross < base ? gross : base, terms.word(TermsWords.FEE_BPS));
    }

    /// @return The most that may be drawn, rounded down.
    function drawableOf(Order calldata terms, uint256 claimed) internal pure returns (uint256) {
        return _share(terms.word(TermsWords.GOODS), terms.word(TermsWords.DRAW_BPS)) + claimed;
    }

    /// @return The seller's gross when the buyer let approved goods lie, rounded down.
    function abandonedOf(Order calldata terms, uint256 claimed) internal pure returns (uint256) {
        if (terms.attestor == address(0)) return 0;
        return _share(_base(terms) + claimed, terms.word(TermsWords.ABANDON_BPS));
    }

    /// @return The seller's gross of a dispute that nobody ruled, rounded down.
    function silenceOf(Order calldata terms, OrderStatus memory status) internal pure returns (uint256) {
        if (!status.handed) return 0;
        return _share(earnable(terms, status.claimed), terms.word(TermsWords.SILENCE_BPS));
    }

    /// @return What the platform's fee is taken on, where all of it is earned.
    function _base(Order calldata terms) private pure returns (uint256) {
        // Two uint96.
        unchecked {
            return terms.word(TermsWords.GOODS) + terms.word(TermsWords.SERVICE);
        }
    }

    /// @return ⌊amount · bps / 10⁴⌋; an amount is less than 2⁹⁸, so nothing overflows.
    function _share(uint256 amount, uint256 bps) private pure returns (uint256) {
        unchecked {
            return amount * bps / BPS;
        }
    }
}
