// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC3009} from "../../src/interfaces/IERC3009.sol";
import {Agreement, Consent, IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {IPermit2} from "../../src/interfaces/IPermit2.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {ReentrantToken} from "../mocks/Tokens.sol";
import {Wallet} from "../mocks/Wallets.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {Vm} from "../Test.sol";

/// @title Many calls in one: each fails alone and says why
contract BatchTest is EscrowFixture {
    using Moves for Move;

    uint256 private constant GAS_EACH = 700_000;
    Order[3] private _orders;
    bytes32[3] private _ids;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 3; i++) {
            _orders[i] = attestedShop();
            _orders[i].salt = 100 + i;
            _use(_orders[i]);
            _ids[i] = id;
        }
    }

    // ------------------------------------------------------------------ making calls

    function _signedCall(uint256 i, Act act, address by, State meant, uint256 amount, bytes32 word)
        private
        returns (bytes memory)
    {
        _use(_orders[i]);
        Move memory m = _move(act, by, meant, amount, word);
        Consent memory consent = Consent(by, m.until, _sign(by, _digest(_hash(m))));
        if (act == Act.Fund) return abi.encodeCall(IEscrow.fund, (terms, amount == 1, _agreed(), consent));
        return m.data(terms, consent);
    }

    function _ownCall(uint256 i, Act act, address by, State meant, uint256 amount, bytes32 word)
        private
        returns (bytes memory)
    {
        _use(_orders[i]);
        Move memory m = _move(act, by, meant, amount, word);
        Consent memory consent = Consent(by, m.until, "");
        if (act == Act.Fund) return abi.encodeCall(IEscrow.fund, (terms, amount == 1, _agreed(), consent));
        return m.data(terms, consent);
    }

    function _all(Act act, address by, State meant, uint256 amount, bytes32 word)
        private
        returns (bytes[] memory calls)
    {
        calls = new bytes[](3);
        for (uint256 i = 0; i < 3; i++) {
            calls[i] = _signedCall(i, act, by, meant, amount, word);
        }
    }

    function _batch(address caller, bytes[] memory calls) private returns (uint256 failed) {
        vm.prank(caller);
        return escrow.batch(calls, GAS_EACH);
    }

    /// @dev Of all calls the one at `index` fails, for that reason.
    function _assertFails(address caller, bytes[] memory calls, uint256 index, bytes memory reason) private {
        vm.recordLogs();
        assertEq(_batch(caller, calls), 1, "one failed");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 told;
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].topics[0] != IEscrow.BatchCallFailed.selector) continue;
            assertEq(keccak256(logs[i].data), keccak256(abi.encode(index, reason)), "index and reason");
            told++;
        }
        assertEq(told, 1, "told once");
    }

    function _assertStates(State expected) private view {
        for (uint256 i = 0; i < 3; i++) {
            assertEq(uint256(escrow.statusOf(_ids[i]).state), uint256(expected), "state");
        }
    }

    // ------------------------------------------------------------------ the many-order forms

    function test_batch_funds_ships_delivers_confirms_withdraws() public {
        assertEq(_batch(relayer, _all(Act.Fund, buyer, State.None, 1, 0)), 0, "funded");
        _assertStates(State.Accepted);
        assertEq(_batch(relayer, _all(Act.Ship, seller, State.Accepted, 0, RECORD)), 0, "shipped");
        _assertStates(State.Shipped);
        assertEq(_batch(relayer, _all(Act.Deliver, attestor, State.Shipped, 0, RECORD)), 0, "delivered");
        _assertStates(State.Delivered);
        _mark();
        assertEq(_batch(relayer, _all(Act.Confirm, buyer, State.Delivered, 0, 0)), 0, "confirmed");
        _assertStates(State.Settled);
        // 1,100,011 are earned, of which the platform takes 3.33 % of 1,070,004.
        _assertCredits(3 * 20_011, 3 * (1_100_011 - 35_631), 3 * 35_631);
        uint256 wallet = token.balanceOf(desk);
        assertEq(_batch(relayer, _all(Act.Withdraw, seller, State.None, 1_000, _word(desk))), 0, "withdrawn");
        assertEq(token.balanceOf(desk), wallet + 3_000, "wallet");
    }

    function test_batch_lapses() public {
        _batch(relayer, _all(Act.Fund, buyer, State.None, 1, 0));
        vm.warp(START + 7 days + 1);
        _mark();
        bytes[] memory calls = new bytes[](3);
        for (uint256 i = 0; i < 3; i++) {
            calls[i] = abi.encodeCall(IEscrow.lapse, (_orders[i]));
        }
        assertEq(_batch(stranger, calls), 0, "lapsed");
        _assertStates(State.Settled);
        _assertCredits(3 * 1_120_022, 0, 0);
    }

    /// @dev Who calls a batch may do in it what it may do by its own calls, and nothing of anybody else.
    function test_batch_takesTheCallersOwnWord() public {
        _batch(relayer, _all(Act.Fund, buyer, State.None, 1, 0));
        bytes[] memory calls = new bytes[](3);
        for (uint256 i = 0; i < 3; i++) {
            calls[i] = _ownCall(i, Act.Ship, seller, State.Accepted, 0, RECORD);
        }
        assertEq(_batch(stranger, calls), 3, "not the stranger's");
        _assertStates(State.Accepted);
        assertEq(_batch(seller, calls), 0, "the seller's");
        _assertStates(State.Shipped);
    }

    function test_batch_isAsManyCallsOneByOne() public {
        bytes[][4] memory acts = [
            _all(Act.Fund, buyer, State.None, 1, 0),
            _all(Act.Ship, seller, State.Accepted, 0, RECORD),
            _all(Act.Dispute, buyer, State.Shipped, 0, RECORD),
            _all(Act.Cancel, seller, State.Disputed, 0, 0)
        ];
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < acts.length; i++) {
            _batch(relayer, acts[i]);
        }
        bytes32 together = _everything();
        vm.revertToState(before);
        for (uint256 i = 0; i < acts.length; i++) {
            for (uint256 j = 0; j < 3; j++) {
                _call(relayer, acts[i][j]);
            }
        }
        assertEq(_everything(), together, "state and money");
    }

    function _everything() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                escrow.statusOf(_ids[0]),
                escrow.statusOf(_ids[1]),
                escrow.statusOf(_ids[2]),
                escrow.balanceOf(address(token), buyer),
                escrow.balanceOf(address(token), seller),
                escrow.balanceOf(address(token), platform)
            )
        );
    }

    function test_batch_ofNothing() public {
        assertEq(_batch(stranger, new bytes[](0)), 0, "nothing failed");
    }

    // ------------------------------------------------------------------ failing alone

    function test_batch_oneFailsAlone_andSaysWhy() public {
        bytes[] memory calls = _all(Act.Fund, buyer, State.None, 1, 0);
        calls[1] = calls[0];
        bytes memory reason = abi.encodeWithSelector(IEscrow.OrderExists.selector, _ids[0], State.Accepted);
        _assertFails(relayer, calls, 1, reason);
        assertEq(uint256(escrow.statusOf(_ids[1]).state), uint256(State.None), "not funded");
        assertEq(uint256(escrow.statusOf(_ids[2]).state), uint256(State.Accepted), "funded all the same");
    }

    function test_batch_failsAloneWhen_theCallIsRubbish() public {
        bytes[] memory calls = _all(Act.Fund, buyer, State.None, 1, 0);
        (calls[0], calls[1]) = ("", hex"deadbeef");
        vm.recordLogs();
        assertEq(_batch(relayer, calls), 2, "two failed");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 3, "two failures, one funding");
        assertEq(keccak256(logs[0].data), keccak256(abi.encode(uint256(0), bytes(""))), "no reason");
    }

    /// @dev The longest errors of the contract have five words after the selector.
    function test_batch_reasonIsCut() public {
        Wallet wallet = new Wallet(buyer);
        wallet.setConduct(Wallet.Conduct.ReturnsMegabytes);
        ReentrantToken bomb = new ReentrantToken();
        bomb.setCallback(address(new Megabyte()), hex"00");
        bomb.mint(buyer, 10);
        vm.prank(buyer);
        bomb.approve(address(escrow), 10);
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(IEscrow.deposit, (address(bomb), 10, buyer));
        vm.recordLogs();
        assertEq(_batch(buyer, calls), 1, "failed");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        (, bytes memory reason) = abi.decode(logs[logs.length - 1].data, (uint256, bytes));
        assertEq(reason.length, 164, "cut");
    }

    function test_batch_revertsWhen_nested() public {
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(IEscrow.batch, (new bytes[](0), 0));
        _assertFails(relayer, calls, 0, abi.encodeWithSelector(IEscrow.Reentered.selector));
    }

    /// @dev A token that calls back in the middle of a batch is locked out, whatever it calls, `batch` included.
    function test_batch_locksOutAReentrantToken() public {
        ReentrantToken odd = new ReentrantToken();
        odd.mint(buyer, 100);
        vm.prank(buyer);
        odd.approve(address(escrow), 100);
        bytes[2] memory entries = [
            abi.encodeCall(IEscrow.batch, (new bytes[](0), 0)),
            abi.encodeCall(IEscrow.withdraw, (address(token), 5, address(odd), 1, Consent(buyer, _until(), "")))
        ];
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(IEscrow.deposit, (address(odd), 10, buyer));
        for (uint256 i = 0; i < entries.length; i++) {
            odd.setCallback(address(escrow), entries[i]);
            _assertFails(buyer, calls, 0, abi.encodeWithSelector(IEscrow.Reentered.selector));
        }
        assertEq(token.balanceOf(address(odd)), 0, "nothing left with it");
    }

    // ------------------------------------------------------------------ gas

    /// @dev A wallet that burns all it gets has only what every call was promised; its neighbours have theirs.
    function test_batch_aHostileCallCannotUseUpTheGasOfItsNeighbours() public {
        Wallet wallet = new Wallet(buyer);
        wallet.setConduct(Wallet.Conduct.BurnsAllGas);
        bytes[] memory calls = _all(Act.Fund, buyer, State.None, 1, 0);
        Order memory hostile = _orders[0];
        (hostile.buyer, hostile.payer) = (address(wallet), address(0));
        _use(hostile);
        calls[0] = abi.encodeCall(
            IEscrow.fund, (terms, true, Agreement("", _quote(address(0), "")), Consent(address(wallet), _until(), "x"))
        );
        bytes memory data = abi.encodeCall(IEscrow.batch, (calls, GAS_EACH));
        vm.prank(relayer);
        (bool done, bytes memory answer) = address(escrow).call{gas: 3 * GAS_EACH}(data);
        assertTrue(done, "the batch went through");
        assertEq(abi.decode(answer, (uint256)), 1, "one failed");
        assertEq(uint256(escrow.statusOf(_ids[1]).state), uint256(State.Accepted), "its neighbour");
        assertEq(uint256(escrow.statusOf(_ids[2]).state), uint256(State.Accepted), "its other neighbour");
    }

    /// @dev Whatever gas a relayer gives: all calls go through, or the batch does nothing. None fails for lack of it.
    function test_batch_aRelayerCannotStarveACall() public {
        bytes[] memory calls = _all(Act.Fund, buyer, State.None, 1, 0);
        bytes memory data = abi.encodeCall(IEscrow.batch, (calls, 150_000));
        (uint256 through, uint256 refused) = (0, 0);
        for (uint256 gasLimit = 20_000; gasLimit < 620_000; gasLimit += 4_999) {
            uint256 before = vm.snapshotState();
            vm.prank(relayer);
            (bool done, bytes memory answer) = address(escrow).call{gas: gasLimit}(data);
            if (done) {
                assertEq(abi.decode(answer, (uint256)), 0, "none failed");
                _assertStates(State.Accepted);
                through++;
            } else {
                _assertStates(State.None);
                refused++;
            }
            vm.revertToState(before);
        }
        assertTrue(through > 20 && refused > 20, "both were seen");
    }

    function test_batch_revertsWhen_gasIsNotEnoughForTheNextCall() public {
        bytes[] memory calls = _all(Act.Fund, buyer, State.None, 1, 0);
        bytes memory data = abi.encodeCall(IEscrow.batch, (calls, GAS_EACH));
        vm.prank(relayer);
        (bool done, bytes memory answer) = address(escrow).call{gas: GAS_EACH + 50_000}(data);
        assertTrue(!done, "refused");
        assertEq(bytes32(bytes4(answer)), bytes32(IEscrow.BatchGasInsufficient.selector), "why");
        _assertStates(State.None);
    }

    // ------------------------------------------------------------------ calling itself

    /// @dev Nothing that the contract calls on tokens, wallets or Permit2 is a function of its own: it can be made to
    /// call itself in a batch only.
    function test_batch_isTheOnlyWayToCallItself() public {
        bytes4[10] memory outside = [
            IERC20.balanceOf.selector,
            IERC20.transfer.selector,
            IERC20.transferFrom.selector,
            IERC20Permit.permit.selector,
            bytes4(0x1626ba7e), // ERC-1271
            IPermit2.permitWitnessTransferFrom.selector,
            bytes4(keccak256("receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")),
            bytes4(
                keccak256(
                    "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)"
                )
            ),
            bytes4(keccak256("isValidSignature(bytes32,bytes)")),
            bytes4(0)
        ];
        for (uint256 i = 0; i < outside.length; i++) {
            (bool done, bytes memory answer) = address(escrow).call(bytes.concat(outside[i], new bytes(1_000)));
            assertTrue(!done && answer.length == 0, "no such function");
        }
    }

    function test_batch_tokenThatIsTheContractItself_isRefused() public {
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(IEscrow.deposit, (address(escrow), 5, buyer));
        calls[1] = abi.encodeCall(IEscrow.applyPermit, (address(escrow), buyer, 5, START, 27, 0, 0));
        calls[2] = abi.encodeCall(IEscrow.withdraw, (address(escrow), 5, buyer, 1, Consent(buyer, _until(), "")));
        // A permit that fails is ignored; nothing follows from it.
        assertEq(_batch(buyer, calls), 2, "failed");
        assertEq(escrow.balanceOf(address(escrow), buyer), 0, "no balance");
    }

    function _until() private view returns (uint40) {
        return uint40(block.timestamp + 1 days);
    }
}

/// @dev Reverts with a megabyte.
contract Megabyte {
    fallback() external {
        assembly {
            revert(0, 20000)
        }
    }
}
