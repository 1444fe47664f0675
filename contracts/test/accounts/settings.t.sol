// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {
    Call,
    Change,
    ChangeKind,
    Configuration,
    Credential,
    IPasskeyAccount
} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

/// @title Every change of settings: proposed, 48 hours, applied by anyone; stopped by any credential
contract SettingsTest is PasskeyFixture {
    function _apply(Change memory change) private {
        vm.prank(relayer);
        account.applyChange(change);
    }

    function _cancel(uint256 key, bytes32 id) private {
        _act(key, _call(address(account), abi.encodeCall(IPasskeyAccount.cancelChange, (id))));
    }

    function _expectRefusal(Change memory change, bytes memory error_) private {
        vm.expectRevert(error_);
        vm.prank(address(account));
        account.proposeChange(change);
    }

    function _expectInvalid(Change memory change) private {
        _expectRefusal(change, abi.encodeWithSelector(IPasskeyAccount.ChangeInvalid.selector, change.kind));
    }

    /// @dev Proposes, waits and applies.
    function _carryOut(Change memory change) private {
        _propose(change);
        vm.warp(block.timestamp + 48 hours);
        _apply(change);
    }

    function _assertOwner(uint256 key, bool owns) private {
        (bool done,) = address(this).call(abi.encodeCall(this.tryNothing, (key)));
        assertTrue(done == owns, owns ? "the key owns it" : "the key does not own it");
    }

    function tryNothing(uint256 key) external {
        _act(key, new Call[](0));
    }

    // ------------------------------------------------------------------ payees

    function test_addPayee_isUsableAfter48Hours() public {
        Change memory change = _addPayee(thief);
        bytes32 id = account.changeId(change);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.ChangeProposed(id, change, uint40(START + 48 hours));
        _propose(change);
        assertEq(account.changeReadyAt(id), START + 48 hours, "ready");

        vm.warp(START + 48 hours - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.ChangeNotReady.selector, id, START + 48 hours - 1, START + 48 hours)
        );
        account.applyChange(change);
        assertTrue(!account.isPayee(thief), "not yet");

        vm.warp(START + 48 hours);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.ChangeApplied(id);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.PayeeAdded(thief);
        _apply(change);
        _act(PHONE, _call(address(token), abi.encodeCall(IERC20.transfer, (thief, 5))));
        assertEq(token.balanceOf(thief), 5, "paid");
    }

    function test_addPayee_paysInTheCallThatAppliesIt() public {
        Change memory change = _addPayee(relayer);
        _propose(change);
        vm.warp(START + 48 hours);
        Call[] memory calls = new Call[](2);
        calls[0] = _call(address(account), abi.encodeCall(IPasskeyAccount.applyChange, (change)))[0];
        calls[1] = _call(address(token), abi.encodeCall(IERC20.transfer, (relayer, 5)))[0];
        _act(PHONE, calls);
        assertEq(token.balanceOf(relayer), 5, "paid");
    }

    function test_cancelChange_byTheOtherCredential() public {
        Change memory change = _addPayee(thief);
        bytes32 id = _propose(change);
        vm.warp(START + 48 hours);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.ChangeCancelled(id);
        _cancel(LAPTOP, id);
        assertEq(account.changeReadyAt(id), 0, "gone");
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ChangeNotFound.selector, id));
        _apply(change);
    }

    function test_cancelChange_revertsWhen_nothingIsPending() public {
        bytes32 id = account.changeId(_addPayee(thief));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ChangeNotFound.selector, id));
        vm.prank(address(account));
        account.cancelChange(id);
    }

    function test_applyChange_revertsWhen_appliedBefore() public {
        Change memory change = _addPayee(thief);
        _carryOut(change);
        bytes32 id = account.changeId(change);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ChangeNotFound.selector, id));
        _apply(change);
    }

    /// @dev Another proposal of the same would start its clock anew.
    function test_proposeChange_revertsWhen_pendingAlready() public {
        bytes32 id = _propose(_addPayee(thief));
        _expectRefusal(
            _addPayee(thief), abi.encodeWithSelector(IPasskeyAccount.ChangeExists.selector, id, START + 48 hours)
        );
    }

    function test_proposeChange_againAfterItWasCancelled() public {
        bytes32 id = _propose(_addPayee(thief));
        _cancel(PHONE, id);
        vm.warp(START + 47 hours);
        _propose(_addPayee(thief));
        assertEq(account.changeReadyAt(id), START + 95 hours, "a clock of its own");
    }

    function test_removePayee_isImmediate() public {
        vm.expectEmit(address(account));
        emit IPasskeyAccount.PayeeRemoved(payee);
        _act(LAPTOP, _call(address(account), abi.encodeCall(IPasskeyAccount.removePayee, (payee))));
        assertTrue(!account.isPayee(payee), "removed");
    }

    function test_removePayee_revertsWhen_itIsNone() public {
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.PayeeNotFound.selector, thief));
        vm.prank(address(account));
        account.removePayee(thief);
    }

    // ------------------------------------------------------------------ credentials

    function test_setCredential_replacesAfter48Hours() public {
        Credential memory fresh = _credential(NEW_LAPTOP);
        Change memory change = _setCredential(1, fresh);
        _propose(change);
        vm.warp(START + 48 hours);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CredentialSet(1, fresh.qx, fresh.qy, false);
        _apply(change);
        _assertOwner(PHONE, true);
        _assertOwner(NEW_LAPTOP, true);
        _assertOwner(LAPTOP, false);
    }

    function test_setCredential_changesUserVerification() public {
        Credential memory lax = _credential(PHONE);
        lax.presenceOnly = true;
        _carryOut(_setCredential(0, lax));
        assertTrue(account.credentialAt(0).presenceOnly, "lax");
        bytes32 digest = _executeDigest(address(account), new Call[](0), 5, type(uint40).max);
        account.executeSigned(new Call[](0), 5, type(uint40).max, _assertion(PHONE, digest, PRESENT));
        _carryOut(_setCredential(0, _credential(PHONE)));
        assertTrue(!account.credentialAt(0).presenceOnly, "strict again");
    }

    function test_setCredential_revertsWhen_theAccountHasItAlready() public {
        Change memory change = _setCredential(1, _credential(PHONE));
        _propose(change);
        vm.warp(START + 48 hours);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPasskeyAccount.CredentialExists.selector, change.credentials[0].qx, change.credentials[0].qy
            )
        );
        _apply(change);
    }

    function test_setCredential_revertsWhen_itIsNoPoint() public {
        Credential memory bad = _credential(PHONE);
        bad.qx = 0;
        bytes memory error_ = abi.encodeWithSelector(IPasskeyAccount.CredentialInvalid.selector, bad.qx, bad.qy);
        _expectRefusal(_setCredential(0, bad), error_);
    }

    function test_removeCredential_leavesTheOther() public {
        Change memory change = _removeCredential(0);
        _propose(change);
        vm.warp(START + 48 hours);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CredentialRemoved(0);
        _apply(change);
        _assertOwner(PHONE, false);
        _assertOwner(LAPTOP, true);
    }

    function test_removeCredential_revertsWhen_itIsTheLast() public {
        _carryOut(_removeCredential(1));
        Change memory change = _removeCredential(0);
        _propose(change);
        vm.warp(block.timestamp + 48 hours);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialIsLast.selector, 0));
        _apply(change);
        _assertOwner(PHONE, true);
    }

    function test_removeCredential_revertsWhen_thereIsNone() public {
        _carryOut(_removeCredential(1));
        Change memory change = _removeCredential(1);
        _propose(change);
        vm.warp(block.timestamp + 48 hours);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialNotFound.selector, 1));
        _apply(change);
    }

    function test_credentialAt_revertsWhen_thereIsNoSuchPlace() public {
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialIndexOutOfRange.selector, 2, 1));
        account.credentialAt(2);
        bytes memory error_ = abi.encodeWithSelector(IPasskeyAccount.CredentialIndexOutOfRange.selector, 2, 1);
        _expectRefusal(_removeCredential(2), error_);
        _expectRefusal(_setCredential(2, _credential(NEW_PHONE)), error_);
    }

    // ------------------------------------------------------------------ guardian

    function test_setGuardian_after48Hours() public {
        Change memory change = _setGuardian(relayer);
        _propose(change);
        vm.warp(START + 48 hours);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.GuardianSet(relayer);
        _apply(change);
        assertEq(account.guardian(), relayer, "guardian");
        _carryOut(_setGuardian(address(0)));
        assertEq(account.guardian(), address(0), "none");
    }

    function test_recover_replacesAllCredentials() public {
        Change memory change = _recover(_one(_credential(NEW_PHONE)));
        bytes32 id = account.changeId(change);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.ChangeProposed(id, change, uint40(START + 7 days));
        vm.prank(guardian);
        assertEq(account.proposeRecovery(change.credentials), id, "id");

        vm.warp(START + 7 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.ChangeNotReady.selector, id, START + 7 days - 1, START + 7 days)
        );
        _apply(change);

        vm.warp(START + 7 days);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CredentialRemoved(0);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CredentialRemoved(1);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.CredentialSet(0, change.credentials[0].qx, change.credentials[0].qy, false);
        vm.expectEmit(address(account));
        emit IPasskeyAccount.Recovered(guardian);
        _apply(change);
        _assertOwner(NEW_PHONE, true);
        _assertOwner(PHONE, false);
        _assertOwner(LAPTOP, false);
        assertTrue(account.isPayee(payee), "payees stay");
    }

    function test_recover_byTwoCredentials() public {
        Change memory change = _recover(_two(_credential(NEW_PHONE), _credential(NEW_LAPTOP)));
        vm.prank(guardian);
        account.proposeRecovery(change.credentials);
        vm.warp(START + 7 days);
        _apply(change);
        _assertOwner(NEW_PHONE, true);
        _assertOwner(NEW_LAPTOP, true);
    }

    /// @dev What a thief had proposed before dies with his credential.
    function test_recover_voidsWhateverElseIsPending() public {
        Change memory theft = _addPayee(thief);
        bytes32 id = _propose(theft);
        Change memory change = _recover(_one(_credential(NEW_PHONE)));
        vm.prank(guardian);
        account.proposeRecovery(change.credentials);
        vm.warp(START + 7 days);
        _apply(change);
        assertTrue(account.changeId(theft) != id, "another id");
        bytes32 now_ = account.changeId(theft);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ChangeNotFound.selector, now_));
        _apply(theft);
    }

    function test_recover_isStoppedByAnyCredential() public {
        uint256[2] memory keys = [PHONE, LAPTOP];
        for (uint256 i = 0; i < 2; i++) {
            Change memory change = _recover(_one(_credential(NEW_PHONE)));
            vm.prank(guardian);
            bytes32 id = account.proposeRecovery(change.credentials);
            _cancel(keys[i], id);
            vm.warp(block.timestamp + 7 days);
            vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.ChangeNotFound.selector, id));
            _apply(change);
        }
    }

    function test_recover_revertsWhen_theGuardianWasReplaced() public {
        Change memory change = _recover(_one(_credential(NEW_PHONE)));
        vm.prank(guardian);
        account.proposeRecovery(change.credentials);
        _carryOut(_setGuardian(relayer));
        vm.warp(START + 7 days);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CallerNotGuardian.selector, guardian, relayer));
        _apply(change);
        _assertOwner(PHONE, true);
    }

    function test_proposeRecovery_revertsWhen_callerIsNotTheGuardian() public {
        Credential[] memory fresh = _one(_credential(NEW_PHONE));
        address[2] memory callers = [thief, address(account)];
        for (uint256 i = 0; i < 2; i++) {
            vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CallerNotGuardian.selector, callers[i], guardian));
            vm.prank(callers[i]);
            account.proposeRecovery(fresh);
        }
    }

    function test_proposeRecovery_revertsWhen_thereIsNoGuardian() public {
        Configuration memory c = _configuration();
        c.guardian = address(0);
        account = IPasskeyAccount(factory.createAccount(c));
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CallerNotGuardian.selector, guardian, address(0)));
        vm.prank(guardian);
        account.proposeRecovery(c.credentials);
    }

    function test_proposeRecovery_revertsWhen_credentialsAreWrong() public {
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialCountOutOfRange.selector, 0, 2));
        vm.prank(guardian);
        account.proposeRecovery(new Credential[](0));
        Credential memory bad = Credential(bytes32(uint256(1)), bytes32(uint256(1)), false);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialInvalid.selector, bad.qx, bad.qy));
        vm.prank(guardian);
        account.proposeRecovery(_one(bad));
    }

    // ------------------------------------------------------------------ who may, and what is no change

    function test_settings_revertWhen_callerIsNotTheAccount() public {
        bytes[3] memory all = [
            abi.encodeCall(IPasskeyAccount.proposeChange, (_addPayee(thief))),
            abi.encodeCall(IPasskeyAccount.cancelChange, (bytes32(0))),
            abi.encodeCall(IPasskeyAccount.removePayee, (payee))
        ];
        // The entry point executes whatever was signed, but only through `execute`, where the payee lock is.
        address[3] memory callers = [thief, guardian, ENTRY_POINT];
        for (uint256 i = 0; i < all.length; i++) {
            for (uint256 j = 0; j < callers.length; j++) {
                vm.prank(callers[j]);
                (bool done, bytes memory answer) = address(account).call(all[i]);
                assertTrue(!done, "refused");
                assertEq(
                    keccak256(answer),
                    keccak256(
                        abi.encodeWithSelector(IPasskeyAccount.CallerNotAccount.selector, callers[j], address(account))
                    ),
                    "why"
                );
            }
        }
    }

    function test_proposeChange_revertsWhen_payeeIsNone() public {
        address[5] memory none = [address(0), address(account), address(escrow), PERMIT2, ENTRY_POINT];
        for (uint256 i = 0; i < none.length; i++) {
            _expectRefusal(_addPayee(none[i]), abi.encodeWithSelector(IPasskeyAccount.PayeeInvalid.selector, none[i]));
        }
    }

    function test_proposeChange_revertsWhen_fieldsAreNotThoseOfItsKind() public {
        Credential[] memory none = new Credential[](0);
        Credential[] memory one = _one(_credential(NEW_PHONE));
        _expectInvalid(Change(ChangeKind.AddPayee, thief, 1, none));
        _expectInvalid(Change(ChangeKind.AddPayee, thief, 0, one));
        _expectInvalid(Change(ChangeKind.SetGuardian, thief, 1, none));
        _expectInvalid(Change(ChangeKind.SetGuardian, thief, 0, one));
        _expectInvalid(Change(ChangeKind.SetCredential, thief, 0, one));
        _expectInvalid(Change(ChangeKind.SetCredential, address(0), 0, none));
        _expectInvalid(Change(ChangeKind.SetCredential, address(0), 0, _two(one[0], one[0])));
        _expectInvalid(Change(ChangeKind.RemoveCredential, thief, 0, none));
        _expectInvalid(Change(ChangeKind.RemoveCredential, address(0), 0, one));
        _expectInvalid(Change(ChangeKind.Recover, address(0), 0, one));
        _expectInvalid(Change(ChangeKind.Recover, address(0), 0, none));
    }

    /// @dev Whatever the thief of a device does alone, the money is there after 48 hours if the owner looks.
    /// forge-config: default.fuzz.runs = 16
    function testFuzz_settings_oneDeviceCannotHurryAnything(uint256 wait) public {
        wait = bound(wait, 0, 48 hours - 1);
        Change[4] memory changes =
            [_addPayee(thief), _setCredential(1, _credential(NEW_LAPTOP)), _removeCredential(1), _setGuardian(thief)];
        for (uint256 i = 0; i < changes.length; i++) {
            bytes32 id = _propose(changes[i]);
            uint256 readyAt = account.changeReadyAt(id);
            vm.warp(block.timestamp + wait);
            vm.expectRevert(
                abi.encodeWithSelector(IPasskeyAccount.ChangeNotReady.selector, id, block.timestamp, readyAt)
            );
            _apply(changes[i]);
            _cancel(LAPTOP, id);
        }
        _assertOwner(LAPTOP, true);
        assertEq(account.guardian(), guardian, "guardian");
    }
}
