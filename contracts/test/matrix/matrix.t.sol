// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Act, Move, Moves} from "../Moves.sol";

/// @title Function × caller × state: done or refused as docs/specs/order.md says, section States
/// @dev `_table` is that section as data, written apart from the contract. Each line is tried by each caller, directly
/// and by signature, for terms of every shape; what no line allows must be refused, and for the right reason.
contract MatrixTest is EscrowFixture {
    using Moves for Move;

    enum When {
        Always,
        InspectedByAttestor, // an inspection is agreed and an attestor named
        InspectedBySeller, // an inspection is agreed and nobody attests
        NotInspected,
        Attested,
        AttestedAndArbitrated,
        Arbitrated
    }

    struct Line {
        State state;
        Act act;
        uint256 who;
        When when;
        State next;
    }

    uint256 private constant BUYER = 1;
    uint256 private constant PAYER = 2;
    uint256 private constant SELLER = 4;
    uint256 private constant SELLERS_DESK = 8;
    uint256 private constant ATTESTOR = 16;
    uint256 private constant ATTESTORS_DESK = 32;
    uint256 private constant ARBITER = 64;
    uint256 private constant BACKUP = 128;
    uint256 private constant PLATFORM = 256;
    uint256 private constant STRANGER = 512;
    uint256 private constant SELLING = SELLER | SELLERS_DESK;
    uint256 private constant ATTESTING = ATTESTOR | ATTESTORS_DESK;

    error Unexpected(State state, Act act, uint256 caller, bool bySignature, bool done, bytes4 answer, bytes4 expected);

    Line[] private _lines;
    address[10] private _callers;

    function setUp() public override {
        super.setUp();
        address attestorsDesk = vm.addr(0x100A);
        keyOf[attestorsDesk] = 0x100A;
        _callers = [buyer, payer, seller, desk, attestor, attestorsDesk, arbiter, backup, platform, stranger];
        setOperator(seller, desk, START + 3650 days);
        setOperator(attestor, attestorsDesk, START + 3650 days);
        postBond(stranger, 1_000, seller);
        for (uint256 i = 4; i < _callers.length; i++) {
            vm.prank(stranger);
            escrow.deposit(address(token), 50_000, _callers[i]);
        }
        _table();
    }

    function _line(State state, Act act, uint256 who, When when, State next) private {
        _lines.push(Line(state, act, who, when, next));
    }

    function _table() private {
        _line(State.None, Act.Fund, BUYER, When.Always, State.Accepted);
        _line(State.None, Act.Revoke, BUYER | SELLER, When.Always, State.Settled);
        for (uint256 i = uint256(State.Requested); i <= uint256(State.Settled); i++) {
            State state = State(i);
            _line(state, Act.Refund, SELLER, When.Always, state);
            if (state == State.Settled) continue;
            _line(state, Act.Settle, BUYER, When.Always, State.Settled);
            _line(state, Act.Cancel, SELLER, When.Always, State.Settled);
            if (state != State.Requested) _line(state, Act.Confirm, BUYER, When.Always, State.Settled);
        }
        _line(State.Requested, Act.Accept, SELLING, When.Always, State.Accepted);
        _line(State.Requested, Act.Cancel, BUYER, When.Always, State.Settled);

        _line(State.Accepted, Act.Inspect, ATTESTING, When.InspectedByAttestor, State.Inspected);
        _line(State.Accepted, Act.Inspect, SELLING, When.InspectedBySeller, State.Inspected);
        _line(State.Accepted, Act.Ship, SELLING, When.NotInspected, State.Shipped);
        _line(State.Accepted, Act.Ship, ATTESTING, When.NotInspected, State.Shipped);
        _line(State.Accepted, Act.Extend, BUYER, When.Always, State.Accepted);
        _line(State.Accepted, Act.Dispute, SELLER, When.AttestedAndArbitrated, State.Disputed);

        _line(State.Inspected, Act.Approve, BUYER, When.Always, State.Approved);
        _line(State.Inspected, Act.Reject, BUYER, When.Always, State.Disputed);

        _line(State.Approved, Act.Ship, SELLING | ATTESTING, When.Always, State.Shipped);
        _line(State.Approved, Act.Dispute, BUYER, When.Always, State.Disputed);
        _line(State.Approved, Act.Extend, BUYER, When.Always, State.Approved);

        _line(State.Shipped, Act.Deliver, ATTESTING, When.Attested, State.Delivered);
        _line(State.Shipped, Act.Dispute, BUYER, When.Always, State.Disputed);
        _line(State.Shipped, Act.Dispute, SELLER, When.AttestedAndArbitrated, State.Disputed);
        _line(State.Shipped, Act.Extend, BUYER, When.Always, State.Shipped);

        _line(State.Delivered, Act.Dispute, BUYER, When.Always, State.Disputed);
        _line(State.Delivered, Act.Extend, BUYER, When.Always, State.Delivered);

        _line(State.Disputed, Act.Escalate, BUYER | SELLER, When.Arbitrated, State.Escalated);
        _line(State.Disputed, Act.Deliver, ATTESTING, When.Attested, State.Disputed);
        _line(State.Escalated, Act.Rule, ARBITER, When.Always, State.Settled);
        _line(State.Escalated, Act.Deliver, ATTESTING, When.Attested, State.Escalated);
        _line(State.Backup, Act.Rule, BACKUP, When.Always, State.Settled);
        _line(State.Backup, Act.Deliver, ATTESTING, When.Attested, State.Backup);

        State[4] memory drawable = [State.Accepted, State.Inspected, State.Approved, State.Shipped];
        for (uint256 i = 0; i < drawable.length; i++) {
            _line(drawable[i], Act.Claim, SELLING, When.Always, drawable[i]);
            _line(drawable[i], Act.Draw, SELLER, When.Always, drawable[i]);
        }
        _line(State.Delivered, Act.Claim, SELLING, When.Always, State.Delivered);
    }

    function test_matrix_daigou() public {
        _check(daigou());
    }

    function test_matrix_daigouWithoutAttestor() public {
        Order memory t = daigou();
        (t.attestor, t.windows.confirm) = (address(0), 0);
        _check(t);
    }

    function test_matrix_daigouWithoutArbiter() public {
        _check(withoutArbiter(daigou()));
    }

    function test_matrix_shop() public {
        _check(shop());
    }

    function test_matrix_shopWithoutArbiter() public {
        _check(withoutArbiter(shop()));
    }

    function test_matrix_attestedShop() public {
        _check(attestedShop());
    }

    function test_matrix_attestedShopWithoutBackup() public {
        _check(withoutBackup(attestedShop()));
    }

    // ------------------------------------------------------------------ trying everything

    function _check(Order memory t) private {
        _use(t);
        for (uint256 i = uint256(State.None); i <= uint256(State.Settled); i++) {
            if (!_isReachable(State(i))) continue;
            uint256 before = vm.snapshotState();
            _reach(State(i));
            for (uint256 act = 0; act <= uint256(Act.Refund); act++) {
                _checkAct(State(i), Act(act));
            }
            vm.revertToState(before);
        }
    }

    function _checkAct(State state, Act act) private {
        (bool listed, uint256 who, State next) = _lookUp(state, act);
        bytes4 refusal = _refusal(state, act, listed);
        for (uint256 caller = 0; caller < _callers.length; caller++) {
            bool may = who & (1 << caller) != 0;
            // Calls of their own, since memory is never given back.
            this.checkOne(state, act, caller, false, may ? bytes4(0) : refusal, next);
            this.checkOne(state, act, caller, true, may ? bytes4(0) : refusal, next);
        }
    }

    function checkOne(State state, Act act, uint256 caller, bool bySignature, bytes4 refusal, State next) external {
        uint256 before = vm.snapshotState();
        bytes memory data = _dataOf(state, act, _callers[caller], bySignature);
        (bool done, bytes memory answer) = _try(bySignature ? relayer : _callers[caller], data);
        bool right = done ? refusal == 0 && _status().state == next : refusal == bytes4(answer);
        if (!right) revert Unexpected(state, act, caller, bySignature, done, bytes4(answer), refusal);
        vm.revertToState(before);
    }

    function _lookUp(State state, Act act) private view returns (bool listed, uint256 who, State next) {
        for (uint256 i = 0; i < _lines.length; i++) {
            Line storage line = _lines[i];
            if (line.state != state || line.act != act || !_holds(line.when)) continue;
            (listed, who, next) = (true, who | line.who, line.next);
        }
        if (terms.attestor == address(0)) who &= ~ATTESTING;
    }

    function _holds(When when) private view returns (bool) {
        bool inspected = terms.windows.inspect != 0;
        bool attested = terms.attestor != address(0);
        bool arbitrated = terms.arbiter != address(0);
        if (when == When.InspectedByAttestor) return inspected && attested;
        if (when == When.InspectedBySeller) return inspected && !attested;
        if (when == When.NotInspected) return !inspected;
        if (when == When.Attested) return attested;
        if (when == When.AttestedAndArbitrated) return attested && arbitrated;
        if (when == When.Arbitrated) return arbitrated;
        return true;
    }

    function _refusal(State state, Act act, bool listed) private pure returns (bytes4) {
        bool beginning = act == Act.Fund || act == Act.Revoke;
        if (state == State.None && !beginning) return IEscrow.OrderNotFound.selector;
        if (state != State.None && beginning) return IEscrow.OrderExists.selector;
        return listed ? IEscrow.NotAuthorized.selector : IEscrow.ActionNotPossible.selector;
    }

    function _dataOf(State state, Act act, address by, bool bySignature) private returns (bytes memory) {
        bytes32 word = act == Act.Approve ? INSPECTION : RECORD;
        Move memory m = _move(act, by, state, _amountOf(act), word);
        bytes memory signature = bySignature ? _sign(by, act == Act.Accept ? id : _digest(_hash(m))) : bytes("");
        Consent memory consent = Consent(by, m.until, signature);
        if (act == Act.Fund) return abi.encodeCall(IEscrow.fund, (terms, true, _agreed(), consent));
        if (act == Act.Accept) return abi.encodeCall(IEscrow.accept, (terms, _quote(by, signature)));
        if (act == Act.Settle) {
            return abi.encodeCall(
                IEscrow.settle,
                (
                    terms,
                    state,
                    m.amount,
                    _offer(bySignature ? relayer : by, by, state, m.amount),
                    _offer(relayer, seller, state, m.amount)
                )
            );
        }
        return m.data(terms, consent);
    }

    function _amountOf(Act act) private pure returns (uint256) {
        if (act == Act.Fund || act == Act.Extend) return 1;
        if (act == Act.Confirm) return 0;
        return 5;
    }
}
