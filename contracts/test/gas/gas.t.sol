// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Authorization, IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {PlainEscrow} from "../mocks/PlainEscrow.sol";
import {GasFixture} from "./GasFixture.sol";

/// @title What each action costs
/// @dev Parties have balances already, as after their first order.
/// forge-config: default.isolate = true
contract GasTest is GasFixture {
    function setUp() public override {
        super.setUp();
        address[3] memory earning = [platform, arbiter, backup];
        for (uint256 i = 0; i < earning.length; i++) {
            vm.prank(stranger);
            escrow.deposit(address(token), 1_000, earning[i]);
        }
    }

    function test_gas_fund() public {
        fund(true, _agreed());
        _keep("fund.balance");
    }

    function test_gas_fund_requested() public {
        fund(true, _unanswered());
        _keep("fund.balance.requested");
    }

    function test_gas_fund_allowance() public {
        fund(false, _agreed());
        _keep("fund.allowance");
    }

    function test_gas_fundWithAuthorization() public {
        fundWithAuthorization(_agreed());
        _keep("fund.erc3009");
    }

    function test_gas_fund_relayed() public {
        relayed = true;
        fund(true, _agreed());
        _keep("fund.balance.relayed");
    }

    function test_gas_confirm() public {
        _reach(State.Delivered);
        confirm(buyer, State.Delivered, 0);
        _keep("confirm");
    }

    /// @dev The shortest life: paid and confirmed. Both sides' accounts and the platform's have a balance.
    function test_gas_fundAndConfirm() public {
        fund(true, _agreed());
        _keep("fundSettle.balance.fund");
        confirm(buyer, State.Accepted, 0);
        _keep("fundSettle.balance.confirm");
    }

    function test_gas_fundWithAuthorizationAndConfirm() public {
        fundWithAuthorization(_agreed());
        _keep("fundSettle.erc3009.fund");
        confirm(buyer, State.Accepted, 0);
        _keep("fundSettle.erc3009.confirm");
    }

    /// @dev As above for a sale of which nothing returns: no cost to document, so the payer's balance is not touched.
    function test_gas_fundAndConfirm_shop() public {
        Order memory t = shop();
        t.atCost = 0;
        _use(t);
        fund(true, _agreed());
        _keep("fundSettle.shop.fund");
        confirm(buyer, State.Accepted, 0);
        _keep("fundSettle.shop.confirm");
    }

    /// @dev The plainest escrow there is, for comparison; both have tokens before.
    function test_gas_plainEscrow() public {
        PlainEscrow plain = new PlainEscrow();
        token.faucet(address(plain), 1);
        vm.prank(buyer);
        token.approve(address(plain), type(uint256).max);
        bytes memory data = abi.encodeCall(PlainEscrow.fund, (seller, IERC20(address(token)), 1_000));
        _callPlain(plain, data);
        _callPlain(plain, data);
        _keep("plainEscrow.fund");
        _callPlain(plain, abi.encodeCall(PlainEscrow.confirm, (2)));
        _keep("plainEscrow.confirm");
    }

    function _callPlain(PlainEscrow plain, bytes memory data) private {
        _sent(data);
        vm.prank(buyer);
        (bool done, bytes memory answer) = address(plain).call(data);
        if (!done) bubble(answer);
    }

    function test_gas_accept() public {
        _reach(State.Requested);
        accept(seller);
        _keep("accept");
    }

    function test_gas_revoke() public {
        revoke(seller);
        _keep("revoke");
    }

    function test_gas_inspect() public {
        _reach(State.Accepted);
        inspect(attestor, State.Accepted);
        _keep("inspect");
    }

    function test_gas_approve() public {
        _reach(State.Inspected);
        approve(buyer, State.Inspected, INSPECTION);
        _keep("approve");
    }

    function test_gas_reject() public {
        _reach(State.Inspected);
        reject(buyer, State.Inspected);
        _keep("reject");
    }

    function test_gas_ship() public {
        _use(attestedShop());
        _reach(State.Accepted);
        ship(seller, State.Accepted);
        _keep("ship");
    }

    function test_gas_ship_relayed() public {
        _use(attestedShop());
        _reach(State.Accepted);
        relayed = true;
        ship(seller, State.Accepted);
        _keep("ship.relayed");
    }

    function test_gas_deliver() public {
        _reach(State.Shipped);
        deliver(attestor, State.Shipped);
        _keep("deliver");
    }

    function test_gas_confirm_relayed() public {
        _reach(State.Delivered);
        relayed = true;
        confirm(buyer, State.Delivered, 0);
        _keep("confirm.relayed");
    }

    function test_gas_cancel() public {
        _reach(State.Accepted);
        cancel(seller, State.Accepted);
        _keep("cancel");
    }

    function test_gas_extend() public {
        _reach(State.Accepted);
        extend(buyer, State.Accepted, 1 days);
        _keep("extend");
    }

    function test_gas_dispute() public {
        _reach(State.Delivered);
        dispute(buyer, State.Delivered);
        _keep("dispute");
    }

    function test_gas_escalate() public {
        _reach(State.Disputed);
        escalate(buyer, State.Disputed);
        _keep("escalate");
    }

    function test_gas_rule() public {
        _reach(State.Escalated);
        rule(arbiter, State.Escalated, 500_000);
        _keep("rule");
    }

    function test_gas_settle() public {
        _reach(State.Accepted);
        settle(State.Accepted, 500_000);
        _keep("settle");
    }

    function test_gas_claim() public {
        _reach(State.Accepted);
        claim(seller, State.Accepted, 20_000);
        _keep("claim");
    }

    function test_gas_draw() public {
        postBond(seller, 900_000, seller);
        _reach(State.Accepted);
        draw(seller, State.Accepted, 800_000);
        _keep("draw");
    }

    function test_gas_refund() public {
        _reach(State.Settled);
        refund(seller, State.Settled, 1_000);
        _keep("refund");
    }

    function test_gas_lapse() public {
        _reach(State.Delivered);
        vm.warp(_status().deadline + 1);
        lapse();
        _keep("lapse");
    }

    function test_gas_accounts() public {
        _call(buyer, abi.encodeCall(IEscrow.deposit, (address(token), 1_000, buyer)));
        _keep("deposit.allowance");
        bytes32 nonce = escrow.depositNonce(buyer, address(token), 1_000, 1);
        Authorization memory authorization = _authorize(buyer, 1_000, nonce);
        _call(
            relayer, abi.encodeCall(IEscrow.depositWithAuthorization, (buyer, address(token), 1_000, 1, authorization))
        );
        _keep("deposit.erc3009");
        withdraw(seller, 1_000, seller);
        _keep("withdraw");
        relayed = true;
        withdraw(seller, 1_000, seller);
        _keep("withdraw.relayed");
        relayed = false;
        postBond(seller, 1_000, seller);
        _keep("postBond");
        withdrawBond(seller, 500, seller);
        _keep("withdrawBond");
        setOperator(seller, desk, START);
        _keep("setOperator");
        burnNonce(seller, 5);
        _keep("burnNonce");
    }
}
