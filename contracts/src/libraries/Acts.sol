// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {State} from "../interfaces/IEscrow.sol";

/// @title The lifecycle's table: in which states an act is possible, and who may do it
/// @dev One bit for each state, one for each role; an act is both. Which of two lines counts for the order's terms
/// is chosen where the act is. Source: docs/specs/order.md, section States; packages/protocol has the same table.
library Acts {
    uint256 private constant REQUESTED = 1 << uint256(State.Requested);
    uint256 private constant ACCEPTED = 1 << uint256(State.Accepted);
    uint256 private constant INSPECTED = 1 << uint256(State.Inspected);
    uint256 private constant APPROVED = 1 << uint256(State.Approved);
    uint256 private constant SHIPPED = 1 << uint256(State.Shipped);
    uint256 private constant DELIVERED = 1 << uint256(State.Delivered);
    uint256 private constant DISPUTED = 1 << uint256(State.Disputed);
    uint256 private constant RULED = (1 << uint256(State.Escalated)) | (1 << uint256(State.Backup));
    uint256 private constant DRAWABLE = ACCEPTED | INSPECTED | APPROVED | SHIPPED;
    uint256 private constant LIVE_ACCEPTED = DRAWABLE | DELIVERED | DISPUTED | RULED;

    uint256 internal constant BY_BUYER = 1 << 16;
    uint256 internal constant BY_SELLER = 1 << 17;
    /// @dev The seller or an operator of it; the attestor or an operator of it.
    uint256 internal constant BY_SELLERS_DESK = 1 << 18;
    uint256 internal constant BY_ATTESTORS_DESK = 1 << 19;
    uint256 internal constant BY_ARBITER_IN_TURN = 1 << 20;

    /// @dev What the terms leave out is possible in no state.
    uint256 internal constant NEVER = 0;
    uint256 internal constant INSPECT_ATTESTED = ACCEPTED | BY_ATTESTORS_DESK;
    uint256 internal constant INSPECT_UNATTESTED = ACCEPTED | BY_SELLERS_DESK;
    uint256 internal constant APPROVE = INSPECTED | BY_BUYER;
    uint256 internal constant REJECT = INSPECTED | BY_BUYER;
    uint256 internal constant SHIP_UNINSPECTED = ACCEPTED | BY_SELLERS_DESK | BY_ATTESTORS_DESK;
    uint256 internal constant SHIP_INSPECTED = APPROVED | BY_SELLERS_DESK | BY_ATTESTORS_DESK;
    uint256 internal constant DELIVER = SHIPPED | DISPUTED | RULED | BY_ATTESTORS_DESK;
    uint256 internal constant EXTEND = ACCEPTED | APPROVED | SHIPPED | DELIVERED | BY_BUYER;
    uint256 internal constant CLAIM = DRAWABLE | DELIVERED | BY_SELLERS_DESK;
    uint256 internal constant DRAW = DRAWABLE | BY_SELLER;
    uint256 internal constant DISPUTE = APPROVED | SHIPPED | DELIVERED | BY_BUYER;
    /// @dev Where an attestor and an arbiter are named.
    uint256 internal constant DISPUTE_ACCEPTED = ACCEPTED | BY_SELLER;
    uint256 internal constant DISPUTE_SHIPPED = SHIPPED | BY_BUYER | BY_SELLER;
    uint256 internal constant ESCALATE = DISPUTED | BY_BUYER | BY_SELLER;
    uint256 internal constant RULE = RULED | BY_ARBITER_IN_TURN;
    uint256 internal constant CONFIRM = LIVE_ACCEPTED | BY_BUYER;
    uint256 internal constant CANCEL_REQUESTED = REQUESTED | BY_BUYER | BY_SELLER;
    uint256 internal constant CANCEL = LIVE_ACCEPTED | BY_SELLER;
    uint256 internal constant SETTLE = REQUESTED | LIVE_ACCEPTED | BY_BUYER;

    function isPossible(uint256 act, State state) internal pure returns (bool) {
        return act & (1 << uint256(state)) != 0;
    }
}
