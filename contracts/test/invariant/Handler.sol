// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, Ending, IEscrow, Offer, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {ShrinkingToken} from "../mocks/ShrinkingToken.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {Vm} from "../Test.sol";
import {Reference, Split} from "./Reference.sol";

/// @dev What a call must keep to; the numbers in words are those of docs/specs/order.md, section Invariants.
enum Rule {
    MoneyIsKept, // 2
    SettledStays, // 3
    OnlyTheSignerPays, // 6
    EndingsPayTheirSplit, // 2, 6, 7
    FeeIsOfWhatWasEarned, // 8
    SignaturesWorkOnce, // 9
    OtherOrdersStay, // 10
    RefusalsAreNamed
}

/// @title Random histories: all actions by all parties, hostile ones among them, with jumps in time
/// @dev Nothing here reverts: what broke a rule is counted and told by the invariants.
contract Handler is EscrowFixture {
    using Moves for Move;

    struct Tracked {
        Order terms;
        bytes32 id;
        uint256 latestEnd; // by the clock, whoever acts as the terms allow
        bytes32 settledStatus;
    }

    uint256 private constant PARTIES = 9;
    uint256 private constant MAX_ORDERS = 12;
    uint256 private constant SHRUNK_AT_ONCE = 1_000;

    /// @dev The call that is being made.
    struct Watched {
        uint256 index; // of the order; the largest number: none
        address by; // who acts, and whose balance may fall
        int256 inflow; // what comes from outside when the call is taken
        bool isRefund;
    }

    Watched private _watched;
    ShrinkingToken public hostile;
    Tracked[] private _orders;
    address[PARTIES] private _parties;
    bytes[] private _used; // relayed calls that were taken
    uint256 private _salt;

    mapping(Rule => uint256) public broken;
    mapping(Rule => string) public firstBreach;
    mapping(State => uint256) public reached;
    mapping(Ending => uint256) public endings;
    mapping(Act => uint256) public done;
    mapping(bytes4 => uint256) public refused;

    constructor() {
        setUp();
    }

    function setUp() public override {
        super.setUp();
        _parties = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger, desk];
        hostile = new ShrinkingToken();
        for (uint256 i = 0; i < PARTIES; i++) {
            hostile.mint(_parties[i], RICH);
            vm.prank(_parties[i]);
            hostile.approve(address(escrow), type(uint256).max);
            vm.prank(_parties[i]);
            token.approve(address(escrow), type(uint256).max);
            vm.prank(_parties[i]);
            escrow.deposit(address(hostile), RICH / 2, _parties[i]);
        }
        postBond(seller, 3_000_000, seller);
        terms.token = address(hostile);
        postBond(seller, 1_000_000, seller);
        setOperator(seller, desk, START + 20 days);
        setOperator(attestor, desk, START + 40 days);
    }

    // ------------------------------------------------------------------ what the fuzzer calls

    function jump(uint256 seed) external {
        if (_orders.length == 0) return;
        OrderStatus memory s = escrow.statusOf(_pick(seed).id);
        uint256 edge = uint256(s.deadline) + seed % 3;
        if (seed % 5 < 2 && edge > block.timestamp) vm.warp(edge - 1);
        else vm.warp(block.timestamp + (seed >> 8) % (seed % 5 == 4 ? 30 days : 2 days));
    }

    function open(uint256 seed) external {
        if (_orders.length == MAX_ORDERS && _isLive(_orders[seed % MAX_ORDERS])) return;
        Order memory t = _shape(seed);
        (t.salt, t.validUntil) = (++_salt, uint40(block.timestamp + 2 days));
        if ((seed >> 16) % 4 == 0) t.token = address(hostile);
        _use(t);
        Tracked memory tracked = Tracked(t, id, block.timestamp + _sumOfWindows(t), 0);
        uint256 index = _orders.length < MAX_ORDERS ? _orders.length : seed % MAX_ORDERS;
        if (index == _orders.length) _orders.push(tracked);
        else _orders[index] = tracked;
        bool isRevoked = (seed >> 24) % 16 == 0;
        if (isRevoked) return _perform(index, _move(Act.Revoke, seller, State.None, 0, 0), seed);
        bool fromBalance = (seed >> 32) % 2 == 0;
        Move memory m = _move(Act.Fund, payerOf(t), State.None, fromBalance ? 1 : 0, 0);
        _perform(index, m, seed);
    }

    function act(uint256 seed, uint256 amount) external {
        _act(seed, amount);
    }

    /// @dev The same again: most of a history is acts.
    function actMore(uint256 seed, uint256 amount) external {
        _act(seed, amount);
    }

    function actEvenMore(uint256 seed, uint256 amount) external {
        _act(seed, amount);
    }

    function lapseOne(uint256 seed) external {
        if (_orders.length == 0) return;
        uint256 index = seed % _orders.length;
        terms = _orders[index].terms;
        id = _orders[index].id;
        _watched = Watched(index, address(0), 0, false);
        _observe(stranger, abi.encodeCall(IEscrow.lapse, (terms)));
    }

    function moveMoney(uint256 seed, uint256 amount) external {
        address by = _parties[seed % PARTIES];
        address to = _parties[(seed >> 8) % PARTIES];
        terms.token = (seed >> 16) % 3 == 0 ? address(hostile) : address(token);
        Act[4] memory acts = [Act.Withdraw, Act.PostBond, Act.WithdrawBond, Act.BurnNonce];
        Act chosen = acts[(seed >> 24) % acts.length];
        uint256 most = escrow.balanceOf(terms.token, by);
        if (chosen == Act.WithdrawBond) (most,) = escrow.bondOf(terms.token, by);
        amount = bound(amount, 0, (seed >> 32) % 4 == 0 ? most + 1 : most / 20);
        _perform(type(uint256).max, _move(chosen, by, State.None, amount, _word(to)), seed);
    }

    function putIn(uint256 seed, uint256 amount) external {
        address by = _parties[seed % PARTIES];
        address asset = (seed >> 16) % 3 == 0 ? address(hostile) : address(token);
        terms.token = asset;
        amount = bound(amount, 0, 1_000_000);
        bytes memory data = abi.encodeCall(IEscrow.deposit, (asset, amount, _parties[(seed >> 8) % PARTIES]));
        _watched = Watched(type(uint256).max, by, int256(amount), false);
        _observe(by, data);
    }

    /// @dev Donations, and an issuer that takes from the escrow.
    function meddle(uint256 seed) external {
        if (seed % 2 == 0) token.faucet(address(escrow), 1 + seed % 1_000);
        else hostile.shrink(address(escrow), SHRUNK_AT_ONCE);
    }

    /// @dev What was taken once by signature must not be taken again.
    function replay(uint256 seed) external {
        if (_used.length == 0) return;
        (bool again,) = _try(relayer, _used[seed % _used.length]);
        _check(!again, Rule.SignaturesWorkOnce, "a relayed call was taken twice");
    }

    // ------------------------------------------------------------------ acts

    function _act(uint256 seed, uint256 amount) private {
        if (_orders.length == 0) return;
        uint256 index = seed % _orders.length;
        terms = _orders[index].terms;
        id = _orders[index].id;
        _perform(index, _choose(seed >> 8, amount), seed >> 72);
    }

    function _choose(uint256 seed, uint256 amount) private returns (Move memory m) {
        OrderStatus memory s = _status();
        m = _move(Act.Fund, address(0), _effective(s), 0, bytes32(seed));
        m.act = seed % 10 == 0 ? Act(1 + (seed >> 8) % uint256(Act.Refund)) : _likely(m.meant, seed >> 8);
        bool isHostile = (seed >> 16) % 10 == 0;
        m.by = isHostile ? _parties[(seed >> 24) % PARTIES] : _natural(m.act, m.meant, seed >> 32);
        if (m.act == Act.Approve) m.word = escrow.inspectionOf(id);
        if ((seed >> 40) % 20 == 0) m.meant = State((seed >> 48) % 11);
        m.amount = _amount(m.act, s, seed >> 56, amount);
    }

    function _effective(OrderStatus memory s) private view returns (State) {
        if (s.state == State.None || s.state == State.Settled || block.timestamp <= s.deadline) return s.state;
        if (s.state == State.Inspected && block.timestamp <= uint256(s.deadline) + terms.windows.store) {
            return State.Approved;
        }
        bool isBackup = s.state == State.Escalated && terms.backupArbiter != address(0);
        if (isBackup && block.timestamp <= uint256(s.deadline) + terms.windows.ruling) return State.Backup;
        return State.Settled;
    }

    function _likely(State state, uint256 seed) private view returns (Act) {
        if (state == State.Requested) return _oneOf(seed, Act.Accept, Act.Accept, Act.Accept, Act.Cancel, Act.Refund);
        if (state == State.Accepted) {
            if (seed % 3 != 0) return terms.windows.inspect == 0 ? Act.Ship : Act.Inspect;
            return _oneOf(seed / 3, Act.Claim, Act.Draw, Act.Extend, Act.Dispute, Act.Confirm);
        }
        if (state == State.Inspected) return _oneOf(seed, Act.Approve, Act.Approve, Act.Reject, Act.Draw, Act.Claim);
        if (state == State.Approved) return _oneOf(seed, Act.Ship, Act.Ship, Act.Dispute, Act.Extend, Act.Claim);
        if (state == State.Shipped) {
            if (seed % 2 == 0) return terms.attestor == address(0) ? Act.Dispute : Act.Deliver;
            return _oneOf(seed / 2, Act.Dispute, Act.Extend, Act.Claim, Act.Draw, Act.Confirm);
        }
        if (state == State.Delivered) {
            return _oneOf(seed, Act.Dispute, Act.Extend, Act.Claim, Act.Confirm, Act.Dispute);
        }
        if (state == State.Disputed) {
            return _oneOf(seed, Act.Escalate, Act.Escalate, Act.Deliver, Act.Settle, Act.Escalate);
        }
        if (state == State.Escalated) return _oneOf(seed, Act.Rule, Act.Deliver, Act.Settle, Act.Cancel, Act.Confirm);
        if (state == State.Backup) return _oneOf(seed, Act.Rule, Act.Deliver, Act.Settle, Act.Cancel, Act.Rule);
        return Act.Refund;
    }

    function _oneOf(uint256 seed, Act a, Act b, Act c, Act d, Act e) private pure returns (Act) {
        Act[5] memory acts = [a, b, c, d, e];
        return acts[seed % 5];
    }

    function _natural(Act chosen, State state, uint256 seed) private view returns (address) {
        if (chosen == Act.Rule) return state == State.Backup ? terms.backupArbiter : terms.arbiter;
        if (chosen == Act.Inspect || chosen == Act.Deliver || (chosen == Act.Ship && seed % 2 == 0)) {
            address facts = terms.attestor == address(0) ? terms.seller : terms.attestor;
            return seed % 3 == 0 ? desk : facts;
        }
        if (chosen == Act.Escalate || (chosen == Act.Dispute && seed % 3 == 0)) {
            return seed % 2 == 0 ? terms.buyer : terms.seller;
        }
        bool bySeller = chosen == Act.Accept || chosen == Act.Ship || chosen == Act.Claim || chosen == Act.Draw
            || chosen == Act.Refund || (chosen == Act.Cancel && state != State.Requested);
        return bySeller ? terms.seller : terms.buyer;
    }

    function _amount(Act chosen, OrderStatus memory s, uint256 seed, uint256 amount) private view returns (uint256) {
        uint256 k = Reference.earnable(terms, s.claimed);
        if (chosen == Act.Confirm) return s.claimed;
        if (chosen == Act.Extend) return bound(amount, 1, seed % 2 == 0 ? 3 days : 10 days + 1);
        if (chosen == Act.Rule) return bound(amount, 0, seed % 8 == 0 ? k + 1 : k);
        if (chosen == Act.Settle) return bound(amount, 0, Reference.paidIn(terms));
        if (chosen == Act.Claim) return bound(amount, s.claimed, uint256(terms.atCost) + 1);
        if (chosen == Act.Draw) {
            return bound(amount, s.drawn, uint256(terms.goods) * terms.drawBps / 10_000 + s.claimed);
        }
        return bound(amount, 0, 10_000);
    }

    /// @dev Does a move, directly or by signature as the seed says, and watches what it does.
    function _perform(uint256 index, Move memory m, uint256 seed) private {
        bool bySignature = seed % 2 == 0 && keyOf[m.by] != 0;
        address caller = bySignature ? relayer : m.by;
        bytes memory data = _dataOf(m, caller);
        int256 inflow;
        if (m.act == Act.Fund && m.amount == 0) inflow = int256(Reference.paidIn(terms));
        if (m.act == Act.Withdraw) inflow = -int256(m.amount);
        _watched = Watched(index, m.by, inflow, m.act == Act.Refund);
        if (!_observe(caller, data)) return;
        done[m.act]++;
        if (bySignature) _used.push(data);
        if (index == type(uint256).max) return;
        if (m.act == Act.Extend) _orders[index].latestEnd += m.amount;
        if (m.act == Act.Claim || m.act == Act.Deliver) _orders[index].latestEnd += 3 days;
        if (m.act == Act.Fund) {
            _orders[index].latestEnd = block.timestamp + _sumOfWindows(terms);
        }
    }

    function _dataOf(Move memory m, address caller) private returns (bytes memory) {
        bool isCaller = caller == m.by;
        bytes memory signature;
        if (!isCaller) signature = _sign(m.by, m.act == Act.Accept ? id : _digest(_hash(m)));
        Consent memory consent = Consent(m.by, m.until, signature);
        if (m.act == Act.Accept) return abi.encodeCall(IEscrow.accept, (terms, _quote(m.by, signature)));
        if (m.act == Act.Fund) {
            bool agreed = terms.windows.accept == 0 || m.nonce % 3 != 0;
            Agreement memory agreement = agreed ? _agreed() : _unanswered();
            return abi.encodeCall(IEscrow.fund, (terms, m.amount == 1, agreement, consent));
        }
        if (m.act == Act.Settle) {
            Offer memory other = _offer(caller, terms.seller, m.meant, m.amount);
            return abi.encodeCall(IEscrow.settle, (terms, m.meant, m.amount, Offer(m.nonce, consent), other));
        }
        return m.data(terms, consent);
    }

    // ------------------------------------------------------------------ watching

    struct View {
        uint256[PARTIES][2] balances;
        uint256[PARTIES][2] bonds;
        uint256[2] totals;
        bytes32[] orders;
        OrderStatus status;
    }

    function _look(uint256 index) private view returns (View memory v) {
        address[2] memory assets = [address(token), address(hostile)];
        for (uint256 a = 0; a < 2; a++) {
            for (uint256 i = 0; i < PARTIES; i++) {
                v.balances[a][i] = escrow.balanceOf(assets[a], _parties[i]);
                (v.bonds[a][i],) = escrow.bondOf(assets[a], _parties[i]);
                v.totals[a] += v.balances[a][i] + v.bonds[a][i];
            }
        }
        v.orders = new bytes32[](_orders.length);
        for (uint256 i = 0; i < _orders.length; i++) {
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
    function _observe(address caller, bytes memory data) private returns (bool taken) {
        View memory before = _look(_watched.index);
        vm.recordLogs();
        bytes memory answer;
        (taken, answer) = _try(caller, data);
        if (!taken) {
            refused[bytes4(answer)]++;
            // A panic is not a refusal; and only a hostile token may be silent.
            bool hasName = answer.length >= 4 && bytes4(answer) != 0x4e487b71;
            _check(hasName || terms.token == address(hostile), Rule.RefusalsAreNamed, "a refusal without a name");
            return false;
        }
        _compare(before, _look(_watched.index));
    }

    function _compare(View memory before, View memory later) private {
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
        if (index == type(uint256).max) return;
        reached[later.status.state]++;
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

    function _check(bool holds, Rule rule, string memory what) private {
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

    // ------------------------------------------------------------------ terms

    function _shape(uint256 seed) private view returns (Order memory t) {
        uint256 kind = seed % 6;
        if (kind == 0) t = daigou();
        else if (kind == 1) t = shop();
        else if (kind == 2) t = attestedShop();
        else if (kind == 3) t = withoutBackup(withPayer(daigou()));
        else if (kind == 4) t = withoutArbiter(daigou());
        else t = withoutPlatform(withPayer(attestedShop()));
        if ((seed >> 40) % 5 == 0) t.silenceBps = 10_000;
        if ((seed >> 48) % 5 == 0) (t.goods, t.service, t.freight) = (3, 2, 0);
        if ((seed >> 56) % 7 == 0) (t.goods, t.service, t.freight) = (0, 0, 0);
        if (t.arbiterFee > Reference.paidIn(t)) t.arbiterFee = uint96(Reference.paidIn(t));
    }

    function _sumOfWindows(Order memory t) private pure returns (uint256) {
        uint256 toDelivery = uint256(t.windows.accept) + t.windows.fulfil + t.windows.inspect + t.windows.store;
        uint256 fromDelivery = uint256(t.windows.deliver) + t.windows.confirm + t.windows.dispute;
        return toDelivery + fromDelivery + 2 * uint256(t.windows.ruling);
    }

    function _pick(uint256 seed) private view returns (Tracked storage) {
        return _orders[seed % _orders.length];
    }

    function _isLive(Tracked storage o) private view returns (bool) {
        State state = escrow.statusOf(o.id).state;
        return state != State.None && state != State.Settled;
    }
}
