// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {ICheckpointLog} from "../../src/interfaces/ICheckpointLog.sol";
import {IConsents} from "../../src/interfaces/IConsents.sol";
import {Consent, State} from "../../src/interfaces/IEscrow.sol";
import {IKeyRegistry} from "../../src/interfaces/IKeyRegistry.sol";
import {Wallet} from "../mocks/Wallets.sol";
import {AroundFixture} from "./AroundFixture.sol";

/// @dev Every type that is signed around the escrow.
enum Signed {
    Ruling,
    RevokeVotes,
    TakeShare,
    SetKey,
    RevokeKey,
    Anchor
}

/// @title Every signature around the escrow works once, for what it says, where it says, until it says
contract AroundSignaturesTest is AroundFixture {
    uint256 private constant GROSS = 500_000;
    bytes32 private constant KEY = keccak256("key");

    Signed private _type;
    /// @dev Whose signature it is about: a member of the panel, and an account as any other.
    address private _signer;

    function setUp() public override {
        super.setUp();
        _signer = jury[0];
        until = uint40(START + 1 days);
        _reach(State.Escalated);
        _earn(5_000);
        vm.prank(_signer);
        keys.setKey(KEY, 1, _own(_signer));
    }

    modifier forEachType() {
        for (uint256 i = 0; i <= uint256(type(Signed).max); i++) {
            uint256 before = vm.snapshotState();
            _type = Signed(i);
            _;
            vm.revertToState(before);
        }
    }

    function _target() private view returns (address verifier, string memory name) {
        if (_type == Signed.Anchor) return (address(checkpoints), CHECKPOINTS);
        if (_type == Signed.SetKey || _type == Signed.RevokeKey) return (address(keys), KEYS);
        return (address(panel), PANEL);
    }

    /// @dev Type hash and fields, `until` last.
    function _fields() private view returns (bytes memory) {
        if (_type == Signed.Ruling) return abi.encode(RULING, id, State.Escalated, GROSS, until);
        if (_type == Signed.RevokeVotes) return abi.encode(REVOKE_VOTES, id, START, until);
        if (_type == Signed.TakeShare) return abi.encode(TAKE_SHARE, _signer, token, 0, 600, desk, until);
        if (_type == Signed.SetKey) return abi.encode(SET_KEY, _signer, RECORD, 2, until);
        if (_type == Signed.RevokeKey) return abi.encode(REVOKE_KEY, _signer, 2, until);
        return abi.encode(ANCHOR, _signer, 7, RECORD, bytes32(0), until);
    }

    function _signature(bytes memory fields) private view returns (bytes memory) {
        (address verifier, string memory name) = _target();
        return _sign(_signer, _digestIn(name, block.chainid, verifier, keccak256(fields)));
    }

    function _data(bytes memory signature) private view returns (bytes memory) {
        Consent memory consent = Consent(_signer, until, signature);
        if (_type == Signed.Ruling) {
            Consent[] memory votes = new Consent[](3);
            votes[0] = consent;
            (votes[1], votes[2]) = (_vote(jury[1], State.Escalated, GROSS), _vote(jury[2], State.Escalated, GROSS));
            return abi.encodeCall(IArbiterPanel.rule, (terms, State.Escalated, GROSS, votes));
        }
        if (_type == Signed.RevokeVotes) {
            return abi.encodeCall(IArbiterPanel.revokeVotes, (id, uint40(START), consent));
        }
        if (_type == Signed.TakeShare) {
            return abi.encodeCall(IArbiterPanel.takeShare, (address(token), 0, 600, desk, consent));
        }
        if (_type == Signed.SetKey) return abi.encodeCall(IKeyRegistry.setKey, (RECORD, 2, consent));
        if (_type == Signed.RevokeKey) return abi.encodeCall(IKeyRegistry.revokeKey, (2, consent));
        return abi.encodeCall(ICheckpointLog.anchor, (7, RECORD, bytes32(0), consent));
    }

    function _send(address caller, bytes memory data) private returns (bool done, bytes memory answer) {
        (address verifier,) = _target();
        vm.prank(caller);
        return verifier.call(data);
    }

    function _assertTaken(bytes memory data) private {
        (bool done, bytes memory answer) = _send(relayer, data);
        if (!done) bubble(answer);
    }

    function _assertRefusedWith(address caller, bytes memory data, bytes memory expected) private {
        (bool done, bytes memory answer) = _send(caller, data);
        assertTrue(!done, "refused");
        assertEq(keccak256(answer), keccak256(expected), "the refusal");
    }

    function _assertRefused(bytes memory signature) private {
        bytes memory expected = abi.encodeWithSelector(IConsents.SignatureInvalid.selector, _signer);
        _assertRefusedWith(relayer, _data(signature), expected);
    }

    function test_signatures_areTaken() public forEachType {
        _assertTaken(_data(_signature(_fields())));
    }

    function test_signatures_areNotLookedAtWhen_theSignerCalls() public forEachType {
        (bool done, bytes memory answer) = _send(_signer, _data("rubbish"));
        if (!done) bubble(answer);
    }

    function test_signatures_revertsWhen_anySignedFieldDiffers() public forEachType {
        bytes memory fields = _fields();
        assertTrue(fields.length >= 128, "type, subject and until at least");
        for (uint256 last = 31; last < fields.length; last += 32) {
            fields[last] ^= 0x01;
            _assertRefused(_signature(fields));
            fields[last] ^= 0x01;
        }
        _assertTaken(_data(_signature(fields)));
    }

    function test_signatures_revertsWhen_madeForAnotherDomain() public forEachType {
        (address verifier, string memory name) = _target();
        bytes32 structHash = keccak256(_fields());
        _assertRefused(_sign(_signer, _digestIn(name, block.chainid + 1, verifier, structHash)));
        _assertRefused(_sign(_signer, _digestIn(name, block.chainid, address(this), structHash)));
        _assertRefused(_sign(_signer, _digestIn("Cinnabar", block.chainid, verifier, structHash)));
        _assertRefused(_sign(_signer, structHash));
        _assertTaken(_data(_signature(_fields())));
    }

    /// @dev A second deployment with the same members, and an order that names it: nothing moves over.
    function test_signatures_revertsWhen_madeForATwin() public forEachType {
        (address verifier, string memory name) = _target();
        address twin = _type == Signed.Anchor
            ? vm.deployCode("CheckpointLog.sol:CheckpointLog")
            : _type == Signed.SetKey || _type == Signed.RevokeKey
                ? vm.deployCode("KeyRegistry.sol:KeyRegistry")
                : address(_createPanel(jury, 3));
        assertTrue(twin != verifier, "another contract");
        _assertRefused(_sign(_signer, _digestIn(name, block.chainid, twin, keccak256(_fields()))));
    }

    function test_signatures_followTheChain() public forEachType {
        bytes memory old = _signature(_fields());
        vm.chainId(block.chainid + 1);
        _assertRefused(old);
        _assertTaken(_data(_signature(_fields())));
    }

    function test_signatures_revertsWhen_old() public forEachType {
        bytes memory data = _data(_signature(_fields()));
        bytes memory expected = abi.encodeWithSelector(IConsents.ConsentExpired.selector, until + 1, until);
        vm.warp(uint256(until) + 1);
        _assertRefusedWith(relayer, data, expected);
        // A direct call carries the same fields as the signature would.
        _assertRefusedWith(_signer, data, expected);
        vm.warp(until);
        _assertTaken(data);
    }

    function test_signatures_takenInTheSecondBefore() public forEachType {
        vm.warp(uint256(until) - 1);
        _assertTaken(_data(_signature(_fields())));
    }

    function test_signatures_revertsWhen_replayed() public forEachType {
        bytes memory data = _data(_signature(_fields()));
        _assertTaken(data);
        for (uint256 i = 0; i < 2; i++) {
            (bool done,) = _send(i == 0 ? relayer : _signer, data);
            assertTrue(!done, "a second time");
        }
    }

    function test_signatures_revertsWhen_malformed() public forEachType {
        (address verifier, string memory name) = _target();
        bytes32 digest = _digestIn(name, block.chainid, verifier, keccak256(_fields()));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[_signer], digest);
        _assertRefused("");
        _assertRefused(abi.encodePacked(r, s));
        _assertRefused(abi.encodePacked(r, s, v, uint8(0)));
        _assertRefused(abi.encodePacked(r, s, v - 27));
        _assertRefused(abi.encodePacked(r, s, uint8(v == 27 ? 28 : 27)));
        // The compact form of ERC-2098.
        _assertRefused(abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))));
        // The other solution of the curve, with a high s.
        _assertRefused(abi.encodePacked(r, bytes32(N - uint256(s)), uint8(v == 27 ? 28 : 27)));
        _assertRefused(abi.encodePacked(bytes32(0), bytes32(0), v));
        _assertTaken(_data(abi.encodePacked(r, s, v)));
    }

    function test_signatures_revertsWhen_anothers() public forEachType {
        (address verifier, string memory name) = _target();
        bytes32 digest = _digestIn(name, block.chainid, verifier, keccak256(_fields()));
        _assertRefused(_sign(jury[3], digest));
        _assertRefused(_sign(stranger, digest));
    }

    // ------------------------------------------------------------------ contract accounts

    /// @dev The first member is a wallet that the stranger owns.
    function _enrolWallet() private returns (Wallet wallet) {
        wallet = new Wallet(stranger);
        _signer = address(wallet);
        keyOf[_signer] = keyOf[stranger];
        jury[0] = _signer;
        panel = _createPanel(jury, 3);
        _use(panelled());
        terms.salt = 8;
        _use(terms);
        _reach(State.Escalated);
        _earn(5_000);
        vm.prank(_signer);
        keys.setKey(KEY, 1, _own(_signer));
    }

    function test_wallets_sign() public forEachType {
        _enrolWallet();
        _assertTaken(_data(_signature(_fields())));
    }

    function test_wallets_revertsWhen_theyDoNotAnswerWell() public forEachType {
        Wallet wallet = _enrolWallet();
        bytes memory data = _data(_signature(_fields()));
        bytes memory expected = abi.encodeWithSelector(IConsents.SignatureInvalid.selector, _signer);
        for (uint8 i = 1; i <= uint8(type(Wallet.Conduct).max); i++) {
            wallet.setConduct(Wallet.Conduct(i));
            uint256 gasBefore = gasleft();
            _assertRefusedWith(relayer, data, expected);
            assertTrue(gasBefore - gasleft() < 700_000, "neither gas burnt nor memory bombed beyond the cap");
        }
        wallet.setConduct(Wallet.Conduct.Honest);
        _assertTaken(data);
    }

    /// @dev A relayer that starves the wallet's check gets a refusal, never half an act.
    function test_wallets_starvedOfGas_areRefused() public forEachType {
        _enrolWallet();
        bytes memory data = _data(_signature(_fields()));
        (address verifier,) = _target();
        bool taken;
        for (uint256 limit = 10_000; limit < 300_000; limit += 2_000) {
            uint256 before = vm.snapshotState();
            vm.prank(relayer);
            (bool done,) = verifier.call{gas: limit}(data);
            assertTrue(!taken || done, "more gas never refuses what less gas allowed");
            taken = done;
            vm.revertToState(before);
        }
        assertTrue(taken, "enough gas is enough");
    }
}
