// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Call, Configuration, Credential, IPasskeyAccount} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

contract Refusing {
    error NotToday(uint256 day);

    receive() external payable {
        revert NotToday(7);
    }
}

/// @dev Calls the account back with what it was given, in the middle of a call.
contract CallingBack {
    bytes private _data;

    function set(bytes calldata data) external {
        _data = data;
    }

    receive() external payable {
        (bool done, bytes memory answer) = msg.sender.call(_data);
        if (done) return;
        assembly {
            revert(add(answer, 0x20), mload(answer))
        }
    }
}

/// @title Calls that a passkey signed, relayed by anyone
contract ExecuteSignedTest is PasskeyFixture {
    uint40 internal constant UNTIL = uint40(START + 1 hours);

    function _payment() internal view returns (Call[] memory) {
        return _call(address(token), abi.encodeCall(IERC20.transfer, (payee, 77)));
    }

    function _refuse(Call[] memory calls, uint256 nonce_, uint40 until, bytes memory signature) internal {
        bytes32 digest = _executeDigest(address(account), calls, nonce_, until);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.SignatureInvalid.selector, digest));
        account.executeSigned(calls, nonce_, until, signature);
    }

    function _sound() private view returns (bytes memory) {
        return _sign(PHONE, _executeDigest(address(account), _payment(), 5, UNTIL));
    }

    function test_executeSigned_pays() public {
        vm.expectEmit(address(account));
        emit IPasskeyAccount.NonceBurnt(5);
        vm.prank(relayer);
        account.executeSigned(_payment(), 5, UNTIL, _sound());
        assertEq(token.balanceOf(payee), 77, "payee");
        assertTrue(account.isNonceUsed(5), "nonce");
    }

    function test_executeSigned_byEitherCredential() public {
        _act(PHONE, _payment());
        _act(LAPTOP, _payment());
        assertEq(token.balanceOf(payee), 154, "payee");
    }

    function test_executeSigned_inTheLastSecond() public {
        bytes memory signature = _sound();
        vm.warp(UNTIL);
        account.executeSigned(_payment(), 5, UNTIL, signature);
        assertEq(token.balanceOf(payee), 77, "payee");
    }

    function test_executeSigned_revertsWhen_late() public {
        bytes memory signature = _sound();
        vm.warp(UNTIL + 1);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ConsentExpired.selector, UNTIL + 1, UNTIL));
        account.executeSigned(_payment(), 5, UNTIL, signature);
    }

    function test_executeSigned_revertsWhen_usedBefore() public {
        bytes memory signature = _sound();
        account.executeSigned(_payment(), 5, UNTIL, signature);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NonceUsed.selector, 5));
        account.executeSigned(_payment(), 5, UNTIL, signature);
    }

    function test_executeSigned_revertsWhen_nonceWasBurnt() public {
        bytes memory signature = _sound();
        vm.expectEmit(address(account));
        emit IPasskeyAccount.NonceBurnt(5);
        _act(LAPTOP, _call(address(account), abi.encodeCall(IPasskeyAccount.burnNonce, (5))));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NonceUsed.selector, 5));
        account.executeSigned(_payment(), 5, UNTIL, signature);
    }

    function test_burnNonce_revertsWhen_callerIsNotTheAccount() public {
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.CallerNotAccount.selector, address(this), address(account))
        );
        account.burnNonce(5);
    }

    // ------------------------------------------------------------------ what is signed

    function test_executeSigned_revertsWhen_anythingElseIsDone() public {
        bytes memory signature = _sound();
        _refuse(_call(address(token), abi.encodeCall(IERC20.transfer, (payee, 78))), 5, UNTIL, signature);
        _refuse(_call(address(escrow), abi.encodeCall(IERC20.transfer, (payee, 77))), 5, UNTIL, signature);
        _refuse(new Call[](0), 5, UNTIL, signature);
        Call[] memory calls = new Call[](2);
        (calls[0], calls[1]) = (_payment()[0], _payment()[0]);
        _refuse(calls, 5, UNTIL, signature);
        calls = _payment();
        calls[0].value = 1;
        _refuse(calls, 5, UNTIL, signature);
        _refuse(_payment(), 6, UNTIL, signature);
        _refuse(_payment(), 5, UNTIL + 1, signature);
        account.executeSigned(_payment(), 5, UNTIL, signature);
    }

    function test_executeSigned_revertsWhen_otherAccountOfTheSameKeys() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        address other = factory.createAccount(c);
        _refuse(_payment(), 5, UNTIL, _sign(PHONE, _executeDigest(other, _payment(), 5, UNTIL)));
    }

    function test_executeSigned_revertsWhen_otherChain() public {
        bytes memory signature = _sound();
        vm.chainId(block.chainid + 1);
        _refuse(_payment(), 5, UNTIL, signature);
    }

    function test_executeSigned_revertsWhen_otherKey() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        _refuse(_payment(), 5, UNTIL, _sign(NEW_PHONE, digest));
        _refuse(_payment(), 5, UNTIL, _sign(NEW_LAPTOP, digest));
    }

    function test_executeSigned_revertsWhen_credentialIsAnother() public {
        bytes memory signature = _sound();
        for (uint256 index = 1; index < 256; index += 127) {
            signature[0] = bytes1(uint8(index));
            _refuse(_payment(), 5, UNTIL, signature);
        }
    }

    // ------------------------------------------------------------------ the assertion

    function test_executeSigned_revertsWhen_userWasNotVerified() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        _refuse(_payment(), 5, UNTIL, _assertion(PHONE, digest, PRESENT));
    }

    function test_executeSigned_byPresenceWhereTheOwnerChoseSo() public {
        Configuration memory c = _configuration();
        c.credentials[1].presenceOnly = true;
        account = IPasskeyAccount(factory.createAccount(c));
        bytes32 digest = _executeDigest(address(account), new Call[](0), 5, UNTIL);
        _refuse(new Call[](0), 5, UNTIL, _assertion(PHONE, digest, PRESENT));
        account.executeSigned(new Call[](0), 5, UNTIL, _assertion(LAPTOP, digest, PRESENT));
        assertTrue(account.isNonceUsed(5), "the key that may");
    }

    /// @dev Not present, or backed up without being eligible.
    function test_executeSigned_revertsWhen_flagsAreWrong() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        _refuse(_payment(), 5, UNTIL, _assertion(PHONE, digest, 0x1c));
        _refuse(_payment(), 5, UNTIL, _assertion(PHONE, digest, 0x15));
    }

    function test_executeSigned_revertsWhen_challengeIsAnother() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        _refuse(_payment(), 5, UNTIL, _sign(PHONE, bytes32(uint256(digest) ^ 1)));
    }

    function test_executeSigned_revertsWhen_itIsARegistration() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        bytes memory data = abi.encodePacked(sha256("cinnabar.example"), VERIFIED, uint32(7));
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, _clientData("webauthn.create", digest), 26, 1));
    }

    function test_executeSigned_revertsWhen_indicesPointElsewhere() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        bytes memory data = abi.encodePacked(sha256("cinnabar.example"), VERIFIED, uint32(7));
        string memory json = _clientData("webauthn.get", digest);
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, json, 22, 1));
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, json, type(uint256).max, 1));
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, json, 23, 2));
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, json, 23, type(uint256).max));
        // Read without a check of its own, it would grow memory until the gas is gone.
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, json, 23, 1 << 40));
    }

    function test_executeSigned_revertsWhen_authenticatorDataIsShort() public {
        bytes32 digest = _executeDigest(address(account), _payment(), 5, UNTIL);
        string memory json = _clientData("webauthn.get", digest);
        bytes memory data = abi.encodePacked(sha256("cinnabar.example"), VERIFIED, bytes3(0));
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, data, json, 23, 1));
        _refuse(_payment(), 5, UNTIL, _pack(0, PHONE, "", json, 23, 1));
    }

    /// @dev The mirror image of a signature is as true, and would be a second form of it.
    function test_executeSigned_revertsWhen_sIsHigh() public {
        bytes memory signature = _sound();
        uint256 s;
        assembly {
            s := mload(add(signature, 0x41))
        }
        s = P256_N - s;
        assembly {
            mstore(add(signature, 0x41), s)
        }
        _refuse(_payment(), 5, UNTIL, signature);
    }

    function test_executeSigned_revertsWhen_signatureIsCut() public {
        bytes memory signature = _sound();
        for (uint256 length = 0; length < signature.length - 30; length += 13) {
            bytes memory cut = new bytes(length);
            for (uint256 i = 0; i < length; i++) {
                cut[i] = signature[i];
            }
            _refuse(_payment(), 5, UNTIL, cut);
        }
    }

    function testFuzz_executeSigned_revertsWhen_anyBitIsOther(uint256 bit) public {
        bytes memory signature = _sound();
        // Up to the end of the client data; what follows is padding, which nothing reads.
        bit = bound(bit, 0, 8 * (signature.length - 26) - 1);
        signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        (bool done, bytes memory answer) =
            address(account).call(abi.encodeCall(IPasskeyAccount.executeSigned, (_payment(), 5, UNTIL, signature)));
        // Padding between the parts, and the words that tell where they are, have more than one form.
        if (done) assertEq(token.balanceOf(payee), 77, "then it did what was signed");
        else assertEq(bytes32(bytes4(answer)), bytes32(IPasskeyAccount.SignatureInvalid.selector), "and not why not");
    }

    function testFuzz_executeSigned_revertsWhen_signatureIsRubbish(bytes calldata rubbish) public {
        _refuse(_payment(), 5, UNTIL, rubbish);
    }

    // ------------------------------------------------------------------ what the calls do

    function test_executeSigned_allOrNone() public {
        Call[] memory calls = new Call[](2);
        calls[0] = _payment()[0];
        calls[1] = _call(address(token), abi.encodeCall(IERC20.transfer, (payee, RICH)))[0];
        bytes memory signature = _sign(PHONE, _executeDigest(address(account), calls, 5, UNTIL));
        vm.expectRevert();
        account.executeSigned(calls, 5, UNTIL, signature);
        assertEq(token.balanceOf(payee), 0, "payee");
        assertTrue(!account.isNonceUsed(5), "the signature can be tried again");
    }

    function test_executeSigned_passesTheErrorOn() public {
        vm.deal(address(account), 5);
        address refusing = address(new Refusing());
        _makePayee(refusing);
        Call[] memory calls = _call(refusing, uint256(5));
        bytes memory signature = _sign(PHONE, _executeDigest(address(account), calls, 5, UNTIL));
        vm.expectRevert(abi.encodeWithSelector(Refusing.NotToday.selector, 7));
        account.executeSigned(calls, 5, UNTIL, signature);
    }

    /// @dev A payee that calls back with the signature under way, in the middle of its call.
    function test_executeSigned_revertsWhen_calledBackWithTheSame() public {
        vm.deal(address(account), 10);
        CallingBack back = new CallingBack();
        _makePayee(address(back));
        Call[] memory calls = _call(address(back), uint256(5));
        bytes memory signature = _sign(PHONE, _executeDigest(address(account), calls, 5, UNTIL));
        back.set(abi.encodeCall(IPasskeyAccount.executeSigned, (calls, 5, UNTIL, signature)));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.NonceUsed.selector, 5));
        account.executeSigned(calls, 5, UNTIL, signature);
        back.set(abi.encodeCall(IPasskeyAccount.execute, (calls)));
        vm.expectRevert(abi.encodeWithSignature("AccountUnauthorized(address)", address(back)));
        account.executeSigned(calls, 5, UNTIL, signature);
    }

    function test_execute_revertsWhen_callerIsNeitherEntryPointNorAccount() public {
        vm.expectRevert(abi.encodeWithSignature("AccountUnauthorized(address)", thief));
        vm.prank(thief);
        account.execute(_payment());
    }

    function _makePayee(address who) private {
        Configuration memory c = _configuration();
        c.payees[0] = who;
        IPasskeyAccount other = IPasskeyAccount(factory.createAccount(c));
        vm.deal(address(other), address(account).balance);
        account = other;
    }
}

/// @title The same where the chain has the P-256 precompile, at 0x100
/// forge-config: default.evm_version = "osaka"
contract ExecuteSignedWithPrecompileTest is ExecuteSignedTest {
    function test_precompile_isThere() public view {
        (bytes32 r, bytes32 s) = _signLow(PHONE, RIGHT);
        Credential memory key = _credential(PHONE);
        (, bytes memory answer) = address(0x100).staticcall(abi.encode(RIGHT, r, s, key.qx, key.qy));
        assertEq(answer.length, 32, "an answer");
    }

    bytes32 private constant RIGHT = keccak256("right");
}
