// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Authorization, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {PlainToken} from "../mocks/Tokens.sol";

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

    /// @dev Whatever a token says of itself, no sum of amounts overflows.
    function test_deposit_revertsWhen_moreThanAnySumCanHold() public {
        uint256 most = type(uint128).max;
        uint256[2] memory amounts = [most + 1, type(uint256).max];
        for (uint256 i = 0; i < amounts.length; i++) {
            _expect(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, amounts[i], most));
            vm.prank(buyer);
            escrow.deposit(address(token), amounts[i], buyer);
        }
    }

    /// @dev A contract that is no token, or none with ERC-3009, is named instead of failing without a word.
    function test_deposit_revertsWhen_theTokenDoesNotKnowWhatIsAsked() public {
        bytes memory refusal = abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(this));
        _expect(refusal);
        vm.prank(buyer);
        escrow.deposit(address(this), 5, buyer);
        PlainToken plain = new PlainToken();
        refusal = abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(plain));
        for (uint256 length = 64; length < 66; length++) {
            _expect(refusal);
            escrow.depositWithAuthorization(buyer, address(plain), 5, 1, Authorization(0, START + 1, new bytes(length)));
        }
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
