// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {Checkpoint, ICheckpointLog} from "../../src/interfaces/ICheckpointLog.sol";
import {Consent, State} from "../../src/interfaces/IEscrow.sol";
import {Test, Vm} from "../Test.sol";
import {AroundFixture} from "./AroundFixture.sol";

/// @dev Anchors of every kind by several accounts, most of them wrong. Nothing here reverts.
contract LogHandler is AroundFixture {
    mapping(address account => Checkpoint[]) private _history;
    uint256 public taken;
    uint256 public refused;
    string public breach;

    constructor() {
        setUp();
    }

    function account(uint256 seed) public view returns (address) {
        address[3] memory owners = [buyer, seller, attestor];
        return owners[seed % 3];
    }

    function log() external view returns (ICheckpointLog) {
        return checkpoints;
    }

    function history(address owner) external view returns (Checkpoint[] memory) {
        return _history[owner];
    }

    function anchor(uint256 seed, bytes32 root) external {
        address owner = account(seed);
        Checkpoint memory last = checkpoints.latest(owner);
        uint64 size = uint64((uint256(last.size) + (seed >> 8) % 5) - (last.size != 0 && seed & 4 != 0 ? 1 : 0));
        if (seed & 0x30 == 0) root = last.root;
        bytes32 previousHead = (seed >> 16) % 5 == 0 ? keccak256(abi.encode(seed)) : last.head;
        bool byStranger = (seed >> 24) % 7 == 0;
        Consent memory consent = _own(owner);
        if (seed & 0xc0 == 0) {
            bytes32 structHash = keccak256(abi.encode(ANCHOR, owner, size, root, previousHead, until));
            consent = _signed(CHECKPOINTS, address(checkpoints), byStranger ? stranger : owner, structHash);
            consent.signer = owner;
        }
        vm.prank(byStranger || seed & 0xc0 == 0 ? stranger : owner);
        vm.recordLogs();
        (bool done,) =
            address(checkpoints).call(abi.encodeCall(ICheckpointLog.anchor, (size, root, previousHead, consent)));
        bool right = previousHead == last.head && size > last.size && !byStranger;
        if (done != right) breach = "taken and right are not the same";
        if (!done) {
            refused++;
            return;
        }
        taken++;
        _history[owner].push(Checkpoint(size, uint40(block.timestamp), root, 0));
        _follow(owner);
    }

    /// @dev The event alone carries the chain of heads on.
    function _follow(address owner) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (uint64 size, bytes32 root, bytes32 previousHead, bytes32 head) =
            abi.decode(logs[0].data, (uint64, bytes32, bytes32, bytes32));
        bool told = logs.length == 1 && logs[0].topics[1] == _word(owner)
            && head == keccak256(abi.encode(previousHead, size, root)) && head == checkpoints.latest(owner).head;
        if (!told) breach = "the event does not carry the chain on";
    }
}

/// @title An account's log never shrinks, and its head is the hash of its whole history
contract CheckpointLogInvariants is Test {
    LogHandler private _handler;

    function setUp() public {
        _handler = new LogHandler();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0].addr = address(_handler);
        list[0].selectors = new bytes4[](1);
        list[0].selectors[0] = LogHandler.anchor.selector;
    }

    function invariant_checkpointLog() external view {
        _check();
    }

    function _check() private view {
        assertEq(bytes(_handler.breach()).length, 0, _handler.breach());
        for (uint256 i = 0; i < 3; i++) {
            address owner = _handler.account(i);
            Checkpoint[] memory history = _handler.history(owner);
            Checkpoint memory latest = _handler.log().latest(owner);
            bytes32 head;
            uint64 size;
            for (uint256 j = 0; j < history.length; j++) {
                assertTrue(history[j].size > size, "never smaller");
                size = history[j].size;
                head = keccak256(abi.encode(head, size, history[j].root));
            }
            assertEq(latest.head, head, "the head is the hash of the history");
            assertEq(latest.size, size, "size");
        }
    }

    function test_handler_anchorsAndIsRefused() external {
        uint256 seed = 1;
        for (uint256 i = 0; i < 400; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            _handler.anchor(seed, keccak256(abi.encode(seed, "root")));
        }
        assertTrue(_handler.taken() > 50, "enough is taken");
        assertTrue(_handler.refused() > 50, "enough is refused");
        _check();
    }
}

/// @dev Fees that come by orders and otherwise; members that take at any time, as much as they dare.
contract PanelHandler is AroundFixture {
    uint256 public received;
    uint256 public taken;
    uint256 public settled;
    uint256 public refused;
    string public breach;
    uint256 private _salt = 100;

    constructor() {
        setUp();
        jury.pop();
        // Four members, so that something is left of most fees.
        panel = _createPanel(jury, 3);
    }

    function book() external view returns (IArbiterPanel, address, address, address[] memory) {
        return (panel, address(escrow), address(token), jury);
    }

    function earn(uint256 seed) external {
        uint256 amount = 1 + seed % 1_000;
        _earn(amount);
        received += amount;
    }

    /// @dev A whole dispute: ruled by the panel, or settled while the panel has it.
    function order(uint256 seed) external {
        terms = panelled();
        (terms.salt, terms.arbiterFee) = (_salt++, uint96(seed % 1_000));
        terms.validUntil = uint40(block.timestamp + 1 days);
        _use(terms);
        _reach(State.Escalated);
        uint256 gross = seed % 1_100_012;
        if (seed & 1 << 200 == 0) panel.rule(terms, State.Escalated, gross, _votes(3, State.Escalated, gross));
        else settle(State.Escalated, gross);
        received += terms.arbiterFee;
        settled++;
    }

    function split(uint256) external {
        (bool done,) = address(panel).call(abi.encodeCall(IArbiterPanel.split, (address(token))));
        if (!done) refused++;
    }

    function take(uint256 seed) external {
        address member = jury[seed % jury.length];
        uint256 share = panel.shareOf(address(token), member);
        uint256 amount = seed & 1 << 100 == 0 ? share : (seed >> 8) % (2 * share + 3);
        uint256 before = panel.takenOf(address(token), member);
        Consent memory consent = _share(member, before, amount, desk);
        vm.prank(relayer);
        (bool done,) = address(panel)
            .call(abi.encodeCall(IArbiterPanel.takeShare, (address(token), before, amount, desk, consent)));
        if (done != (amount != 0 && amount <= share)) breach = "taken and entitled are not the same";
        if (done) taken += amount;
        else refused++;
    }

    function stray(uint256 seed) external {
        // What was taken is told wrongly, or by a stranger.
        uint256 before = panel.takenOf(address(token), jury[0]);
        vm.prank(seed & 1 == 0 ? jury[0] : stranger);
        (bool done,) = address(panel)
            .call(
                abi.encodeCall(
                    IArbiterPanel.takeShare,
                    (address(token), before + (seed & 1 == 0 ? 1 : 0), 1, stranger, _own(jury[0]))
                )
            );
        if (done) breach = "a stray consent was taken";
    }
}

/// @title The panel never pays more than it received, and every member is entitled to the same
contract PanelFeesInvariants is Test {
    PanelHandler private _handler;

    function setUp() public {
        _handler = new PanelHandler();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0].addr = address(_handler);
        list[0].selectors = new bytes4[](5);
        list[0].selectors[0] = PanelHandler.earn.selector;
        list[0].selectors[1] = PanelHandler.order.selector;
        list[0].selectors[2] = PanelHandler.split.selector;
        list[0].selectors[3] = PanelHandler.take.selector;
        list[0].selectors[4] = PanelHandler.stray.selector;
    }

    function invariant_panelFees() external view {
        _check();
    }

    function _check() private view {
        assertEq(bytes(_handler.breach()).length, 0, _handler.breach());
        (IArbiterPanel panel, address escrow, address token, address[] memory members) = _handler.book();
        uint256 each = _handler.received() / members.length;
        uint256 sum;
        for (uint256 i = 0; i < members.length; i++) {
            uint256 took = panel.takenOf(token, members[i]);
            assertEq(panel.shareOf(token, members[i]) + took, each, "an equal part of all that came");
            sum += took;
        }
        assertEq(sum, _handler.taken(), "what was paid");
        (, bytes memory answer) =
            escrow.staticcall(abi.encodeWithSignature("balanceOf(address,address)", token, address(panel)));
        assertEq(abi.decode(answer, (uint256)), _handler.received() - sum, "nothing more and nothing less is kept");
    }

    /// @dev At the end everybody takes the rest, and less than one base unit a member is left.
    function afterInvariant() external {
        (IArbiterPanel panel,, address token, address[] memory members) = _handler.book();
        for (uint256 i = 0; i < members.length; i++) {
            uint256 share = panel.shareOf(token, members[i]);
            if (share == 0) continue;
            uint256 took = panel.takenOf(token, members[i]);
            vm.prank(members[i]);
            panel.takeShare(token, took, share, address(0xbeef), Consent(members[i], type(uint40).max, ""));
            assertEq(panel.takenOf(token, members[i]), _handler.received() / members.length, "equal");
        }
    }

    function test_handler_doesEverything() external {
        uint256 seed = 1;
        for (uint256 i = 0; i < 300; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 choice = (seed >> 240) % 5;
            if (choice == 0) _handler.earn(seed);
            else if (choice == 1) _handler.order(seed);
            else if (choice == 2) _handler.split(seed);
            else if (choice == 3) _handler.take(seed);
            else _handler.stray(seed);
        }
        assertTrue(_handler.taken() > 10_000, "enough is taken");
        assertTrue(_handler.settled() > 20, "enough orders");
        assertTrue(_handler.refused() > 10, "enough is refused");
        _check();
    }
}
