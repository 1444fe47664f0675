// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract EscalateTest is EscrowFixture {
    function test_escalate_byBuyer_postsTheFee() public {
        _reach(State.Disputed);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderEscalated(id, buyer, uint40(block.timestamp + 7 days));
        escalate(buyer, State.Disputed);
        _assertEntered(State.Escalated, 7 days);
        assertTrue(_status().escalatedByBuyer, "by the buyer");
        assertEq(_spent(buyer), 22_003, "posted");
    }

    function test_escalate_bySeller_postsTheFee() public {
        _reach(State.Disputed);
        escalate(seller, State.Disputed);
        assertTrue(!_status().escalatedByBuyer, "not by the buyer");
        assertEq(_spent(seller), 22_003, "posted");
        assertEq(_spent(buyer), 0, "buyer");
    }

    function test_escalate_withExactlyTheFee() public {
        _reach(State.Disputed);
        withdraw(buyer, escrow.balanceOf(address(token), buyer) - 22_003, buyer);
        escalate(buyer, State.Disputed);
        assertEq(escrow.balanceOf(address(token), buyer), 0, "nothing left");
    }

    function test_escalate_revertsWhen_theBalanceIsShort() public {
        _reach(State.Disputed);
        withdraw(buyer, escrow.balanceOf(address(token), buyer) - 22_002, buyer);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), buyer, 22_002, 22_003));
        escalate(buyer, State.Disputed);
    }

    function test_escalate_forNothing_whereTheArbiterAsksNothing() public {
        terms.arbiterFee = 0;
        _use(terms);
        _reach(State.Disputed);
        escalate(buyer, State.Disputed);
        assertEq(_spent(buyer), 0, "posted");
    }

    function test_escalate_revertsWhen_noArbiterIsNamed() public {
        _use(withoutArbiter(daigou()));
        _reach(State.Disputed);
        _expectNotPossible(State.Disputed);
        escalate(buyer, State.Disputed);
    }

    function test_escalate_revertsWhen_callerIsNoSide() public {
        _use(withPayer(daigou()));
        _reach(State.Disputed);
        address[4] memory others = [payer, arbiter, attestor, stranger];
        for (uint256 i = 0; i < others.length; i++) {
            _expectNotAuthorized(others[i]);
            escalate(others[i], State.Disputed);
        }
    }

    function test_escalate_inTheLastSecond() public {
        _reach(State.Disputed);
        vm.warp(_status().deadline);
        escalate(buyer, State.Disputed);
        _assertEntered(State.Escalated, 7 days);
    }

    function test_escalate_revertsWhen_theDeadlinePassed() public {
        _reach(State.Disputed);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Settled, State.Disputed);
        escalate(buyer, State.Disputed);
    }

    function test_escalate_revertsWhen_repeated() public {
        _reach(State.Escalated);
        _expectNotPossible(State.Escalated);
        escalate(seller, State.Escalated);
    }
}

contract EscalateRelayedTest is EscalateTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
