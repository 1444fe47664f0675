// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, Ending, IEscrow, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {Act} from "../Moves.sol";
import {Test} from "../Test.sol";
import {Handler} from "./Handler.sol";
import {IHoldings, Rule} from "./Watcher.sol";

/// @title The invariants of docs/specs/order.md, on random histories
contract EscrowInvariants is Test {
    Handler private _handler;
    IEscrow private _escrow;
    address private _token;
    address private _hostile;
    address[10] private _parties;

    function setUp() public {
        _handler = new Handler();
        (_escrow, _token, _hostile, _parties) = _handler.book();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0].addr = address(_handler);
        list[0].selectors = new bytes4[](13);
        list[0].selectors[0] = Handler.jump.selector;
        list[0].selectors[1] = Handler.open.selector;
        list[0].selectors[2] = Handler.act.selector;
        list[0].selectors[3] = Handler.actMore.selector;
        list[0].selectors[4] = Handler.actEvenMore.selector;
        list[0].selectors[5] = Handler.lapseOne.selector;
        list[0].selectors[6] = Handler.moveMoney.selector;
        list[0].selectors[7] = Handler.putIn.selector;
        list[0].selectors[8] = Handler.meddle.selector;
        list[0].selectors[9] = Handler.replay.selector;
        list[0].selectors[10] = Handler.changeMind.selector;
        list[0].selectors[11] = Handler.together.selector;
        list[0].selectors[12] = Handler.lapseBefore.selector;
    }

    /// @dev One campaign for all: forge plays every `invariant_` function a history of its own. The numbers are those
    /// of docs/specs/order.md, section Invariants.
    function invariant_escrow() external view {
        _check_1_holdingsCoverAllThatIsOwed();
        _assertKept(Rule.MoneyIsKept); // 2, at each call
        _check_3_settledHoldsNothingAndNeverChanges();
        _check_4_ordersEndInTime();
        _check_5_whatIsDrawnIsReserved();
        _assertKept(Rule.OnlyTheSignerPays); // 6
        _assertKept(Rule.EndingsPayTheirSplit); // 7
        _assertKept(Rule.FeeIsOfWhatWasEarned); // 8
        _assertKept(Rule.SignaturesWorkOnce); // 9
        _assertKept(Rule.OtherOrdersStay); // 10
        _assertKept(Rule.ResultIsTheSameWheneverLapsed); // 11
        _assertKept(Rule.RefusalsAreNamed);
        _assertKept(Rule.RefusalsChangeNothing);
        _assertKept(Rule.TotalsOnlyRise);
        _assertKept(Rule.DeadlinesOnlyRise);
        _assertKept(Rule.HandedFollowsShipped);
        _assertKept(Rule.StatesFollowTheTable);
        _assertKept(Rule.EventsTellTheDeadline);
        _assertKept(Rule.OperatorsMoveNoMoney);
        _assertKept(Rule.WalletsOutsideStay);
        _assertKept(Rule.DonationsChangeNothing);
        _assertKept(Rule.BatchIsAsOneByOne);
    }

    function _check_1_holdingsCoverAllThatIsOwed() private view {
        assertTrue(IHoldings(_token).balanceOf(address(_escrow)) >= _handler.owed(0), "holdings");
    }

    function _check_3_settledHoldsNothingAndNeverChanges() private view {
        _assertKept(Rule.SettledStays);
        for (uint256 i = 0; i < _handler.orderCount(); i++) {
            (, bytes32 id,, bytes32 settledStatus) = _handler.orderAt(i);
            if (settledStatus == 0) continue;
            assertEq(keccak256(abi.encode(_escrow.statusOf(id))), settledStatus, "settled");
        }
    }

    function _check_4_ordersEndInTime() private view {
        for (uint256 i = 0; i < _handler.orderCount(); i++) {
            (Order memory t, bytes32 id, uint256 latestEnd,) = _handler.orderAt(i);
            OrderStatus memory s = _escrow.statusOf(id);
            if (s.state == State.None || s.state == State.Settled) continue;
            uint256 end = s.deadline;
            if (s.state == State.Inspected) end += t.windows.store;
            if (s.state == State.Escalated && t.backupArbiter != address(0)) end += t.windows.ruling;
            assertTrue(end <= latestEnd, "the clock ends it within its windows");
        }
    }

    function _check_5_whatIsDrawnIsReserved() private view {
        address[2] memory assets = [_token, _hostile];
        uint256[2] memory drawn;
        address seller;
        for (uint256 i = 0; i < _handler.orderCount(); i++) {
            (Order memory t, bytes32 id,,) = _handler.orderAt(i);
            OrderStatus memory s = _escrow.statusOf(id);
            seller = t.seller;
            if (s.state != State.Settled) drawn[t.token == _token ? 0 : 1] += s.drawn;
        }
        for (uint256 a = 0; a < 2; a++) {
            for (uint256 i = 0; i < _parties.length; i++) {
                (uint256 amount, uint256 reserved) = _escrow.bondOf(assets[a], _parties[i]);
                assertTrue(reserved <= amount, "reserved <= bond");
                assertEq(reserved, _parties[i] == seller ? drawn[a] : 0, "reserved");
            }
        }
    }

    /// @dev Third parties alone end every order, and then everybody can take out all that is owed.
    function afterInvariant() external {
        _endEverything();
    }

    function _endEverything() private {
        for (uint256 i = 0; i < _handler.orderCount(); i++) {
            (Order memory t, bytes32 id, uint256 latestEnd,) = _handler.orderAt(i);
            State state = _escrow.statusOf(id).state;
            if (state == State.None || state == State.Settled) continue;
            if (block.timestamp <= latestEnd) vm.warp(latestEnd + 1);
            _escrow.lapse(t);
            assertTrue(_escrow.statusOf(id).state == State.Settled, "settled by a third party");
        }
        for (uint256 i = 0; i < _parties.length; i++) {
            (uint256 amount, uint256 reserved) = _escrow.bondOf(_token, _parties[i]);
            assertEq(reserved, 0, "nothing is reserved any more");
            Consent memory consent = Consent(_parties[i], type(uint40).max, "");
            if (amount != 0) {
                vm.prank(_parties[i]);
                _escrow.withdrawBond(_token, amount, _parties[i], 0, consent);
            }
            amount = _escrow.balanceOf(_token, _parties[i]);
            if (amount == 0) continue;
            vm.prank(_parties[i]);
            _escrow.withdraw(_token, amount, _parties[i], 0, consent);
        }
        assertEq(_handler.owed(0), 0, "nothing is owed any more");
    }

    function _assertKept(Rule rule) private view {
        assertTrue(_handler.broken(rule) == 0, _handler.firstBreach(rule));
    }

    /// @dev The histories are worth something only if they come everywhere.
    function test_handler_reachesEveryStateEndingAndAct() external {
        uint256 seed = 1;
        for (uint256 i = 0; i < 8_000; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 amount = uint256(keccak256(abi.encode(seed, "amount")));
            uint256 choice = (seed >> 200) % 28;
            if (choice == 0 || choice > 26) _handler.jump(seed);
            else if (choice < 4) _handler.open(seed);
            else if (choice == 4) _handler.lapseOne(seed);
            else if (choice == 5) _handler.moveMoney(seed, amount);
            else if (choice == 6) _handler.putIn(seed, amount);
            else if (choice == 7) _handler.meddle(seed);
            else if (choice == 8) _handler.replay(seed);
            else if (choice == 9) _handler.changeMind(seed);
            else if (choice == 10) _handler.together(seed, amount);
            else if (choice == 11) _handler.lapseBefore(seed, amount);
            else _handler.act(seed, amount);
        }
        for (uint8 i = 1; i <= uint8(type(State).max); i++) {
            assertTrue(_handler.reached(State(i)) != 0, string.concat("state ", vm.toString(i)));
        }
        for (uint8 i = 0; i <= uint8(type(Ending).max); i++) {
            assertTrue(_handler.endings(Ending(i)) != 0, string.concat("ending ", vm.toString(i)));
        }
        for (uint8 i = 0; i <= uint8(type(Act).max); i++) {
            // Operators are set once at the beginning.
            if (Act(i) == Act.SetOperator) continue;
            assertTrue(_handler.done(Act(i)) != 0, string.concat("act ", vm.toString(i)));
        }
        for (uint256 i = 0; i < 4; i++) {
            assertTrue(_handler.opened(i) != 0, string.concat("way in ", vm.toString(i)));
        }
        assertTrue(_handler.batches() != 0 && _handler.lapsedFirst() != 0, "batches, and lapses before acts");
        for (uint8 i = 0; i <= uint8(type(Rule).max); i++) {
            _assertKept(Rule(i));
        }
        _endEverything();
    }
}
