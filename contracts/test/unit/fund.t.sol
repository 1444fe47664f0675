// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Moves} from "../Moves.sol";

contract FundTest is EscrowFixture {
    function test_fund_fromBalance_withTheSellersSignature() public {
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderFunded(id, Moves.packed(terms), State.Accepted, uint40(START + 7 days), true);
        fund(true, _agreed());
        _assertEntered(State.Accepted, 7 days);
        assertEq(_spent(buyer), 1_120_022, "paid in");
    }

    function test_fund_fromBalance_withoutTheSeller() public {
        _mark();
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderFunded(id, Moves.packed(terms), State.Requested, uint40(START + 1 days), true);
        fund(true, _unanswered());
        _assertEntered(State.Requested, 1 days);
        assertEq(_spent(buyer), 1_120_022, "paid in");
    }

    function test_fund_byAllowance() public {
        _mark();
        uint256 wallet = token.balanceOf(buyer);
        uint256 held = token.balanceOf(address(escrow));
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderFunded(id, Moves.packed(terms), State.Accepted, uint40(START + 7 days), false);
        fund(false, _agreed());
        assertEq(token.balanceOf(buyer), wallet - 1_120_022, "wallet");
        assertEq(token.balanceOf(address(escrow)), held + 1_120_022, "held");
        assertEq(_spent(buyer), 0, "balance untouched");
    }

    function test_fund_byAPayer_withTheBuyersSignature() public {
        _use(withPayer(daigou()));
        _mark();
        fund(true, _agreed());
        _assertState(State.Accepted);
        assertEq(_spent(payer), 1_120_022, "payer");
        assertEq(_spent(buyer), 0, "buyer");
    }

    function test_fund_revertsWhen_thePayerHasNoSignatureOfTheBuyer() public {
        _use(withPayer(daigou()));
        Agreement memory agreement = _agreed();
        agreement.buyer = "";
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        fund(true, agreement);
        agreement.buyer = _sign(payer, id);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        fund(true, agreement);
    }

    function test_fund_revertsWhen_theBuyerSpendsThePayersBalance() public {
        _use(withPayer(daigou()));
        _expectNotAuthorized(buyer);
        fund(buyer, true, _agreed());
    }

    function test_fund_revertsWhen_callerIsNotPayer() public {
        _expectNotAuthorized(stranger);
        fund(stranger, true, _agreed());
        _expectNotAuthorized(seller);
        fund(seller, false, _agreed());
    }

    function test_fund_byAnOperatorsQuote() public {
        setOperator(seller, desk, START);
        fund(true, Agreement("", _quote(desk, _sign(desk, id))));
        _assertState(State.Accepted);
    }

    function test_fund_revertsWhen_theOperatorsTimeIsOver() public {
        setOperator(seller, desk, START - 1);
        _expectNotAuthorized(desk);
        fund(true, Agreement("", _quote(desk, _sign(desk, id))));
    }

    function test_fund_revertsWhen_theQuoterIsNotTheSeller() public {
        _expectNotAuthorized(stranger);
        fund(true, Agreement("", _quote(stranger, _sign(stranger, id))));
    }

    function test_fund_revertsWhen_theSellersSignatureIsOfOtherTerms() public {
        bytes32 other = keccak256("other");
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        fund(true, Agreement("", _quote(seller, _sign(seller, other))));
    }

    function test_fund_revertsWhen_theSellerMustAgreeFirst() public {
        terms.windows.accept = 0;
        _use(terms);
        _expectNotAuthorized(address(0));
        fund(true, _unanswered());
        fund(true, _agreed());
        _assertState(State.Accepted);
    }

    function test_fund_revertsWhen_theBalanceIsShort() public {
        withdraw(buyer, RICH - 1_120_021, buyer);
        _expect(
            abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(token), buyer, 1_120_021, 1_120_022)
        );
        fund(true, _agreed());
    }

    function test_fund_inTheLastSecond() public {
        vm.warp(START + 1 days);
        fund(true, _agreed());
        _assertState(State.Accepted);
    }

    function test_fund_revertsWhen_theOfferExpired() public {
        vm.warp(START + 1 days + 1);
        _expect(abi.encodeWithSelector(IEscrow.OrderExpired.selector, id, START + 1 days + 1, START + 1 days));
        fund(true, _agreed());
    }

    function test_fund_revertsWhen_fundedBefore() public {
        _reach(State.Requested);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Requested));
        fund(true, _agreed());
    }

    function test_fund_revertsWhen_settledBefore() public {
        _reach(State.Settled);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Settled));
        fund(true, _agreed());
    }

    function test_fund_revertsWhen_onAnotherChain() public {
        Agreement memory agreement = _agreed();
        vm.chainId(block.chainid + 1);
        _expect(abi.encodeWithSelector(IEscrow.ChainMismatch.selector, block.chainid, block.chainid - 1));
        fund(true, agreement);
    }

    /// @dev The most that an order can hold is carried and paid out to the last unit.
    function test_fund_theLargestOrder() public {
        (terms.goods, terms.service, terms.freight, terms.atCost) = (type(uint96).max - 3, 1, 1, 1);
        _use(terms);
        token.faucet(buyer, type(uint96).max);
        fund(false, _agreed());
        _mark();
        claim(seller, State.Accepted, 1);
        confirm(buyer, State.Accepted, 1);
        uint256 fee = uint256(type(uint96).max - 2) * 333 / 10_000;
        _assertCredits(0, type(uint96).max - fee, fee);
    }
}

contract FundRelayedTest is FundTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
