// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccount, IEntryPoint, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Call, IPasskeyAccount} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

interface IEntryPointHash {
    function getUserOpHash(PackedUserOperation calldata operation) external view returns (bytes32);
}

/// @title The real ERC-4337 entry point, of its authors' package, at its address
abstract contract EntryPointFixture is PasskeyFixture {
    IEntryPoint internal constant EP = IEntryPoint(ENTRY_POINT);
    address payable internal bundler = payable(address(0xB0D1));

    function setUp() public virtual override {
        super.setUp();
        string memory json = vm.readFile("node_modules/@account-abstraction/contracts/artifacts/EntryPoint.json");
        // The constructor runs at the address itself, so that what it caches is right.
        vm.etch(ENTRY_POINT, vm.parseJsonBytes(json, ".bytecode"));
        (bool done, bytes memory runtime) = ENTRY_POINT.call("");
        assertTrue(done, "the constructor");
        vm.etch(ENTRY_POINT, runtime);
        vm.deal(address(account), 1 ether);
    }

    function _operation(address sender, Call[] memory calls) internal view returns (PackedUserOperation memory op) {
        op.sender = sender;
        op.nonce = EP.getNonce(sender, 0);
        op.callData = abi.encodeCall(IPasskeyAccount.execute, (calls));
        op.accountGasLimits = bytes32(abi.encodePacked(uint128(1_000_000), uint128(300_000)));
        op.preVerificationGas = 50_000;
        op.gasFees = bytes32(abi.encodePacked(uint128(1 gwei), uint128(2 gwei)));
    }

    function _signed(uint256 key, PackedUserOperation memory op) internal view returns (PackedUserOperation memory) {
        op.signature = _sign(key, IEntryPointHash(ENTRY_POINT).getUserOpHash(op));
        return op;
    }

    function _handle(PackedUserOperation memory op) internal {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        vm.prank(bundler, bundler);
        EP.handleOps(ops, bundler);
    }

    function _expectFailedOp(string memory reason) internal {
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, reason));
    }

    /// @return What the account answers about an operation: 0 when it is the owner's, else 1.
    function _validate(PackedUserOperation memory op) internal returns (uint256) {
        bytes32 hash = IEntryPointHash(ENTRY_POINT).getUserOpHash(op);
        vm.prank(ENTRY_POINT);
        return IAccount(op.sender).validateUserOp(op, hash, 0);
    }
}
