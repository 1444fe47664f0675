// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract DrawTest is EscrowFixture {
    function _reserved() private view returns (uint256 reserved) {
        (, reserved) = escrow.bondOf(address(token), seller);
    }

    function test_draw_creditsTheSellerAndReservesItsBond() public {
        _reach(State.Accepted);
        postBond(seller, 1_000_000, seller);
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderDrawn(id, 300_000, RECORD);
        draw(seller, State.Accepted, 300_000);
        assertEq(_gained(seller), 300_000, "first");
        assertEq(_reserved(), 300_000, "reserved");
        draw(seller, State.Accepted, 800_002);
        assertEq(_gained(seller), 800_002, "both");
        assertEq(_reserved(), 800_002, "reserved");
        assertEq(_status().drawn, 800_002, "drawn");
    }

    function test_draw_revertsWhen_moreThanTheShare() public {
        _reach(State.Accepted);
        postBond(seller, 1_000_000, seller);
        _expect(abi.encodeWithSelector(IEscrow.DrawOutOfRange.selector, id, 800_003, 0, 800_002));
        draw(seller, State.Accepted, 800_003);
    }

    function test_draw_ofWhatWasClaimed() public {
        _reach(State.Accepted);
        postBond(seller, 1_000_000, seller);
        claim(seller, State.Accepted, 11);
        _expect(abi.encodeWithSelector(IEscrow.DrawOutOfRange.selector, id, 800_014, 0, 800_013));
        draw(seller, State.Accepted, 800_014);
        draw(seller, State.Accepted, 800_013);
        assertEq(_status().drawn, 800_013, "drawn");
    }

    function test_draw_revertsWhen_itDoesNotRise() public {
        _reach(State.Accepted);
        postBond(seller, 1_000_000, seller);
        _expect(abi.encodeWithSelector(IEscrow.DrawOutOfRange.selector, id, 0, 0, 800_002));
        draw(seller, State.Accepted, 0);
        draw(seller, State.Accepted, 7);
        _expect(abi.encodeWithSelector(IEscrow.DrawOutOfRange.selector, id, 7, 7, 800_002));
        draw(seller, State.Accepted, 7);
    }

    function test_draw_againstExactlyTheFreeBond() public {
        _reach(State.Accepted);
        postBond(seller, 500, seller);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), seller, 500, 501));
        draw(seller, State.Accepted, 501);
        draw(seller, State.Accepted, 500);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), seller, 0, 1));
        draw(seller, State.Accepted, 501);
    }

    function test_draw_ofTwoOrders_sharesTheBond() public {
        _reach(State.Accepted);
        postBond(seller, 1_000, seller);
        draw(seller, State.Accepted, 600);
        terms.salt = 8;
        _use(terms);
        _reach(State.Accepted);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), seller, 400, 401));
        draw(seller, State.Accepted, 401);
        draw(seller, State.Accepted, 400);
        confirm(buyer, State.Accepted, 0);
        assertEq(_reserved(), 600, "the other order's stays");
    }

    function test_draw_inEachState() public {
        postBond(seller, 1_000, seller);
        State[4] memory states = [State.Accepted, State.Inspected, State.Approved, State.Shipped];
        for (uint256 i = 0; i < states.length; i++) {
            terms.salt = 100 + i;
            _use(terms);
            vm.warp(START);
            _reach(states[i]);
            draw(seller, states[i], 1);
            assertEq(_status().drawn, 1, "drawn");
        }
        assertEq(_reserved(), 4, "reserved");
    }

    function test_draw_revertsWhen_delivered() public {
        _reach(State.Delivered);
        _expectNotPossible(State.Delivered);
        draw(seller, State.Delivered, 1);
    }

    function test_draw_revertsWhen_theDeadlinePassed() public {
        _reach(State.Shipped);
        postBond(seller, 1_000, seller);
        vm.warp(_status().deadline);
        draw(seller, State.Shipped, 1);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Shipped);
        draw(seller, State.Shipped, 2);
    }

    function test_draw_revertsWhen_callerIsNotSeller() public {
        _reach(State.Accepted);
        _expectNotAuthorized(buyer);
        draw(buyer, State.Accepted, 1);
    }

    /// @dev What returns to the payer is there whatever was drawn.
    function testFuzz_draw_neverTouchesTheRefund(uint96 drawn, uint8 ending) public {
        drawn = uint96(bound(drawn, 1, 800_002));
        _reach(State.Accepted);
        postBond(seller, 800_002, seller);
        draw(seller, State.Accepted, drawn);
        _mark();
        if (ending % 3 == 0) {
            cancel(seller, State.Accepted);
            assertEq(_gained(buyer), 1_120_022, "refund");
        } else if (ending % 3 == 1) {
            vm.warp(_status().deadline + 1);
            lapse();
            assertEq(_gained(buyer), 1_120_022, "default");
        } else {
            confirm(buyer, State.Accepted, 0);
            assertEq(_gained(buyer), 20_011, "earned");
            assertEq(_gained(seller), 1_064_380 - drawn, "the rest");
        }
        assertEq(_reserved(), 0, "released");
    }
}

contract DrawRelayedTest is DrawTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
