// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {EconomicsFixture} from "./EconomicsFixture.sol";

/// @title Who paid gets what returns, in every ending and after it
contract PayerTest is EconomicsFixture {
    function _begin(uint256 i, State state) private {
        terms = withPayer(daigou());
        _salted(100 + i);
        _reach(state);
        _weigh();
    }

    function _assertReturned(int256 toPayer, int256 toSeller, int256 toPlatform, string memory what) private view {
        _assertChange(payer, toPayer, what);
        _assertChanges(0, toSeller, toPlatform, 0);
    }

    function test_payer_getsWhatReturns_inEveryEnding() public {
        _begin(0, State.Requested);
        cancel(buyer, State.Requested);
        _assertReturned(1_120_022, 0, 0, "cancelled by the buyer");
        _begin(1, State.Requested);
        _expire();
        _assertReturned(1_120_022, 0, 0, "never accepted");
        _begin(2, State.Accepted);
        cancel(seller, State.Accepted);
        _assertReturned(1_120_022, 0, 0, "cancelled by the seller");
        _begin(3, State.Accepted);
        _expire();
        _assertReturned(1_120_022, 0, 0, "never fulfilled");
        _begin(4, State.Approved);
        _expire();
        _assertReturned(50_126, 1_034_269, 35_627, "abandoned");
        _begin(5, State.Shipped);
        _expire();
        _assertReturned(1_120_022, 0, 0, "never delivered");
        _begin(6, State.Delivered);
        _expire();
        _assertReturned(20_011, 1_064_380, 35_631, "earned by silence");
        _begin(7, State.Delivered);
        confirm(buyer, State.Delivered, 0);
        _assertReturned(20_011, 1_064_380, 35_631, "confirmed");
        _begin(8, State.Delivered);
        settle(State.Delivered, 600_000);
        _assertReturned(520_022, 580_020, 19_980, "settled");
        _begin(9, State.Disputed);
        _expire();
        _assertReturned(1_120_022, 0, 0, "silence");
    }

    /// @dev The payer has no act of its own but to fund and to revoke: the order is the buyer's.
    function test_payer_actsInNothingButFunding() public {
        _begin(0, State.Delivered);
        _expectNotAuthorized(payer);
        confirm(payer, State.Delivered, 0);
        _expectNotAuthorized(payer);
        dispute(payer, State.Delivered);
        _expectNotAuthorized(payer);
        extend(payer, State.Delivered, 1);
        _expectNotAuthorized(payer);
        cancel(payer, State.Delivered);
        _begin(1, State.Disputed);
        _expectNotAuthorized(payer);
        escalate(payer, State.Disputed);
        _begin(2, State.Requested);
        _expectNotAuthorized(payer);
        cancel(payer, State.Requested);
    }

    // ------------------------------------------------------------------ a refund

    function test_refundAfterTheSettlement_goesToThePayer_andChangesNothingElse() public {
        _begin(0, State.Delivered);
        confirm(buyer, State.Delivered, 0);
        OrderStatus memory before = _status();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderRefunded(id, 7_777);
        refund(seller, State.Settled, 7_777);
        _assertReturned(20_011 + 7_777, 1_064_380 - 7_777, 35_631, "refunded");
        assertEq(keccak256(abi.encode(_status())), keccak256(abi.encode(before)), "status");
    }

    /// @dev The fee of what was earned stays with the platform: a refund is the seller's own gift.
    function test_refundOfEverythingAfterTheSettlement_costsTheSellerTheFee() public {
        _begin(0, State.Delivered);
        confirm(buyer, State.Delivered, 0);
        refund(seller, State.Settled, 1_100_011);
        _assertReturned(1_120_022, -35_631, 35_631, "all of it");
    }

    function test_refundAfterARefusedOrder_worksToo() public {
        _begin(0, State.Accepted);
        cancel(seller, State.Accepted);
        refund(seller, State.Settled, 1);
        _assertReturned(1_120_023, -1, 0, "one unit more");
    }

    function test_refund_isOfTheSellersBalance_neverOfItsBond() public {
        _begin(0, State.Delivered);
        confirm(buyer, State.Delivered, 0);
        uint256 all = escrow.balanceOf(address(token), seller);
        postBond(seller, all - 5, seller);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), seller, 5, 6));
        refund(seller, State.Settled, 6);
        refund(seller, State.Settled, 5);
    }

    /// @dev A refund while the order lives is no part of its accounts: the ending pays in full.
    function test_refundWhileTheOrderLives_isNoPartOfItsEnding() public {
        _begin(0, State.Delivered);
        refund(seller, State.Delivered, 1_000);
        assertTrue(_isLive(), "it goes on");
        confirm(buyer, State.Delivered, 0);
        _assertReturned(20_011 + 1_000, 1_064_380 - 1_000, 35_631, "both");
    }
}
