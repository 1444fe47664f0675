// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract SetOperatorTest is EscrowFixture {
    function test_setOperator_untilItsLastSecond() public {
        _use(attestedShop());
        vm.expectEmit(address(escrow));
        emit IEscrow.OperatorSet(seller, desk, uint40(START + 5));
        setOperator(seller, desk, START + 5);
        assertEq(escrow.operatorUntil(seller, desk), START + 5, "until");
        _reach(State.Accepted);
        vm.warp(START + 6);
        _expectNotAuthorized(desk);
        ship(desk, State.Accepted);
        vm.warp(START + 5);
        ship(desk, State.Accepted);
        _assertState(State.Shipped);
    }

    function test_setOperator_isTakenBack() public {
        _use(attestedShop());
        setOperator(seller, desk, START + 5);
        setOperator(seller, desk, 0);
        _reach(State.Accepted);
        _expectNotAuthorized(desk);
        ship(desk, State.Accepted);
    }

    function test_setOperator_revertsWhen_theOperatorIsNobody() public {
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(0)));
        setOperator(seller, address(0), START + 5);
    }

    /// @dev A seller's hot key may quote, accept, inspect, ship and claim.
    function test_setOperator_ofTheSeller_may() public {
        setOperator(seller, desk, START + 365 days);
        (terms.attestor, terms.windows.confirm) = (address(0), 0);
        _use(terms);
        _reach(State.Requested);
        accept(desk);
        claim(desk, State.Accepted, 1);
        inspect(desk, State.Accepted);
        approve(buyer, State.Inspected, INSPECTION);
        ship(desk, State.Approved);
        _assertState(State.Shipped);
    }

    /// @dev An attestor's hot key may inspect, ship and deliver, also in a dispute.
    function test_setOperator_ofTheAttestor_may() public {
        setOperator(attestor, desk, START + 365 days);
        _reach(State.Accepted);
        inspect(desk, State.Accepted);
        approve(buyer, State.Inspected, INSPECTION);
        ship(desk, State.Approved);
        dispute(buyer, State.Shipped);
        deliver(desk, State.Disputed);
        assertTrue(_status().handed, "handed");
    }

    /// @dev An operator starts no payout and gives nothing away.
    function test_setOperator_mayNot() public {
        address[5] memory principals = [seller, attestor, buyer, arbiter, payer];
        for (uint256 i = 0; i < principals.length; i++) {
            setOperator(principals[i], desk, START + 365 days);
        }
        postBond(seller, 500, seller);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), desk, 0, 1));
        withdraw(desk, 1, desk);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), desk, 0, 1));
        postBond(desk, 1, desk);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), desk, 0, 1));
        withdrawBond(desk, 1, desk);
        _expectNotAuthorized(desk);
        revoke(desk);
        _expectNotAuthorized(desk);
        fund(desk, true, _agreed());
        _reach(State.Accepted);
        _expectNotAuthorized(desk);
        draw(desk, State.Accepted, 1);
        _expectNotAuthorized(desk);
        cancel(desk, State.Accepted);
        _expectNotAuthorized(desk);
        confirm(desk, State.Accepted, 0);
        _expectNotAuthorized(desk);
        extend(desk, State.Accepted, 1);
        _expectNotAuthorized(desk);
        dispute(desk, State.Accepted);
        _expectNotAuthorized(desk);
        refund(desk, State.Accepted, 1);
        _expectNotAuthorized(desk);
        _settle(relayer, buyer, desk, State.Accepted, 1);
        _expectNotAuthorized(desk);
        _settle(relayer, desk, seller, State.Accepted, 1);
        inspect(attestor, State.Accepted);
        _expectNotAuthorized(desk);
        approve(desk, State.Inspected, INSPECTION);
        _expectNotAuthorized(desk);
        reject(desk, State.Inspected);
        reject(buyer, State.Inspected);
        _expectNotAuthorized(desk);
        escalate(desk, State.Disputed);
        escalate(buyer, State.Disputed);
        _expectNotAuthorized(desk);
        rule(desk, State.Escalated, 1);
    }
}

contract SetOperatorRelayedTest is SetOperatorTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
