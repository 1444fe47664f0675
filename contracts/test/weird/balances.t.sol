// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {FlashBorrower} from "../mocks/weird/FlashBorrower.sol";
import {FlashMintToken} from "../mocks/weird/FlashMintToken.sol";
import {HighDecimalsToken} from "../mocks/weird/HighDecimalsToken.sol";
import {LowDecimalsToken} from "../mocks/weird/LowDecimalsToken.sol";
import {NativeToken} from "../mocks/weird/NativeToken.sol";
import {RebasingToken} from "../mocks/weird/RebasingToken.sol";
import {TwoAddressesDoor, TwoAddressesLedger} from "../mocks/weird/TwoAddressesToken.sol";
import {WeirdToken} from "../mocks/weird/WeirdToken.sol";
import {WeirdFixture} from "./WeirdFixture.sol";

/// @title Tokens whose balances change by themselves, or mean something else
contract WeirdBalancesTest is WeirdFixture {
    /// @dev What grows belongs to nobody; everybody gets what the order says.
    function test_weird_rebasingUp_paysWhatWasSigned() public harmsNoOther {
        RebasingToken odd = new RebasingToken();
        _stock(odd);
        _deposit(address(odd), 1_000);
        fund(false, _agreed());
        odd.rebase(1_500);
        confirm(buyer, State.Accepted, 0);
        withdraw(seller, EARNED - 1, WALLET);
        assertTrue(odd.balanceOf(WALLET) >= EARNED - 2, "paid, but for the token's own rounding");
        withdraw(platform, FEE, WALLET);
        withdraw(buyer, 1_000 + RETURNED, WALLET);
        assertTrue(odd.balanceOf(address(escrow)) >= 500_000, "the growth stays");
    }

    /// @dev What shrinks is missing to who withdraws last, in this token alone. Who comes first is paid in full.
    function test_weird_rebasingDown_isMissingToTheLast() public harmsNoOther {
        RebasingToken odd = new RebasingToken();
        _stock(odd);
        fund(false, _agreed());
        odd.rebase(500);
        confirm(buyer, State.Accepted, 0);
        _assertState(State.Settled);
        assertEq(escrow.balanceOf(address(odd), seller), EARNED, "the books stay");
        withdraw(seller, 500_000, WALLET);
        assertEq(odd.balanceOf(WALLET), 500_000, "as long as there is some");
        (bool done,) = _tryWithdraw(100_000);
        assertTrue(!done, "then the token refuses");
        assertEq(escrow.balanceOf(address(odd), seller), EARNED - 500_000, "and the books stay");
        odd.rebase(1_000);
        (done,) = _tryWithdraw(100_000);
        assertTrue(done, "until there is some again");
    }

    function _tryWithdraw(uint256 amount) private returns (bool, bytes memory) {
        try this.withdrawOut(amount) {
            return (true, "");
        } catch (bytes memory reason) {
            return (false, reason);
        }
    }

    function withdrawOut(uint256 amount) external {
        withdraw(seller, amount, WALLET);
    }

    /// @dev More than was said is refused as less is: else what one pays would be what others gain.
    function test_weird_rebasingInTheMiddle_isRefused() public harmsNoOther {
        RebasingToken odd = new RebasingToken();
        _stock(odd);
        _deposit(address(odd), 10_000);
        odd.rebaseInNextTransfer(1_100);
        _expectMismatch(address(odd), 1_000, 2_100);
        _deposit(address(odd), 1_000);
        odd.rebaseInNextTransfer(900);
        _expectMismatch(address(odd), PAID, 1_007_019);
        fund(false, _agreed());
        odd.rebaseInNextTransfer(1_000);
        fund(false, _agreed());
        _assertState(State.Accepted);
    }

    function test_weird_airdrop_creditsNobody() public harmsNoOther {
        WeirdToken odd = new WeirdToken();
        _stock(odd);
        odd.mint(address(escrow), 777);
        fund(false, _agreed());
        odd.mint(address(escrow), 777);
        confirm(buyer, State.Accepted, 0);
        withdraw(seller, EARNED, WALLET);
        withdraw(platform, FEE, WALLET);
        withdraw(buyer, RETURNED, WALLET);
        assertEq(odd.balanceOf(WALLET), PAID, "exactly what was paid in");
        assertEq(odd.balanceOf(address(escrow)), 2 * 777, "what dropped in stays");
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(odd), buyer, 0, 1));
        withdraw(buyer, 1, WALLET);
    }

    function test_weird_flashMint_comesAndGoes() public harmsNoOther {
        FlashMintToken odd = new FlashMintToken();
        _stock(odd);
        _lives(odd);
        _deposit(address(odd), 5_000);
        FlashBorrower borrower = new FlashBorrower(escrow, odd);
        borrower.borrow(2 ** 127, 2 ** 127);
        assertEq(escrow.balanceOf(address(odd), address(borrower)), 0, "nothing is left");
        assertEq(odd.balanceOf(address(escrow)), 5_000, "the others' holdings");
        // What stays in the escrow cannot be given back, so nothing happened.
        _expect(abi.encodeWithSelector(WeirdToken.BalanceTooLow.selector, address(borrower), 2 ** 127 - 1, 2 ** 127));
        borrower.borrow(2 ** 127, 2 ** 127 - 1);
        // Nor can more be taken out than was put in.
        _expect(
            abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(odd), address(borrower), 1_000, 6_000)
        );
        borrower.borrow(1_000, 6_000);
        withdraw(buyer, 5_000, WALLET);
    }

    function test_weird_twoAddresses_areTwoTokens() public harmsNoOther {
        TwoAddressesLedger ledger = new TwoAddressesLedger();
        (TwoAddressesDoor one, TwoAddressesDoor other) = (ledger.open(), ledger.open());
        _stock(one);
        _lives(one);
        _deposit(address(one), 5_000);
        assertEq(other.balanceOf(address(escrow)), 5_000, "seen at the other address too");
        assertEq(escrow.balanceOf(address(other), buyer), 0, "and credited at the one only");
        terms.token = address(other);
        _use(terms);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(other), buyer, 0, 1));
        withdraw(buyer, 1, buyer);
        vm.prank(buyer);
        other.approve(address(escrow), type(uint256).max);
        _deposit(address(other), 300);
        withdraw(buyer, 300, buyer);
        terms.token = address(one);
        withdraw(buyer, 5_000, WALLET);
        assertEq(one.balanceOf(address(escrow)), 0, "both are covered");
    }

    /// @dev Base units count, not decimals: fees round down to nothing where there is too little to divide.
    function test_weird_lowDecimals_work() public harmsNoOther {
        LowDecimalsToken odd = new LowDecimalsToken();
        _stock(odd);
        _lives(odd);
        _next(address(odd));
        (terms.goods, terms.service, terms.freight, terms.atCost, terms.arbiterFee) = (29, 0, 0, 0, 0);
        _use(terms);
        fund(false, _agreed());
        confirm(buyer, State.Accepted, 0);
        assertEq(escrow.balanceOf(address(odd), seller), 29, "333 of 10,000 of 29 are less than one");
        assertEq(escrow.balanceOf(address(odd), platform), 0, "no fee");
        withdraw(seller, 29, WALLET);
    }

    /// @dev The largest order has 2⁹⁶ - 1 base units, with 24 decimals 79,228 of the token.
    function test_weird_highDecimals_workUpToTheBound() public harmsNoOther {
        HighDecimalsToken odd = new HighDecimalsToken();
        _stock(odd);
        _lives(odd);
        odd.mint(buyer, type(uint96).max);
        _next(address(odd));
        (terms.goods, terms.service, terms.freight, terms.atCost) = (type(uint96).max, 1, 0, 0);
        _use(terms);
        _expect(abi.encodeWithSelector(IEscrow.TermsInvalid.selector, id, bytes32("goods")));
        fund(false, _agreed());
        terms.service = 0;
        _use(terms);
        fund(false, _agreed());
        confirm(buyer, State.Accepted, 0);
        uint256 fee = uint256(type(uint96).max) * 333 / 10_000;
        withdraw(seller, type(uint96).max - fee, WALLET);
        withdraw(platform, fee, WALLET);
        assertEq(odd.balanceOf(address(escrow)), 0, "all of it");
    }

    /// @dev Currency that comes past the escrow's books credits nobody.
    function test_weird_nativeCurrencyAsToken_works() public harmsNoOther {
        NativeToken odd = new NativeToken();
        odd.mint(buyer, STOCK - buyer.balance);
        vm.prank(buyer);
        odd.approve(address(escrow), type(uint256).max);
        _next(address(odd));
        _lives(odd);
        odd.mint(address(escrow), 500);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(odd), buyer, 0, 1));
        withdraw(buyer, 1, WALLET);
        (bool done,) = address(escrow).call{value: 1}("");
        assertTrue(!done, "the escrow takes no currency by itself");
    }
}
