// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Call, Configuration, IPasskeyAccount, IPasskeyAccountFactory} from "../../src/interfaces/IPasskeyAccount.sol";
import {Stage} from "./Stage.sol";

/// @title Addresses, digests and signatures of accounts are those of packages/protocol
/// @dev The account itself is asked about each signature: were a digest computed otherwise, it would not be its own.
contract AccountsDifferentialTest is Stage {
    IPasskeyAccountFactory private constant FACTORY =
        IPasskeyAccountFactory(0x00000000000000000000000000000000000fAc70);
    bytes4 private constant MAGIC = 0x1626ba7e;
    string private _json;
    IPasskeyAccount private _account;

    function setUp() public override {
        super.setUp();
        _json = vm.readFile(string.concat(VECTORS, "accounts.json"));
        // As a contract that was created has it: what it creates first depends on its nonce.
        vm.setNonce(address(FACTORY), 1);
        bytes memory code = vm.getCode("PasskeyAccountFactory.sol:PasskeyAccountFactory");
        vm.etch(address(FACTORY), abi.encodePacked(code, abi.encode(address(ESCROW))));
        (bool done, bytes memory runtime) = address(FACTORY).call("");
        assertTrue(done, "the constructor");
        vm.etch(address(FACTORY), runtime);
        bytes[] memory configurations = vm.parseJsonBytesArray(_json, ".configurations");
        _account = IPasskeyAccount(FACTORY.createAccount(abi.decode(configurations[0], (Configuration))));
    }

    function test_accounts_addresses() public {
        bytes[] memory configurations = vm.parseJsonBytesArray(_json, ".configurations");
        string[] memory addresses = vm.parseJsonStringArray(_json, ".addresses");
        assertEq(configurations.length, 8, "every shape");
        for (uint256 i = 0; i < configurations.length; i++) {
            Configuration memory configuration = abi.decode(configurations[i], (Configuration));
            address account = vm.parseAddress(addresses[i]);
            assertEq(FACTORY.addressOf(configuration), account, "foretold");
            assertEq(FACTORY.createAccount(configuration), account, "deployed");
        }
    }

    function test_accounts_executions() public {
        bytes[] memory executions = vm.parseJsonBytesArray(_json, ".executions");
        bytes[] memory signatures = vm.parseJsonBytesArray(_json, ".executionSignatures");
        assertEq(executions.length, 3, "executions");
        TOKEN.mint(address(_account), 21);
        vm.deal(address(_account), 3);
        for (uint256 i = 0; i < executions.length; i++) {
            (Call[] memory calls, uint256 nonce, uint40 until) = abi.decode(executions[i], (Call[], uint256, uint40));
            _account.executeSigned(calls, nonce, until, signatures[i]);
            assertTrue(_account.isNonceUsed(nonce), "nonce");
        }
        assertEq(TOKEN.balanceOf(address(_account)), 0, "tokens");
        assertEq(address(_account).balance, 0, "native");
    }

    function test_accounts_signatures() public view {
        bytes32[] memory digests = vm.parseJsonBytes32Array(_json, ".digests");
        bytes[] memory signatures = vm.parseJsonBytesArray(_json, ".signatures");
        assertEq(digests.length, 11, "typed data and messages");
        for (uint256 i = 0; i < digests.length; i++) {
            bytes4 answer = _account.isValidSignature(digests[i], signatures[i]);
            assertTrue(answer == MAGIC, vm.toString(i));
            bytes32 other = digests[(i + 1) % digests.length];
            assertTrue(_account.isValidSignature(other, signatures[i]) != MAGIC, "of another digest");
        }
    }
}
