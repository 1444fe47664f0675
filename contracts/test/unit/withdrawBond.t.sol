// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract WithdrawBondTest is EscrowFixture {
    function test_withdrawBond_creditsTheRecipient() public {
        postBond(seller, 500, seller);
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.BondWithdrawn(address(token), seller, desk, 200);
        withdrawBond(seller, 200, desk);
        assertEq(_gained(desk), 200, "recipient");
        (uint256 amount,) = escrow.bondOf(address(token), seller);
        assertEq(amount, 300, "bond");
    }

    function test_withdrawBond_neverTakesWhatIsReserved() public {
        _reach(State.Accepted);
        postBond(seller, 500, seller);
        draw(seller, State.Accepted, 400);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), seller, 100, 101));
        withdrawBond(seller, 101, seller);
        withdrawBond(seller, 100, seller);
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(amount, 400, "bond");
        assertEq(reserved, 400, "reserved");
        confirm(buyer, State.Accepted, 0);
        withdrawBond(seller, 400, seller);
    }

    function test_withdrawBond_revertsWhen_nothing() public {
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        withdrawBond(seller, 0, seller);
    }

    function test_withdrawBond_revertsWhen_theRecipientIsNobody() public {
        postBond(seller, 500, seller);
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(0)));
        withdrawBond(seller, 1, address(0));
    }

    function test_withdrawBond_revertsWhen_itIsAnothers() public {
        postBond(seller, 500, seller);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), stranger, 0, 1));
        withdrawBond(stranger, 1, stranger);
    }
}

contract WithdrawBondRelayedTest is WithdrawBondTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
