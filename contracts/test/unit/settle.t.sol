// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, Offer, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract SettleTest is EscrowFixture {
    function test_settle_fromEveryLiveState() public {
        for (uint256 state = uint256(State.Requested); state <= uint256(State.Backup); state++) {
            terms.salt = 100 + state;
            _use(terms);
            vm.warp(START);
            _reach(State(state));
            vm.expectEmit(address(escrow));
            emit IEscrow.OrderSettled(id, Ending.Settlement, 600_000, 19_980, 0, 0);
            settle(State(state), 600_000);
            _assertState(State.Settled);
            _assertCredits(520_022, 580_020, 19_980);
        }
    }

    function test_settle_atEverything() public {
        _reach(State.Accepted);
        settle(State.Accepted, 1_120_022);
        _assertCredits(0, 1_084_391, 35_631);
    }

    function test_settle_atNothing() public {
        _reach(State.Accepted);
        settle(State.Accepted, 0);
        _assertCredits(1_120_022, 0, 0);
    }

    function test_settle_revertsWhen_moreThanWasPaidIn() public {
        _reach(State.Accepted);
        _expect(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 1_120_023, 1_120_022));
        settle(State.Accepted, 1_120_023);
    }

    /// @dev A settlement gives nothing back for the arbiter's fee: who agrees has weighed it.
    function test_settle_whileEscalated_paysTheArbiter() public {
        _reach(State.Escalated);
        settle(State.Escalated, 600_000);
        assertEq(_gained(arbiter), 22_003, "arbiter");
        _assertCredits(520_022, 580_020, 19_980);
    }

    function test_settle_belowTheDraw_isPaidByTheBond() public {
        _reach(State.Accepted);
        postBond(seller, 800_002, seller);
        draw(seller, State.Accepted, 800_002);
        _mark();
        settle(State.Accepted, 600_000);
        _assertCredits(520_022, 0, 19_980);
        assertEq(_bondPaid(seller), 800_002 - 580_020, "bond");
    }

    function test_settle_exactlyAtTheDraw() public {
        terms.platform = address(0);
        terms.feeBps = 0;
        _use(terms);
        _reach(State.Accepted);
        postBond(seller, 800_002, seller);
        draw(seller, State.Accepted, 800_002);
        _mark();
        settle(State.Accepted, 800_002);
        _assertCredits(320_020, 0, 0);
        assertEq(_bondPaid(seller), 0, "bond");
    }

    function test_settle_calledBySeller() public {
        _reach(State.Accepted);
        _settle(seller, buyer, seller, State.Accepted, 600_000);
        _assertCredits(520_022, 580_020, 19_980);
    }

    function test_settle_revertsWhen_aSideIsSomebodyElse() public {
        _reach(State.Accepted);
        _expectNotAuthorized(stranger);
        _settle(relayer, stranger, seller, State.Accepted, 1);
        _expectNotAuthorized(stranger);
        _settle(relayer, buyer, stranger, State.Accepted, 1);
        _expectNotAuthorized(seller);
        _settle(relayer, seller, seller, State.Accepted, 1);
    }

    function test_settle_revertsWhen_theSidesNameDifferentTotals() public {
        _reach(State.Accepted);
        Offer memory low = _offer(relayer, buyer, State.Accepted, 1);
        Offer memory high = _offer(relayer, seller, State.Accepted, 2);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _call(relayer, abi.encodeCall(IEscrow.settle, (terms, State.Accepted, 1, low, high)));
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        _call(relayer, abi.encodeCall(IEscrow.settle, (terms, State.Accepted, 2, low, high)));
    }

    function test_settle_burnsTheNonceOfWhoSigned() public {
        _reach(State.Accepted);
        Offer memory fromBuyer = _offer(buyer, buyer, State.Accepted, 1);
        Offer memory fromSeller = _offer(buyer, seller, State.Accepted, 1);
        _call(buyer, abi.encodeCall(IEscrow.settle, (terms, State.Accepted, 1, fromBuyer, fromSeller)));
        assertTrue(escrow.isNonceUsed(seller, fromSeller.nonce), "the seller's");
        assertTrue(!escrow.isNonceUsed(buyer, fromBuyer.nonce), "the caller's own is left");
    }

    function test_settle_revertsWhen_anOfferWasTakenBack() public {
        _reach(State.Accepted);
        Offer memory fromBuyer = _offer(relayer, buyer, State.Accepted, 1);
        Offer memory fromSeller = _offer(relayer, seller, State.Accepted, 1);
        burnNonce(seller, fromSeller.nonce);
        _expect(abi.encodeWithSelector(IEscrow.NonceUsed.selector, seller, fromSeller.nonce));
        _call(relayer, abi.encodeCall(IEscrow.settle, (terms, State.Accepted, 1, fromBuyer, fromSeller)));
    }

    function test_settle_revertsWhen_anOfferIsOld() public {
        _reach(State.Shipped);
        Offer memory fromBuyer = _offer(relayer, buyer, State.Shipped, 1);
        Offer memory fromSeller = _offer(relayer, seller, State.Shipped, 1);
        vm.warp(block.timestamp + 1 days + 1);
        Offer memory fresh = _offer(relayer, buyer, State.Shipped, 1);
        bytes memory expired =
            abi.encodeWithSelector(IEscrow.ConsentExpired.selector, block.timestamp, fromSeller.consent.until);
        _expect(expired);
        _call(relayer, abi.encodeCall(IEscrow.settle, (terms, State.Shipped, 1, fresh, fromSeller)));
        fresh = _offer(relayer, seller, State.Shipped, 1);
        _expect(expired);
        _call(relayer, abi.encodeCall(IEscrow.settle, (terms, State.Shipped, 1, fromBuyer, fresh)));
    }

    function test_settle_inTheLastSecond() public {
        _reach(State.Delivered);
        vm.warp(_status().deadline);
        settle(State.Delivered, 0);
        _assertState(State.Settled);
    }

    function test_settle_revertsWhen_theDeadlinePassed() public {
        _reach(State.Delivered);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Delivered);
        settle(State.Delivered, 0);
    }

    function test_settle_revertsWhen_settled() public {
        _reach(State.Settled);
        _expectNotPossible(State.Settled);
        settle(State.Settled, 0);
    }
}

contract SettleRelayedTest is SettleTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
