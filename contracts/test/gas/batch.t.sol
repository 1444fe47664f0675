// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, IEscrow, Order, Quote, State} from "../../src/interfaces/IEscrow.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {QuoteTree} from "../QuoteTree.sol";
import {GasFixture} from "./GasFixture.sol";

/// @title What an order costs in a batch of a hundred
/// @dev A hundred buyers, each of whom put in what the order costs; each signs `Fund` and `Confirm`; the seller signed all quotes at once;
/// a relayer sends two batches. What may go wrong with an order still may: it can be disputed like any other.
/// forge-config: default.isolate = true
contract BatchGasTest is GasFixture {
    using Moves for Move;

    uint256 private constant ORDERS = 100;
    uint256 private constant GAS_EACH = 300_000;

    Order[] private _orders;
    bytes32[] private _ids;

    function setUp() public override {
        super.setUp();
        vm.prank(stranger);
        escrow.deposit(address(token), 1_000, platform);
        for (uint256 i = 0; i < ORDERS; i++) {
            address account = vm.addr(0x20_000 + i);
            keyOf[account] = 0x20_000 + i;
            vm.prank(stranger);
            escrow.deposit(address(token), 1_100_011, account);
            Order memory t = attestedShop();
            (t.buyer, t.atCost, t.salt) = (account, 0, i);
            _use(t);
            _orders.push(t);
            _ids.push(id);
        }
    }

    function test_gas_batch100() public {
        _fundAll();
        _keep("batch100.fund", ORDERS);
        _all(Act.Ship, seller, State.Accepted);
        _keep("batch100.ship", ORDERS);
        _all(Act.Deliver, attestor, State.Shipped);
        _keep("batch100.deliver", ORDERS);
        _all(Act.Confirm, address(0), State.Delivered);
        _keep("batch100.confirm", ORDERS);
        for (uint256 i = 0; i < ORDERS; i++) {
            assertEq(uint256(escrow.statusOf(_ids[i]).state), uint256(State.Settled), "settled");
        }
        assertEq(escrow.balanceOf(address(token), vm.addr(0x20_000)), 0, "paid");
    }

    function test_gas_batch100_lapse() public {
        _fundAll();
        vm.warp(block.timestamp + 8 days);
        bytes[] memory calls = new bytes[](ORDERS);
        for (uint256 i = 0; i < ORDERS; i++) {
            calls[i] = abi.encodeCall(IEscrow.lapse, (_orders[i]));
        }
        _batch(stranger, calls);
        _keep("batch100.lapse", ORDERS);
    }

    /// @dev One payer, one authorisation, a hundred orders: the token moves once.
    function test_gas_batch100_onePayer() public {
        bytes[] memory calls = new bytes[](ORDERS + 1);
        bytes32 nonce = escrow.depositNonce(payer, address(token), ORDERS * 1_100_011, 1);
        calls[0] = abi.encodeCall(
            IEscrow.depositWithAuthorization,
            (payer, address(token), ORDERS * 1_100_011, 1, _authorize(payer, ORDERS * 1_100_011, nonce))
        );
        bytes memory signature;
        (bytes32[] memory ids, uint40 until) = (new bytes32[](ORDERS), uint40(START + 30 days));
        for (uint256 i = 0; i < ORDERS; i++) {
            (_orders[i].buyer, _orders[i].payer) = (payer, address(0));
            _use(_orders[i]);
            (ids[i], _ids[i]) = (id, id);
        }
        signature = _sign(seller, _digest(QuoteTree.hash(QuoteTree.root(ids), until)));
        for (uint256 i = 0; i < ORDERS; i++) {
            Quote memory quote = Quote(seller, until, QuoteTree.proof(ids, i), signature);
            calls[i + 1] = _fundCall(i, quote, "");
        }
        _batch(payer, calls);
        _keep("batch100.fund.onePayer", ORDERS);
    }

    function _fundAll() private {
        uint40 until = uint40(START + 30 days);
        bytes32[] memory ids = _ids;
        bytes memory signature = _sign(seller, _digest(QuoteTree.hash(QuoteTree.root(ids), until)));
        bytes[] memory calls = new bytes[](ORDERS);
        for (uint256 i = 0; i < ORDERS; i++) {
            Quote memory quote = Quote(seller, until, QuoteTree.proof(ids, i), signature);
            Move memory m = Move(Act.Fund, _orders[i].buyer, State.None, 1, 0, 0, until);
            calls[i] = _fundCall(i, quote, _signed(i, m));
        }
        _batch(relayer, calls);
    }

    function _fundCall(uint256 i, Quote memory quote, bytes memory signature) private view returns (bytes memory) {
        Consent memory consent = Consent(_orders[i].buyer, uint40(START + 30 days), signature);
        return abi.encodeCall(IEscrow.fund, (_orders[i], true, Agreement("", quote), consent));
    }

    /// @dev `by` signs for all orders, or each order's buyer for its own.
    function _all(Act act, address by, State meant) private {
        bytes[] memory calls = new bytes[](ORDERS);
        for (uint256 i = 0; i < ORDERS; i++) {
            address signer = by == address(0) ? _orders[i].buyer : by;
            Move memory m = Move(act, signer, meant, 0, act == Act.Confirm ? bytes32(0) : RECORD, 0, _until());
            calls[i] = m.data(_orders[i], Consent(signer, m.until, _signed(i, m)));
        }
        _batch(relayer, calls);
    }

    function _until() private view returns (uint40) {
        return uint40(block.timestamp + 1 days);
    }

    function _signed(uint256 i, Move memory m) private view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encodePacked(m.words(_ids[i], address(token))));
        return _sign(m.by, _digest(structHash));
    }

    function _batch(address caller, bytes[] memory calls) private {
        (bool done, bytes memory answer) = _try(caller, abi.encodeCall(IEscrow.batch, (calls, GAS_EACH)));
        if (!done) bubble(answer);
        assertEq(abi.decode(answer, (uint256)), 0, "failed");
    }
}
