// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Authorization, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {AnsweringFallbackToken} from "../mocks/weird/AnsweringFallbackToken.sol";
import {ApprovalRaceToken} from "../mocks/weird/ApprovalRaceToken.sol";
import {BlocklistToken} from "../mocks/weird/BlocklistToken.sol";
import {DaiPermitToken} from "../mocks/weird/DaiPermitToken.sol";
import {NoApprovalToZeroAddressToken} from "../mocks/weird/NoApprovalToZeroAddressToken.sol";
import {NoZeroApprovalToken} from "../mocks/weird/NoZeroApprovalToken.sol";
import {PausableToken} from "../mocks/weird/PausableToken.sol";
import {SmallNumbersToken} from "../mocks/weird/SmallNumbersToken.sol";
import {TrueOnFailureToken} from "../mocks/weird/TrueOnFailureToken.sol";
import {FeeOnTransferToken} from "../mocks/weird/FeeOnTransferToken.sol";
import {UpgradableToken} from "../mocks/weird/UpgradableToken.sol";
import {WeirdToken} from "../mocks/weird/WeirdToken.sol";
import {WeirdFixture} from "./WeirdFixture.sol";

/// @title Tokens with odd allowances and permits, and those that somebody can stop or change
contract WeirdPermissionsTest is WeirdFixture {
    // ------------------------------------------------------------------ allowances

    /// @dev The escrow sets no allowance of its own and uses up exactly what it takes.
    function test_weird_approvalRace_works() public harmsNoOther {
        ApprovalRaceToken odd = new ApprovalRaceToken();
        _stock(odd, 2 * PAID);
        _lives(odd);
        assertEq(odd.allowance(buyer, address(escrow)), 0, "used up");
        vm.prank(buyer);
        odd.approve(address(escrow), 1_000);
        _deposit(address(odd), 1_000);
    }

    function test_weird_approvalToZeroAddress_works() public harmsNoOther {
        NoApprovalToZeroAddressToken odd = new NoApprovalToZeroAddressToken();
        _stock(odd);
        _lives(odd);
    }

    function test_weird_zeroApproval_works() public harmsNoOther {
        NoZeroApprovalToken odd = new NoZeroApprovalToken();
        _stock(odd, 2 * PAID);
        _lives(odd);
        assertEq(odd.allowance(buyer, address(escrow)), 0, "used up");
    }

    /// @dev "Without bound" is refused by the token; any amount that an order can have is not.
    function test_weird_largeApproval_isRefusedByTheToken() public harmsNoOther {
        SmallNumbersToken odd = new SmallNumbersToken();
        _stock(odd, type(uint96).max);
        _expect(abi.encodeWithSelector(SmallNumbersToken.DoesNotFit96Bits.selector, type(uint256).max));
        vm.prank(buyer);
        odd.approve(address(escrow), type(uint256).max);
        _lives(odd);
    }

    /// @dev Too small an allowance is the token's own refusal, and nothing happened.
    function test_weird_allowanceTooLow_isRefusedByTheToken() public harmsNoOther {
        WeirdToken odd = new WeirdToken();
        _stock(odd, PAID - 1);
        _expect(abi.encodeWithSelector(WeirdToken.AllowanceTooLow.selector, buyer, address(escrow), PAID - 1, PAID));
        fund(false, _agreed());
        _assertNothingHappened(odd);
    }

    // ------------------------------------------------------------------ permits and authorisations

    function test_weird_daiPermit_isUsedByItsHolderItself() public harmsNoOther {
        DaiPermitToken odd = new DaiPermitToken();
        _stock(odd, 0);
        bytes32 digest = odd.permitDigest(buyer, address(escrow), 0, START, true);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[buyer], digest);
        odd.permit(buyer, address(escrow), 0, START, true, v, r, s);
        _lives(odd);
        // A permit brings nobody to the escrow but its holder.
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        _fundInTheBuyersName(odd);
    }

    /// @dev Another signs as the buyer.
    function _fundInTheBuyersName(DaiPermitToken odd) private {
        _next(address(odd));
        uint256 key = keyOf[buyer];
        (relayed, keyOf[buyer]) = (true, keyOf[stranger]);
        fund(false, _agreed());
        (relayed, keyOf[buyer]) = (false, key);
    }

    /// @dev A call that the token does not know looks like a success. What arrived is what counts.
    function test_weird_permitThatDoesNothing_creditsNobody() public harmsNoOther {
        AnsweringFallbackToken odd = new AnsweringFallbackToken();
        _stock(odd);
        odd.mint(address(escrow), STOCK);
        Authorization[2] memory forms = [Authorization(0, START + 1, new bytes(65)), Authorization(0, START + 1, "")];
        for (uint256 i = 0; i < forms.length; i++) {
            _expectMismatch(address(odd), 1_000, 0);
            escrow.depositWithAuthorization(buyer, address(odd), 1_000, i, forms[i]);
        }
        assertEq(escrow.balanceOf(address(odd), buyer), 0, "nothing");
    }

    function test_weird_answeringFallback_works() public harmsNoOther {
        AnsweringFallbackToken odd = new AnsweringFallbackToken();
        _stock(odd);
        _lives(odd);
    }

    /// @dev A token without authorisations refuses them, and takes the allowance.
    function test_weird_withoutAuthorizations_works() public harmsNoOther {
        WeirdToken odd = new WeirdToken();
        _stock(odd);
        _expect(abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(odd)));
        escrow.depositWithAuthorization(buyer, address(odd), 1_000, 0, Authorization(0, START + 1, new bytes(65)));
        _lives(odd);
    }

    // ------------------------------------------------------------------ issuers

    /// @dev Who is barred cannot take out, to itself; it can to another account, and everybody else can.
    function test_weird_blocklist_harmsOnlyTheBlocked() public harmsNoOther {
        BlocklistToken odd = new BlocklistToken();
        _stock(odd);
        _lives(odd);
        _next(address(odd));
        fund(false, _agreed());
        odd.setBlocked(seller, true);
        odd.setBlocked(buyer, true);
        confirm(buyer, State.Accepted, 0);
        _expect(abi.encodeWithSelector(BlocklistToken.Blocked.selector, seller));
        withdraw(seller, EARNED, seller);
        withdraw(seller, EARNED, WALLET);
        withdraw(platform, FEE, platform);
        _expect(abi.encodeWithSelector(BlocklistToken.Blocked.selector, buyer));
        _deposit(address(odd), 1_000);
    }

    /// @dev The issuer bars the escrow itself: its token stands still, and no other.
    function test_weird_blocklist_ofTheEscrow_stopsThatTokenAlone() public harmsNoOther {
        BlocklistToken odd = new BlocklistToken();
        _stock(odd);
        fund(false, _agreed());
        odd.setBlocked(address(escrow), true);
        confirm(buyer, State.Accepted, 0);
        _expect(abi.encodeWithSelector(BlocklistToken.Blocked.selector, address(escrow)));
        withdraw(seller, EARNED, WALLET);
        odd.setBlocked(address(escrow), false);
        withdraw(seller, EARNED, WALLET);
    }

    function test_weird_pausable_waitsForTheToken() public harmsNoOther {
        PausableToken odd = new PausableToken();
        _stock(odd);
        _lives(odd);
        _next(address(odd));
        fund(false, _agreed());
        odd.setPaused(true);
        _expect(abi.encodeWithSelector(PausableToken.Paused.selector));
        _deposit(address(odd), 1_000);
        confirm(buyer, State.Accepted, 0);
        assertEq(escrow.balanceOf(address(odd), seller), EARNED, "settled all the same");
        _expect(abi.encodeWithSelector(PausableToken.Paused.selector));
        withdraw(seller, EARNED, WALLET);
        odd.setPaused(false);
        withdraw(seller, EARNED, WALLET);
    }

    /// @dev It was honest when the order was funded. What it becomes shows at the next transfer, and only there.
    function test_weird_upgradable_showsAtTheNextTransfer() public harmsNoOther {
        UpgradableToken proxy = new UpgradableToken(address(new WeirdToken()));
        WeirdToken odd = WeirdToken(address(proxy));
        _stock(odd);
        _lives(odd);
        _next(address(odd));
        fund(false, _agreed());
        proxy.upgrade(address(new FeeOnTransferToken()));
        _expectMismatch(address(odd), 1_000, 990);
        _deposit(address(odd), 1_000);
        confirm(buyer, State.Accepted, 0);
        withdraw(seller, 1_000, WALLET);
        assertEq(odd.balanceOf(WALLET), 2 * PAID + 990, "what the token takes on the way out is the recipient's loss");
        proxy.upgrade(address(new TrueOnFailureToken()));
        _expectMismatch(address(odd), STOCK, 0);
        _deposit(address(odd), STOCK);
        // Nothing is behind it any more, which answers every call: the books are debited and nothing moves.
        proxy.upgrade(address(0));
        withdraw(seller, 1_000, WALLET);
        proxy.upgrade(address(new WeirdToken()));
        assertEq(odd.balanceOf(WALLET), 2 * PAID + 990, "what it lies about is the loss of who believes it");
        withdraw(seller, EARNED - 2_000, WALLET);
        assertEq(odd.balanceOf(WALLET), 2 * PAID + 990 + EARNED - 2_000, "the rest");
    }
}
