// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {WeirdToken} from "../mocks/weird/WeirdToken.sol";

/// @title An order and balances in an odd token, beside an order and balances in a normal one
/// @dev P = 1,120,022 is paid in; 1,064,380 are the seller's, 35,631 the platform's, 20,011 return.
abstract contract WeirdFixture is EscrowFixture {
    error SafeERC20FailedOperation(address token);

    uint256 internal constant PAID = 1_120_022;
    uint256 internal constant EARNED = 1_064_380;
    uint256 internal constant FEE = 35_631;
    uint256 internal constant RETURNED = 20_011;
    uint256 internal constant STOCK = 10_000_000;
    address internal constant WALLET = address(0x3A11E7);
    address internal constant PURSE = address(0x9025E);

    Order private _bystander;
    uint256 private _salt = 100;

    function setUp() public override {
        super.setUp();
        terms.salt = 99;
        _use(terms);
        fund(true, _agreed());
        _bystander = terms;
    }

    /// @dev What the odd token does in the test changes nothing in the normal one, whose order is then settled in the
    /// same block and paid out.
    modifier harmsNoOther() {
        uint256 second = block.timestamp;
        bytes32 books = _books();
        _;
        assertEq(_books(), books, "balances and holdings of the normal token");
        assertEq(block.timestamp, second, "the same block");
        _use(_bystander);
        _assertState(State.Accepted);
        _mark();
        confirm(buyer, State.Accepted, 0);
        _assertCredits(RETURNED, EARNED, FEE);
        withdraw(seller, EARNED, PURSE);
        assertEq(token.balanceOf(PURSE), EARNED, "paid out");
    }

    function _books() private view returns (bytes32) {
        address[6] memory parties = [buyer, payer, seller, platform, arbiter, stranger];
        uint256[6] memory balances;
        for (uint256 i = 0; i < parties.length; i++) {
            balances[i] = escrow.balanceOf(address(token), parties[i]);
        }
        return keccak256(abi.encode(balances, token.balanceOf(address(escrow))));
    }

    /// @dev Another order in the odd token, not funded yet.
    function _next(address odd) internal {
        terms = daigou();
        (terms.token, terms.salt) = (odd, _salt++);
        _use(terms);
    }

    /// @dev The buyer has some of the odd token and allows the escrow to take `allowed` of it.
    function _stock(WeirdToken odd, uint256 allowed) internal {
        odd.mint(buyer, STOCK);
        vm.prank(buyer);
        odd.approve(address(escrow), allowed);
        _next(address(odd));
    }

    function _stock(WeirdToken odd) internal {
        _stock(odd, type(uint256).max);
    }

    function _deposit(address odd, uint256 amount) internal {
        vm.prank(buyer);
        escrow.deposit(odd, amount, buyer);
    }

    /// @dev The whole life: deposit, an order from balance, one by allowance, both settled, everything withdrawn.
    function _lives(WeirdToken odd) internal {
        _deposit(address(odd), PAID);
        assertEq(escrow.balanceOf(address(odd), buyer), PAID, "deposited");
        _next(address(odd));
        fund(true, _agreed());
        confirm(buyer, State.Accepted, 0);
        _next(address(odd));
        fund(false, _agreed());
        assertEq(odd.balanceOf(address(escrow)), 2 * PAID, "holdings");
        confirm(buyer, State.Accepted, 0);
        withdraw(seller, 2 * EARNED, WALLET);
        withdraw(platform, 2 * FEE, WALLET);
        withdraw(buyer, 2 * RETURNED, WALLET);
        assertEq(odd.balanceOf(WALLET), 2 * PAID, "withdrawn");
        assertEq(odd.balanceOf(address(escrow)), 0, "nothing is left");
        assertEq(odd.balanceOf(buyer), STOCK - 2 * PAID, "and nothing more was taken");
    }

    function _expectMismatch(address odd, uint256 expected, uint256 received) internal {
        _expect(abi.encodeWithSelector(IEscrow.TokenAmountMismatch.selector, odd, expected, received));
    }

    function _expectFailed(address odd) internal {
        _expect(abi.encodeWithSelector(SafeERC20FailedOperation.selector, odd));
    }

    /// @dev Neither a deposit nor an order came about, and the buyer has what it had.
    function _assertNothingHappened(WeirdToken odd) internal view {
        assertEq(escrow.balanceOf(address(odd), buyer), 0, "no balance");
        _assertState(State.None);
        assertEq(odd.balanceOf(buyer), STOCK, "the buyer's");
        assertEq(odd.balanceOf(address(escrow)), 0, "holdings");
    }
}
