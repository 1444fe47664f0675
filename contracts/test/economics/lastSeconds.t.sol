// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {EconomicsFixture} from "./EconomicsFixture.sol";

/// @title What the last second of a window is worth, and who comes first in it
contract LastSecondsTest is EconomicsFixture {
    // ------------------------------------------------------------------ a claim where silence pays the seller

    function _unattested() private view returns (Order memory t) {
        t = daigou();
        (t.attestor, t.windows.confirm) = (address(0), 0);
    }

    /// @dev Claims all of `atCost` in the last second: the buyer has three days, to the second, to dispute it.
    function _claimLast(State state) private returns (uint256 noticed) {
        _reach(state);
        _toLastSecond();
        noticed = block.timestamp + 3 days;
        claim(seller, state, 20_011);
        assertEq(_status().deadline, noticed, "three days");
    }

    function test_claimInTheLastSecondOfDelivered_buyerDisputesThreeDaysLater() public {
        vm.warp(_claimLast(State.Delivered));
        dispute(buyer, State.Delivered);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_claimInTheLastSecondOfDelivered_buyerSilent_isPaid() public {
        vm.warp(_claimLast(State.Delivered) + 1);
        _weigh();
        _expectMismatch(State.Settled, State.Delivered);
        dispute(buyer, State.Delivered);
        lapse();
        _assertChanges(0, 1_084_391, 35_631, 0);
    }

    function test_claimInTheLastSecondOfApproved_withAttestor_buyerDisputesThreeDaysLater() public {
        vm.warp(_claimLast(State.Approved));
        dispute(buyer, State.Approved);
        _assertEntered(State.Disputed, 15 days);
    }

    /// @dev ⌊(1,070,004 + 20,011) · 9,999 / 10,000⌋ = 1,089,905, of which 35,631 are the platform's.
    function test_claimInTheLastSecondOfApproved_withAttestor_buyerSilent_isAbandonedWithIt() public {
        vm.warp(_claimLast(State.Approved) + 1);
        _weigh();
        lapse();
        _assertChanges(30_117, 1_054_274, 35_631, 0);
    }

    function test_claimInTheLastSecondOfShipped_withoutAttestor_buyerDisputesThreeDaysLater() public {
        _use(shop());
        vm.warp(_claimLast(State.Shipped));
        dispute(buyer, State.Shipped);
        _assertEntered(State.Disputed, 15 days);
    }

    function test_claimInTheLastSecondOfShipped_withoutAttestor_buyerSilent_isPaid() public {
        _use(shop());
        vm.warp(_claimLast(State.Shipped) + 1);
        _weigh();
        lapse();
        _assertChanges(0, 1_084_391, 35_631, 0);
    }

    /// @dev Where silence pays the buyer nobody needs time: the clock stands as it was.
    function test_claimInTheLastSecond_whereSilencePaysTheBuyer_movesNoDeadline() public {
        State[3] memory states = [State.Accepted, State.Inspected, State.Shipped];
        for (uint256 i = 0; i < 3; i++) {
            _salted(100 + i);
            _reach(states[i]);
            uint256 deadline = _status().deadline;
            _toLastSecond();
            claim(seller, states[i], 1);
            assertEq(_status().deadline, deadline, "attested");
        }
        terms = _unattested();
        _salted(200);
        _reach(State.Approved);
        uint256 last = _status().deadline;
        _toLastSecond();
        claim(seller, State.Approved, 1);
        assertEq(_status().deadline, last, "approved without attestor");
    }

    /// @dev Claims of one unit each can keep the order open, three days each; each must rise, so they end.
    function test_claimAfterClaim_eachLeavesThreeDays_andTheyEnd() public {
        terms.atCost = 4;
        _use(terms);
        _reach(State.Delivered);
        for (uint96 total = 1; total <= 4; total++) {
            _toLastSecond();
            claim(seller, State.Delivered, total);
            assertEq(_status().deadline, block.timestamp + 3 days, "three more days");
        }
        _expect(abi.encodeWithSelector(IEscrow.ClaimOutOfRange.selector, id, 5, 4, 4));
        claim(seller, State.Delivered, 5);
    }

    // ------------------------------------------------------------------ a dispute around the delivery

    /// @dev A second before: the goods are on their way. The attestor may still state the hand-over, then silence
    /// splits; until then it returns everything.
    function test_disputeOneSecondBeforeDelivery_deliveryStillCounts() public {
        _reach(State.Shipped);
        vm.warp(block.timestamp + 20 days);
        dispute(buyer, State.Shipped);
        assertTrue(!_status().handed, "not yet");
        vm.warp(block.timestamp + 1);
        _expectMismatch(State.Disputed, State.Shipped);
        deliver(attestor, State.Shipped);
        deliver(attestor, State.Disputed);
        assertTrue(_status().handed, "handed");
        _weigh();
        _expire();
        _assertChanges(569_907, 531_797, 18_318, 0);
    }

    function test_disputeOneSecondBeforeDelivery_neverStated_returnsEverything() public {
        _reach(State.Shipped);
        dispute(buyer, State.Shipped);
        _weigh();
        _expire();
        _assertChanges(1_120_022, 0, 0, 0);
    }

    function test_disputeOneSecondAfterDelivery_needsASignatureForDelivered() public {
        _reach(State.Shipped);
        vm.warp(block.timestamp + 20 days);
        deliver(attestor, State.Shipped);
        vm.warp(block.timestamp + 1);
        _expectMismatch(State.Delivered, State.Shipped);
        dispute(buyer, State.Shipped);
        dispute(buyer, State.Delivered);
        _assertEntered(State.Disputed, 15 days);
        _expect(abi.encodeWithSelector(IEscrow.AlreadyHanded.selector, id));
        deliver(attestor, State.Disputed);
        _weigh();
        _expire();
        _assertChanges(569_907, 531_797, 18_318, 0);
    }

    /// @dev In the last second of the dispute the attestor states the hand-over: both sides have three days for it.
    function test_deliveryInTheLastSecondOfADispute_leavesBothSidesThreeDays() public {
        _reach(State.Disputed);
        _toLastSecond();
        uint256 noticed = block.timestamp + 3 days;
        deliver(attestor, State.Disputed);
        assertEq(_status().deadline, noticed, "three days");
        vm.warp(noticed);
        escalate(buyer, State.Disputed);
        _assertState(State.Escalated);
        _toLastSecond();
        vm.warp(block.timestamp + 1);
        // Stated once is stated for good.
        _expect(abi.encodeWithSelector(IEscrow.AlreadyHanded.selector, id));
        deliver(attestor, State.Backup);
    }

    function test_deliveryInTheLastSecondOfARuling_leavesTheArbiterThreeDays() public {
        for (uint256 i = 0; i < 2; i++) {
            State state = i == 0 ? State.Escalated : State.Backup;
            _salted(100 + i);
            _reach(state);
            _toLastSecond();
            deliver(attestor, state);
            vm.warp(_status().deadline);
            assertEq(block.timestamp, _status().deadline, "the last of three days");
            rule(i == 0 ? arbiter : backup, state, 500_000);
            _assertState(State.Settled);
        }
    }

    /// @dev An attestor cannot hand over what was never shipped: the dispute stays one over nothing, and all returns.
    function test_deliveryOfGoodsNeverShipped_isRefusedInEveryDispute() public {
        _reach(State.Accepted);
        dispute(seller, State.Accepted);
        _expectNeverShipped(State.Disputed);
        escalate(buyer, State.Disputed);
        _expectNeverShipped(State.Escalated);
        vm.warp(_status().deadline + 1);
        _expectNeverShipped(State.Backup);
        _weigh();
        vm.warp(_status().deadline + 7 days + 1);
        lapse();
        _assertChanges(1_120_022 + 22_003, 0, 0, 0);
    }

    function test_deliveryOfApprovedGoodsNeverShipped_isRefused() public {
        _reach(State.Approved);
        dispute(buyer, State.Approved);
        _expectNeverShipped(State.Disputed);
        _salted(100);
        _reach(State.Inspected);
        reject(buyer, State.Inspected);
        _expectNeverShipped(State.Disputed);
    }

    function _expectNeverShipped(State state) private {
        _expect(abi.encodeWithSelector(IEscrow.NotShipped.selector, id));
        deliver(attestor, state);
    }

    // ------------------------------------------------------------------ shipping

    function test_shippingInTheLastSecond_counts() public {
        _use(attestedShop());
        _reach(State.Accepted);
        _toLastSecond();
        ship(seller, State.Accepted);
        _assertEntered(State.Shipped, 45 days);
    }

    function test_shippingOneSecondLate_everythingReturns() public {
        _use(attestedShop());
        _reach(State.Accepted);
        _weigh();
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Accepted);
        ship(seller, State.Accepted);
        lapse();
        _assertChanges(1_120_022, 0, 0, 0);
    }

    function test_shippingInTheLastSecondOfApproved_counts() public {
        _reach(State.Approved);
        _toLastSecond();
        ship(seller, State.Approved);
        _assertEntered(State.Shipped, 45 days);
    }

    // ------------------------------------------------------------------ known and accepted: the last second of Approved

    /// @dev First order: the buyer is first. Nothing was shipped, nothing can be handed over, silence returns all.
    function test_lastSecondOfApproved_buyerDisputesFirst_everythingReturns() public {
        _reach(State.Approved);
        _weigh();
        _toLastSecond();
        dispute(buyer, State.Approved);
        _expectMismatch(State.Disputed, State.Approved);
        ship(seller, State.Approved);
        _expire();
        _assertChanges(1_120_022, 0, 0, 0);
    }

    /// @dev Second order: the seller is first. The dispute that the buyer signed is of a state that is gone; it may
    /// dispute the shipment, which the attestor can then state as handed over.
    function test_lastSecondOfApproved_sellerShipsFirst_theDisputeIsAboutAShipment() public {
        _reach(State.Approved);
        _weigh();
        _toLastSecond();
        ship(seller, State.Approved);
        _expectMismatch(State.Shipped, State.Approved);
        dispute(buyer, State.Approved);
        dispute(buyer, State.Shipped);
        assertEq(_status().deadline, block.timestamp + 45 days, "not shortened");
        deliver(attestor, State.Disputed);
        _expire();
        _assertChanges(569_907, 531_797, 18_318, 0);
    }

    /// @dev Neither: ⌊1,070,004 · 9,999 / 10,000⌋ = 1,069,896 are the seller's, freight returns.
    function test_lastSecondOfApproved_nobodyActs_isAbandoned() public {
        _reach(State.Approved);
        _weigh();
        _expire();
        _assertChanges(50_126, 1_034_269, 35_627, 0);
    }
}
