// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IConsents} from "../../src/interfaces/IConsents.sol";
import {Consent} from "../../src/interfaces/IEscrow.sol";
import {IKeyRegistry} from "../../src/interfaces/IKeyRegistry.sol";
import {AroundFixture} from "./AroundFixture.sol";

contract KeyRegistryTest is AroundFixture {
    bytes32 private constant KEY = keccak256("key");
    bytes32 private constant OTHER_KEY = keccak256("other key");

    function _set(address account, bytes32 key, uint64 version) private {
        vm.prank(account);
        keys.setKey(key, version, _own(account));
    }

    function _revoke(address account, uint64 version) private {
        vm.prank(account);
        keys.revokeKey(version, _own(account));
    }

    function _assertKey(address account, bytes32 key, uint64 version, uint256 since) private view {
        (bytes32 actualKey, uint64 actualVersion, uint40 actualSince) = keys.keyOf(account);
        assertEq(actualKey, key, "key");
        assertEq(actualVersion, version, "version");
        assertEq(actualSince, since, "since");
    }

    function _expectMismatch(uint64 next, uint64 meant) private {
        _expect(abi.encodeWithSelector(IKeyRegistry.VersionMismatch.selector, seller, next, meant));
    }

    function test_setKey_first() public {
        _assertKey(seller, 0, 0, 0);
        vm.expectEmit(address(keys));
        emit IKeyRegistry.KeySet(seller, 1, KEY);
        _set(seller, KEY, 1);
        _assertKey(seller, KEY, 1, START);
        _assertKey(buyer, 0, 0, 0);
    }

    function test_setKey_again() public {
        _set(seller, KEY, 1);
        vm.warp(START + 5);
        vm.expectEmit(address(keys));
        emit IKeyRegistry.KeySet(seller, 2, OTHER_KEY);
        _set(seller, OTHER_KEY, 2);
        _assertKey(seller, OTHER_KEY, 2, START + 5);
    }

    function test_setKey_relayed() public {
        bytes32 structHash = keccak256(abi.encode(SET_KEY, seller, KEY, 1, until));
        Consent memory consent = _signed(KEYS, address(keys), seller, structHash);
        vm.prank(relayer);
        keys.setKey(KEY, 1, consent);
        _assertKey(seller, KEY, 1, START);
        _assertKey(relayer, 0, 0, 0);
    }

    function test_setKey_revertsWhen_theVersionIsNotTheNext() public {
        uint64[3] memory wrong = [0, 2, type(uint64).max];
        for (uint256 i = 0; i < wrong.length; i++) {
            _expectMismatch(1, wrong[i]);
            _set(seller, KEY, wrong[i]);
        }
        _set(seller, KEY, 1);
        _expectMismatch(2, 1);
        _set(seller, OTHER_KEY, 1);
        _expectMismatch(2, 3);
        _set(seller, OTHER_KEY, 3);
    }

    function test_setKey_revertsWhen_zero() public {
        _expect(abi.encodeWithSelector(IKeyRegistry.KeyZero.selector, seller));
        _set(seller, 0, 1);
    }

    /// @dev Neither by calling nor with a signature of one's own.
    function test_setKey_revertsWhen_ofAnother() public {
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, seller));
        vm.prank(stranger);
        keys.setKey(KEY, 1, _own(seller));
        bytes32 structHash = keccak256(abi.encode(SET_KEY, seller, KEY, 1, until));
        Consent memory consent = _signed(KEYS, address(keys), stranger, structHash);
        consent.signer = seller;
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, seller));
        vm.prank(stranger);
        keys.setKey(KEY, 1, consent);
    }

    function test_setKey_revertsWhen_ofNobody() public {
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, address(0)));
        keys.setKey(KEY, 1, Consent(address(0), until, new bytes(65)));
    }

    function test_revokeKey_leavesNone() public {
        _set(seller, KEY, 1);
        vm.warp(START + 5);
        vm.expectEmit(address(keys));
        emit IKeyRegistry.KeyRevoked(seller, 2);
        _revoke(seller, 2);
        _assertKey(seller, 0, 2, START + 5);
        _set(seller, OTHER_KEY, 3);
        _assertKey(seller, OTHER_KEY, 3, START + 5);
    }

    /// @dev A key that was signed before the revocation, and is relayed after it, does not come back.
    function test_revokeKey_outdatesWhatWasSigned() public {
        bytes32 structHash = keccak256(abi.encode(SET_KEY, seller, OTHER_KEY, 2, until));
        Consent memory signed = _signed(KEYS, address(keys), seller, structHash);
        _set(seller, KEY, 1);
        _revoke(seller, 2);
        _expectMismatch(3, 2);
        keys.setKey(OTHER_KEY, 2, signed);
    }

    function test_revokeKey_revertsWhen_thereIsNone() public {
        _expect(abi.encodeWithSelector(IKeyRegistry.KeyAbsent.selector, seller));
        _revoke(seller, 1);
        _set(seller, KEY, 1);
        _revoke(seller, 2);
        _expect(abi.encodeWithSelector(IKeyRegistry.KeyAbsent.selector, seller));
        _revoke(seller, 3);
    }

    function test_revokeKey_revertsWhen_theVersionIsNotTheNext() public {
        _set(seller, KEY, 1);
        _expectMismatch(2, 1);
        _revoke(seller, 1);
    }

    function test_revokeKey_revertsWhen_ofAnother() public {
        _set(seller, KEY, 1);
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, seller));
        vm.prank(stranger);
        keys.revokeKey(2, _own(seller));
    }

    /// @dev Whatever is called, an account's version rises by one with each success, and only its own.
    function testFuzz_keys_versionRisesByOne(bytes32[8] calldata choices) public {
        uint64[2] memory versions;
        bytes32[2] memory current;
        for (uint256 i = 0; i < choices.length; i++) {
            uint256 choice = uint256(choices[i]);
            uint256 who = choice & 1;
            address account = who == 0 ? seller : buyer;
            uint64 version = uint64((choice >> 8) % 4) + versions[who] - (versions[who] == 0 ? 0 : 1);
            bytes32 key = choice & 2 == 0 ? keccak256(abi.encode(choice)) : bytes32(0);
            bool possible = version == versions[who] + 1 && (key != 0 || current[who] != 0);
            vm.prank(account);
            (bool done,) = address(keys)
                .call(
                    key == 0
                        ? abi.encodeCall(IKeyRegistry.revokeKey, (version, _own(account)))
                        : abi.encodeCall(IKeyRegistry.setKey, (key, version, _own(account)))
                );
            assertTrue(done == possible, "possible");
            if (done) (versions[who], current[who]) = (version, key);
            _assertKey(seller, current[0], versions[0], versions[0] == 0 ? 0 : START);
            _assertKey(buyer, current[1], versions[1], versions[1] == 0 ? 0 : START);
        }
    }
}
