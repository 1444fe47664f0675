// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, Order, OrderStatus, State} from "./interfaces/IEscrow.sol";
import {
    Clock,
    IOrderLens,
    OrderAct,
    OrderMoney,
    OrderView,
    Outcome,
    Party,
    PartyView
} from "./interfaces/IOrderLens.sol";
import {Acts} from "./libraries/Acts.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";

/// @title OrderLens
/// @notice See IOrderLens.
/// @dev What `Escrow` keeps private is written here once more, plainly: test/differential/descriptions.t.sol holds it
/// equal to `describeOrder` of packages/protocol, and the histories hold that equal to `Escrow`.
contract OrderLens is IOrderLens {
    using OrderTerms for Order;

    uint256 private constant MAX_EXTENSION = 10 days;
    uint256 private constant MAX_EXTENSION_DELIVERED = 3 days;

    /// @dev Lines of the table of acts that `Escrow` has no mask for.
    uint256 private constant ACCEPT = (1 << uint256(State.Requested)) | Acts.BY_SELLERS_DESK;
    uint256 private constant SETTLE = Acts.SETTLE | Acts.BY_SELLER;
    uint256 private constant REFUND = Acts.SETTLE & ~Acts.BY_BUYER | (1 << uint256(State.Settled)) | Acts.BY_SELLER;

    IEscrow private immutable ESCROW;

    constructor(IEscrow ofEscrow) {
        ESCROW = ofEscrow;
    }

    function escrow() external view returns (IEscrow) {
        return ESCROW;
    }

    function describe(Order calldata terms) external view returns (OrderView memory) {
        return _describe(terms, ESCROW.statusOf(ESCROW.orderId(terms)), block.timestamp);
    }

    function describeAt(Order calldata terms, OrderStatus calldata status, uint256 instant)
        external
        view
        returns (OrderView memory)
    {
        return _describe(terms, status, instant);
    }

    function outcomeOf(Order calldata terms, OrderStatus calldata status, Ending ending, uint256 named)
        external
        pure
        returns (Outcome memory)
    {
        return _outcome(terms, status, ending, named);
    }

    function _describe(Order calldata terms, OrderStatus memory status, uint256 instant)
        private
        view
        returns (OrderView memory v)
    {
        v.order = ESCROW.orderId(terms);
        v.status = status;
        while (_isLive(v.status.state) && instant > v.status.deadline) {
            v.lapsable = true;
            Clock memory due = _clock(terms, v.status);
            if (due.next == State.Settled) v.dueEnding = _outcome(terms, v.status, due.ending, 0);
            _apply(terms, v.status, due);
        }
        v.next = _clock(terms, v.status);
        if (v.next.runs) _foretell(terms, v);
        _listActs(terms, v);
        _listEndings(terms, v);
        v.money = _money(terms, v.status);
    }

    // ------------------------------------------------------------------ the clock

    function _clock(Order calldata terms, OrderStatus memory status) private pure returns (Clock memory clock) {
        State state = status.state;
        if (!_isLive(state)) return clock;
        (clock.runs, clock.deadline, clock.next) = (true, status.deadline, State.Settled);
        if (state == State.Inspected) {
            clock.next = State.Approved;
        } else if (state == State.Escalated && terms.backupArbiter != address(0)) {
            clock.next = State.Backup;
        } else if (state == State.Approved) {
            clock.ending = Ending.Abandoned;
        } else if (state == State.Disputed || _isEscalated(state)) {
            clock.ending = Ending.Silence;
        } else if (state == State.Delivered || (state == State.Shipped && terms.attestor == address(0))) {
            clock.ending = Ending.Earned;
        } else {
            clock.ending = Ending.Refund;
        }
    }

    function _apply(Order calldata terms, OrderStatus memory status, Clock memory due) private pure {
        if (due.next == State.Approved) status.deadline += terms.windows.store;
        if (due.next == State.Backup) status.deadline += terms.windows.ruling;
        status.state = due.next;
        status.extended = false;
    }

    /// @dev How the order ends if nobody acts any more.
    function _foretell(Order calldata terms, OrderView memory v) private pure {
        OrderStatus memory status = _copy(v.status);
        Clock memory clock = v.next;
        while (clock.next != State.Settled) {
            _apply(terms, status, clock);
            clock = _clock(terms, status);
        }
        v.endsAt = clock.deadline;
        v.byClock = _outcome(terms, status, clock.ending, 0);
    }

    function _copy(OrderStatus memory s) private pure returns (OrderStatus memory) {
        return OrderStatus(s.state, s.shipped, s.handed, s.extended, s.escalatedByBuyer, s.deadline, s.drawn, s.claimed);
    }

    // ------------------------------------------------------------------ who may do what

    function _listActs(Order calldata terms, OrderView memory v) private pure {
        PartyView[7] memory p = v.parties;
        OrderStatus memory status = v.status;
        State state = status.state;
        bool attested = terms.attestor != address(0);
        (p[0].account, p[1].account, p[2].account) = (terms.buyer, terms.payerOf(), terms.seller);
        (p[3].account, p[4].account) = (terms.platform, terms.arbiter);
        (p[5].account, p[6].account) = (terms.backupArbiter, terms.attestor);

        _grant(p, state, OrderAct.Accept, ACCEPT);
        if (terms.windows.inspect != 0) {
            _grant(p, state, OrderAct.Inspect, attested ? Acts.INSPECT_ATTESTED : Acts.INSPECT_UNATTESTED);
            _grant(p, state, OrderAct.Ship, Acts.SHIP_INSPECTED);
        } else {
            _grant(p, state, OrderAct.Ship, Acts.SHIP_UNINSPECTED);
        }
        _grant(p, state, OrderAct.Approve, Acts.APPROVE);
        _grant(p, state, OrderAct.Reject, Acts.REJECT);
        bool handable = state == State.Shipped || (status.shipped && !status.handed);
        if (attested && handable) _grant(p, state, OrderAct.Deliver, Acts.DELIVER);
        _grant(p, state, OrderAct.Confirm, Acts.CONFIRM);
        _grant(p, state, OrderAct.Cancel, Acts.CANCEL_REQUESTED);
        _grant(p, state, OrderAct.Cancel, Acts.CANCEL);
        if (!status.extended) _grant(p, state, OrderAct.Extend, Acts.EXTEND);
        _grant(p, state, OrderAct.Dispute, Acts.DISPUTE);
        if (attested && terms.arbiter != address(0)) {
            _grant(p, state, OrderAct.Dispute, Acts.DISPUTE_ACCEPTED);
            _grant(p, state, OrderAct.Dispute, Acts.DISPUTE_SHIPPED);
        }
        if (terms.arbiter != address(0)) _grant(p, state, OrderAct.Escalate, Acts.ESCALATE);
        _grant(p, state, OrderAct.Rule, Acts.RULE);
        _grant(p, state, OrderAct.Settle, SETTLE);
        if (status.claimed < terms.atCost) _grant(p, state, OrderAct.Claim, Acts.CLAIM);
        if (status.drawn < terms.drawableOf(status.claimed)) _grant(p, state, OrderAct.Draw, Acts.DRAW);
        _grant(p, state, OrderAct.Refund, REFUND);

        for (uint256 i = 0; i < 7; i++) {
            if (p[i].account == address(0)) (p[i].acts, p[i].operatorActs) = (0, 0);
        }
    }

    /// @param line States and roles, as in `Acts`.
    function _grant(PartyView[7] memory parties, State state, OrderAct act, uint256 line) private pure {
        if (!Acts.isPossible(line, state)) return;
        uint32 bit = uint32(1) << uint32(act);
        if (line & Acts.BY_BUYER != 0) parties[uint256(Party.Buyer)].acts |= bit;
        if (line & Acts.BY_SELLER != 0) parties[uint256(Party.Seller)].acts |= bit;
        if (line & Acts.BY_SELLERS_DESK != 0) _grantDesk(parties[uint256(Party.Seller)], bit);
        if (line & Acts.BY_ATTESTORS_DESK != 0) _grantDesk(parties[uint256(Party.Attestor)], bit);
        if (line & Acts.BY_ARBITER_IN_TURN != 0) parties[_arbiterInTurn(state)].acts |= bit;
    }

    function _grantDesk(PartyView memory party, uint32 bit) private pure {
        party.acts |= bit;
        party.operatorActs |= bit;
    }

    // ------------------------------------------------------------------ money

    function _listEndings(Order calldata terms, OrderView memory v) private pure {
        OrderStatus memory status = v.status;
        State state = status.state;
        if (Acts.isPossible(Acts.CONFIRM, state)) _offer(terms, v, Ending.Earned);
        if (Acts.isPossible(Acts.CANCEL | Acts.CANCEL_REQUESTED, state)) _offer(terms, v, Ending.Refund);
        if (v.next.runs) v.endings[uint256(v.byClock.ending)] = v.byClock;
    }

    function _offer(Order calldata terms, OrderView memory v, Ending ending) private pure {
        v.endings[uint256(ending)] = _outcome(terms, v.status, ending, 0);
    }

    function _money(Order calldata terms, OrderStatus memory status) private pure returns (OrderMoney memory m) {
        State state = status.state;
        (m.paidIn, m.earnable) = (terms.paidIn(), terms.earnable(status.claimed));
        (m.claimed, m.drawn) = (status.claimed, status.drawn);
        if (Acts.isPossible(Acts.CLAIM, state)) m.claimable = terms.atCost - status.claimed;
        uint256 bound = terms.drawableOf(status.claimed);
        if (Acts.isPossible(Acts.DRAW, state) && bound > status.drawn) m.drawable = bound - status.drawn;
        if (_isLive(state)) (m.held, m.settlementBound) = (m.paidIn - status.drawn, m.paidIn);
        if (_isEscalated(state)) (m.posted, m.rulingBound) = (terms.arbiterFee, m.earnable);
        if (Acts.isPossible(Acts.EXTEND, state) && !status.extended) {
            m.extendable = state == State.Delivered ? MAX_EXTENSION_DELIVERED : MAX_EXTENSION;
        }
    }

    /// @dev Source: docs/specs/order.md, section Money.
    function _outcome(Order calldata terms, OrderStatus memory status, Ending ending, uint256 named)
        private
        pure
        returns (Outcome memory o)
    {
        (o.possible, o.ending) = (true, ending);
        if (ending == Ending.Revoked) return o;
        o.sellerGross = _grossOf(terms, status, ending, named);
        o.fee = terms.feeOf(o.sellerGross);
        o.released = status.drawn;
        uint256 net = o.sellerGross - o.fee;
        uint256[7] memory credits = o.credits;
        credits[uint256(Party.Payer)] = terms.paidIn() - o.sellerGross;
        credits[uint256(Party.Platform)] = o.fee;
        if (net >= status.drawn) credits[uint256(Party.Seller)] = net - status.drawn;
        else o.bondPaid = status.drawn - net;
        if (_isEscalated(status.state)) _settlePost(terms, status, o);
    }

    function _grossOf(Order calldata terms, OrderStatus memory status, Ending ending, uint256 named)
        private
        pure
        returns (uint256)
    {
        if (ending == Ending.Earned) return terms.earnable(status.claimed);
        if (ending == Ending.Abandoned) return terms.abandonedOf(status.claimed);
        if (ending == Ending.Silence) return terms.silenceOf(status);
        if (ending == Ending.Refund) return 0;
        uint256 bound = ending == Ending.Ruling ? terms.earnable(status.claimed) : terms.paidIn();
        if (named > bound) revert IEscrow.AmountOutOfRange(named, bound);
        return named;
    }

    /// @dev What becomes of the arbiter's fee that one side posted.
    function _settlePost(Order calldata terms, OrderStatus memory status, Outcome memory o) private pure {
        uint256[7] memory credits = o.credits;
        uint256 post = terms.arbiterFee;
        uint256 owner = uint256(status.escalatedByBuyer ? Party.Buyer : Party.Seller);
        uint256 other = uint256(status.escalatedByBuyer ? Party.Seller : Party.Payer);
        if (o.ending == Ending.Silence) {
            o.postReturned = post;
            credits[owner] += post;
            return;
        }
        o.arbiterPaid = post;
        credits[_arbiterInTurn(status.state)] += post;
        uint256 whole = terms.earnable(status.claimed);
        if (o.ending == Ending.Settlement || whole == 0) return;
        uint256 share = post * (status.escalatedByBuyer ? whole - o.sellerGross : o.sellerGross) / whole;
        o.reimbursed = share < credits[other] ? share : credits[other];
        credits[other] -= o.reimbursed;
        credits[owner] += o.reimbursed;
    }

    // ------------------------------------------------------------------ words

    function _isLive(State state) private pure returns (bool) {
        return state != State.None && state != State.Settled;
    }

    function _isEscalated(State state) private pure returns (bool) {
        return state == State.Escalated || state == State.Backup;
    }

    function _arbiterInTurn(State state) private pure returns (uint256) {
        return uint256(state == State.Backup ? Party.BackupArbiter : Party.Arbiter);
    }
}
