// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract LapseTest is EscrowFixture {
    /// @dev Not a second too early: the last second still counts.
    function _lapseAtDeadline() private {
        uint40 deadline = _status().deadline;
        vm.warp(deadline - 1);
        _expectTooEarly(deadline);
        lapse();
        vm.warp(deadline);
        _expectTooEarly(deadline);
        lapse();
        vm.warp(uint256(deadline) + 1);
    }

    function _expectTooEarly(uint40 deadline) private {
        _expect(abi.encodeWithSelector(IEscrow.DeadlineNotReached.selector, id, block.timestamp, deadline));
    }

    function _expectSettled(Ending ending, uint256 gross, uint256 fee) private {
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, ending, gross, fee, 0, 0);
        lapse();
        _assertState(State.Settled);
    }

    function test_lapse_requested_refunds() public {
        _reach(State.Requested);
        _lapseAtDeadline();
        _expectSettled(Ending.Refund, 0, 0);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_lapse_accepted_refunds() public {
        _reach(State.Accepted);
        _lapseAtDeadline();
        _expectSettled(Ending.Refund, 0, 0);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_lapse_inspected_approves() public {
        _reach(State.Inspected);
        uint40 deadline = _status().deadline;
        _lapseAtDeadline();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderApproved(id, true, deadline + 90 days);
        lapse();
        _assertState(State.Approved);
        assertEq(_status().deadline, deadline + 90 days, "counted from the deadline that passed");
    }

    /// @dev ⌊1,070,004 · 0.9999⌋ = 1,069,896 to a seller whose goods the attestor saw.
    function test_lapse_approved_isAbandoned() public {
        _reach(State.Approved);
        _lapseAtDeadline();
        _expectSettled(Ending.Abandoned, 1_069_896, 35_627);
        _assertCredits(50_126, 1_034_269, 35_627);
    }

    function test_lapse_approved_paysWhatWasClaimed() public {
        _reach(State.Approved);
        claim(seller, State.Approved, 20_000);
        _lapseAtDeadline();
        _expectSettled(Ending.Abandoned, 1_089_894, 35_631);
        _assertCredits(30_128, 1_054_263, 35_631);
    }

    function test_lapse_approved_withoutAttestor_returns() public {
        (terms.attestor, terms.windows.confirm) = (address(0), 0);
        _use(terms);
        _reach(State.Approved);
        _lapseAtDeadline();
        _expectSettled(Ending.Abandoned, 0, 0);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_lapse_shipped_withAttestor_refunds() public {
        _reach(State.Shipped);
        _lapseAtDeadline();
        _expectSettled(Ending.Refund, 0, 0);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_lapse_shipped_withoutAttestor_isEarned() public {
        _use(shop());
        _reach(State.Shipped);
        _lapseAtDeadline();
        _expectSettled(Ending.Earned, 1_100_011, 35_631);
        _assertCredits(20_011, 1_064_380, 35_631);
    }

    function test_lapse_delivered_isEarned() public {
        _reach(State.Delivered);
        _lapseAtDeadline();
        _expectSettled(Ending.Earned, 1_100_011, 35_631);
        _assertCredits(20_011, 1_064_380, 35_631);
    }

    function test_lapse_disputed_beforeHandOver_returns() public {
        _reach(State.Disputed);
        _lapseAtDeadline();
        _expectSettled(Ending.Silence, 0, 0);
        _assertCredits(1_120_022, 0, 0);
    }

    /// @dev ⌊1,100,011 · 0.5001⌋ = 550,115.
    function test_lapse_disputed_afterHandOver_splits() public {
        _reach(State.Delivered);
        dispute(buyer, State.Delivered);
        _lapseAtDeadline();
        _expectSettled(Ending.Silence, 550_115, 18_318);
        _assertCredits(569_907, 531_797, 18_318);
    }

    function test_lapse_disputed_shippedWithoutAttestor_splits() public {
        _use(shop());
        _reach(State.Disputed);
        _lapseAtDeadline();
        _expectSettled(Ending.Silence, 550_115, 18_318);
        _assertCredits(569_907, 531_797, 18_318);
    }

    function test_lapse_disputed_splitsWhatWasClaimed() public {
        _reach(State.Delivered);
        claim(seller, State.Delivered, 20_000);
        dispute(buyer, State.Delivered);
        _lapseAtDeadline();
        _expectSettled(Ending.Silence, 560_117, 18_651);
        _assertCredits(559_905, 541_466, 18_651);
    }

    function test_lapse_escalated_turnsToTheBackup() public {
        _reach(State.Escalated);
        uint40 deadline = _status().deadline;
        _lapseAtDeadline();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderBackup(id, deadline + 7 days);
        lapse();
        _assertState(State.Backup);
        assertEq(_status().deadline, deadline + 7 days, "deadline");
    }

    function test_lapse_escalated_withoutBackup_returnsThePost() public {
        _use(withoutBackup(daigou()));
        _reach(State.Escalated);
        _lapseAtDeadline();
        _expectSettled(Ending.Silence, 0, 0);
        _assertCredits(1_120_022 + 22_003, 0, 0);
        assertEq(_gained(arbiter), 0, "a silent arbiter gets nothing");
    }

    function test_lapse_backup_returnsThePostToItsOwner() public {
        _reach(State.Disputed);
        escalate(seller, State.Disputed);
        deliver(attestor, State.Escalated);
        vm.warp(_status().deadline + 1);
        lapse();
        _mark();
        _lapseAtDeadline();
        _expectSettled(Ending.Silence, 550_115, 18_318);
        _assertCredits(569_907, 531_797 + 22_003, 18_318);
        assertEq(_gained(backup), 0, "a silent backup gets nothing");
    }

    /// @dev Two defaults at once; each next deadline is the one before plus its window.
    function test_lapse_appliesAllThatIsDue() public {
        _reach(State.Inspected);
        uint40 deadline = _status().deadline;
        vm.warp(uint256(deadline) + 90 days);
        lapse();
        _assertState(State.Approved);
        vm.warp(block.timestamp + 1);
        lapse();
        _assertState(State.Settled);

        terms.salt = 8;
        _use(terms);
        vm.warp(START);
        _reach(State.Inspected);
        deadline = _status().deadline;
        vm.warp(uint256(deadline) + 90 days + 1);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderApproved(id, true, deadline + 90 days);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Abandoned, 1_069_896, 35_627, 0, 0);
        lapse();
    }

    function test_lapse_revertsWhen_settled() public {
        _reach(State.Settled);
        vm.warp(block.timestamp + 1000 days);
        _expectTooEarly(_status().deadline);
        lapse();
    }

    function test_lapse_revertsWhen_orderIsUnknown() public {
        _expect(abi.encodeWithSelector(IEscrow.OrderNotFound.selector, id));
        lapse();
    }

    /// @dev Invariant 11: the same whoever calls, and whenever.
    function testFuzz_lapse_sameWheneverItIsCalled(uint8 state, uint8 shape, uint40[4] memory instants) public {
        Order[5] memory shapes =
            [daigou(), shop(), attestedShop(), withoutBackup(daigou()), withoutArbiter(withPayer(daigou()))];
        _use(shapes[shape % shapes.length]);
        State target = State(bound(state, uint256(State.Requested), uint256(State.Backup)));
        if (!_isReachable(target)) target = State.Accepted;
        _reach(target);
        uint256 start = block.timestamp;
        uint256 last;
        for (uint256 i = 0; i < instants.length; i++) {
            instants[i] = uint40(start + bound(instants[i], 0, 200 days));
            if (instants[i] > last) last = instants[i];
        }
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < instants.length; i++) {
            if (instants[i] < block.timestamp) continue;
            vm.warp(instants[i]);
            _try(i % 2 == 0 ? stranger : buyer, abi.encodeCall(IEscrow.lapse, (terms)));
        }
        vm.warp(last);
        _try(stranger, abi.encodeCall(IEscrow.lapse, (terms)));
        bytes32 inSteps = _snapshot();
        vm.revertToState(before);
        vm.warp(last);
        _try(seller, abi.encodeCall(IEscrow.lapse, (terms)));
        assertEq(_snapshot(), inSteps, "at once as in steps");
    }

    function _snapshot() private view returns (bytes32) {
        address[8] memory all = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger];
        uint256[8] memory balances;
        for (uint256 i = 0; i < all.length; i++) {
            balances[i] = escrow.balanceOf(address(token), all[i]);
        }
        OrderStatus memory status = _status();
        return keccak256(abi.encode(balances, status));
    }
}
