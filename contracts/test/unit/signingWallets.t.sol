// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Answer, OwnedWallet} from "../mocks/Delegates.sol";
import {Act, Move, Moves} from "../Moves.sol";

/// @title Accounts with code: wallets whose owner changes, and keys that delegated to code (EIP-7702)
contract SigningWalletsTest is EscrowFixture {
    using Moves for Move;

    function _burn(address by, address signedBy) private returns (bytes memory) {
        Move memory m = _move(Act.BurnNonce, by, State.None, 0, 0);
        return m.data(terms, Consent(by, m.until, _sign(signedBy, _digest(_hash(m)))));
    }

    function _expectInvalid(address signer) private {
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, signer));
    }

    function _answer(Answer.Kind kind) private returns (address) {
        return address(new Answer(kind, escrow, address(token)));
    }

    /// @dev The account keeps its key and has code from now on.
    function _delegate(address account, Answer.Kind kind) private {
        vm.etch(account, abi.encodePacked(hex"ef0100", _answer(kind)));
    }

    // ------------------------------------------------------------------ a wallet's owner

    /// @dev What the old owner signed is no signature of the wallet any more: a wallet answers as it is when asked.
    function test_signingWallets_whoseOwnerChangedAfterSigning_areRefused() public {
        OwnedWallet wallet = new OwnedWallet(buyer);
        bytes memory signed = _burn(address(wallet), buyer);
        wallet.setOwner(stranger);
        _expectInvalid(address(wallet));
        _call(relayer, signed);
        bytes memory anew = _burn(address(wallet), stranger);
        _call(relayer, anew);
        // Back with its first owner, what was signed then counts again: it was never used, nor taken back.
        wallet.setOwner(buyer);
        _call(relayer, signed);
    }

    /// @dev A quote of a seller's wallet whose owner changed before the funding.
    function test_signingWallets_whoseOwnerChanged_quoteNothing() public {
        OwnedWallet wallet = new OwnedWallet(stranger);
        keyOf[address(wallet)] = keyOf[stranger];
        terms.seller = address(wallet);
        _use(terms);
        wallet.setOwner(seller);
        _expectInvalid(address(wallet));
        fund(true, _agreed());
        wallet.setOwner(stranger);
        fund(true, _agreed());
        _assertState(State.Accepted);
    }

    // ------------------------------------------------------------------ odd answers

    function test_signingWallets_oddAnswers() public {
        for (uint256 i = 0; i <= uint256(type(Answer.Kind).max); i++) {
            Answer.Kind kind = Answer.Kind(i);
            address wallet = _answer(kind);
            bytes memory data = _burn(wallet, stranger);
            bool isYes = kind == Answer.Kind.Yes || kind == Answer.Kind.YesAndMuchMore;
            if (!isYes) _expectInvalid(wallet);
            vm.prank(relayer);
            uint256 before = gasleft();
            (bool done, bytes memory reason) = address(escrow).call(data);
            uint256 used = before - gasleft();
            if (!done) bubble(reason);
            // What a wallet writes costs the wallet's own gas, which is capped, and none of it is copied.
            assertTrue(used < 600_000, "capped");
        }
    }

    /// @dev A wallet's answer is asked for without the right to change anything: it moves no money from within.
    function test_signingWallets_thatCallBack_changeNothing() public {
        address wallet = _answer(Answer.Kind.Withdraws);
        vm.prank(stranger);
        escrow.deposit(address(token), 10, wallet);
        bytes memory data = _burn(wallet, stranger);
        _expectInvalid(wallet);
        _call(relayer, data);
        assertEq(escrow.balanceOf(address(token), wallet), 10, "balance");
    }

    // ------------------------------------------------------------------ EIP-7702

    /// @dev The key's own signature counts first and the code is not asked, whatever it would say.
    function test_delegatedAccounts_signWithTheirKey_whateverTheirCodeSays() public {
        for (uint256 i = 0; i <= uint256(type(Answer.Kind).max); i++) {
            _delegate(seller, Answer.Kind(i));
            assertEq(seller.code.length, 23, "delegated");
            bytes memory data = _burn(seller, seller);
            vm.prank(relayer);
            uint256 before = gasleft();
            (bool done,) = address(escrow).call(data);
            assertTrue(done, "its key");
            assertTrue(before - gasleft() < 80_000, "the code was not asked");
        }
    }

    /// @dev Somebody else's signature is asked of the code. Hostile code refuses, at a price that is capped.
    function test_delegatedAccounts_hostileCode_refusesOthersAtACappedPrice() public {
        Answer.Kind[6] memory kinds = [
            Answer.Kind.No,
            Answer.Kind.BurnsAllGas,
            Answer.Kind.Reverts,
            Answer.Kind.YesAtTheWrongEnd,
            Answer.Kind.True,
            Answer.Kind.Withdraws
        ];
        for (uint256 i = 0; i < kinds.length; i++) {
            _delegate(seller, kinds[i]);
            bytes memory data = _burn(seller, stranger);
            vm.prank(relayer);
            uint256 before = gasleft();
            (bool done, bytes memory reason) = address(escrow).call(data);
            assertTrue(before - gasleft() < 600_000, "capped");
            assertTrue(!done, "refused");
            bytes memory expected = abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller);
            assertEq(keccak256(reason), keccak256(expected), "SignatureInvalid");
        }
    }

    /// @dev An account whose code says yes to all has given itself away, and nobody else: another party's consent is
    /// asked of that party.
    function test_delegatedAccounts_codeThatSaysYesToAll_givesAwayItselfOnly() public {
        _reach(State.Delivered);
        _delegate(seller, Answer.Kind.Yes);
        Move memory m = _move(Act.Confirm, buyer, State.Delivered, 0, 0);
        bytes memory data = m.data(terms, Consent(buyer, m.until, _sign(stranger, _digest(_hash(m)))));
        _expectInvalid(buyer);
        _call(relayer, data);
        m = _move(Act.Cancel, seller, State.Delivered, 0, 0);
        data = m.data(terms, Consent(seller, m.until, "anything"));
        _call(relayer, data);
        assertEq(_gained(buyer), 1_120_022, "the buyer lost nothing by it");
    }

    /// @dev Money is credited whatever code an account has: hostile code of a recipient stops no ending.
    function test_delegatedAccounts_hostileCode_stopsNoEnding() public {
        _reach(State.Delivered);
        address[4] memory all = [buyer, seller, platform, attestor];
        for (uint256 i = 0; i < all.length; i++) {
            _delegate(all[i], Answer.Kind.BurnsAllGas);
        }
        vm.warp(_status().deadline + 1);
        lapse();
        _assertCredits(20_011, 1_064_380, 35_631);
    }

    /// @dev Delegated for real: an authorisation that the key signed and a transaction carried.
    function test_delegatedAccounts_byASignedDelegation() public {
        address code = _answer(Answer.Kind.No);
        vm.signAndAttachDelegation(code, keyOf[seller]);
        vm.prank(relayer);
        escrow.balanceOf(address(token), seller);
        assertEq(keccak256(seller.code), keccak256(abi.encodePacked(hex"ef0100", code)), "delegated");
        bytes memory others = _burn(seller, stranger);
        _expectInvalid(seller);
        _call(relayer, others);
        _call(relayer, _burn(seller, seller));
    }
}
