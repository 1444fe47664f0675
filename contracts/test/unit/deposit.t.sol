// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract DepositTest is EscrowFixture {
    function test_deposit_creditsTheRecipient() public {
        uint256 wallet = token.balanceOf(buyer);
        vm.expectEmit(address(escrow));
        emit IEscrow.Deposited(address(token), desk, 900);
        vm.prank(buyer);
        escrow.deposit(address(token), 900, desk);
        assertEq(escrow.balanceOf(address(token), desk), 900, "recipient");
        assertEq(escrow.balanceOf(address(token), buyer), RICH, "giver");
        assertEq(token.balanceOf(buyer), wallet - 900, "wallet");
    }

    function test_deposit_revertsWhen_nothing() public {
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        vm.prank(buyer);
        escrow.deposit(address(token), 0, buyer);
    }

    function test_deposit_revertsWhen_theRecipientWouldLoseIt() public {
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(0)));
        vm.prank(buyer);
        escrow.deposit(address(token), 1, address(0));
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(escrow)));
        vm.prank(buyer);
        escrow.deposit(address(token), 1, address(escrow));
    }

    function test_deposit_revertsWhen_nothingWasAllowed() public {
        vm.prank(desk);
        vm.expectRevert();
        escrow.deposit(address(token), 1, desk);
    }

    /// @dev What is sent without a deposit is nobody's and changes nothing.
    function test_deposit_ignoresDonations() public {
        vm.prank(stranger);
        token.transfer(address(escrow), 12_345);
        vm.prank(buyer);
        escrow.deposit(address(token), 7, buyer);
        assertEq(escrow.balanceOf(address(token), buyer), RICH + 7, "buyer");
    }
}
