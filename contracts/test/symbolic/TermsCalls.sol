// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order, OrderStatus} from "../../src/interfaces/IEscrow.sol";
import {OrderTerms} from "../../src/libraries/OrderTerms.sol";
import {StatusWord} from "../../src/libraries/StatusWord.sol";
import {TermsWords} from "../../src/libraries/TermsWords.sol";

/// @dev The libraries' own functions on calldata, for whoever calls them.
contract TermsCalls {
    using OrderTerms for Order;
    using StatusWord for OrderStatus;
    using StatusWord for uint256;
    using TermsWords for Order;

    function paidIn(Order calldata t) external pure returns (uint256) {
        return t.paidIn();
    }

    function earnable(Order calldata t, uint256 claimed) external pure returns (uint256) {
        return t.earnable(claimed);
    }

    function feeOf(Order calldata t, uint256 gross) external pure returns (uint256) {
        return t.feeOf(gross);
    }

    function drawableOf(Order calldata t, uint256 claimed) external pure returns (uint256) {
        return t.drawableOf(claimed);
    }

    function abandonedOf(Order calldata t, uint256 claimed) external pure returns (uint256) {
        return t.abandonedOf(claimed);
    }

    function silenceOf(Order calldata t, OrderStatus memory status) external pure returns (uint256) {
        return t.silenceOf(status);
    }

    function packTerms(Order calldata t) external pure returns (bytes memory packed) {
        packed = new bytes(384);
        uint256 p;
        assembly ("memory-safe") {
            p := add(packed, 0x20)
        }
        t.pack(p);
        assembly ("memory-safe") {
            mstore(packed, 361)
        }
    }

    function repack(uint256 word) external pure returns (uint256) {
        return word.unpack().pack();
    }
}
