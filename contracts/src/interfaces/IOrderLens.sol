// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, Order, OrderStatus, State} from "./IEscrow.sol";

/// @notice The acts on a funded order. An act is bit `1 << uint256(act)` of a party's acts.
enum OrderAct {
    Accept,
    Inspect,
    Approve,
    Reject,
    Ship,
    Deliver,
    Confirm,
    Cancel,
    Extend,
    Dispute,
    Escalate,
    Rule,
    Settle, // counts only together with the other side
    Claim,
    Draw,
    Refund
}

/// @notice The parts that an account can have in an order; the index into `parties` and `credits`.
enum Party {
    Buyer,
    Payer,
    Seller,
    Platform,
    Arbiter,
    BackupArbiter,
    Attestor
}

/// @notice A party and what it may do now.
struct PartyView {
    address account; // zero: not named
    uint32 acts; // one bit for each OrderAct
    uint32 operatorActs; // those of them that an operator of the party may do too
}

/// @notice How an ending divides the money of an order.
struct Outcome {
    bool possible; // the ending can come now; else all is zero
    Ending ending;
    uint256 sellerGross;
    uint256 fee;
    uint256[7] credits; // what each Party's balance grows by, whatever for
    uint256 bondPaid; // by the seller's bond, since more was drawn than earned
    uint256 released; // what the seller's bond no longer reserves
    uint256 reimbursed; // what the other side gives back to who posted the arbiter's fee
    uint256 arbiterPaid;
    uint256 postReturned;
}

/// @notice The next thing that the clock does.
struct Clock {
    bool runs;
    uint40 deadline; // the last second before it
    State next; // `Settled` when it ends the order
    Ending ending; // how, when it does
}

/// @notice P = held + drawn while the order lives. Amounts are base units of the order's token.
struct OrderMoney {
    uint256 paidIn;
    uint256 earnable;
    uint256 claimed;
    uint256 claimable; // what may still be claimed with documents
    uint256 drawn;
    uint256 drawable; // what may still be drawn, if the bond allows
    uint256 held;
    uint256 posted; // the arbiter's fee that one side posted
    uint256 extendable; // seconds that the buyer may still add in this state
    uint256 settlementBound; // the highest total that both sides can settle at; zero when they cannot
    uint256 rulingBound; // the highest gross that an arbiter can rule; zero when none can
}

/// @notice An order as it stands at an instant: what the clock, each party and each ending would do.
struct OrderView {
    bytes32 order;
    OrderStatus status; // with the defaults applied that are due, whether or not anybody lapsed them
    bool lapsable; // some default is due and not applied on the ledger yet
    Outcome dueEnding; // how a due default ended the order; not `possible` when none did
    Clock next;
    uint40 endsAt; // the deadline after which the order ends if nobody acts any more
    Outcome byClock; // how
    PartyView[7] parties; // by Party
    Outcome[7] endings; // by Ending: those that can come now without anybody naming an amount
    OrderMoney money;
}

/// @title OrderLens: all that can be said of an order, in one call
/// @notice Stateless reads over one `Escrow`; nothing depends on this contract.
/// @dev Specification: docs/specs/lens.md. The same function as `describeOrder` of packages/protocol.
interface IOrderLens {
    /// @notice The escrow whose orders are described.
    function escrow() external view returns (IEscrow);

    /// @notice Describes an order as it stands in this block.
    function describe(Order calldata terms) external view returns (OrderView memory);

    /// @notice Describes an order as it would stand with another status, or at another instant.
    function describeAt(Order calldata terms, OrderStatus calldata status, uint256 instant)
        external
        view
        returns (OrderView memory);

    /// @notice How an ending would divide the money of an order in this status.
    /// @param named The seller's gross of a settlement or a ruling; no other ending looks at it.
    /// @dev Reverts with AmountOutOfRange when `named` is above what could be settled or ruled.
    function outcomeOf(Order calldata terms, OrderStatus calldata status, Ending ending, uint256 named)
        external
        pure
        returns (Outcome memory);
}
