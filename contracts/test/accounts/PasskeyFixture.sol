// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {IEscrow} from "../../src/interfaces/IEscrow.sol";
import {
    Call,
    Change,
    ChangeKind,
    Configuration,
    Credential,
    IPasskeyAccount,
    IPasskeyAccountFactory
} from "../../src/interfaces/IPasskeyAccount.sol";
import {ITestUSDC} from "../ITestUSDC.sol";
import {Test} from "../Test.sol";

/// @title An account of two passkeys, with money, a payee and a guardian, and what an authenticator does
abstract contract PasskeyFixture is Test {
    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant RICH = 1_000_000;
    uint256 internal constant PHONE = 0xF01;
    uint256 internal constant LAPTOP = 0xF02;
    uint256 internal constant NEW_PHONE = 0xF03;
    uint256 internal constant NEW_LAPTOP = 0xF04;
    uint256 internal constant P256_N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
    address internal constant ENTRY_POINT = 0x433709009B8330FDa32311DF1C2AFA402eD8D009;
    address internal constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;
    bytes4 internal constant MAGIC = 0x1626ba7e;
    bytes4 internal constant NO = 0xffffffff;

    /// @dev User present and verified; the credential may be backed up, and is.
    bytes1 internal constant VERIFIED = 0x1d;
    /// @dev User present, not verified.
    bytes1 internal constant PRESENT = 0x19;

    IEscrow internal escrow;
    ITestUSDC internal token;
    IPasskeyAccountFactory internal factory;
    IPasskeyAccount internal account;

    address internal payee = address(0xBA4C);
    address internal guardian = address(0x60A2);
    address internal thief = address(0x7417);
    address internal relayer = address(0xE1A7);
    uint256 internal nonce = 1000;

    function setUp() public virtual {
        vm.warp(START);
        escrow = IEscrow(vm.deployCode("Escrow.sol:Escrow"));
        token = ITestUSDC(vm.deployCode("TestUSDC.sol:TestUSDC"));
        factory = IPasskeyAccountFactory(
            vm.deployCode("PasskeyAccountFactory.sol:PasskeyAccountFactory", abi.encode(address(escrow)))
        );
        account = IPasskeyAccount(factory.createAccount(_configuration()));
        token.faucet(address(account), RICH);
        token.faucet(address(this), 2 * RICH);
        token.approve(address(escrow), 2 * RICH);
        escrow.deposit(address(token), RICH, address(account));
    }

    // ------------------------------------------------------------------ configuration

    function _configuration() internal view returns (Configuration memory) {
        return Configuration(_two(_credential(PHONE), _credential(LAPTOP)), guardian, _list(payee), "salt");
    }

    function _credential(uint256 key) internal view returns (Credential memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return Credential(bytes32(x), bytes32(y), false);
    }

    function _one(Credential memory a) internal pure returns (Credential[] memory list) {
        list = new Credential[](1);
        list[0] = a;
    }

    function _two(Credential memory a, Credential memory b) internal pure returns (Credential[] memory list) {
        list = new Credential[](2);
        (list[0], list[1]) = (a, b);
    }

    function _list(address a) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = a;
    }

    // ------------------------------------------------------------------ what an authenticator does

    /// @dev The index of the credential, and its assertion over `challenge`.
    function _sign(uint256 key, bytes32 challenge) internal pure returns (bytes memory) {
        return _assertion(key, challenge, VERIFIED);
    }

    function _assertion(uint256 key, bytes32 challenge, bytes1 flags) internal pure returns (bytes memory) {
        string memory json = _clientData("webauthn.get", challenge);
        bytes memory data = abi.encodePacked(sha256("cinnabar.example"), flags, uint32(7));
        return _pack(_indexOf(key), key, data, json, 23, 1);
    }

    function _clientData(string memory kind, bytes32 challenge) internal pure returns (string memory) {
        return string.concat(
            '{"type":"',
            kind,
            '","challenge":"',
            Base64.encodeURL(abi.encodePacked(challenge)),
            '","origin":"https://cinnabar.example","crossOrigin":false}'
        );
    }

    function _pack(
        uint8 index,
        uint256 key,
        bytes memory authenticatorData,
        string memory json,
        uint256 challengeIndex,
        uint256 typeIndex
    ) internal pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = _signLow(key, sha256(abi.encodePacked(authenticatorData, sha256(bytes(json)))));
        return abi.encodePacked(index, abi.encode(r, s, challengeIndex, typeIndex, authenticatorData, json));
    }

    function _signLow(uint256 key, bytes32 digest) internal pure returns (bytes32 r, bytes32 s) {
        (r, s) = vm.signP256(key, digest);
        if (uint256(s) > P256_N / 2) s = bytes32(P256_N - uint256(s));
    }

    function _indexOf(uint256 key) private pure returns (uint8) {
        return key == LAPTOP || key == NEW_LAPTOP ? 1 : 0;
    }

    // ------------------------------------------------------------------ digests

    function _separator(string memory name, address verifier) internal view returns (bytes32) {
        return _separator(name, block.chainid, verifier);
    }

    function _separator(string memory name, uint256 chainId, address verifier) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                chainId,
                verifier
            )
        );
    }

    function _digest(bytes32 separator, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", separator, structHash));
    }

    function _executeDigest(address of_, Call[] memory calls, uint256 nonce_, uint40 until)
        internal
        view
        returns (bytes32)
    {
        return _digest(_separator("PasskeyAccount", of_), _executeHash(calls, nonce_, until));
    }

    function _executeHash(Call[] memory calls, uint256 nonce_, uint40 until) internal pure returns (bytes32) {
        bytes memory hashes;
        for (uint256 i = 0; i < calls.length; i++) {
            bytes32 callType = keccak256("Call(address target,uint256 value,bytes data)");
            bytes32 hash = keccak256(abi.encode(callType, calls[i].target, calls[i].value, keccak256(calls[i].data)));
            hashes = abi.encodePacked(hashes, hash);
        }
        bytes32 executeType =
            keccak256("Execute(Call[] calls,uint256 nonce,uint40 until)Call(address target,uint256 value,bytes data)");
        return keccak256(abi.encode(executeType, keccak256(hashes), nonce_, until));
    }

    // ------------------------------------------------------------------ acting

    function _call(address target, bytes memory data) internal pure returns (Call[] memory calls) {
        calls = new Call[](1);
        calls[0] = Call(target, 0, data);
    }

    function _call(address target, uint256 value) internal pure returns (Call[] memory calls) {
        calls = new Call[](1);
        calls[0] = Call(target, value, "");
    }

    /// @dev The account acts, by a relayed signature of `key`.
    function _act(uint256 key, Call[] memory calls) internal {
        uint256 fresh = ++nonce;
        uint40 until = uint40(block.timestamp + 1 hours);
        bytes memory signature = _sign(key, _executeDigest(address(account), calls, fresh, until));
        vm.prank(relayer);
        account.executeSigned(calls, fresh, until, signature);
    }

    /// @dev The account acts; only the payee lock is of interest.
    function _actAsEntryPoint(Call[] memory calls) internal {
        vm.prank(ENTRY_POINT);
        account.execute(calls);
    }

    function _propose(Change memory change) internal returns (bytes32 id) {
        id = account.changeId(change);
        _act(PHONE, _call(address(account), abi.encodeCall(IPasskeyAccount.proposeChange, (change))));
    }

    function _addPayee(address who) internal pure returns (Change memory) {
        return Change(ChangeKind.AddPayee, who, 0, new Credential[](0));
    }

    function _setCredential(uint8 index, Credential memory credential) internal pure returns (Change memory) {
        return Change(ChangeKind.SetCredential, address(0), index, _one(credential));
    }

    function _removeCredential(uint8 index) internal pure returns (Change memory) {
        return Change(ChangeKind.RemoveCredential, address(0), index, new Credential[](0));
    }

    function _setGuardian(address who) internal pure returns (Change memory) {
        return Change(ChangeKind.SetGuardian, who, 0, new Credential[](0));
    }

    function _recover(Credential[] memory credentials) internal view returns (Change memory) {
        return Change(ChangeKind.Recover, guardian, 0, credentials);
    }

    // ------------------------------------------------------------------ typed data, opened

    /// @dev An ERC-7739 signature of typed data whose struct hash is the hash of `contents`.
    function _signTyped(uint256 key, bytes32 separator, string memory typeText, bytes memory contents)
        internal
        view
        returns (bytes memory)
    {
        return _signTyped(key, address(account), separator, typeText, contents);
    }

    function _signTyped(uint256 key, address of_, bytes32 separator, string memory typeText, bytes memory contents)
        internal
        view
        returns (bytes memory)
    {
        bytes32 typeHash = keccak256(
            abi.encodePacked(
                "TypedDataSign(",
                _nameOf(typeText),
                " contents,string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)",
                typeText
            )
        );
        bytes32 nested = keccak256(
            abi.encode(
                typeHash,
                keccak256(contents),
                keccak256("PasskeyAccount"),
                keccak256("1"),
                block.chainid,
                of_,
                bytes32(0)
            )
        );
        return abi.encodePacked(
            _sign(key, _digest(separator, nested)),
            contents,
            uint16(contents.length),
            separator,
            keccak256(contents),
            typeText,
            uint16(bytes(typeText).length)
        );
    }

    function _signMessage(uint256 key, address of_, bytes memory prefixed) internal view returns (bytes memory) {
        bytes32 nested = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), keccak256(prefixed)));
        return abi.encodePacked(
            _sign(key, _digest(_separator("PasskeyAccount", of_), nested)), prefixed, uint16(prefixed.length)
        );
    }

    function _nameOf(string memory typeText) private pure returns (string memory name) {
        bytes memory text = bytes(typeText);
        uint256 length;
        while (text[length] != "(") length++;
        bytes memory cut = new bytes(length);
        for (uint256 i = 0; i < length; i++) {
            cut[i] = text[i];
        }
        return string(cut);
    }

    function _answerTo(bytes32 separator, bytes memory contents, bytes memory signature)
        internal
        view
        returns (bytes4)
    {
        return account.isValidSignature(_digest(separator, keccak256(contents)), signature);
    }
}
