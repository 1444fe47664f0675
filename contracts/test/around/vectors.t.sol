// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {ICheckpointLog} from "../../src/interfaces/ICheckpointLog.sol";
import {IEscrow, Order} from "../../src/interfaces/IEscrow.sol";
import {IKeyRegistry} from "../../src/interfaces/IKeyRegistry.sol";
import {Stage} from "../differential/Stage.sol";

/// @title What is signed around the escrow is what packages/protocol signs
contract AroundVectorsTest is Stage {
    address private constant PANEL = 0x000000000000000000000000000000000000A4b1;
    address private constant KEYS = 0x000000000000000000000000000000000000cE15;
    address private constant CHECKPOINTS = 0x000000000000000000000000000000000000c4ec;
    address private constant BUYER_KEY_OWNER = 0x123ABAF7a75FE084F7F5Bf8dd7e3e6D9E6027B3b;

    string private _json;
    string[] private _types;

    function setUp() public override {
        super.setUp();
        _json = vm.readFile(string.concat(VECTORS, "around.json"));
        _types = vm.parseJsonStringArray(_json, ".types");
        address[] memory members = new address[](5);
        for (uint256 i = 0; i < 5; i++) {
            members[i] = vm.addr(0x2001 + i);
        }
        _put(PANEL, "ArbiterPanel.sol:ArbiterPanel", abi.encode(ESCROW, members, 3));
        _put(KEYS, "KeyRegistry.sol:KeyRegistry", "");
        _put(CHECKPOINTS, "CheckpointLog.sol:CheckpointLog", "");
        TOKEN.mint(address(this), 103);
        TOKEN.approve(address(ESCROW), 103);
        ESCROW.deposit(address(TOKEN), 103, PANEL);
    }

    /// @dev The constructor runs at the address itself, as that of the escrow.
    function _put(address target, string memory artifact, bytes memory arguments) private {
        vm.etch(target, bytes.concat(vm.getCode(artifact), arguments));
        (bool done, bytes memory runtime) = target.call("");
        assertTrue(done, "the constructor");
        vm.etch(target, runtime);
    }

    function test_around_vectorsAreTaken() public {
        bytes[] memory calls = vm.parseJsonBytesArray(_json, ".calls");
        bytes32[] memory contracts = vm.parseJsonBytes32Array(_json, ".contracts");
        bytes32[] memory heads = vm.parseJsonBytes32Array(_json, ".heads");
        bytes32 order = vm.parseJsonBytes32Array(_json, ".encodedOrderIds")[0];
        assertEq(calls.length, 5 + heads.length, "every type, and the anchors");
        uint256 anchored;
        for (uint256 i = 0; i < calls.length; i++) {
            address target = address(uint160(uint256(contracts[i])));
            (bool done, bytes memory answer) = target.call(calls[i]);
            if (_isType(i, "Ruling")) {
                bytes memory unknown = abi.encodeWithSelector(IEscrow.OrderNotFound.selector, order);
                assertEq(keccak256(answer), keccak256(unknown), "the votes count, and the escrow knows no such order");
                continue;
            }
            if (!done) bubble(answer);
            if (_isType(i, "Anchor")) {
                assertEq(ICheckpointLog(CHECKPOINTS).latest(BUYER_KEY_OWNER).head, heads[anchored++], "head");
            }
        }
        assertEq(anchored, heads.length, "all heads");
        (, uint64 version,) = IKeyRegistry(KEYS).keyOf(BUYER_KEY_OWNER);
        assertEq(version, 2, "set and revoked");
        assertEq(IArbiterPanel(PANEL).takenOf(address(TOKEN), vm.addr(0x2003)), 20, "taken");
        assertEq(IArbiterPanel(PANEL).revokedThrough(order, vm.addr(0x2002)), START + 7, "revoked");
    }

    function test_around_votersAreTheSame() public view {
        Order memory terms = abi.decode(vm.parseJsonBytesArray(_json, ".encodedOrders")[0], (Order));
        assertEq(IArbiterPanel(PANEL).votersOf(terms), vm.parseJsonStringArray(_json, ".voters").length, "voters");
    }

    function _isType(uint256 index, string memory name) private view returns (bool) {
        return keccak256(bytes(_types[index])) == keccak256(bytes(name));
    }
}
