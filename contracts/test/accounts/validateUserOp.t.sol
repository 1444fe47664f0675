// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Call, Configuration, IPasskeyAccount, IPasskeyAccountFactory} from "../../src/interfaces/IPasskeyAccount.sol";
import {EntryPointFixture, IEntryPointHash} from "./EntryPointFixture.sol";

/// @title The account under the ERC-4337 entry point
contract ValidateUserOpTest is EntryPointFixture {
    function _payment(address to) private view returns (Call[] memory) {
        return _call(address(token), abi.encodeCall(IERC20.transfer, (to, 77)));
    }

    function test_validateUserOp_pays() public {
        _handle(_signed(PHONE, _operation(address(account), _payment(payee))));
        assertEq(token.balanceOf(payee), 77, "payee");
        assertTrue(bundler.balance > 0, "the bundler's gas");
        _handle(_signed(LAPTOP, _operation(address(account), _payment(payee))));
        assertEq(token.balanceOf(payee), 154, "by the other credential");
    }

    /// @dev An account that does not exist yet deploys itself with its first operation.
    function test_validateUserOp_deploysTheAccount() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        address other = factory.addressOf(c);
        vm.deal(other, 1 ether);
        token.faucet(other, 100);
        PackedUserOperation memory op = _operation(other, _payment(payee));
        op.initCode = abi.encodePacked(factory, abi.encodeCall(IPasskeyAccountFactory.createAccount, (c)));
        _handle(_signed(PHONE, op));
        assertEq(token.balanceOf(payee), 77, "payee");
        assertTrue(other.code.length != 0, "deployed");
    }

    function test_validateUserOp_revertsWhen_anotherKeySigned() public {
        PackedUserOperation memory op = _signed(NEW_PHONE, _operation(address(account), _payment(payee)));
        _expectFailedOp("AA24 signature error");
        _handle(op);
    }

    function test_validateUserOp_revertsWhen_anythingElseIsDone() public {
        PackedUserOperation memory op = _signed(PHONE, _operation(address(account), _payment(payee)));
        op.callData = abi.encodeCall(IPasskeyAccount.execute, (_payment(thief)));
        _expectFailedOp("AA24 signature error");
        _handle(op);
    }

    function test_validateUserOp_revertsWhen_usedBefore() public {
        PackedUserOperation memory op = _signed(PHONE, _operation(address(account), _payment(payee)));
        _handle(op);
        _expectFailedOp("AA25 invalid account nonce");
        _handle(op);
    }

    function test_validateUserOp_revertsWhen_signedForAnotherAccount() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        PackedUserOperation memory op = _operation(factory.createAccount(c), _payment(payee));
        bytes memory signature = _signed(PHONE, op).signature;
        op.sender = address(account);
        op.signature = signature;
        _expectFailedOp("AA24 signature error");
        _handle(op);
    }

    function test_validateUserOp_revertsWhen_signedForAnotherChain() public {
        PackedUserOperation memory op = _signed(PHONE, _operation(address(account), _payment(payee)));
        vm.chainId(block.chainid + 1);
        _expectFailedOp("AA24 signature error");
        _handle(op);
    }

    function test_validateUserOp_revertsWhen_userWasNotVerified() public {
        PackedUserOperation memory op = _operation(address(account), _payment(payee));
        op.signature = _assertion(PHONE, IEntryPointHash(ENTRY_POINT).getUserOpHash(op), PRESENT);
        _expectFailedOp("AA24 signature error");
        _handle(op);
    }

    /// @dev The lock holds there too: the operation is paid for and does nothing.
    function test_validateUserOp_cannotPassThePayeeLock() public {
        _handle(_signed(PHONE, _operation(address(account), _payment(thief))));
        assertEq(token.balanceOf(thief), 0, "thief");
    }

    /// @dev Settings are changed through `execute`, where a call to the account itself counts; never directly.
    function test_validateUserOp_cannotChangeSettingsDirectly() public {
        PackedUserOperation memory op = _operation(address(account), new Call[](0));
        op.callData = abi.encodeCall(IPasskeyAccount.removePayee, (payee));
        _handle(_signed(PHONE, op));
        assertTrue(account.isPayee(payee), "still a payee");
        Call[] memory calls = _call(address(account), op.callData);
        _handle(_signed(PHONE, _operation(address(account), calls)));
        assertTrue(!account.isPayee(payee), "through execute");
    }

    function test_validateUserOp_revertsWhen_callerIsNotTheEntryPoint() public {
        PackedUserOperation memory op = _signed(PHONE, _operation(address(account), _payment(payee)));
        vm.expectRevert(abi.encodeWithSignature("AccountUnauthorized(address)", thief));
        vm.prank(thief);
        IAccount(address(account)).validateUserOp(op, bytes32(0), 1 ether);
    }

    // ------------------------------------------------------------------ malformed

    /// @dev A signature that is none makes validation fail; it never reverts, so a bundler sees why.
    function testFuzz_validateUserOp_answersRubbish(bytes calldata rubbish) public {
        PackedUserOperation memory op = _operation(address(account), _payment(payee));
        op.signature = rubbish;
        assertEq(_validate(op), 1, "not the owner's");
    }

    function testFuzz_validateUserOp_answersAnyOtherBit(uint256 bit) public {
        PackedUserOperation memory op = _signed(PHONE, _operation(address(account), _payment(payee)));
        bit = bound(bit, 0, 8 * op.signature.length - 1);
        op.signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        bytes32 hash = keccak256("any");
        vm.prank(ENTRY_POINT);
        (bool done, bytes memory answer) =
            address(account).call{gas: 500_000}(abi.encodeCall(IAccount.validateUserOp, (op, hash, 0)));
        assertTrue(done && abi.decode(answer, (uint256)) == 1, "another hash is never signed");
    }

    function testFuzz_validateUserOp_answersAnyWord(uint256 position, uint256 word) public {
        PackedUserOperation memory op = _signed(PHONE, _operation(address(account), _payment(payee)));
        bytes memory signature = op.signature;
        position = bound(position, 0, 7);
        assembly {
            mstore(add(add(signature, 0x21), mul(0x20, position)), word)
        }
        op.signature = signature;
        vm.prank(ENTRY_POINT);
        (bool done, bytes memory answer) =
            address(account).call{gas: 500_000}(abi.encodeCall(IAccount.validateUserOp, (op, keccak256("any"), 0)));
        assertTrue(done && abi.decode(answer, (uint256)) == 1, "another hash is never signed");
    }

    function test_validateUserOp_revertsWhen_signatureIsEmpty() public {
        PackedUserOperation memory op = _operation(address(account), _payment(payee));
        _expectFailedOp("AA24 signature error");
        _handle(op);
    }
}

/// @title The same where the chain has the P-256 precompile, at 0x100
/// forge-config: default.evm_version = "osaka"
contract ValidateUserOpWithPrecompileTest is ValidateUserOpTest {}
