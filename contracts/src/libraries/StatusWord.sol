// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {OrderStatus, State} from "../interfaces/IEscrow.sol";

/// @title An order's status as the one word that is stored
/// @dev From the lowest bit: state 8, flags 8, deadline 40, drawn 96, claimed 96.
/// Source: docs/specs/order.md, section Storage.
library StatusWord {
    uint256 private constant SHIPPED = 1 << 8;
    uint256 private constant HANDED = 1 << 9;
    uint256 private constant EXTENDED = 1 << 10;
    uint256 private constant ESCALATED_BY_BUYER = 1 << 11;
    uint256 private constant DEADLINE_AT = 16;
    uint256 private constant DRAWN_AT = 56;
    uint256 private constant CLAIMED_AT = 152;

    /// @return word The status of an order that was funded just now.
    function opened(State state, uint256 deadline) internal pure returns (uint256 word) {
        return uint256(state) | deadline << DEADLINE_AT;
    }

    function pack(OrderStatus memory status) internal pure returns (uint256 word) {
        word = uint256(status.state) | uint256(status.deadline) << DEADLINE_AT | uint256(status.drawn) << DRAWN_AT
            | uint256(status.claimed) << CLAIMED_AT;
        if (status.shipped) word |= SHIPPED;
        if (status.handed) word |= HANDED;
        if (status.extended) word |= EXTENDED;
        if (status.escalatedByBuyer) word |= ESCALATED_BY_BUYER;
    }

    function unpack(uint256 word) internal pure returns (OrderStatus memory status) {
        status.state = State(word & 0xff);
        status.shipped = word & SHIPPED != 0;
        status.handed = word & HANDED != 0;
        status.extended = word & EXTENDED != 0;
        status.escalatedByBuyer = word & ESCALATED_BY_BUYER != 0;
        // The three casts cut a word to the field that stands there.
        // forge-lint: disable-start(unsafe-typecast)
        status.deadline = uint40(word >> DEADLINE_AT);
        status.drawn = uint96(word >> DRAWN_AT);
        status.claimed = uint96(word >> CLAIMED_AT);
        // forge-lint: disable-end(unsafe-typecast)
    }
}
