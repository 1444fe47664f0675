// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";

/// @dev Who gets what at an ending.
struct Split {
    uint256 gross;
    uint256 fee;
    uint256 toPayer;
    uint256 toSeller;
    uint256 toBuyer; // what the buyer posted and gets back, or is given back
    uint256 toArbiter; // to the one whose turn it was
    uint256 bondPaid;
    uint256 reimbursed;
}

/// @title Section Money of docs/specs/order.md, written from its formulas and not from the contract
library Reference {
    function paidIn(Order memory t) internal pure returns (uint256) {
        return uint256(t.goods) + t.service + t.freight + t.atCost;
    }

    function earnable(Order memory t, uint256 claimed) internal pure returns (uint256) {
        return paidIn(t) - t.atCost + claimed;
    }

    /// @param s As it was when the ending came. @param named The gross that a ruling or a settlement names.
    function split(Order memory t, OrderStatus memory s, Ending ending, uint256 named)
        internal
        pure
        returns (Split memory r)
    {
        uint256 k = earnable(t, s.claimed);
        r.gross = _gross(t, s, ending, named, k);
        uint256 base = uint256(t.goods) + t.service;
        r.fee = (r.gross > base ? base : r.gross) * t.feeBps / 10_000;
        r.toPayer = paidIn(t) - r.gross;
        uint256 net = r.gross - r.fee;
        if (net >= s.drawn) r.toSeller = net - s.drawn;
        else r.bondPaid = s.drawn - net;
        if (s.state != State.Escalated && s.state != State.Backup) return r;
        if (ending == Ending.Silence) {
            if (s.escalatedByBuyer) r.toBuyer = t.arbiterFee;
            else r.toSeller += t.arbiterFee;
            return r;
        }
        r.toArbiter = t.arbiterFee;
        if (ending == Ending.Settlement || k == 0) return r;
        uint256 part = s.escalatedByBuyer ? k - r.gross : r.gross;
        uint256 owed = uint256(t.arbiterFee) * part / k;
        uint256 others = s.escalatedByBuyer ? r.toSeller : r.toPayer;
        r.reimbursed = owed < others ? owed : others;
        if (s.escalatedByBuyer) {
            r.toSeller -= r.reimbursed;
            r.toBuyer = r.reimbursed;
        } else {
            r.toPayer -= r.reimbursed;
            r.toSeller += r.reimbursed;
        }
    }

    function _gross(Order memory t, OrderStatus memory s, Ending ending, uint256 named, uint256 k)
        private
        pure
        returns (uint256)
    {
        if (ending == Ending.Ruling || ending == Ending.Settlement) return named;
        if (ending == Ending.Earned) return k;
        if (ending == Ending.Silence && s.handed) return k * t.silenceBps / 10_000;
        if (ending == Ending.Abandoned && t.attestor != address(0)) {
            return (uint256(t.goods) + t.service + s.claimed) * t.abandonBps / 10_000;
        }
        return 0;
    }
}
