// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {IOrderLens, OrderAct, OrderView, Outcome, Party, PartyView} from "../../src/interfaces/IOrderLens.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

/// @title What the lens foretells is what the escrow then does
contract DescribeTest is EscrowFixture {
    IOrderLens private _lens;

    function setUp() public override {
        super.setUp();
        bytes memory code = abi.encodePacked(vm.getCode("OrderLens.sol:OrderLens"), abi.encode(escrow));
        address lens;
        assembly ("memory-safe") {
            lens := create(0, add(code, 0x20), mload(code))
        }
        _lens = IOrderLens(lens);
        postBond(stranger, 1_000_000, seller);
    }

    function test_describe_foretellsEndings() public {
        _foretell(daigou());
    }

    function test_describe_foretellsEndings_withPayer() public {
        _foretell(withPayer(attestedShop()));
    }

    function test_describe_foretellsEndings_withoutAttestor() public {
        _foretell(withPayer(shop()));
    }

    function test_describe_foretellsEndings_withoutArbiter() public {
        _foretell(withoutPlatform(withoutArbiter(daigou())));
    }

    /// @dev From every state: confirmed, cancelled, settled, ruled, and left to the clock.
    function _foretell(Order memory t) private {
        _use(t);
        uint256 endings;
        for (uint256 i = uint256(State.Requested); i <= uint256(State.Backup); i++) {
            if (!_isReachable(State(i))) continue;
            uint256 before = vm.snapshotState();
            _reach(State(i));
            endings += this.foretellHere(State(i));
            vm.revertToState(before);
        }
        assertTrue(endings > 15, "enough endings");
    }

    function foretellHere(State state) external returns (uint256 endings) {
        if (state == State.Accepted || state == State.Approved || state == State.Shipped) {
            claim(seller, state, 11_001);
            draw(seller, state, 400_001);
            _mark();
        }
        OrderView memory v = _lens.describe(terms);
        assertEq(v.order, id, "order");
        if (v.endings[uint256(Ending.Earned)].possible && state != State.Requested) {
            endings += this.endByConfirm(v.endings[uint256(Ending.Earned)], state, uint96(v.money.claimed));
        }
        endings += this.endByCancel(v.endings[uint256(Ending.Refund)], state);
        endings += this.endBySettle(state, v.money.settlementBound / 3);
        if (v.money.rulingBound != 0) endings += this.endByRule(state, v.money.rulingBound / 3);
        endings += this.endByClock(v);
    }

    function endByConfirm(Outcome calldata expected, State state, uint96 claimed) external returns (uint256) {
        uint256 before = vm.snapshotState();
        confirm(buyer, state, claimed);
        return _compare(expected, before);
    }

    function endByCancel(Outcome calldata expected, State state) external returns (uint256) {
        uint256 before = vm.snapshotState();
        cancel(seller, state);
        return _compare(expected, before);
    }

    function endBySettle(State state, uint256 total) external returns (uint256) {
        uint256 before = vm.snapshotState();
        Outcome memory expected = _lens.outcomeOf(terms, _status(), Ending.Settlement, total);
        settle(state, total);
        return _compare(expected, before);
    }

    function endByRule(State state, uint256 gross) external returns (uint256) {
        uint256 before = vm.snapshotState();
        Outcome memory expected = _lens.outcomeOf(terms, _status(), Ending.Ruling, gross);
        rule(state == State.Escalated ? arbiter : backup, state, gross);
        return _compare(expected, before);
    }

    function endByClock(OrderView calldata v) external returns (uint256) {
        uint256 before = vm.snapshotState();
        vm.warp(v.endsAt);
        assertTrue(_lens.describe(terms).status.state != State.Settled, "not over in the last second");
        vm.warp(uint256(v.endsAt) + 1);
        OrderView memory over = _lens.describe(terms);
        assertTrue(over.lapsable && over.dueEnding.possible, "over a second later");
        assertEq(keccak256(abi.encode(over.dueEnding)), keccak256(abi.encode(v.byClock)), "as was foretold");
        assertEq(over.money.held, 0, "nothing is held");
        lapse();
        return _compare(v.byClock, before);
    }

    function _compare(Outcome memory expected, uint256 before) private returns (uint256) {
        _assertState(State.Settled);
        assertTrue(expected.possible, "possible");
        uint256[7] memory credits = expected.credits;
        if (terms.payer == address(0)) {
            credits[uint256(Party.Buyer)] += credits[uint256(Party.Payer)];
        } else {
            assertEq(_gained(payer), credits[uint256(Party.Payer)], "payer");
        }
        assertEq(_gained(buyer), credits[uint256(Party.Buyer)], "buyer");
        assertEq(_gained(seller), credits[uint256(Party.Seller)], "seller");
        assertEq(_gained(platform), credits[uint256(Party.Platform)], "platform");
        assertEq(_gained(arbiter), credits[uint256(Party.Arbiter)], "arbiter");
        assertEq(_gained(backup), credits[uint256(Party.BackupArbiter)], "backup arbiter");
        assertEq(_bondPaid(seller), expected.bondPaid, "bond");
        (, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(reserved, 0, "released");
        vm.revertToState(before);
        return 1;
    }

    function test_describe_saysWhoMayActNow() public {
        _use(daigou());
        _reach(State.Shipped);
        OrderView memory v = _lens.describe(terms);
        PartyView memory byAttestor = v.parties[uint256(Party.Attestor)];
        assertEq(byAttestor.account, attestor, "attestor");
        assertEq(byAttestor.acts, _bit(OrderAct.Deliver), "the attestor delivers");
        assertEq(byAttestor.operatorActs, _bit(OrderAct.Deliver), "so does its operator");
        uint256 byBuyer =
            _bit(OrderAct.Dispute) | _bit(OrderAct.Extend) | _bit(OrderAct.Confirm) | _bit(OrderAct.Settle);
        assertEq(v.parties[uint256(Party.Buyer)].acts, byBuyer, "the buyer");
        assertEq(v.parties[uint256(Party.Arbiter)].acts, 0, "the arbiter waits");
        extend(buyer, State.Shipped, 1 days);
        assertEq(_lens.describe(terms).parties[uint256(Party.Buyer)].acts, byBuyer & ~_bit(OrderAct.Extend), "once");
    }

    function test_describe_ofAnOrderThatNobodyFunded() public view {
        OrderView memory v = _lens.describe(terms);
        assertTrue(v.status.state == State.None && !v.lapsable && !v.next.runs, "nothing runs");
        assertEq(v.money.held, 0, "nothing is held");
    }

    function test_describeAt_anotherInstant() public {
        _use(daigou());
        _reach(State.Inspected);
        OrderStatus memory status = _status();
        OrderView memory later = _lens.describeAt(terms, status, uint256(status.deadline) + 1);
        assertTrue(later.status.state == State.Approved && later.lapsable, "approved by the clock");
        assertTrue(_lens.describe(terms).status.state == State.Inspected, "not yet");
    }

    function _bit(OrderAct act) private pure returns (uint256) {
        return 1 << uint256(act);
    }
}
