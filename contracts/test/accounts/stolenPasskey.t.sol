// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {Call, Change, IPasskeyAccount} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

/// @title A thief has a passkey and does what he likes; the owner looks once in less than 48 hours
contract StolenPasskeyTest is PasskeyFixture {
    bytes32[] private _pending;
    bytes[] private _proposed; // as calls of applyChange

    /// @dev The thief's next try. He acts as the entry point does, as if every signature were his.
    function _try(uint256 choice) private {
        address t = address(token);
        Consent memory consent = Consent(address(account), type(uint40).max, "");
        address to = choice & 0x100 == 0 ? thief : relayer;
        uint256 amount = 1 + (choice >> 16) % RICH;
        uint256 kind = choice % 16;
        if (kind < 4) return _settings(kind, to);
        if (kind == 4) return _steal(t, abi.encodeCall(IERC20.transfer, (to, amount)));
        if (kind == 5) return _steal(t, abi.encodeCall(IERC20.approve, (to, amount)));
        if (kind == 6) return _steal(t, abi.encodeCall(IERC20.approve, (address(escrow), amount)));
        if (kind == 7) return _steal(t, abi.encodeCall(IERC20.transferFrom, (address(account), to, amount)));
        if (kind == 8) return _steal(address(escrow), abi.encodeCall(IEscrow.deposit, (t, amount, to)));
        if (kind == 9) return _steal(address(escrow), abi.encodeCall(IEscrow.withdraw, (t, amount, to, 1, consent)));
        if (kind == 10) return _steal(address(escrow), abi.encodeCall(IEscrow.postBond, (t, amount, to, 1, consent)));
        if (kind == 11) {
            return _steal(address(escrow), abi.encodeCall(IEscrow.withdrawBond, (t, amount, to, 1, consent)));
        }
        // What he may: moving the account's own money between its own places.
        if (kind == 12) {
            return _steal(address(escrow), abi.encodeCall(IEscrow.withdraw, (t, amount, address(account), 1, consent)));
        }
        if (kind == 13) {
            return _steal(address(escrow), abi.encodeCall(IEscrow.postBond, (t, amount, address(account), 1, consent)));
        }
        if (kind == 14) return _applyAll();
        _steal(address(account), abi.encodeCall(IPasskeyAccount.removePayee, (payee)));
    }

    function _settings(uint256 kind, address to) private {
        Change memory change = kind == 0
            ? _addPayee(to)
            : kind == 1
                ? _setCredential(1, _credential(NEW_LAPTOP))
                : kind == 2 ? _removeCredential(1) : _setGuardian(to);
        bytes32 id = account.changeId(change);
        if (account.changeReadyAt(id) == 0) {
            _pending.push(id);
            _proposed.push(abi.encodeCall(IPasskeyAccount.applyChange, (change)));
        }
        _steal(address(account), abi.encodeCall(IPasskeyAccount.proposeChange, (change)));
    }

    function _steal(address target, bytes memory data) private {
        vm.prank(ENTRY_POINT);
        (bool done,) = address(account).call(abi.encodeCall(IPasskeyAccount.execute, (_call(target, data))));
        done;
    }

    function _applyAll() private {
        for (uint256 i = 0; i < _proposed.length; i++) {
            vm.prank(thief);
            (bool done,) = address(account).call(_proposed[i]);
            assertTrue(!done, "nothing is ready before its time, or after it was cancelled");
        }
    }

    /// @dev The owner cancels whatever is pending, by one signature of the other passkey.
    function _look() private {
        uint256 count;
        for (uint256 i = 0; i < _pending.length; i++) {
            if (account.changeReadyAt(_pending[i]) != 0) count++;
        }
        Call[] memory calls = new Call[](count);
        for (uint256 i = 0; i < _pending.length; i++) {
            if (account.changeReadyAt(_pending[i]) == 0) continue;
            bytes memory data = abi.encodeCall(IPasskeyAccount.cancelChange, (_pending[i]));
            calls[--count] = Call(address(account), 0, data);
        }
        _act(LAPTOP, calls);
        delete _pending;
    }

    /// @dev All that the account has, wherever it is, and all that others got.
    function _assertNothingLeft() private view {
        (uint256 bond,) = escrow.bondOf(address(token), address(account));
        uint256 all = token.balanceOf(address(account)) + escrow.balanceOf(address(token), address(account)) + bond;
        assertEq(all, 2 * RICH, "all of it");
        address[2] memory thieves = [thief, relayer];
        for (uint256 i = 0; i < 2; i++) {
            assertEq(token.allowance(address(account), thieves[i]), 0, "allowance");
            assertTrue(!account.isPayee(thieves[i]), "payee");
        }
        assertEq(account.guardian(), guardian, "guardian");
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_stolenPasskey_movesNothing(uint256[24] calldata choices) public {
        for (uint256 i = 0; i < choices.length; i++) {
            _try(choices[i]);
            if (i % 6 != 5) continue;
            vm.warp(block.timestamp + 47 hours);
            _applyAll();
            _look();
        }
        _assertNothingLeft();
    }

    /// @dev The same, had nobody looked: this is what the 48 hours are for.
    function test_stolenPasskey_takesAllWhenNobodyLooks() public {
        _settings(0, thief);
        vm.warp(block.timestamp + 48 hours);
        (bool done,) = address(account).call(_proposed[0]);
        assertTrue(done, "applied");
        _steal(address(token), abi.encodeCall(IERC20.transfer, (thief, RICH)));
        assertEq(token.balanceOf(thief), RICH, "thief");
    }
}
