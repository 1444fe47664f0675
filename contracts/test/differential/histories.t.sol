// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, IEscrow, Offer, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {Stage} from "./Stage.sol";

struct Step {
    uint40 instant;
    uint8 action;
    uint8 by;
    State meant;
    uint256 amount;
    bytes32 record;
    bool cosigned;
    bool done;
    bytes4 reason;
    State state;
    uint40 deadline;
    uint96 drawn;
    uint96 claimed;
    uint8 flags;
    bytes32 books;
}

struct History {
    Order terms;
    uint256[8] balances;
    uint256[8] bonds;
    uint40 start;
    Step[] steps;
}

/// @title The contract answers the histories of packages/protocol as its lifecycle does
contract HistoriesTest is Stage {
    using Moves for Move;

    uint256 private constant FIRST_KEY = 0x1001;

    enum Action {
        Fund,
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
        Settle,
        Claim,
        Draw,
        Refund,
        Lapse,
        PostBond,
        WithdrawBond,
        Revoke
    }

    error StepDiffers(string what, uint256 history, uint256 step, uint256 actual, uint256 expected);

    address[8] private _parties;
    uint256 private _history;
    uint256 private _step;
    mapping(uint8 action => uint256) private _done;
    mapping(State => uint256) private _seen;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 8; i++) {
            _parties[i] = vm.addr(FIRST_KEY + i);
        }
    }

    function test_histories_answerAlike() public {
        // A campaign has files of its own beside the committed one.
        string memory file = vm.envOr("CINNABAR_HISTORIES", string("histories.json"));
        bytes[] memory histories = vm.parseJsonBytesArray(vm.readFile(string.concat(VECTORS, file)), ".histories");
        assertTrue(histories.length > 100, "enough histories");
        for (uint256 i = 0; i < histories.length; i++) {
            uint256 before = vm.snapshotState();
            // A call of its own for each, since memory is never given back.
            (uint256 doneActions, uint256 seenStates) = this.replay(i, histories[i]);
            vm.revertToState(before);
            for (uint8 bit = 0; bit < 32; bit++) {
                if (doneActions & (1 << bit) != 0) _done[bit] += 1;
                if (bit <= uint8(State.Settled) && seenStates & (1 << bit) != 0) _seen[State(bit)] += 1;
            }
        }
        for (uint8 action = 0; action <= uint8(Action.Revoke); action++) {
            assertTrue(_done[action] != 0, string.concat("no history does action ", vm.toString(action)));
        }
        for (uint8 state = 1; state <= uint8(State.Settled); state++) {
            assertTrue(_seen[State(state)] != 0, string.concat("no history reaches state ", vm.toString(state)));
        }
    }

    function replay(uint256 index, bytes calldata encoded) external returns (uint256 doneActions, uint256 seenStates) {
        History memory h = abi.decode(encoded, (History));
        _history = index;
        vm.warp(h.start);
        for (uint256 i = 0; i < 8; i++) {
            _endow(_parties[i], h.balances[i], h.bonds[i]);
        }
        bytes32 id = ESCROW.orderId(h.terms);
        for (uint256 i = 0; i < h.steps.length; i++) {
            _step = i;
            Step memory step = h.steps[i];
            vm.warp(step.instant);
            bytes memory data = _encode(h.terms, id, step, i);
            vm.prank(_parties[step.by]);
            (bool done, bytes memory answer) = address(ESCROW).call(data);
            _compare(id, step, done, answer);
            if (done) doneActions |= 1 << step.action;
            seenStates |= 1 << uint8(step.state);
        }
    }

    function _endow(address account, uint256 balance, uint256 bond) private {
        TOKEN.mint(address(this), balance + bond);
        TOKEN.approve(address(ESCROW), balance + bond);
        if (balance != 0) ESCROW.deposit(address(TOKEN), balance, account);
        if (bond == 0) return;
        ESCROW.deposit(address(TOKEN), bond, address(this));
        ESCROW.postBond(address(TOKEN), bond, account, 0, Consent(address(this), type(uint40).max, ""));
    }

    function _compare(bytes32 id, Step memory step, bool done, bytes memory answer) private view {
        _same("done", done ? 1 : 0, step.done ? 1 : 0);
        _same("error", done ? 0 : uint32(bytes4(answer)), uint32(step.reason));
        OrderStatus memory s = ESCROW.statusOf(id);
        _same("state", uint8(s.state), uint8(step.state));
        _same("deadline", s.deadline, step.deadline);
        _same("drawn", s.drawn, step.drawn);
        _same("claimed", s.claimed, step.claimed);
        uint256 flags = (s.shipped ? 1 : 0) | (s.handed ? 2 : 0) | (s.extended ? 4 : 0) | (s.escalatedByBuyer ? 8 : 0);
        _same("flags", flags, step.flags);
        _same("books", uint256(_books()), uint256(step.books));
    }

    function _same(string memory what, uint256 actual, uint256 expected) private view {
        if (actual != expected) revert StepDiffers(what, _history, _step, actual, expected);
    }

    function _books() private view returns (bytes32) {
        uint256[8] memory balances;
        uint256[8] memory amounts;
        uint256[8] memory reserved;
        for (uint256 i = 0; i < 8; i++) {
            balances[i] = ESCROW.balanceOf(address(TOKEN), _parties[i]);
            (amounts[i], reserved[i]) = ESCROW.bondOf(address(TOKEN), _parties[i]);
        }
        return keccak256(abi.encode(balances, amounts, reserved));
    }

    // ------------------------------------------------------------------ calldata

    function _encode(Order memory t, bytes32 id, Step memory step, uint256 index) private view returns (bytes memory) {
        address by = _parties[step.by];
        Action action = Action(step.action);
        Consent memory consent = Consent(by, step.instant, "");
        if (action == Action.Lapse) return abi.encodeCall(IEscrow.lapse, (t));
        if (action == Action.Accept) {
            if (!step.cosigned) return abi.encodeCall(IEscrow.accept, (t, Moves.quote(by, "")));
            return abi.encodeCall(IEscrow.accept, (t, Moves.quote(t.seller, _sign(t.seller, id))));
        }
        if (action == Action.Fund) {
            Agreement memory agreement = Agreement(_sign(t.buyer, id), Moves.quote(address(0), ""));
            if (step.cosigned) agreement.quote = Moves.quote(t.seller, _sign(t.seller, id));
            return abi.encodeCall(IEscrow.fund, (t, true, agreement, consent));
        }
        Move memory m = Move(_actOf(action), by, step.meant, step.amount, step.record, index, step.instant);
        if (action == Action.Settle) return _encodeSettle(t, id, step, m);
        if (action == Action.PostBond || action == Action.WithdrawBond) m.word = bytes32(uint256(uint160(by)));
        return m.data(t, consent);
    }

    function _encodeSettle(Order memory t, bytes32 id, Step memory step, Move memory m)
        private
        view
        returns (bytes memory)
    {
        Offer memory own = Offer(m.nonce, Consent(m.by, m.until, ""));
        bool bySeller = m.by == t.seller;
        address otherSide = bySeller ? t.buyer : t.seller;
        bytes memory signature;
        if (step.cosigned) {
            bytes32 structHash = keccak256(abi.encodePacked(m.words(id, t.token)));
            signature = _sign(otherSide, _digest(structHash));
        }
        Offer memory other = Offer(m.nonce, Consent(otherSide, m.until, signature));
        (Offer memory buyer, Offer memory seller) = bySeller ? (other, own) : (own, other);
        return abi.encodeCall(IEscrow.settle, (t, step.meant, step.amount, buyer, seller));
    }

    function _actOf(Action action) private pure returns (Act) {
        if (action == Action.Revoke) return Act.Revoke;
        if (action == Action.PostBond) return Act.PostBond;
        if (action == Action.WithdrawBond) return Act.WithdrawBond;
        // From `inspect` to `refund` both lists run alike, one step apart.
        return Act(uint8(action) + 1);
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        bytes32 domainType =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 separator =
            keccak256(abi.encode(domainType, keccak256("Cinnabar"), keccak256("1"), block.chainid, address(ESCROW)));
        return keccak256(abi.encodePacked(hex"1901", separator, structHash));
    }

    function _sign(address signer, bytes32 digest) private view returns (bytes memory) {
        for (uint256 i = 0; i < 8; i++) {
            if (_parties[i] != signer) continue;
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(FIRST_KEY + i, digest);
            return abi.encodePacked(r, s, v);
        }
        return "";
    }
}
