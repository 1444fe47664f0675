// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {ShrinkingToken} from "../mocks/ShrinkingToken.sol";
import {Wallet} from "../mocks/Wallets.sol";
import {Permit2Fixture} from "../Permit2Fixture.sol";
import {Vm} from "../Test.sol";
import {Reference, Split} from "./Reference.sol";

/// @dev What every call must keep to; the numbers in words are those of docs/specs/order.md, section Invariants.
enum Rule {
    MoneyIsKept, // 2
    SettledStays, // 3
    OnlyTheSignerPays, // 6
    EndingsPayTheirSplit, // 2, 6, 7
    FeeIsOfWhatWasEarned, // 8
    SignaturesWorkOnce, // 9
    OtherOrdersStay, // 10
    ResultIsTheSameWheneverLapsed, // 11
    RefusalsAreNamed,
    RefusalsChangeNothing,
    TotalsOnlyRise,
    DeadlinesOnlyRise,
    HandedFollowsShipped,
    StatesFollowTheTable,
    EventsTellTheDeadline,
    OperatorsMoveNoMoney,
    WalletsOutsideStay,
    DonationsChangeNothing,
    BatchIsAsOneByOne
}

/// @title Looks at everything before and after each call, and counts what broke a rule
/// @dev Nothing here reverts: the invariants tell.
abstract contract Watcher is Permit2Fixture {
    struct Tracked {
        Order terms;
        bytes32 id;
        uint256 latestEnd; // by the clock, whoever acts as the terms allow
        bytes32 settledStatus;
    }

    /// @dev The call that is being made.
    struct Watched {
        uint256 index; // of the order; the largest number: none
        address by; // who acts, and whose balance may fall
        int256 inflow; // what comes from outside when the call is taken
        bool isRefund;
    }

    uint256 internal constant PARTIES = 10;

    Watched internal _watched;
    uint256 private _watchedCalls;
    ShrinkingToken public hostile;
    /// @dev A contract wallet that changes how it answers.
    Wallet public fickle;
    Tracked[] internal _orders;
    address[PARTIES] internal _parties;

    mapping(Rule => uint256) public broken;
    mapping(Rule => string) public firstBreach;
    mapping(State => uint256) public reached;
    mapping(Ending => uint256) public endings;
    mapping(bytes4 => uint256) public refused;

    // ------------------------------------------------------------------ watching

    struct View {
        uint256[PARTIES][2] balances;
        uint256[PARTIES][2] bonds;
        uint256[2] totals;
        uint256[PARTIES][2] wallets;
        bytes32[] orders;
        OrderStatus status;
    }

    /// @dev Everything there is.
    function _look(uint256 index) internal view returns (View memory) {
        return _look(index, true);
    }

    /// @dev Everything there is; or the accounts in the order's token, the order at `index` and one other: to look at
    /// everything at every call would take most of a campaign.
    function _look(uint256 index, bool all) private view returns (View memory v) {
        address[2] memory assets = [address(token), address(hostile)];
        for (uint256 a = 0; a < 2; a++) {
            if (!all && assets[a] != terms.token) continue;
            for (uint256 i = 0; i < PARTIES; i++) {
                v.balances[a][i] = escrow.balanceOf(assets[a], _parties[i]);
                v.totals[a] += v.balances[a][i];
                (v.bonds[a][i],) = escrow.bondOf(assets[a], _parties[i]);
                v.totals[a] += v.bonds[a][i];
                if (all) v.wallets[a][i] = IHoldings(assets[a]).balanceOf(_parties[i]);
            }
        }
        v.orders = new bytes32[](_orders.length);
        for (uint256 i = 0; i < _orders.length; i++) {
            if (!all && i != index && i != _watchedCalls % _orders.length) continue;
            OrderStatus memory s = escrow.statusOf(_orders[i].id);
            v.orders[i] = keccak256(abi.encode(s));
            v.totals[_orders[i].terms.token == address(token) ? 0 : 1] += _heldBy(_orders[i].terms, s);
            if (i == index) v.status = s;
        }
    }

    /// @dev What a live order holds: what was paid in less what was drawn, and the post for the arbiter.
    function _heldBy(Order memory t, OrderStatus memory s) private pure returns (uint256) {
        if (s.state == State.None || s.state == State.Settled) return 0;
        bool isPosted = s.state == State.Escalated || s.state == State.Backup;
        return Reference.paidIn(t) - s.drawn + (isPosted ? t.arbiterFee : 0);
    }

    /// @dev The call that `_watched` is about.
    function _observe(address caller, bytes memory data) internal returns (bool taken) {
        bool all = ++_watchedCalls % 16 == 0;
        View memory before = _look(_watched.index, all);
        vm.recordLogs();
        bytes memory answer;
        (taken, answer) = _try(caller, data);
        if (!taken) {
            refused[bytes4(answer)]++;
            // A panic is not a refusal; and only a hostile token may be silent.
            bool hasName = answer.length >= 4 && bytes4(answer) != 0x4e487b71;
            _check(hasName || terms.token == address(hostile), Rule.RefusalsAreNamed, "a refusal without a name");
            bool same = keccak256(abi.encode(before)) == keccak256(abi.encode(_look(_watched.index, all)));
            _check(same, Rule.RefusalsChangeNothing, "a refused call changed something");
            return false;
        }
        _compare(before, _look(_watched.index, all), all);
    }

    function _compare(View memory before, View memory later, bool all) private {
        uint256 index = _watched.index;
        uint256 asset = terms.token == address(token) ? 0 : 1;
        int256 grown = int256(later.totals[asset]) - int256(before.totals[asset]);
        _check(grown == _watched.inflow, Rule.MoneyIsKept, "money appeared or vanished");
        _check(later.totals[1 - asset] == before.totals[1 - asset], Rule.OtherOrdersStay, "another token's money");
        for (uint256 i = 0; i < _orders.length; i++) {
            if (i == index) continue;
            _check(before.orders[i] == later.orders[i], Rule.OtherOrdersStay, "another order changed");
        }
        _checkWhoPaid(before, later, asset);
        if (all) _checkWalletsOutside(before, later, asset);
        if (index == type(uint256).max) return;
        reached[later.status.state]++;
        _checkStatus(before.status, later.status);
        bool isOver = before.status.state == State.Settled;
        _check(!isOver || before.orders[index] == later.orders[index], Rule.SettledStays, "a settled order changed");
        if (!isOver && later.status.state == State.Settled) _checkEnding(before, later);
    }

    function _checkWhoPaid(View memory before, View memory later, uint256 asset) private {
        for (uint256 a = 0; a < 2; a++) {
            for (uint256 i = 0; i < PARTIES; i++) {
                bool fell = later.balances[a][i] < before.balances[a][i];
                bool may = a == asset && _parties[i] == _watched.by;
                _check(!fell || may, Rule.OnlyTheSignerPays, "a balance fell without its owner");
                fell = later.bonds[a][i] < before.bonds[a][i];
                may = a == asset && (_parties[i] == _watched.by || _parties[i] == terms.seller);
                _check(!fell || may, Rule.OnlyTheSignerPays, "a bond fell without its owner");
            }
        }
    }

    /// @dev Tokens outside come and go by ways in and out alone, and no more than the call is about.
    function _checkWalletsOutside(View memory before, View memory later, uint256 asset) private {
        int256 moved;
        for (uint256 a = 0; a < 2; a++) {
            for (uint256 i = 0; i < PARTIES; i++) {
                int256 change = int256(later.wallets[a][i]) - int256(before.wallets[a][i]);
                _check(change == 0 || a == asset, Rule.WalletsOutsideStay, "another token moved outside");
                if (change < 0) {
                    bool may = _parties[i] == _watched.by && _watched.inflow > 0;
                    _check(may, Rule.WalletsOutsideStay, "a wallet outside paid without its owner");
                }
                moved += change;
            }
        }
        _check(moved == -_watched.inflow, Rule.WalletsOutsideStay, "tokens outside are not what came or went");
    }

    /// @dev What a call may make of an order's status.
    function _checkStatus(OrderStatus memory before, OrderStatus memory later) private {
        bool rises = later.claimed >= before.claimed && later.drawn >= before.drawn && later.claimed <= terms.atCost
            && later.drawn <= uint256(terms.goods) * terms.drawBps / 10_000 + later.claimed;
        _check(rises, Rule.TotalsOnlyRise, "claimed or drawn");
        bool stays = later.state == before.state;
        _check(!stays || later.deadline >= before.deadline, Rule.DeadlinesOnlyRise, "a deadline came nearer");
        bool handedRightly = (!later.handed || later.shipped) && (later.handed || !before.handed)
            && (later.shipped || !before.shipped) && (terms.attestor != address(0) || later.handed == later.shipped);
        _check(handedRightly, Rule.HandedFollowsShipped, "shipped and handed");
        bool follows = stays || uint256(later.state) > uint256(before.state);
        _check(follows, Rule.StatesFollowTheTable, "an order went back");
        bool inspectedRightly =
            terms.windows.inspect != 0 || (later.state != State.Inspected && later.state != State.Approved);
        bool deliveredRightly = terms.attestor != address(0) || later.state != State.Delivered;
        bool ruledRightly = terms.arbiter != address(0) || later.state != State.Escalated;
        bool backedRightly = terms.backupArbiter != address(0) || later.state != State.Backup;
        _check(
            inspectedRightly && deliveredRightly && ruledRightly && backedRightly,
            Rule.StatesFollowTheTable,
            "a state that the terms do not know"
        );
        if (later.state != State.Settled) {
            _checkDeadlineTold(later.deadline, !stays || later.deadline != before.deadline);
        }
    }

    /// @dev The last event with a deadline says the one that is stored.
    function _checkDeadlineTold(uint256 deadline, bool mustTell) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bool told;
        uint256 last;
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter != address(escrow) || logs[i].topics.length < 2 || logs[i].topics[1] != id) continue;
            (bool has, uint256 deadlineTold) = _deadlineOf(logs[i]);
            if (has) (told, last) = (true, deadlineTold);
        }
        _check(told || !mustTell, Rule.EventsTellTheDeadline, "a new deadline without an event");
        _check(!told || last == deadline, Rule.EventsTellTheDeadline, "an event tells another deadline");
    }

    /// @dev The deadline stands last in the data, but for the event that opens an order.
    function _deadlineOf(Vm.Log memory entry) private pure returns (bool, uint256) {
        bytes32 topic = entry.topics[0];
        if (topic == IEscrow.OrderDrawn.selector || topic == IEscrow.OrderRefunded.selector) return (false, 0);
        if (topic == IEscrow.OrderSettled.selector) return (false, 0);
        uint256 offset = topic == IEscrow.OrderFunded.selector ? 0x60 : entry.data.length;
        bytes memory data = entry.data;
        uint256 word;
        assembly ("memory-safe") {
            word := mload(add(data, offset))
        }
        return (true, word);
    }

    function _checkEnding(View memory before, View memory later) private {
        _orders[_watched.index].settledStatus = later.orders[_watched.index];
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].topics[0] != IEscrow.OrderSettled.selector) continue;
            Ending ending = Ending(uint256(logs[i].topics[2]));
            endings[ending]++;
            if (ending == Ending.Revoked) return;
            (uint256 gross, uint256 fee, uint256 bondPaid, uint256 reimbursed) =
                abi.decode(logs[i].data, (uint256, uint256, uint256, uint256));
            OrderStatus memory s = before.status;
            bool isBackup = s.state == State.Escalated && block.timestamp > s.deadline;
            if (isBackup && terms.backupArbiter != address(0)) s.state = State.Backup;
            Split memory expected = Reference.split(terms, s, ending, gross);
            bool same = expected.gross == gross && expected.fee == fee && expected.bondPaid == bondPaid
                && expected.reimbursed == reimbursed;
            _check(same, Rule.EndingsPayTheirSplit, "the event says another split");
            uint256 base = uint256(terms.goods) + terms.service;
            bool fair = fee * 10_000 <= (gross < base ? gross : base) * terms.feeBps;
            _check(fair && (ending != Ending.Refund || fee == 0), Rule.FeeIsOfWhatWasEarned, "fee");
            // A refund that finds the order ended by the clock moves the seller's own money besides.
            if (!_watched.isRefund) _checkCredits(before, later, expected, s.state);
        }
    }

    function _checkCredits(View memory before, View memory later, Split memory expected, State state) private {
        uint256 a = terms.token == address(token) ? 0 : 1;
        for (uint256 i = 0; i < PARTIES; i++) {
            address account = _parties[i];
            uint256 credit;
            if (account == payerOf(terms)) credit += expected.toPayer;
            if (account == terms.buyer) credit += expected.toBuyer;
            if (account == terms.seller) credit += expected.toSeller;
            if (account == terms.platform) credit += expected.fee;
            if (account == (state == State.Backup ? terms.backupArbiter : terms.arbiter)) credit += expected.toArbiter;
            bool right = later.balances[a][i] == before.balances[a][i] + credit;
            _check(right, Rule.EndingsPayTheirSplit, "a credit is not what the terms say");
            uint256 paid = account == terms.seller ? expected.bondPaid : 0;
            right = later.bonds[a][i] + paid == before.bonds[a][i];
            _check(right, Rule.EndingsPayTheirSplit, "a bond paid what the terms do not say");
        }
    }

    function _check(bool holds, Rule rule, string memory what) internal {
        if (holds) return;
        if (broken[rule]++ == 0) firstBreach[rule] = what;
    }

    // ------------------------------------------------------------------ for the invariants

    function orderCount() external view returns (uint256) {
        return _orders.length;
    }

    function orderAt(uint256 index)
        external
        view
        returns (Order memory, bytes32 orderId, uint256 latestEnd, bytes32 settledStatus)
    {
        Tracked storage o = _orders[index];
        return (o.terms, o.id, o.latestEnd, o.settledStatus);
    }

    function book() external view returns (IEscrow, address asset, address hostileAsset, address[PARTIES] memory) {
        return (escrow, address(token), address(hostile), _parties);
    }

    /// @dev What the escrow owes in a token: balances, bonds, and what live orders hold.
    function owed(uint256 asset) external view returns (uint256) {
        return _look(type(uint256).max).totals[asset];
    }
}

interface IHoldings {
    function balanceOf(address account) external view returns (uint256);
}
