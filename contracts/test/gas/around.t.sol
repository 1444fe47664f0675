// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {ICheckpointLog} from "../../src/interfaces/ICheckpointLog.sol";
import {Consent, State} from "../../src/interfaces/IEscrow.sol";
import {IKeyRegistry} from "../../src/interfaces/IKeyRegistry.sol";
import {AroundFixture} from "../around/AroundFixture.sol";

/// @title What the contracts around the escrow cost, exactly
/// @dev As gas.t.sol measures: every call is a transaction of its own.
/// forge-config: default.isolate = true
contract AroundGasTest is AroundFixture {
    uint256 private constant TRANSACTION = 21_000;
    uint256 private constant ZERO_BYTE = 4;
    uint256 private constant OTHER_BYTE = 16;
    uint256 private constant GROSS = 500_000;

    function setUp() public override {
        super.setUp();
        vm.prank(stranger);
        escrow.deposit(address(token), 1_000, platform);
    }

    function _measure(string memory name, address target, address caller, bytes memory data) private {
        vm.prank(caller);
        (bool done, bytes memory answer) = target.call(data);
        uint256 all = vm.lastCallGas().gasTotalUsed;
        if (!done) bubble(answer);
        uint256 intrinsic = TRANSACTION;
        for (uint256 i = 0; i < data.length; i++) {
            intrinsic += data[i] == 0 ? ZERO_BYTE : OTHER_BYTE;
        }
        vm.snapshotValue("transaction", name, all);
        vm.snapshotValue("execution", name, all - intrinsic);
    }

    function _measurePanel(string memory name, address caller, bytes memory data) private {
        _measure(name, address(panel), caller, data);
    }

    function _measureRuling(string memory name, uint256 votes) private {
        // As after its first ruling.
        _earn(1_000);
        _reach(State.Escalated);
        bytes memory data =
            abi.encodeCall(IArbiterPanel.rule, (terms, State.Escalated, GROSS, _votes(votes, State.Escalated, GROSS)));
        _measurePanel(name, relayer, data);
    }

    function test_gas_panel_rule_3of5() public {
        _measureRuling("panel.rule.3of5", 3);
    }

    function test_gas_panel_rule_8of15() public {
        for (uint256 i = 5; i < 15; i++) {
            jury.push(_person(0x2001 + i));
        }
        panel = _createPanel(jury, 8);
        _use(panelled());
        _measureRuling("panel.rule.8of15", 8);
    }

    function test_gas_panel_revokeVotes() public {
        bytes memory data = abi.encodeCall(IArbiterPanel.revokeVotes, (id, until, _own(jury[0])));
        _measurePanel("panel.revokeVotes", jury[0], data);
        bytes32 structHash = keccak256(abi.encode(REVOKE_VOTES, id, until, until));
        Consent memory consent = _signed(PANEL, address(panel), jury[1], structHash);
        data = abi.encodeCall(IArbiterPanel.revokeVotes, (id, until, consent));
        _measurePanel("panel.revokeVotes.relayed", relayer, data);
    }

    function test_gas_panel_fees() public {
        _earn(1_000);
        _measurePanel("panel.split.first", relayer, abi.encodeCall(IArbiterPanel.split, (address(token))));
        _earn(1_000);
        _measurePanel("panel.split", relayer, abi.encodeCall(IArbiterPanel.split, (address(token))));
        bytes memory data = abi.encodeCall(IArbiterPanel.takeShare, (address(token), 0, 100, jury[0], _own(jury[0])));
        _measurePanel("panel.takeShare.first", jury[0], data);
        data = abi.encodeCall(IArbiterPanel.takeShare, (address(token), 100, 100, jury[0], _own(jury[0])));
        _measurePanel("panel.takeShare", jury[0], data);
        _earn(1_000);
        Consent memory consent = _share(jury[0], 200, 100, jury[0]);
        data = abi.encodeCall(IArbiterPanel.takeShare, (address(token), 200, 100, jury[0], consent));
        _measurePanel("panel.takeShare.relayed.splitting", relayer, data);
    }

    function test_gas_keys() public {
        bytes memory data = abi.encodeCall(IKeyRegistry.setKey, (RECORD, 1, _own(seller)));
        _measure("keys.setKey.first", address(keys), seller, data);
        bytes32 structHash = keccak256(abi.encode(SET_KEY, seller, INSPECTION, 2, until));
        Consent memory consent = _signed(KEYS, address(keys), seller, structHash);
        data = abi.encodeCall(IKeyRegistry.setKey, (INSPECTION, 2, consent));
        _measure("keys.setKey.relayed", address(keys), relayer, data);
        data = abi.encodeCall(IKeyRegistry.revokeKey, (3, _own(seller)));
        _measure("keys.revokeKey", address(keys), seller, data);
    }

    function test_gas_checkpoints() public {
        bytes memory data = abi.encodeCall(ICheckpointLog.anchor, (5, RECORD, 0, _own(seller)));
        _measure("checkpoints.anchor.first", address(checkpoints), seller, data);
        bytes32 head = checkpoints.latest(seller).head;
        data = abi.encodeCall(ICheckpointLog.anchor, (6, INSPECTION, head, _own(seller)));
        _measure("checkpoints.anchor", address(checkpoints), seller, data);
        head = checkpoints.latest(seller).head;
        bytes32 structHash = keccak256(abi.encode(ANCHOR, seller, 7, RECORD, head, until));
        Consent memory consent = _signed(CHECKPOINTS, address(checkpoints), seller, structHash);
        data = abi.encodeCall(ICheckpointLog.anchor, (7, RECORD, head, consent));
        _measure("checkpoints.anchor.relayed", address(checkpoints), relayer, data);
    }
}
