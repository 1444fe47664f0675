// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Authorization, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

/// @title What each action costs, exactly
/// @dev Every call runs as a transaction of its own, so all storage is cold. Two figures are kept of each:
/// `transaction` is all that is paid (21,000, calldata, execution); `execution` is that without 21,000 and calldata,
/// which is what a gas report of a call shows. Parties have balances already, as after their first order.
/// forge-config: default.isolate = true
contract GasTest is EscrowFixture {
    uint256 private constant TRANSACTION = 21_000;
    uint256 private constant ZERO_BYTE = 4;
    uint256 private constant OTHER_BYTE = 16;

    bytes private _data;

    function setUp() public override {
        super.setUp();
        address[3] memory earning = [platform, arbiter, backup];
        for (uint256 i = 0; i < earning.length; i++) {
            vm.prank(stranger);
            escrow.deposit(address(token), 1_000, earning[i]);
        }
    }

    function _try(address caller, bytes memory data) internal override returns (bool, bytes memory) {
        _data = data;
        return super._try(caller, data);
    }

    /// @dev Keeps the figures of the call just made.
    function _keep(string memory name) private {
        uint256 all = vm.lastCallGas().gasTotalUsed;
        uint256 intrinsic = TRANSACTION;
        for (uint256 i = 0; i < _data.length; i++) {
            intrinsic += _data[i] == 0 ? ZERO_BYTE : OTHER_BYTE;
        }
        vm.snapshotValue("transaction", name, all);
        vm.snapshotValue("execution", name, all - intrinsic);
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
        _keep("deposit");
        bytes32 nonce = escrow.depositNonce(buyer, address(token), 1_000, 1);
        Authorization memory authorization = _authorize(buyer, 1_000, nonce);
        _call(
            relayer, abi.encodeCall(IEscrow.depositWithAuthorization, (buyer, address(token), 1_000, 1, authorization))
        );
        _keep("depositWithAuthorization");
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
