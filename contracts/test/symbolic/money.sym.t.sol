// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {Moves} from "../Moves.sol";
import {Test} from "../Test.sol";
import {TermsCalls} from "./TermsCalls.sol";

/// @title For all amounts and rates at once: what the money functions can never do
/// @dev Run by halmos (`npm run check:deep -- halmos`). `assert` is what it proves; the functions are the contract's own.
/// Endings are written here as the specification has them, with any fee that is within its gross; the unit tests hold
/// the contract equal to it. The solvers do not decide shares of sums in time: those are of one amount each.
contract MoneySymbolic is Test {
    TermsCalls private calls;

    function setUp() public {
        calls = new TermsCalls();
    }

    /// @dev Amounts that `TermsRules` lets through.
    function _terms(uint96 goods, uint96 service, uint96 freight, uint96 atCost) private pure returns (Order memory t) {
        vm.assume(uint256(goods) + service + freight + atCost <= type(uint96).max);
        (t.goods, t.service, t.freight, t.atCost) = (goods, service, freight, atCost);
        t.attestor = address(1);
    }

    // ------------------------------------------------------------------ sums

    /// @dev What can be earned is never more than what was paid in, and no sum of amounts wraps.
    function check_earnable_isWithinWhatWasPaidIn(
        uint96 goods,
        uint96 service,
        uint96 freight,
        uint96 atCost,
        uint96 claimed
    ) public view {
        Order memory t = _terms(goods, service, freight, atCost);
        vm.assume(claimed <= atCost);
        assert(calls.paidIn(t) == uint256(goods) + service + freight + atCost);
        assert(calls.earnable(t, claimed) == uint256(goods) + service + freight + claimed);
        assert(calls.earnable(t, claimed) <= calls.paidIn(t));
    }

    // ------------------------------------------------------------------ shares, each of one amount

    /// @dev A share is rounded down, never more than the whole, for all rates; the product does not wrap.
    function check_share_isRoundedDown(uint96 goods, uint16 bps) public view {
        vm.assume(bps <= 10_000);
        Order memory t;
        (t.goods, t.drawBps) = (goods, bps);
        uint256 share = calls.drawableOf(t, 0);
        assert(share <= goods);
        unchecked {
            assert(share * 10_000 <= uint256(goods) * bps);
            assert(uint256(goods) * bps < (share + 1) * 10_000);
        }
    }

    /// @dev The fee is within its rate of the gross, and so never more than the gross: what is left for the seller is not
    /// below zero.
    function check_fee_isWithinItsRate(uint96 goods, uint96 gross, uint16 bps) public view {
        vm.assume(bps <= 3_000);
        Order memory t;
        (t.goods, t.feeBps) = (goods, bps);
        uint256 fee = calls.feeOf(t, gross);
        assert(fee <= gross);
        unchecked {
            assert(fee * 10_000 <= uint256(gross) * bps);
        }
    }

    function check_draw_isWithinGoodsAndClaims(uint96 goods, uint64 claimed, uint16 bps) public view {
        vm.assume(bps <= 10_000);
        Order memory t;
        (t.goods, t.drawBps) = (goods, bps);
        unchecked {
            assert(calls.drawableOf(t, claimed) <= uint256(goods) + claimed);
        }
    }

    function check_abandoned_isWithinWhatCanBeEarned(uint96 goods, uint16 bps) public view {
        vm.assume(bps <= 10_000);
        Order memory t;
        (t.goods, t.abandonBps, t.attestor) = (goods, bps, address(1));
        assert(calls.abandonedOf(t, 0) <= goods);
        t.attestor = address(0);
        assert(calls.abandonedOf(t, 0) == 0);
    }

    function check_silence_isWithinWhatCanBeEarned(uint96 goods, uint16 bps) public view {
        vm.assume(bps <= 10_000);
        Order memory t;
        (t.goods, t.silenceBps) = (goods, bps);
        OrderStatus memory status;
        assert(calls.silenceOf(t, status) == 0);
        status.handed = true;
        assert(calls.silenceOf(t, status) <= goods);
    }

    /// @dev No refund costs a fee, and no gross beyond goods and service raises it.
    function check_fee_stopsAtGoodsAndService(uint96 goods, uint96 service, uint96 rest, uint256 gross, uint16 bps)
        public
        view
    {
        Order memory t = _terms(goods, service, rest, 0);
        vm.assume(bps <= 3_000);
        t.feeBps = bps;
        assert(calls.feeOf(t, 0) == 0);
        uint256 base = uint256(goods) + service;
        vm.assume(gross >= base);
        assert(calls.feeOf(t, gross) == calls.feeOf(t, base));
    }

    // ------------------------------------------------------------------ endings

    /// @dev With a draw: the seller's credit, what its bond pays and what is reserved. The bond pays at most what it
    /// reserved, and held money with it covers all credits to the unit.
    function check_bond_paysAtMostWhatItReserved(uint96 paid, uint96 gross, uint96 fee, uint96 drawn) public pure {
        vm.assume(gross <= paid && fee <= gross && drawn <= paid);
        uint256 net = uint256(gross) - fee;
        uint256 credit = net >= drawn ? net - drawn : 0;
        uint256 bondPaid = net >= drawn ? 0 : drawn - net;
        assert(bondPaid <= drawn);
        uint256 held = uint256(paid) - drawn;
        assert(held + bondPaid == (uint256(paid) - gross) + fee + credit);
    }

    /// @dev After an escalation: what the other side gives back is within its credit and within the post, and P + A is
    /// what all are credited.
    function check_reimbursement_isWithinTheOtherSidesCredit(
        uint96 post,
        uint96 part,
        uint96 earnable,
        uint96 available,
        uint96 own
    ) public pure {
        vm.assume(earnable != 0 && part <= earnable);
        uint256 back = uint256(post) * part / earnable;
        if (back > available) back = available;
        assert(back <= available);
        assert((uint256(available) - back) + (own + back) + post == uint256(available) + own + post);
    }

    /// @dev Every word that `pack` can write comes back; the four bits between flags and deadline are never written.
    function check_statusWord_unpacksWhatItPacked(uint256 word) public view {
        vm.assume(word & 0xff <= uint256(type(State).max));
        vm.assume(word & 0xf000 == 0);
        vm.assume(word >> 248 == 0);
        assert(calls.repack(word) == word);
    }

    function check_terms_packAsAbiEncodePacked(Order calldata t) public view {
        assert(keccak256(calls.packTerms(t)) == keccak256(Moves.packed(t)));
    }

    /// @dev Must fail: it shows that a fault is found. halmos.ts expects exactly this one to fail.
    function check_MUSTFAIL_feeIsNeverTaken(uint96 goods) public view {
        Order memory t;
        t.goods = goods;
        t.feeBps = 100;
        assert(calls.feeOf(t, goods) == 0);
    }
}
