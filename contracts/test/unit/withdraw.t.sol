// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract WithdrawTest is EscrowFixture {
    function test_withdraw_sendsToTheRecipient() public {
        vm.expectEmit(address(escrow));
        emit IEscrow.Withdrawn(address(token), seller, desk, 77);
        withdraw(seller, 77, desk);
        assertEq(token.balanceOf(desk), 77, "recipient");
        assertEq(escrow.balanceOf(address(token), seller), RICH - 77, "balance");
    }

    function test_withdraw_everything() public {
        withdraw(seller, RICH, seller);
        assertEq(escrow.balanceOf(address(token), seller), 0, "balance");
    }

    function test_withdraw_revertsWhen_theBalanceIsShort() public {
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), seller, RICH, RICH + 1));
        withdraw(seller, RICH + 1, seller);
    }

    function test_withdraw_revertsWhen_nothing() public {
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        withdraw(seller, 0, seller);
    }

    function test_withdraw_revertsWhen_theRecipientWouldLoseIt() public {
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(0)));
        withdraw(seller, 1, address(0));
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(escrow)));
        withdraw(seller, 1, address(escrow));
    }

    /// @dev Money of live orders is nobody's balance.
    function test_withdraw_leavesLiveOrdersAlone() public {
        _reach(State.Accepted);
        withdraw(buyer, RICH - 1_120_022, buyer);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), buyer, 0, 1));
        withdraw(buyer, 1, buyer);
    }
}

contract WithdrawRelayedTest is WithdrawTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
