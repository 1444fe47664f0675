// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {
    Agreement,
    Authorization,
    Consent,
    IEscrow,
    Offer,
    Order,
    OrderStatus,
    Permit2Transfer,
    Quote,
    State
} from "../../src/interfaces/IEscrow.sol";
import {ShrinkingToken} from "../mocks/ShrinkingToken.sol";
import {Wallet} from "../mocks/Wallets.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {QuoteTree} from "../QuoteTree.sol";
import {Reference} from "./Reference.sol";
import {Rule, Watcher} from "./Watcher.sol";

/// @title Random histories: all actions by all parties, hostile ones among them, with jumps in time
/// @dev A hostile token shrinks, a contract wallet is fickle, anybody tries anything, alone or in batches.
contract Handler is Watcher {
    using Moves for Move;

    uint256 private constant MAX_ORDERS = 12;
    uint256 private constant SHRUNK_AT_ONCE = 1_000;

    bytes[] private _used; // relayed calls that were taken
    uint256 private _salt;
    uint256 private _permits = 1_000;

    mapping(Act => uint256) public done;
    /// @dev Orders opened by allowance, from the balance, by ERC-3009, by Permit2.
    uint256[4] public opened;
    uint256 public batches;
    uint256 public lapsedFirst;

    constructor() {
        setUp();
    }

    function setUp() public override {
        super.setUp();
        fickle = new Wallet(vm.addr(0xC0FFEE));
        keyOf[address(fickle)] = 0xC0FFEE;
        _parties = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger, desk, address(fickle)];
        token.faucet(address(fickle), RICH);
        hostile = new ShrinkingToken();
        for (uint256 i = 0; i < PARTIES; i++) {
            hostile.mint(_parties[i], RICH);
            vm.prank(_parties[i]);
            hostile.approve(address(escrow), type(uint256).max);
            vm.prank(_parties[i]);
            token.approve(address(escrow), type(uint256).max);
            vm.prank(_parties[i]);
            token.approve(address(PERMIT2), type(uint256).max);
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
        _fund(index, (seed >> 32) % 4, seed >> 40);
    }

    /// @dev By allowance, from the balance, by ERC-3009 or by Permit2.
    function _fund(uint256 index, uint256 way, uint256 seed) private {
        address from = payerOf(terms);
        if (way < 2) {
            uint256 before = done[Act.Fund];
            _perform(index, _move(Act.Fund, from, State.None, way, 0), seed);
            opened[way] += done[Act.Fund] - before;
            return;
        }
        bytes memory data;
        uint256 paid = Reference.paidIn(terms);
        if (way == 2) {
            Authorization memory authorization = _authorize(from, paid, id);
            data = abi.encodeCall(IEscrow.fundWithAuthorization, (terms, _agreement(seed), authorization));
        } else {
            Permit2Transfer memory transfer = _permitFund(from, paid, id, ++_permits);
            data = abi.encodeCall(IEscrow.fundWithPermit2, (terms, _agreement(seed), transfer));
        }
        _watched = Watched(index, from, int256(paid), false);
        if (!_observe(relayer, data)) return;
        opened[way]++;
        _used.push(data);
        _orders[index].latestEnd = block.timestamp + _sumOfWindows(terms);
    }

    /// @dev The seller has not answered, signed the order, or signed it among others.
    function _agreement(uint256 seed) private view returns (Agreement memory agreement) {
        if (terms.windows.accept != 0 && seed % 3 == 0) return _unanswered();
        agreement = _agreed();
        if (seed % 3 == 1) return agreement;
        bytes32[] memory ids = new bytes32[](1 + seed % 5);
        for (uint256 i = 0; i < ids.length; i++) {
            ids[i] = i == 0 ? id : keccak256(abi.encode(id, i));
        }
        uint40 until = uint40(block.timestamp + 1 days);
        bytes memory signature = _sign(terms.seller, _digest(QuoteTree.hash(QuoteTree.root(ids), until)));
        agreement.quote = Quote(terms.seller, until, QuoteTree.proof(ids, 0), signature);
    }

    /// @dev The wallet answers in another way from now on; most of the time honestly.
    function changeMind(uint256 seed) external {
        fickle.setConduct(seed % 3 == 0 ? Wallet.Conduct(seed % 9) : Wallet.Conduct.Honest);
    }

    /// @dev Some acts in one batch, and then the same one by one: the end must be the same.
    function together(uint256 seed, uint256 amount) external {
        if (_orders.length == 0) return;
        if ((seed >> 128) % 8 != 0) return _act(seed, amount);
        uint256 count = 1 + seed % 4;
        bytes[] memory calls = new bytes[](count);
        uint256[] memory index = new uint256[](count);
        Move[] memory moves = new Move[](count);
        for (uint256 i = 0; i < count; i++) {
            uint256 part = uint256(keccak256(abi.encode(seed, i)));
            index[i] = part % _orders.length;
            _focus(index[i]);
            moves[i] = _chooseSigned(part >> 8, uint256(keccak256(abi.encode(amount, i))));
            calls[i] = _dataOf(moves[i], relayer);
        }
        uint256 before = vm.snapshotState();
        (bool whole,) = _try(relayer, abi.encodeCall(IEscrow.batch, (calls, 1_500_000)));
        bytes32 atOnce = keccak256(abi.encode(_look(type(uint256).max)));
        vm.revertToState(before);
        _check(whole, Rule.BatchIsAsOneByOne, "a batch failed as a whole");
        for (uint256 i = 0; i < count; i++) {
            _focus(index[i]);
            _watch(index[i], moves[i], relayer, calls[i]);
        }
        bytes32 oneByOne = keccak256(abi.encode(_look(type(uint256).max)));
        _check(atOnce == oneByOne, Rule.BatchIsAsOneByOne, "a batch ended elsewhere");
        batches++;
    }

    /// @dev An act on an order whose default is due, with and without a stranger's `lapse` before it.
    function lapseBefore(uint256 seed, uint256 amount) external {
        if (_orders.length == 0) return;
        _focus(seed % _orders.length);
        OrderStatus memory s = _status();
        bool isDue = s.state != State.None && s.state != State.Settled && block.timestamp > s.deadline;
        if (!isDue) return _act(seed, amount);
        Move memory m = _chooseSigned(seed >> 8, amount);
        bytes memory data = _dataOf(m, relayer);
        uint256 before = vm.snapshotState();
        (bool straight,) = _try(relayer, data);
        bytes32 end = keccak256(abi.encode(_look(type(uint256).max)));
        vm.revertToState(before);
        (bool lapsed,) = _try(stranger, abi.encodeCall(IEscrow.lapse, (terms)));
        (bool afterwards,) = _try(relayer, data);
        bytes32 otherEnd = keccak256(abi.encode(_look(type(uint256).max)));
        vm.revertToState(before);
        _check(lapsed, Rule.ResultIsTheSameWheneverLapsed, "what is due cannot be lapsed");
        bool same = straight == afterwards && (!straight || end == otherEnd);
        _check(same, Rule.ResultIsTheSameWheneverLapsed, "the result depends on who lapsed when");
        lapsedFirst++;
    }

    function _focus(uint256 index) private {
        terms = _orders[index].terms;
        id = _orders[index].id;
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
        bytes32 before = keccak256(abi.encode(_look(type(uint256).max)));
        if (seed % 2 == 0) token.faucet(address(escrow), 1 + seed % 1_000);
        else hostile.shrink(address(escrow), SHRUNK_AT_ONCE);
        bool same = before == keccak256(abi.encode(_look(type(uint256).max)));
        _check(same, Rule.DonationsChangeNothing, "what the token did outside changed something");
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

    /// @dev By somebody who can sign: an order may name nobody for a part.
    function _chooseSigned(uint256 seed, uint256 amount) private returns (Move memory m) {
        m = _choose(seed, amount);
        if (keyOf[m.by] == 0) m.by = stranger;
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
        _watch(index, m, caller, _dataOf(m, caller));
    }

    function _watch(uint256 index, Move memory m, address caller, bytes memory data) private {
        int256 inflow;
        if (m.act == Act.Fund && m.amount == 0) inflow = int256(Reference.paidIn(terms));
        if (m.act == Act.Withdraw) inflow = -int256(m.amount);
        _watched = Watched(index, m.by, inflow, m.act == Act.Refund);
        uint256 sellers = escrow.balanceOf(terms.token, terms.seller);
        if (!_observe(caller, data)) return;
        bool isOperator = m.by == desk && index != type(uint256).max;
        bool kept = escrow.balanceOf(terms.token, terms.seller) >= sellers;
        _check(!isOperator || kept, Rule.OperatorsMoveNoMoney, "an operator cost its seller");
        done[m.act]++;
        if (caller == relayer) _used.push(data);
        if (index == type(uint256).max) return;
        if (m.act == Act.Extend) _orders[index].latestEnd += m.amount;
        if (m.act == Act.Claim || m.act == Act.Deliver) _orders[index].latestEnd += 3 days;
        if (m.act == Act.Fund) _orders[index].latestEnd = block.timestamp + _sumOfWindows(terms);
    }

    function _dataOf(Move memory m, address caller) private returns (bytes memory) {
        bool isCaller = caller == m.by;
        bytes memory signature;
        if (!isCaller) signature = _sign(m.by, m.act == Act.Accept ? id : _digest(_hash(m)));
        Consent memory consent = Consent(m.by, m.until, signature);
        if (m.act == Act.Accept) return abi.encodeCall(IEscrow.accept, (terms, _quote(m.by, signature)));
        if (m.act == Act.Fund) {
            return abi.encodeCall(IEscrow.fund, (terms, m.amount == 1, _agreement(m.nonce), consent));
        }
        if (m.act == Act.Settle) {
            Offer memory other = _offer(caller, terms.seller, m.meant, m.amount);
            return abi.encodeCall(IEscrow.settle, (terms, m.meant, m.amount, Offer(m.nonce, consent), other));
        }
        return m.data(terms, consent);
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
        if ((seed >> 64) % 4 == 0) t.buyer = address(fickle);
        else if ((seed >> 64) % 4 == 1 && t.attestor != address(0)) t.attestor = address(fickle);
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
