// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {SignatureFixture} from "../SignatureFixture.sol";

/// @title All the forms that a signature can have: one of them counts
contract SignatureFormsTest is SignatureFixture {
    using Moves for Move;

    // ------------------------------------------------------------------ what is signed

    /// @dev Any bits of any one word.
    function testFuzz_signatureForms_oneChangedWord_isRefused(uint8 act, uint8 index, uint256 change) public {
        _act = Act(uint8(bound(act, 0, uint256(type(Act).max))));
        if (_act == Act.Accept) _act = Act.Fund;
        vm.assume(change != 0);
        Move memory m = _scene(_act);
        bytes32[] memory words = m.words(id, terms.token);
        uint256 i = index % words.length;
        words[i] = bytes32(uint256(words[i]) ^ change);
        _assertRefused(m, _sign(m.by, _digest(keccak256(abi.encodePacked(words)))));
    }

    /// @dev Words in another order, one more or one less: the type's shape is part of what is signed.
    function test_signatureForms_wordsLeftOutOrAdded_areRefused() public forEachAct {
        if (_act == Act.Accept) return;
        Move memory m = _scene(_act);
        bytes32[] memory words = m.words(id, terms.token);
        _assertRefused(m, _sign(m.by, _digest(keccak256(abi.encodePacked(words, bytes32(0))))));
        bytes32[] memory fewer = new bytes32[](words.length - 1);
        for (uint256 i = 0; i < fewer.length; i++) {
            fewer[i] = words[i];
        }
        _assertRefused(m, _sign(m.by, _digest(keccak256(abi.encodePacked(fewer)))));
    }

    /// @dev What somebody signed for one act is no consent to another one, even where all the words are the same:
    /// not `Fund` for `Revoke`, `Ship` for `Deliver`, `PostBond` for `Withdraw`.
    function test_signatureForms_ofAnotherAct_areRefused() public forEachAct {
        Move memory m = _scene(_act);
        Move memory other = abi.decode(abi.encode(m), (Move));
        for (uint256 i = 0; i <= uint256(type(Act).max); i++) {
            if (Act(i) == _act) continue;
            other.act = Act(i);
            _assertRefused(m, _sign(m.by, Act(i) == Act.Accept ? id : _digest(_hash(other))));
        }
        _assertTaken(m, _sign(m.by, _digestOf(m)));
    }

    /// @dev The terms have 29 words. With any one changed they are another order: neither the seller's signature nor the
    /// payer's `Fund` of the old one funds it, and `accept` does not find it.
    function test_signatureForms_ofTerms_oneChangedWord_isAnotherOrder() public {
        Move memory m = _scene(Act.Fund);
        bytes memory consent = _sign(buyer, _digest(_hash(m)));
        bytes memory quote = _sign(seller, id);
        bytes memory words = abi.encode(terms);
        assertEq(words.length, 29 * 32, "words");
        bytes32 first = id;
        for (uint256 i = 0; i < 29; i++) {
            words[i * 32 + 31] ^= 0x01;
            _use(abi.decode(words, (Order)));
            assertTrue(id != first, "another id");
            assertEq(escrow.orderId(terms), id, "the contract's");
            Agreement memory anew = Agreement(_sign(buyer, id), _quote(seller, _sign(seller, id)));
            (bool done,) =
                _try(relayer, abi.encodeCall(IEscrow.fund, (terms, true, anew, Consent(buyer, m.until, consent))));
            assertTrue(!done, "the payer's signature");
            Agreement memory old = Agreement(_sign(buyer, first), _quote(seller, quote));
            (done,) = _try(buyer, abi.encodeCall(IEscrow.fund, (terms, true, old, Consent(buyer, m.until, ""))));
            assertTrue(!done, "the seller's signature");
            _expect(abi.encodeWithSelector(IEscrow.OrderNotFound.selector, id));
            _call(relayer, abi.encodeCall(IEscrow.accept, (terms, _quote(seller, quote))));
            words[i * 32 + 31] ^= 0x01;
        }
        _use(abi.decode(words, (Order)));
        _assertTaken(m, consent);
    }

    /// @dev A relayer cannot turn `Fund` from the balance into one by allowance, nor back.
    function test_signatureForms_ofFund_saysWhereTheMoneyComesFrom() public {
        for (uint256 i = 0; i < 2; i++) {
            Move memory m = _move(Act.Fund, buyer, State.None, i, 0);
            bytes memory signature = _sign(buyer, _digest(_hash(m)));
            m.amount = 1 - i;
            _assertRefused(m, signature);
        }
    }

    // ------------------------------------------------------------------ the state and the second

    /// @dev Signed for any other state: refused whichever state the relayer names.
    function test_signatureForms_ofAnotherState_areRefused() public forEachAct {
        Move memory m = _scene(_act);
        if (m.meant == State.None || _act == Act.Accept) return;
        State actual = m.meant;
        for (uint256 i = 0; i <= uint256(type(State).max); i++) {
            if (State(i) == actual) continue;
            m.meant = State(i);
            bytes memory signature = _sign(m.by, _digest(_hash(m)));
            bytes memory honest = _dataOf(m, signature);
            _expectMismatch(actual, State(i));
            _call(relayer, honest);
            m.meant = actual;
            _assertRefused(m, signature);
        }
        _assertTaken(m, _sign(m.by, _digest(_hash(m))));
    }

    /// @dev One second before its end, in it, and one after.
    function test_signatureForms_until() public forEachAct {
        if (_act == Act.Accept) return;
        Move memory m = _scene(_act);
        m.until = uint40(block.timestamp + 10);
        bytes memory data = _dataOf(m, _sign(m.by, _digest(_hash(m))));
        for (uint256 i = 0; i < 3; i++) {
            uint256 before = vm.snapshotState();
            vm.warp(uint256(m.until) - 1 + i);
            if (i == 2) _expect(abi.encodeWithSelector(IEscrow.ConsentExpired.selector, m.until + 1, m.until));
            _call(relayer, data);
            vm.revertToState(before);
        }
    }

    // ------------------------------------------------------------------ the bytes

    /// @dev `v` counts as 27 or 28, by the parity of the point; no other value of the byte does.
    function test_signatureForms_everyOtherV_isRefused() public {
        Move memory m = _move(Act.BurnNonce, seller, State.None, 0, 0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[seller], _digest(_hash(m)));
        for (uint256 i = 0; i < 256; i++) {
            if (i != v) _assertRefused(m, abi.encodePacked(r, s, uint8(i)));
        }
        _assertTaken(m, abi.encodePacked(r, s, v));
    }

    /// @dev Of two solutions with one `r` the one with the low `s` counts, up to half of the curve's order.
    function testFuzz_signatureForms_highS_isRefused(uint256 key, uint256 nonce) public {
        key = bound(key, 1, N - 1);
        address signer = vm.addr(key);
        keyOf[signer] = key;
        Move memory m = _move(Act.BurnNonce, signer, State.None, 0, 0);
        m.nonce = nonce;
        bytes32 digest = _digest(_hash(m));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        assertTrue(uint256(s) <= HALF_N, "what is signed is low");
        (uint8 otherV, bytes32 highS) = (v == 27 ? 28 : 27, bytes32(N - uint256(s)));
        assertEq(ecrecover(digest, otherV, r, highS), signer, "the curve takes both");
        _assertRefused(m, abi.encodePacked(r, highS, otherV));
        _assertTaken(m, abi.encodePacked(r, s, v));
    }

    /// @dev The largest `s` that counts, and the one after it. Nobody can choose `s` for its own key, but any `s` belongs to
    /// some account; here that account is made an operator of the seller.
    function test_signatureForms_theLargestLowS() public {
        _reach(State.Requested);
        bytes32 r = bytes32(uint256(0x1234567));
        for (uint256 i = 0; i < 2; i++) {
            bytes32 s = bytes32(HALF_N + 1 - i);
            address signer = ecrecover(id, 27, r, s);
            assertTrue(signer != address(0), "the curve has such a point");
            setOperator(seller, signer, START + 1 days);
            if (i == 0) _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, signer));
            _call(relayer, abi.encodeCall(IEscrow.accept, (terms, _quote(signer, abi.encodePacked(r, s, uint8(27))))));
        }
        _assertState(State.Accepted);
    }

    /// @dev Every length but 65, the compact 64 among them.
    function test_signatureForms_everyOtherLength_isRefused() public {
        Move memory m = _move(Act.BurnNonce, seller, State.None, 0, 0);
        bytes memory good = _sign(seller, _digest(_hash(m)));
        for (uint256 length = 0; length < 131; length++) {
            if (length == 65) continue;
            bytes memory cut = new bytes(length);
            for (uint256 i = 0; i < length; i++) {
                cut[i] = good[i % 65];
            }
            _assertRefused(m, cut);
        }
    }

    /// @dev Where `ecrecover` fails it answers nothing; what stood in memory before is nobody's signature.
    function test_signatureForms_thatFailToRecover_areRefused() public {
        address[3] memory signers = [seller, address(0), address(1)];
        for (uint256 i = 0; i < signers.length; i++) {
            Move memory m = _move(Act.BurnNonce, signers[i], State.None, 0, 0);
            bytes32[6] memory odd = [
                bytes32(0), bytes32(N), bytes32(N - 1), bytes32(uint256(5)), bytes32(type(uint256).max), bytes32(HALF_N)
            ];
            for (uint256 j = 0; j < odd.length; j++) {
                _assertRefused(m, abi.encodePacked(odd[j], bytes32(0), uint8(27)));
                _assertRefused(m, abi.encodePacked(odd[j], odd[j], uint8(28)));
                _assertRefused(m, abi.encodePacked(odd[j], bytes32(HALF_N + 1), uint8(27)));
            }
        }
    }

    // ------------------------------------------------------------------ another contract

    /// @dev The same code once more, at another address, with the same parties and balances: nothing signed for one
    /// counts at the other, and an order's id is of one of them.
    function test_signatureForms_ofARedeployedContract_areRefused() public {
        IEscrow first = escrow;
        Move memory m = _move(Act.Withdraw, seller, State.None, 5, _word(desk));
        bytes memory taken = m.data(terms, Consent(seller, m.until, _sign(seller, _digest(_hash(m)))));
        bytes memory quote = _sign(seller, id);
        bytes32 firstId = id;
        escrow = IEscrow(vm.deployCode("Escrow.sol:Escrow"));
        address[2] memory parties = [buyer, seller];
        for (uint256 i = 0; i < 2; i++) {
            vm.prank(parties[i]);
            token.approve(address(escrow), type(uint256).max);
            vm.prank(parties[i]);
            escrow.deposit(address(token), 2_000_000, parties[i]);
        }
        _use(terms);
        assertTrue(id != firstId, "another id");
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _call(relayer, taken);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        fund(true, Agreement("", _quote(seller, quote)));
        escrow = first;
        _call(relayer, taken);
        assertEq(token.balanceOf(desk), 5, "where it was meant");
    }
}
