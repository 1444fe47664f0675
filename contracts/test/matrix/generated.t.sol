// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, Offer, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Act, Move, Moves} from "../Moves.sol";

/// @title Function × caller × state × second: the contract answers as the lifecycle of packages/protocol does
/// @dev The expectation is packages/protocol/vectors/matrix.json, made by running the lifecycle in TypeScript. matrix.t.sol
/// has a table of its own: what both tables forget is all that neither test can see.
contract GeneratedMatrixTest is EscrowFixture {
    using Moves for Move;

    /// @dev The acts of a line by index.
    enum Tried {
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
        Revoke,
        Lapse
    }

    struct Case {
        Order terms;
        State state;
        uint256[] lines;
    }

    struct Line {
        uint256 instant;
        Tried act;
        State meant;
        uint256 amount;
        uint256 callers; // one bit for each
        bool relayed;
        Answer answer;
    }

    struct Answer {
        bool done;
        bytes4 reason;
        State state; // that and the next afterwards, or unchanged
        uint256 deadline;
    }

    error Unexpected(uint256 index, Line line, address caller, Answer actual);
    error Answered(Answer answer);

    address[10] private _callers;

    function setUp() public override {
        super.setUp();
        address attestorsDesk = vm.addr(0x100A);
        keyOf[attestorsDesk] = 0x100A;
        _callers = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger, desk, attestorsDesk];
        setOperator(seller, desk, START + 3650 days);
        setOperator(attestor, attestorsDesk, START + 3650 days);
        postBond(stranger, 1_000, seller);
    }

    function test_generated_noneToAccepted() public {
        _check(State.None, State.Accepted);
    }

    function test_generated_inspectedToShipped() public {
        _check(State.Inspected, State.Shipped);
    }

    function test_generated_deliveredToEscalated() public {
        _check(State.Delivered, State.Escalated);
    }

    function test_generated_backupToSettled() public {
        _check(State.Backup, State.Settled);
    }

    function _check(State first, State last) private {
        string memory json = vm.readFile("packages/protocol/vectors/matrix.json");
        bytes[] memory cases = vm.parseJsonBytesArray(json, ".cases");
        uint256 tries;
        for (uint256 i = 0; i < cases.length; i++) {
            State state = abi.decode(cases[i], (Case)).state;
            if (state < first || state > last) continue;
            uint256 before = vm.snapshotState();
            // A call of its own for each, since memory is never given back.
            tries += this.checkCase(i, cases[i]);
            vm.revertToState(before);
        }
        assertTrue(tries > 5_000, "enough tries");
    }

    function checkCase(uint256 index, bytes calldata encoded) external returns (uint256 tries) {
        Case memory c = abi.decode(encoded, (Case));
        c.terms.token = address(token);
        _use(c.terms);
        _reach(c.state);
        for (uint256 i = 0; i < c.lines.length; i++) {
            Line memory line = _unpack(c.lines[i]);
            for (uint256 caller = 0; caller < _callers.length; caller++) {
                if (line.callers & (1 << caller) == 0) continue;
                _checkOne(index, line, _callers[caller]);
                tries++;
            }
        }
    }

    function _checkOne(uint256 index, Line memory line, address caller) private {
        try this.attempt(line, caller) {
            revert("an attempt is always taken back");
        } catch (bytes memory taken) {
            if (bytes4(taken) != Answered.selector) bubble(taken);
            assembly ("memory-safe") {
                // Without the selector it is the answer, encoded.
                mstore(add(taken, 0x04), sub(mload(taken), 0x04))
                taken := add(taken, 0x04)
            }
            Answer memory actual = abi.decode(taken, (Answer));
            if (keccak256(abi.encode(actual)) != keccak256(abi.encode(line.answer))) {
                revert Unexpected(index, line, caller, actual);
            }
        }
    }

    /// @dev Takes itself back, which is cheaper than a snapshot.
    function attempt(Line calldata line, address caller) external {
        vm.warp(line.instant);
        (bool done, bytes memory refusal) = _try(line.relayed ? relayer : caller, _dataOf(line, caller));
        OrderStatus memory status = _status();
        revert Answered(Answer(done, done ? bytes4(0) : bytes4(refusal), status.state, status.deadline));
    }

    function _dataOf(Line calldata line, address by) private returns (bytes memory) {
        if (line.act == Tried.Lapse) return abi.encodeCall(IEscrow.lapse, (terms));
        if (line.act == Tried.Accept) {
            return abi.encodeCall(IEscrow.accept, (terms, _quote(by, line.relayed ? _sign(by, id) : bytes(""))));
        }
        if (line.act == Tried.Settle) return _settleData(line, by);
        Move memory m = _move(_actOf(line.act), by, line.meant, line.amount, RECORD);
        if (line.act == Tried.Approve) m.word = INSPECTION;
        return m.data(terms, Consent(by, m.until, line.relayed ? _sign(by, _digest(_hash(m))) : bytes("")));
    }

    /// @dev Who is not the seller brings its offer as the buyer's; the other side has signed.
    function _settleData(Line calldata line, address by) private returns (bytes memory) {
        address caller = line.relayed ? relayer : by;
        (address byBuyer, address bySeller) = by == seller ? (buyer, seller) : (by, seller);
        Offer memory fromBuyer = _offer(caller, byBuyer, line.meant, line.amount);
        Offer memory fromSeller = _offer(caller, bySeller, line.meant, line.amount);
        return abi.encodeCall(IEscrow.settle, (terms, line.meant, line.amount, fromBuyer, fromSeller));
    }

    function _actOf(Tried act) private pure returns (Act) {
        if (act == Tried.Revoke) return Act.Revoke;
        // From `inspect` to `refund` both lists run alike.
        return Act(uint256(act) - uint256(Tried.Inspect) + uint256(Act.Inspect));
    }

    /// @dev From the lowest bit: at 40, act 8, meant 8, amount 8, callers 16, relayed 8, done 8, reason 32, state 8,
    /// deadline 40.
    function _unpack(uint256 word) private pure returns (Line memory line) {
        (line.instant, word) = _cut(word, 40);
        uint256 part;
        (part, word) = _cut(word, 8);
        line.act = Tried(part);
        (part, word) = _cut(word, 8);
        line.meant = State(part);
        (line.amount, word) = _cut(word, 8);
        (line.callers, word) = _cut(word, 16);
        (part, word) = _cut(word, 8);
        line.relayed = part == 1;
        (part, word) = _cut(word, 8);
        line.answer.done = part == 1;
        (part, word) = _cut(word, 32);
        line.answer.reason = bytes4(uint32(part));
        (part, word) = _cut(word, 8);
        line.answer.state = State(part);
        (line.answer.deadline, word) = _cut(word, 40);
        assertEq(word, 0, "nothing more in the word");
    }

    function _cut(uint256 word, uint256 bits) private pure returns (uint256 part, uint256 rest) {
        return (word & ((1 << bits) - 1), word >> bits);
    }
}
