// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {
    Agreement,
    Authorization,
    Consent,
    Ending,
    IEscrow,
    Offer,
    Order,
    OrderStatus,
    Quote,
    State
} from "../src/interfaces/IEscrow.sol";
import {ITestUSDC} from "./ITestUSDC.sol";
import {Act, Move, Moves} from "./Moves.sol";
import {Test} from "./Test.sol";

/// @title Parties with keys, one order at a time, and every action called directly or relayed
/// @dev A test contract sets `relayed` to have the same tests run with signatures through a relayer.
abstract contract EscrowFixture is Test {
    using Moves for Move;

    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant RICH = 1_000_000_000_000;
    bytes32 internal constant RECORD = keccak256("record");
    bytes32 internal constant INSPECTION = keccak256("inspection");
    uint256 internal constant HALF_N = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    uint256 internal constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    IEscrow internal escrow;
    ITestUSDC internal token;
    Order internal terms;
    bytes32 internal id;

    address internal buyer = _party(0x1001);
    address internal payer = _party(0x1002);
    address internal seller = _party(0x1003);
    address internal platform = _party(0x1004);
    address internal arbiter = _party(0x1005);
    address internal backup = _party(0x1006);
    address internal attestor = _party(0x1007);
    address internal stranger = _party(0x1008);
    address internal desk = _party(0x1009); // an operator of seller and attestor, where a test names it
    address internal relayer = address(0xE1A7);
    mapping(address account => uint256) internal keyOf;

    /// @dev Whether actions go by signature through the relayer.
    bool internal relayed;
    uint256 private _nonce = 1000;
    mapping(address account => uint256) private _marked;
    mapping(address account => uint256) private _markedBond;

    function setUp() public virtual {
        vm.warp(START);
        escrow = IEscrow(vm.deployCode("Escrow.sol:Escrow"));
        token = ITestUSDC(vm.deployCode("TestUSDC.sol:TestUSDC"));
        address[4] memory rich = [buyer, payer, seller, stranger];
        for (uint256 i = 0; i < rich.length; i++) {
            token.faucet(rich[i], 2 * RICH);
            vm.prank(rich[i]);
            token.approve(address(escrow), type(uint256).max);
            vm.prank(rich[i]);
            escrow.deposit(address(token), RICH, rich[i]);
        }
        _use(daigou());
    }

    function _party(uint256 key) private returns (address account) {
        account = vm.addr(key);
        keyOf[account] = key;
    }

    // ------------------------------------------------------------------ terms

    /// @dev A purchase on the buyer's behalf: attestor, arbiter, backup, platform, an inspection. P = 1,120,022.
    function daigou() internal view returns (Order memory t) {
        (t.buyer, t.seller, t.token, t.platform) = (buyer, seller, address(token), platform);
        (t.arbiter, t.backupArbiter, t.attestor) = (arbiter, backup, attestor);
        (t.goods, t.service, t.freight, t.atCost, t.arbiterFee) = (1_000_003, 70_001, 30_007, 20_011, 22_003);
        (t.feeBps, t.drawBps, t.abandonBps, t.silenceBps) = (333, 8_000, 9_999, 5_001);
        (t.windows.accept, t.windows.fulfil, t.windows.inspect, t.windows.store) = (1 days, 7 days, 5 days, 90 days);
        (t.windows.deliver, t.windows.confirm) = (45 days, 10 days);
        (t.windows.dispute, t.windows.ruling) = (15 days, 7 days);
        t.validUntil = uint40(START + 1 days);
        (t.details, t.salt) = (keccak256("details"), 7);
    }

    /// @dev A shop's sale: arbiter and platform, nobody attests, nothing is inspected.
    function shop() internal view returns (Order memory t) {
        t = daigou();
        t.attestor = address(0);
        (t.windows.inspect, t.windows.store, t.windows.confirm) = (0, 0, 0);
    }

    /// @dev As `shop`, with an attestor who sees the goods arrive.
    function attestedShop() internal view returns (Order memory t) {
        t = daigou();
        (t.windows.inspect, t.windows.store) = (0, 0);
    }

    function withoutArbiter(Order memory t) internal pure returns (Order memory) {
        (t.arbiter, t.backupArbiter, t.arbiterFee, t.windows.ruling) = (address(0), address(0), 0, 0);
        return t;
    }

    function withoutBackup(Order memory t) internal pure returns (Order memory) {
        t.backupArbiter = address(0);
        return t;
    }

    function withPayer(Order memory t) internal view returns (Order memory) {
        t.payer = payer;
        return t;
    }

    function withoutPlatform(Order memory t) internal pure returns (Order memory) {
        (t.platform, t.feeBps) = (address(0), 0);
        return t;
    }

    /// @dev Makes `t` the order that the actions below are about.
    function _use(Order memory t) internal {
        terms = t;
        id = _digest(Moves.orderHash(t));
    }

    function payerOf(Order memory t) internal pure returns (address) {
        return t.payer == address(0) ? t.buyer : t.payer;
    }

    function paidIn(Order memory t) internal pure returns (uint256) {
        return uint256(t.goods) + t.service + t.freight + t.atCost;
    }

    // ------------------------------------------------------------------ signing

    function _separator(uint256 chainId, address verifier) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Cinnabar"),
                keccak256("1"),
                chainId,
                verifier
            )
        );
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _separator(block.chainid, address(escrow)), structHash));
    }

    function _sign(address signer, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[signer], digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The ERC-3009 signature of `from` over `value` to the escrow.
    function _authorize(address from, uint256 value, bytes32 nonce) internal view returns (Authorization memory) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
                ),
                from,
                address(escrow),
                value,
                START - 1,
                START + 365 days,
                nonce
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        return Authorization(START - 1, START + 365 days, _sign(from, digest));
    }

    function _hash(Move memory m) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(m.words(id, terms.token)));
    }

    // ------------------------------------------------------------------ doing

    function _move(Act act, address by, State meant, uint256 amount, bytes32 word) internal returns (Move memory) {
        return Move(act, by, meant, amount, word, ++_nonce, uint40(block.timestamp + 1 days));
    }

    /// @dev Does a move directly or by signature. Nothing but the escrow is called after the cheat codes.
    function _do(Move memory m) internal {
        Consent memory consent = Consent(m.by, m.until, "");
        if (relayed) consent.signature = _sign(m.by, _digest(_hash(m)));
        _call(relayed ? relayer : m.by, m.data(terms, consent));
    }

    function _call(address caller, bytes memory data) internal {
        (bool done, bytes memory answer) = _try(caller, data);
        if (!done) bubble(answer);
    }

    function _try(address caller, bytes memory data) internal virtual returns (bool, bytes memory) {
        vm.prank(caller);
        return address(escrow).call(data);
    }

    function _agreed() internal view returns (Agreement memory) {
        bytes memory byBuyer = terms.payer == address(0) ? bytes("") : _sign(terms.buyer, id);
        return Agreement(byBuyer, _quote(terms.seller, _sign(terms.seller, id)));
    }

    function _unanswered() internal view returns (Agreement memory agreement) {
        agreement = _agreed();
        agreement.quote = _quote(address(0), "");
    }

    function _quote(address quoter, bytes memory signature) internal pure returns (Quote memory) {
        return Moves.quote(quoter, signature);
    }

    function fund(bool fromBalance, Agreement memory agreement) internal {
        fund(payerOf(terms), fromBalance, agreement);
    }

    function fund(address by, bool fromBalance, Agreement memory agreement) internal {
        Move memory m = _move(Act.Fund, by, State.None, fromBalance ? 1 : 0, 0);
        Consent memory consent = Consent(by, m.until, "");
        if (relayed) consent.signature = _sign(by, _digest(_hash(m)));
        _call(relayed ? relayer : by, abi.encodeCall(IEscrow.fund, (terms, fromBalance, agreement, consent)));
    }

    function fundWithAuthorization(Agreement memory agreement) internal {
        fundWithAuthorization(agreement, _authorize(payerOf(terms), paidIn(terms), id));
    }

    function fundWithAuthorization(Agreement memory agreement, Authorization memory authorization) internal {
        _call(relayer, abi.encodeCall(IEscrow.fundWithAuthorization, (terms, agreement, authorization)));
    }

    function accept(address by) internal {
        bytes memory signature = relayed ? _sign(by, id) : bytes("");
        _call(relayed ? relayer : by, abi.encodeCall(IEscrow.accept, (terms, _quote(by, signature))));
    }

    function revoke(address by) internal {
        _do(_move(Act.Revoke, by, State.None, 0, 0));
    }

    function inspect(address by, State meant) internal {
        _do(_move(Act.Inspect, by, meant, 0, INSPECTION));
    }

    function approve(address by, State meant, bytes32 inspection) internal {
        _do(_move(Act.Approve, by, meant, 0, inspection));
    }

    function reject(address by, State meant) internal {
        _do(_move(Act.Reject, by, meant, 0, RECORD));
    }

    function ship(address by, State meant) internal {
        _do(_move(Act.Ship, by, meant, 0, RECORD));
    }

    function deliver(address by, State meant) internal {
        _do(_move(Act.Deliver, by, meant, 0, RECORD));
    }

    function confirm(address by, State meant, uint96 claimed) internal {
        _do(_move(Act.Confirm, by, meant, claimed, 0));
    }

    function cancel(address by, State meant) internal {
        _do(_move(Act.Cancel, by, meant, 0, 0));
    }

    function extend(address by, State meant, uint32 extraSeconds) internal {
        _do(_move(Act.Extend, by, meant, extraSeconds, 0));
    }

    function dispute(address by, State meant) internal {
        _do(_move(Act.Dispute, by, meant, 0, RECORD));
    }

    function escalate(address by, State meant) internal {
        _do(_move(Act.Escalate, by, meant, 0, 0));
    }

    function rule(address by, State meant, uint256 sellerGross) internal {
        _do(_move(Act.Rule, by, meant, sellerGross, 0));
    }

    function claim(address by, State meant, uint96 total) internal {
        _do(_move(Act.Claim, by, meant, total, RECORD));
    }

    function draw(address by, State meant, uint96 total) internal {
        _do(_move(Act.Draw, by, meant, total, RECORD));
    }

    function refund(address by, State meant, uint256 amount) internal {
        _do(_move(Act.Refund, by, meant, amount, 0));
    }

    function lapse() internal {
        _call(stranger, abi.encodeCall(IEscrow.lapse, (terms)));
    }

    /// @dev The caller needs no signature: without relaying, buyer's side calls.
    function settle(State meant, uint256 sellerTotal) internal {
        _settle(relayed ? relayer : terms.buyer, terms.buyer, terms.seller, meant, sellerTotal);
    }

    function _settle(address caller, address byBuyer, address bySeller, State meant, uint256 sellerTotal) internal {
        Offer memory fromBuyer = _offer(caller, byBuyer, meant, sellerTotal);
        Offer memory fromSeller = _offer(caller, bySeller, meant, sellerTotal);
        _call(caller, abi.encodeCall(IEscrow.settle, (terms, meant, sellerTotal, fromBuyer, fromSeller)));
    }

    function _offer(address caller, address by, State meant, uint256 total) internal returns (Offer memory offer) {
        Move memory m = _move(Act.Settle, by, meant, total, 0);
        offer = Offer(m.nonce, Consent(by, m.until, ""));
        if (caller != by) offer.consent.signature = _sign(by, _digest(_hash(m)));
    }

    function withdraw(address by, uint256 amount, address to) internal {
        _do(_move(Act.Withdraw, by, State.None, amount, _word(to)));
    }

    function postBond(address by, uint256 amount, address to) internal {
        _do(_move(Act.PostBond, by, State.None, amount, _word(to)));
    }

    function withdrawBond(address by, uint256 amount, address to) internal {
        _do(_move(Act.WithdrawBond, by, State.None, amount, _word(to)));
    }

    function setOperator(address by, address operator, uint256 until) internal {
        _do(_move(Act.SetOperator, by, State.None, until, _word(operator)));
    }

    function burnNonce(address by, uint256 nonce) internal {
        Move memory m = _move(Act.BurnNonce, by, State.None, 0, 0);
        m.nonce = nonce;
        _do(m);
    }

    function _word(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    // ------------------------------------------------------------------ reaching

    /// @dev Funds the order and brings it to `target` by direct calls, each act in the second it is possible.
    function _reach(State target) internal {
        bool wasRelayed = relayed;
        relayed = false;
        if (target != State.None) _climb(target);
        relayed = wasRelayed;
        assertEq(uint256(_status().state), uint256(target), "the state reached");
        _mark();
    }

    /// @dev Whether orders of these terms come to `target` at all.
    function _isReachable(State target) internal view returns (bool) {
        if (target == State.Inspected || target == State.Approved) return terms.windows.inspect != 0;
        if (target == State.Delivered) return terms.attestor != address(0);
        if (target == State.Escalated) return terms.arbiter != address(0);
        if (target == State.Backup) return terms.backupArbiter != address(0);
        return true;
    }

    function _climb(State target) private {
        if (target == State.Requested) return fund(true, _unanswered());
        fund(true, _agreed());
        if (target == State.Accepted) return;
        if (target == State.Settled) return confirm(terms.buyer, State.Accepted, 0);
        if (terms.windows.inspect != 0) {
            inspect(terms.attestor == address(0) ? terms.seller : terms.attestor, State.Accepted);
            if (target == State.Inspected) return;
            approve(terms.buyer, State.Inspected, INSPECTION);
            if (target == State.Approved) return;
        }
        ship(terms.seller, _status().state);
        if (target == State.Shipped) return;
        if (target == State.Delivered) return deliver(terms.attestor, State.Shipped);
        dispute(terms.buyer, State.Shipped);
        if (target == State.Disputed) return;
        escalate(terms.buyer, State.Disputed);
        if (target == State.Escalated) return;
        vm.warp(_status().deadline + 1);
        lapse();
    }

    // ------------------------------------------------------------------ seeing

    function _status() internal view returns (OrderStatus memory) {
        return escrow.statusOf(id);
    }

    function _assertState(State expected) internal view {
        assertEq(uint256(_status().state), uint256(expected), "state");
    }

    function _assertEntered(State expected, uint256 window) internal view {
        _assertState(expected);
        assertEq(_status().deadline, block.timestamp + window, "deadline");
        assertTrue(!_status().extended, "extended is cleared");
    }

    function _mark() internal {
        address[9] memory all = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger, desk];
        for (uint256 i = 0; i < all.length; i++) {
            _marked[all[i]] = escrow.balanceOf(address(token), all[i]);
            (_markedBond[all[i]],) = escrow.bondOf(address(token), all[i]);
        }
    }

    /// @dev What `account` has more than at the last mark.
    function _gained(address account) internal view returns (uint256) {
        return escrow.balanceOf(address(token), account) - _marked[account];
    }

    function _spent(address account) internal view returns (uint256) {
        return _marked[account] - escrow.balanceOf(address(token), account);
    }

    function _bondPaid(address account) internal view returns (uint256) {
        (uint256 amount,) = escrow.bondOf(address(token), account);
        return _markedBond[account] - amount;
    }

    /// @dev Who was credited what since the last mark; nobody else gained.
    function _assertCredits(uint256 toBuyer, uint256 toSeller, uint256 toPlatform) internal view {
        assertEq(_gained(buyer), toBuyer, "buyer");
        assertEq(_gained(seller), toSeller, "seller");
        assertEq(_gained(platform), toPlatform, "platform");
    }

    function _expect(bytes memory revertData) internal {
        vm.expectRevert(revertData);
    }

    function _expectNotPossible(State state) internal {
        _expect(abi.encodeWithSelector(IEscrow.ActionNotPossible.selector, id, state));
    }

    function _expectMismatch(State actual, State meant) internal {
        _expect(abi.encodeWithSelector(IEscrow.StateMismatch.selector, id, actual, meant));
    }

    function _expectNotAuthorized(address signer) internal {
        _expect(abi.encodeWithSelector(IEscrow.NotAuthorized.selector, signer));
    }
}
