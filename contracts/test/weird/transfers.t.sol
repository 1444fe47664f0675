// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {DataBombToken} from "../mocks/weird/DataBombToken.sol";
import {FalseOnFailureToken} from "../mocks/weird/FalseOnFailureToken.sol";
import {FalseOnSuccessToken} from "../mocks/weird/FalseOnSuccessToken.sol";
import {FeeOnTransferToken} from "../mocks/weird/FeeOnTransferToken.sol";
import {GasBurningToken} from "../mocks/weird/GasBurningToken.sol";
import {HookedAccount} from "../mocks/weird/HookedAccount.sol";
import {HookedToken} from "../mocks/weird/HookedToken.sol";
import {MaxMeansAllToken} from "../mocks/weird/MaxMeansAllToken.sol";
import {NoReturnToken} from "../mocks/weird/NoReturnToken.sol";
import {NoTransferToZeroAddressToken} from "../mocks/weird/NoTransferToZeroAddressToken.sol";
import {NoZeroTransferToken} from "../mocks/weird/NoZeroTransferToken.sol";
import {OwnTransferFromToken} from "../mocks/weird/OwnTransferFromToken.sol";
import {SmallNumbersToken} from "../mocks/weird/SmallNumbersToken.sol";
import {TrueOnFailureToken} from "../mocks/weird/TrueOnFailureToken.sol";
import {WeirdToken} from "../mocks/weird/WeirdToken.sol";
import {WeirdFixture} from "./WeirdFixture.sol";

/// @title Tokens whose transfers do or answer something else
contract WeirdTransfersTest is WeirdFixture {
    // ------------------------------------------------------------------ hooks

    function _hook(HookedToken odd) private returns (HookedAccount account) {
        account = new HookedAccount();
        odd.mint(address(account), STOCK);
        account.execute(address(odd), abi.encodeCall(HookedToken.setHooked, (true)));
        account.execute(address(odd), abi.encodeCall(WeirdToken.approve, (address(escrow), type(uint256).max)));
    }

    function _entries(address odd, address account) private view returns (bytes[4] memory) {
        Consent memory own = Consent(account, type(uint40).max, "");
        return [
            abi.encodeCall(IEscrow.deposit, (odd, 1, account)),
            abi.encodeCall(IEscrow.withdraw, (odd, 1, account, 0, own)),
            abi.encodeCall(IEscrow.lapse, (terms)),
            abi.encodeCall(IEscrow.confirm, (terms, State.Accepted, 0, own))
        ];
    }

    /// @dev Who reenters on the way in or out is refused; who swallows the refusal has gained nothing.
    function test_weird_hooks_cannotReenter() public harmsNoOther {
        HookedToken odd = new HookedToken();
        _stock(odd);
        HookedAccount account = _hook(odd);
        bytes memory deposit = abi.encodeCall(IEscrow.deposit, (address(odd), 1_000, address(account)));
        bytes memory withdrawal = abi.encodeCall(
            IEscrow.withdraw, (address(odd), 500, address(account), 0, Consent(address(account), type(uint40).max, ""))
        );
        account.execute(address(escrow), deposit);
        bytes[4] memory entries = _entries(address(odd), address(account));
        for (uint256 i = 0; i < entries.length; i++) {
            account.setHook(address(escrow), entries[i], false);
            _expect(abi.encodeWithSelector(IEscrow.Reentered.selector));
            account.execute(address(escrow), deposit);
            _expect(abi.encodeWithSelector(IEscrow.Reentered.selector));
            account.execute(address(escrow), withdrawal);
            account.setHook(address(escrow), entries[i], true);
            account.execute(address(escrow), deposit);
            account.execute(address(escrow), withdrawal);
        }
        assertEq(account.called(), 8, "the hooks were called");
        assertEq(account.succeeded(), 0, "none got in");
        assertEq(escrow.balanceOf(address(odd), address(account)), 1_000 + 4 * 500, "what was done, once");
        assertEq(odd.balanceOf(address(escrow)), 1_000 + 4 * 500, "covered");
    }

    /// @dev A recipient that refuses blocks its own withdrawal only: settling calls nobody.
    function test_weird_hooks_work() public harmsNoOther {
        HookedToken odd = new HookedToken();
        _stock(odd);
        _lives(odd);
        HookedAccount account = _hook(odd);
        _deposit(address(odd), 100);
        account.setHook(address(odd), abi.encodeCall(WeirdToken.transfer, (WALLET, type(uint256).max)), false);
        vm.expectRevert();
        withdraw(buyer, 100, address(account));
        withdraw(buyer, 100, buyer);
    }

    // ------------------------------------------------------------------ answers

    function test_weird_missingReturnValue_works() public harmsNoOther {
        NoReturnToken odd = new NoReturnToken();
        _stock(odd);
        _lives(odd);
    }

    function test_weird_falseOnSuccess_isRefused() public harmsNoOther {
        FalseOnSuccessToken odd = new FalseOnSuccessToken();
        _stock(odd);
        _expectFailed(address(odd));
        _deposit(address(odd), 1_000);
        _expectFailed(address(odd));
        fund(false, _agreed());
        _assertNothingHappened(odd);
    }

    function test_weird_falseOnFailure_works() public harmsNoOther {
        FalseOnFailureToken odd = new FalseOnFailureToken();
        _stock(odd, PAID - 1);
        _expectFailed(address(odd));
        _deposit(address(odd), PAID);
        _expectFailed(address(odd));
        fund(false, _agreed());
        _assertNothingHappened(odd);
        vm.prank(buyer);
        odd.approve(address(escrow), type(uint256).max);
        _lives(odd);
    }

    function test_weird_trueOnFailure_works() public harmsNoOther {
        TrueOnFailureToken odd = new TrueOnFailureToken();
        _stock(odd);
        _expectMismatch(address(odd), STOCK + 1, 0);
        _deposit(address(odd), STOCK + 1);
        odd.mint(address(escrow), 5_000_000);
        vm.prank(seller);
        _expectMismatch(address(odd), 1_000, 0);
        escrow.deposit(address(odd), 1_000, seller);
        assertEq(escrow.balanceOf(address(odd), seller), 0, "tokens that lie there credit nobody");
    }

    function test_weird_trueOnFailure_lives() public harmsNoOther {
        TrueOnFailureToken odd = new TrueOnFailureToken();
        _stock(odd);
        _lives(odd);
    }

    function test_weird_feeOnTransfer_isRefused() public harmsNoOther {
        FeeOnTransferToken odd = new FeeOnTransferToken();
        _stock(odd);
        _expectMismatch(address(odd), 1_000, 990);
        _deposit(address(odd), 1_000);
        _expectMismatch(address(odd), PAID, PAID - 11_200);
        fund(false, _agreed());
        _assertNothingHappened(odd);
    }

    function test_weird_feeOnTransfer_isRefusedFromBalanceToo() public harmsNoOther {
        FeeOnTransferToken odd = new FeeOnTransferToken();
        _stock(odd);
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(odd), buyer, 0, PAID));
        fund(true, _agreed());
    }

    // ------------------------------------------------------------------ amounts and accounts that are refused

    function test_weird_zeroTransfer_works() public harmsNoOther {
        NoZeroTransferToken odd = new NoZeroTransferToken();
        _stock(odd);
        _lives(odd);
        // The escrow never asks for a transfer of nothing.
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        withdraw(buyer, 0, buyer);
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        _deposit(address(odd), 0);
    }

    function test_weird_transferToZeroAddress_works() public harmsNoOther {
        NoTransferToZeroAddressToken odd = new NoTransferToZeroAddressToken();
        _stock(odd);
        _lives(odd);
        _deposit(address(odd), 100);
        _expect(abi.encodeWithSelector(IEscrow.RecipientInvalid.selector, address(0)));
        withdraw(buyer, 100, address(0));
    }

    /// @dev No order is larger than 2⁹⁶ - 1, so only sums of many can be: they go out in parts.
    function test_weird_largeTransfer_isRefusedByTheToken() public harmsNoOther {
        SmallNumbersToken odd = new SmallNumbersToken();
        _stock(odd, type(uint96).max);
        _lives(odd);
        uint256 most = type(uint96).max;
        odd.mint(buyer, 2 * most);
        vm.prank(buyer);
        odd.approve(address(escrow), most);
        _deposit(address(odd), most);
        vm.prank(buyer);
        odd.approve(address(escrow), 1);
        _expect(abi.encodeWithSelector(WeirdToken.AllowanceTooLow.selector, buyer, address(escrow), 1, most + 1));
        _deposit(address(odd), most + 1);
        _deposit(address(odd), 1);
        _expect(abi.encodeWithSelector(SmallNumbersToken.DoesNotFit96Bits.selector, most + 1));
        withdraw(buyer, most + 1, WALLET);
        withdraw(buyer, most, WALLET);
        withdraw(buyer, 1, WALLET);
        assertEq(odd.balanceOf(address(escrow)), 0, "all of it");
    }

    /// @dev Nobody gets the escrow to pay from its own holdings.
    function test_weird_ownTransferFrom_works() public harmsNoOther {
        OwnTransferFromToken odd = new OwnTransferFromToken();
        _stock(odd);
        _lives(odd);
        odd.mint(address(escrow), PAID);
        _next(address(odd));
        terms.payer = address(escrow);
        _use(terms);
        relayed = false;
        // As payer the escrow would have to sign, and it signs nothing.
        (bool done, bytes memory answer) = _fundFor(address(escrow));
        assertTrue(!done, "not from the escrow's own");
        bytes memory refusal = abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, address(escrow));
        assertEq(keccak256(answer), keccak256(refusal), "the refusal");
    }

    /// @dev The test's own funding as `payer`, without its signature.
    function _fundFor(address payer) private returns (bool done, bytes memory answer) {
        try this.fundUnsigned(payer) {
            done = true;
        } catch (bytes memory reason) {
            answer = reason;
        }
    }

    function fundUnsigned(address payer) external {
        relayed = true;
        keyOf[payer] = keyOf[stranger];
        fund(payer, false, _agreed());
    }

    /// @dev No amount is as large as the one that means "all".
    function test_weird_maxMeansAll_isRefused() public harmsNoOther {
        MaxMeansAllToken odd = new MaxMeansAllToken();
        _stock(odd);
        bytes memory tooMuch =
            abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, type(uint256).max, type(uint128).max);
        _expect(tooMuch);
        _deposit(address(odd), type(uint256).max);
        _assertNothingHappened(odd);
        _lives(odd);
        _expect(tooMuch);
        withdraw(buyer, type(uint256).max, buyer);
    }

    // ------------------------------------------------------------------ bombs

    /// @dev One word of an answer is copied, so the bomb costs what the token itself wastes; settling does not call it.
    function test_weird_dataBomb_harmsOnlyItself() public harmsNoOther {
        DataBombToken odd = new DataBombToken();
        _stock(odd);
        _lives(odd);
        _deposit(address(odd), 1_000);
        _next(address(odd));
        fund(false, _agreed());
        odd.setMode(DataBombToken.Mode.Returns);
        uint256 gasBefore = gasleft();
        _deposit(address(odd), 1_000);
        assertTrue(gasBefore - gasleft() < 2_500_000, "three bombs of 12,500 words, none copied");
        odd.setMode(DataBombToken.Mode.Reverts);
        vm.expectRevert();
        _deposit(address(odd), 1_000);
        confirm(buyer, State.Accepted, 0);
        assertEq(escrow.balanceOf(address(odd), seller), EARNED, "settled all the same");
        vm.expectRevert();
        withdraw(seller, EARNED, WALLET);
        odd.setMode(DataBombToken.Mode.Honest);
        withdraw(seller, EARNED, WALLET);
    }

    function test_weird_gasBurning_harmsOnlyItself() public harmsNoOther {
        GasBurningToken odd = new GasBurningToken();
        _stock(odd);
        _lives(odd);
        _next(address(odd));
        fund(false, _agreed());
        odd.setBurning(true);
        (bool done,) = _burn(abi.encodeCall(IEscrow.deposit, (address(odd), 1_000, buyer)));
        assertTrue(!done, "refused, with the caller's gas gone");
        confirm(buyer, State.Accepted, 0);
        assertEq(escrow.balanceOf(address(odd), seller), EARNED, "settled all the same");
        odd.setBurning(false);
        withdraw(seller, EARNED, WALLET);
    }

    function _burn(bytes memory data) private returns (bool, bytes memory) {
        vm.prank(buyer);
        return address(escrow).call{gas: 1_000_000}(data);
    }
}
