// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract PostBondTest is EscrowFixture {
    function test_postBond_movesBalanceToTheRecipientsBond() public {
        vm.expectEmit(address(escrow));
        emit IEscrow.BondPosted(address(token), stranger, seller, 500);
        postBond(stranger, 500, seller);
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(amount, 500, "bond");
        assertEq(reserved, 0, "reserved");
        assertEq(escrow.balanceOf(address(token), stranger), RICH - 500, "balance");
        (amount,) = escrow.bondOf(address(token), stranger);
        assertEq(amount, 0, "own bond");
    }

    function test_postBond_revertsWhen_theBalanceIsShort() public {
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), seller, RICH, RICH + 1));
        postBond(seller, RICH + 1, seller);
    }

    function test_postBond_revertsWhen_nothing() public {
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        postBond(seller, 0, seller);
    }

    function test_postBond_revertsWhen_theRecipientIsNobody() public {
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(0)));
        postBond(seller, 1, address(0));
    }

    function test_postBond_revertsWhen_theBondWouldOverflow() public {
        uint256 most = type(uint128).max;
        token.faucet(seller, most + 10);
        vm.prank(seller);
        escrow.deposit(address(token), most, seller);
        postBond(seller, most - 5, seller);
        _expect(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 6, 5));
        postBond(seller, 6, seller);
        postBond(seller, 5, seller);
        (uint256 amount,) = escrow.bondOf(address(token), seller);
        assertEq(amount, most, "bond");
    }
}

contract PostBondRelayedTest is PostBondTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
