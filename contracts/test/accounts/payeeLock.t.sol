// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {Call, Configuration, IPasskeyAccount, IPasskeyAccountFactory} from "../../src/interfaces/IPasskeyAccount.sol";
import {PlainToken} from "../mocks/Tokens.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

interface IBatch {
    function batch(bytes[] calldata calls, uint256 gasEach) external;
}

interface IOldToken {
    function increaseAllowance(address spender, uint256 amount) external returns (bool);
}

/// @dev Takes any call and keeps it.
contract Recorder {
    bytes public last;
    uint256 public calls;

    receive() external payable {
        calls++;
    }

    fallback() external payable {
        (last, calls) = (msg.data, calls + 1);
    }
}

/// @dev Reads a batch as the escrow does: as the arguments of a call.
contract Readable {
    function read(bytes calldata data) external view returns (bytes[] memory) {
        (bool done, bytes memory answer) = address(this).staticcall(data);
        return done ? abi.decode(answer, (bytes[])) : new bytes[](0);
    }

    function batch(bytes[] calldata calls, uint256) external pure returns (bytes[] memory) {
        return calls;
    }

    /// @dev Whether the escrow would take it for a move of money to `to`.
    function isMove(bytes calldata item, address to) external pure returns (bool) {
        bytes4 selector = bytes4(item);
        bool names = selector == IEscrow.withdraw.selector || selector == IEscrow.deposit.selector;
        return names && item.length >= 100 && bytes32(item[68:100]) == bytes32(uint256(uint160(to)));
    }
}

/// @title What an account may call: its money leaves only to payees
contract PayeeLockTest is PasskeyFixture {
    Consent private _consent;

    function setUp() public override {
        super.setUp();
        _consent = Consent(address(account), uint40(START + 1 days), "");
    }

    function _refuse(address target, bytes memory data, address who) private {
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.PayeeNotUsable.selector, target, bytes4(data), who));
        _actAsEntryPoint(_call(target, data));
    }

    /// @dev The calls that move money inside the escrow or out of it, by their recipient.
    function _movesTo(address to) private view returns (bytes[4] memory) {
        address t = address(token);
        return [
            abi.encodeCall(IEscrow.withdraw, (t, 5, to, 0, _consent)),
            abi.encodeCall(IEscrow.postBond, (t, 5, to, 0, _consent)),
            abi.encodeCall(IEscrow.withdrawBond, (t, 5, to, 0, _consent)),
            abi.encodeCall(IEscrow.deposit, (t, 5, to))
        ];
    }

    // ------------------------------------------------------------------ the escrow

    function test_lock_letsEscrowMoneyGoToTheAccountAndToPayees() public {
        _actAsEntryPoint(_call(address(token), abi.encodeCall(IERC20.approve, (address(escrow), RICH))));
        address[2] memory recipients = [address(account), payee];
        for (uint256 i = 0; i < 2; i++) {
            uint256 had = token.balanceOf(recipients[i]);
            bytes[4] memory moves = _movesTo(recipients[i]);
            _actAsEntryPoint(_call(address(escrow), moves[0]));
            assertEq(token.balanceOf(recipients[i]) - had, 5, "withdrawn");
            _actAsEntryPoint(_call(address(escrow), moves[1]));
            (uint256 bond,) = escrow.bondOf(address(token), recipients[i]);
            assertEq(bond, 5, "bond");
            had = escrow.balanceOf(address(token), recipients[i]);
            _actAsEntryPoint(_call(address(escrow), moves[3]));
            assertEq(escrow.balanceOf(address(token), recipients[i]) - had, 5, "deposited");
        }
        _actAsEntryPoint(_call(address(escrow), _movesTo(payee)[2]));
        assertEq(escrow.balanceOf(address(token), payee), 10, "bond withdrawn");
    }

    function test_lock_revertsWhen_escrowMoneyGoesElsewhere() public {
        address[3] memory others = [thief, address(escrow), address(0)];
        for (uint256 i = 0; i < others.length; i++) {
            bytes[4] memory moves = _movesTo(others[i]);
            for (uint256 j = 0; j < moves.length; j++) {
                _refuse(address(escrow), moves[j], others[i]);
            }
        }
    }

    function test_lock_revertsWhen_recipientIsCutOrNoAddress() public {
        bytes[4] memory moves = _movesTo(payee);
        for (uint256 j = 0; j < moves.length; j++) {
            bytes memory error_ =
                abi.encodeWithSelector(IPasskeyAccount.CallDataInvalid.selector, address(escrow), bytes4(moves[j]));
            bytes memory dirty = bytes.concat(moves[j]);
            dirty[4 + 64] = 0x01;
            vm.expectRevert(error_);
            _actAsEntryPoint(_call(address(escrow), dirty));
            bytes memory cut = new bytes(4 + 95);
            for (uint256 i = 0; i < cut.length; i++) {
                cut[i] = moves[j][i];
            }
            vm.expectRevert(error_);
            _actAsEntryPoint(_call(address(escrow), cut));
        }
    }

    function test_lock_letsTheAccountAct() public {
        bytes memory data = abi.encodeCall(IEscrow.burnNonce, (5, _consent));
        _actAsEntryPoint(_call(address(escrow), data));
        assertTrue(escrow.isNonceUsed(address(account), 5), "burnt");
        data = abi.encodeCall(IEscrow.setOperator, (thief, uint40(START + 9), 6, _consent));
        _actAsEntryPoint(_call(address(escrow), data));
        assertEq(escrow.operatorUntil(address(account), thief), START + 9, "operator");
    }

    function test_lock_revertsWhen_valueGoesToTheEscrow() public {
        vm.deal(address(account), 1);
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.PayeeNotUsable.selector, address(escrow), bytes4(0), address(escrow))
        );
        _actAsEntryPoint(_call(address(escrow), uint256(1)));
    }

    // ------------------------------------------------------------------ batches of the escrow

    function _batch(bytes memory first, bytes memory second) private pure returns (bytes memory) {
        bytes[] memory items = new bytes[](2);
        (items[0], items[1]) = (first, second);
        return abi.encodeCall(IBatch.batch, (items, 100_000));
    }

    /// @dev The account of another escrow, which takes every call: the rule is about the call alone.
    function _atRecorder() private returns (Recorder recorder) {
        recorder = new Recorder();
        factory = _factoryFor(address(recorder));
        account = IPasskeyAccount(factory.createAccount(_configuration()));
    }

    function test_lock_checksTheItemsOfABatch() public {
        Recorder recorder = _atRecorder();
        bytes[4] memory good = _movesTo(payee);
        bytes[4] memory bad = _movesTo(thief);
        bytes memory harmless = abi.encodeCall(IEscrow.burnNonce, (5, _consent));
        for (uint256 i = 0; i < 4; i++) {
            bytes memory data = _batch(good[i], harmless);
            _actAsEntryPoint(_call(address(recorder), data));
            assertEq(keccak256(recorder.last()), keccak256(data), "passed on as it is");
            bytes memory error_ = abi.encodeWithSelector(
                IPasskeyAccount.PayeeNotUsable.selector, address(recorder), bytes4(bad[i]), thief
            );
            vm.expectRevert(error_);
            _actAsEntryPoint(_call(address(recorder), _batch(harmless, bad[i])));
            vm.expectRevert(error_);
            _actAsEntryPoint(_call(address(recorder), _batch(bad[i], harmless)));
        }
        assertEq(recorder.calls(), 4, "nothing else");
    }

    function test_lock_revertsWhen_batchHoldsABatch() public {
        Recorder recorder = _atRecorder();
        bytes memory inner = _batch(_movesTo(payee)[0], _movesTo(payee)[1]);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.BatchNested.selector, address(recorder)));
        _actAsEntryPoint(_call(address(recorder), _batch(_movesTo(payee)[0], inner)));
    }

    /// @dev Offsets that point behind the call, into each other or nowhere never let an item through unseen.
    function testFuzz_lock_batchHidesNothing(uint256 position, uint256 word) public {
        Recorder recorder = _atRecorder();
        bytes memory data = _batch(_movesTo(thief)[0], _movesTo(thief)[3]);
        position = bound(position, 0, (data.length - 4) / 32 - 1);
        word = bound(word, 0, 2 * data.length);
        assembly {
            mstore(add(add(data, 0x24), mul(0x20, position)), word)
        }
        vm.prank(ENTRY_POINT);
        (bool done,) = address(account).call(abi.encodeCall(IPasskeyAccount.execute, (_call(address(recorder), data))));
        if (!done) return;
        Readable reader = new Readable();
        bytes[] memory items = reader.read(recorder.last());
        for (uint256 i = 0; i < items.length; i++) {
            assertTrue(!reader.isMove(items[i], thief), "a move to the thief");
        }
    }

    // ------------------------------------------------------------------ tokens

    function test_lock_letsTokensGoToPayees() public {
        _actAsEntryPoint(_call(address(token), abi.encodeCall(IERC20.transfer, (payee, 5))));
        assertEq(token.balanceOf(payee), 5, "transfer");
        _actAsEntryPoint(_call(address(token), abi.encodeCall(IERC20.approve, (payee, 6))));
        assertEq(token.allowance(address(account), payee), 6, "approve");
        _actAsEntryPoint(_call(address(token), abi.encodeCall(IERC20.approve, (PERMIT2, 7))));
        assertEq(token.allowance(address(account), PERMIT2), 7, "approve Permit2");
        token.approve(address(account), 8);
        bytes memory data = abi.encodeCall(IERC20.transferFrom, (address(this), payee, 8));
        _actAsEntryPoint(_call(address(token), data));
        assertEq(token.balanceOf(payee), 13, "transferFrom");
    }

    function test_lock_letsTheAccountCollect() public {
        token.approve(address(account), 8);
        bytes memory data = abi.encodeCall(IERC20.transferFrom, (address(this), address(account), 8));
        _actAsEntryPoint(_call(address(token), data));
        assertEq(token.balanceOf(address(account)), RICH + 8, "collected");
    }

    function test_lock_revertsWhen_tokensGoElsewhere() public {
        _refuse(address(token), abi.encodeCall(IERC20.transfer, (thief, 5)), thief);
        _refuse(address(token), abi.encodeCall(IERC20.transfer, (address(escrow), 5)), address(escrow));
        _refuse(address(token), abi.encodeCall(IERC20.transferFrom, (payee, thief, 5)), thief);
        _refuse(address(token), abi.encodeCall(IERC20.transferFrom, (address(account), thief, 5)), thief);
        _refuse(address(token), abi.encodeCall(IERC20.approve, (thief, 5)), thief);
        _refuse(address(token), abi.encodeCall(IOldToken.increaseAllowance, (thief, 5)), thief);
        _refuse(address(token), abi.encodeCall(IOldToken.increaseAllowance, (PERMIT2, 5)), PERMIT2);
    }

    /// @dev Whatever else a token can do needs the token to be a payee.
    function test_lock_revertsWhen_tokenIsAskedForAnythingElse() public {
        bytes memory data =
            abi.encodeWithSignature("transferAndCall(address,uint256,bytes)", payee, uint256(5), bytes(""));
        _refuse(address(token), data, address(token));
        _refuse(address(token), "", address(token));
        _refuse(address(token), hex"a9059c", address(token));
    }

    /// @dev A payee that is a token itself still pays only payees.
    function test_lock_revertsWhen_payeeIsATokenAndPaysAnother() public {
        PlainToken odd = new PlainToken();
        Configuration memory c = _configuration();
        c.payees[0] = address(odd);
        account = IPasskeyAccount(factory.createAccount(c));
        _refuse(address(odd), abi.encodeCall(IERC20.transfer, (thief, 0)), thief);
    }

    function test_lock_revertsWhen_callIsShort() public {
        bytes4[4] memory selectors = [
            IERC20.transfer.selector,
            IERC20.approve.selector,
            IERC20.transferFrom.selector,
            IOldToken.increaseAllowance.selector
        ];
        for (uint256 i = 0; i < selectors.length; i++) {
            vm.expectRevert(
                abi.encodeWithSelector(IPasskeyAccount.CallDataInvalid.selector, address(token), selectors[i])
            );
            _actAsEntryPoint(_call(address(token), abi.encodePacked(selectors[i], new bytes(31))));
        }
    }

    // ------------------------------------------------------------------ native currency and anything else

    function test_lock_letsPayeesBeCalledAndPaid() public {
        Recorder recorder = new Recorder();
        Configuration memory c = _configuration();
        c.payees[0] = address(recorder);
        account = IPasskeyAccount(factory.createAccount(c));
        vm.deal(address(account), 5);
        _actAsEntryPoint(_call(address(recorder), uint256(5)));
        assertEq(address(recorder).balance, 5, "paid");
        _actAsEntryPoint(_call(address(recorder), hex"deadbeef"));
        assertEq(keccak256(recorder.last()), keccak256(hex"deadbeef"), "called");
    }

    function test_lock_revertsWhen_anybodyElseIsCalledOrPaid() public {
        vm.deal(address(account), 5);
        address[5] memory others = [thief, ENTRY_POINT, PERMIT2, address(factory), address(account)];
        for (uint256 i = 0; i < others.length; i++) {
            vm.expectRevert(
                abi.encodeWithSelector(IPasskeyAccount.PayeeNotUsable.selector, others[i], bytes4(0), others[i])
            );
            _actAsEntryPoint(_call(others[i], uint256(5)));
            if (others[i] != address(account)) _refuse(others[i], hex"deadbeef", others[i]);
        }
    }

    /// @dev What was put into the entry point for gas stays there, too.
    function test_lock_revertsWhen_entryPointIsToPayTheThief() public {
        _refuse(ENTRY_POINT, abi.encodeWithSignature("withdrawTo(address,uint256)", thief, uint256(5)), ENTRY_POINT);
    }

    function test_lock_revertsWhen_tokenCallCarriesValue() public {
        vm.deal(address(account), 5);
        Call[] memory calls = _call(address(token), abi.encodeCall(IERC20.transfer, (payee, 5)));
        calls[0].value = 5;
        vm.expectRevert(
            abi.encodeWithSelector(
                IPasskeyAccount.PayeeNotUsable.selector, address(token), IERC20.transfer.selector, address(token)
            )
        );
        _actAsEntryPoint(calls);
    }

    /// @dev Inside a call of the account to itself, the same rule holds.
    function test_lock_revertsWhen_hiddenInACallToItself() public {
        Call[] memory theft = _call(address(token), abi.encodeCall(IERC20.transfer, (thief, 5)));
        vm.expectRevert(
            abi.encodeWithSelector(
                IPasskeyAccount.PayeeNotUsable.selector, address(token), IERC20.transfer.selector, thief
            )
        );
        _actAsEntryPoint(_call(address(account), abi.encodeCall(IPasskeyAccount.execute, (theft))));
    }

    /// @dev A payee that the first call removes is none for the second.
    function test_lock_seesWhatEarlierCallsDid() public {
        Call[] memory calls = new Call[](2);
        calls[0] = _call(address(account), abi.encodeCall(IPasskeyAccount.removePayee, (payee)))[0];
        calls[1] = _call(address(token), abi.encodeCall(IERC20.transfer, (payee, 5)))[0];
        vm.expectRevert(
            abi.encodeWithSelector(
                IPasskeyAccount.PayeeNotUsable.selector, address(token), IERC20.transfer.selector, payee
            )
        );
        _actAsEntryPoint(calls);
    }

    /// @dev Whoever is to receive: but for payees, the account and the spenders that cannot keep, it is refused.
    function testFuzz_lock_nobodyElseReceives(uint8 which, address to, uint256 amount, uint256 position) public {
        if (to == payee || to == address(account) || to == address(escrow) || to == PERMIT2) to = thief;
        bytes[8] memory all;
        bytes[4] memory moves = _movesTo(to);
        (all[0], all[1], all[2], all[3]) = (moves[0], moves[1], moves[2], moves[3]);
        all[4] = abi.encodeCall(IERC20.transfer, (to, amount));
        all[5] = abi.encodeCall(IERC20.transferFrom, (address(account), to, amount));
        all[6] = abi.encodeCall(IERC20.approve, (to, amount));
        all[7] = _batch(_movesTo(payee)[position % 4], moves[which % 4]);
        uint256 pick = which % 8;
        address target = pick < 4 || pick == 7 ? address(escrow) : address(token);
        bytes4 selector = bytes4(pick == 7 ? moves[which % 4] : all[pick]);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.PayeeNotUsable.selector, target, selector, to));
        _actAsEntryPoint(_call(target, all[pick]));
    }

    function _factoryFor(address escrow_) private returns (IPasskeyAccountFactory) {
        return
            IPasskeyAccountFactory(
                vm.deployCode("PasskeyAccountFactory.sol:PasskeyAccountFactory", abi.encode(escrow_))
            );
    }
}
