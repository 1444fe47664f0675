// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {Wallet} from "../mocks/Wallets.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {SignatureFixture} from "../SignatureFixture.sol";

/// @title Every signature works once, for what it says, where it says, until it says
contract SignaturesTest is SignatureFixture {
    using Moves for Move;

    function test_signatures_areTaken() public forEachAct {
        Move memory m = _scene(_act);
        _assertTaken(m, _sign(m.by, _digestOf(m)));
    }

    function test_signatures_revertsWhen_anySignedFieldDiffers() public forEachAct {
        if (_act == Act.Accept) return;
        Move memory m = _scene(_act);
        bytes32[] memory words = m.words(id, terms.token);
        assertTrue(words.length >= 3, "at least type, subject and until");
        for (uint256 i = 0; i < words.length; i++) {
            words[i] = bytes32(uint256(words[i]) ^ 1);
            _assertRefused(m, _sign(m.by, _digest(keccak256(abi.encodePacked(words)))));
            words[i] = bytes32(uint256(words[i]) ^ 1);
        }
        _assertTaken(m, _sign(m.by, _digest(keccak256(abi.encodePacked(words)))));
    }

    function test_signatures_revertsWhen_madeForAnotherDomain() public forEachAct {
        if (_act == Act.Accept) return;
        Move memory m = _scene(_act);
        bytes32 structHash = _hash(m);
        bytes32 otherChain = _separator(block.chainid + 1, address(escrow));
        _assertRefused(m, _sign(m.by, keccak256(abi.encodePacked(hex"1901", otherChain, structHash))));
        bytes32 otherContract = _separator(block.chainid, address(this));
        _assertRefused(m, _sign(m.by, keccak256(abi.encodePacked(hex"1901", otherContract, structHash))));
        _assertRefused(m, _sign(m.by, structHash));
    }

    /// @dev After a fork, what was signed for the old chain counts there only; the order keeps its id.
    function test_signatures_followTheChain() public forEachAct {
        if (_act == Act.Accept || _act == Act.Fund) return;
        Move memory m = _scene(_act);
        bytes memory old = _dataOf(m, _sign(m.by, _digest(_hash(m))));
        bytes32 orderBefore = id;
        vm.chainId(block.chainid + 1);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, m.by));
        _call(relayer, old);
        assertEq(escrow.orderId(terms), orderBefore, "the order's id");
        _assertTaken(m, _sign(m.by, _digest(_hash(m))));
    }

    function test_signatures_revertsWhen_old() public forEachAct {
        if (_act == Act.Accept) return;
        Move memory m = _scene(_act);
        m.until = uint40(block.timestamp);
        bytes memory data = _dataOf(m, _sign(m.by, _digestOf(m)));
        vm.warp(uint256(m.until) + 1);
        _expect(abi.encodeWithSelector(IEscrow.ConsentExpired.selector, m.until + 1, m.until));
        _call(relayer, data);
        // A direct call carries the same fields as the signature would.
        _expect(abi.encodeWithSelector(IEscrow.ConsentExpired.selector, m.until + 1, m.until));
        _call(m.by, data);
        vm.warp(m.until);
        _call(relayer, data);
    }

    function test_signatures_revertsWhen_replayed() public forEachAct {
        Move memory m = _scene(_act);
        bytes memory data = _dataOf(m, _sign(m.by, _digestOf(m)));
        _call(relayer, data);
        (bool done,) = _try(relayer, data);
        assertTrue(!done, "a second time");
    }

    function test_signatures_ofOwnMoney_burnTheirNonce() public {
        Act[5] memory acts = [Act.Withdraw, Act.PostBond, Act.WithdrawBond, Act.Refund, Act.SetOperator];
        for (uint256 i = 0; i < acts.length; i++) {
            uint256 before = vm.snapshotState();
            Move memory m = _scene(acts[i]);
            bytes memory data = _dataOf(m, _sign(m.by, _digestOf(m)));
            _call(relayer, data);
            bytes memory refusal = abi.encodeWithSelector(IEscrow.NonceUsed.selector, m.by, m.nonce);
            _expect(refusal);
            _call(relayer, data);
            vm.revertToState(before);
            // Taken back before it was used.
            m = _scene(acts[i]);
            data = _dataOf(m, _sign(m.by, _digestOf(m)));
            burnNonce(m.by, m.nonce);
            _expect(refusal);
            _call(relayer, data);
            vm.revertToState(before);
        }
    }

    function test_signatures_revertsWhen_malformed() public forEachAct {
        Move memory m = _scene(_act);
        bytes32 digest = _digestOf(m);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[m.by], digest);
        _assertRefused(m, "");
        _assertRefused(m, abi.encodePacked(r, s));
        _assertRefused(m, abi.encodePacked(r, s, v, uint8(0)));
        _assertRefused(m, abi.encodePacked(r, s, v - 27));
        _assertRefused(m, abi.encodePacked(r, s, uint8(v == 27 ? 28 : 27)));
        // The compact form of ERC-2098.
        _assertRefused(m, abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255))));
        // The other solution of the curve, with a high s.
        _assertRefused(m, abi.encodePacked(r, bytes32(N - uint256(s)), uint8(v == 27 ? 28 : 27)));
        _assertRefused(m, abi.encodePacked(bytes32(0), bytes32(0), v));
        _assertRefused(m, abi.encodePacked(bytes32(type(uint256).max), s, v));
        _assertTaken(m, abi.encodePacked(r, s, v));
    }

    function test_signatures_revertsWhen_anothers() public forEachAct {
        Move memory m = _scene(_act);
        _assertRefused(m, _sign(stranger, _digestOf(m)));
    }

    /// @dev `ecrecover` answers zero for rubbish: zero is nobody's signature.
    function test_signatures_revertsWhen_theSignerIsZero() public {
        Move memory m = _move(Act.BurnNonce, address(0), State.None, 0, 0);
        _assertRefused(m, abi.encodePacked(bytes32(uint256(1)), bytes32(uint256(1)), uint8(27)));
        m.act = Act.Withdraw;
        (m.amount, m.word) = (1, _word(desk));
        _assertRefused(m, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
    }

    /// @dev The order's terms say who acts: a valid signature of somebody else is not theirs.
    function test_signatures_ofTheTerms_neverMoveMoney() public {
        Move memory m = _scene(Act.Fund);
        _assertRefused(m, _sign(buyer, id));
    }

    // ------------------------------------------------------------------ contract wallets

    function _wallet() private returns (Wallet wallet) {
        wallet = new Wallet(vm.addr(0xC0FFEE));
        keyOf[address(wallet)] = 0xC0FFEE;
        (terms.buyer, terms.payer) = (address(wallet), buyer);
        _use(terms);
    }

    function test_wallets_signForAParty() public {
        Wallet wallet = _wallet();
        // It signs the terms here …
        fund(true, _agreed());
        // … and an action there.
        relayed = true;
        confirm(address(wallet), State.Accepted, 0);
        _assertState(State.Settled);
    }

    function test_wallets_actThemselves() public {
        Wallet wallet = _wallet();
        _reach(State.Accepted);
        confirm(address(wallet), State.Accepted, 0);
        _assertState(State.Settled);
    }

    function test_wallets_revertsWhen_theyDoNotAnswerWell() public {
        Wallet wallet = _wallet();
        _reach(State.Accepted);
        Move memory m = _move(Act.Confirm, address(wallet), State.Accepted, 0, 0);
        bytes memory data = m.data(terms, Consent(m.by, m.until, _sign(m.by, _digest(_hash(m)))));
        for (uint8 i = 1; i <= uint8(type(Wallet.Conduct).max); i++) {
            wallet.setConduct(Wallet.Conduct(i));
            vm.prank(relayer);
            uint256 gasBefore = gasleft();
            (bool done, bytes memory answer) = address(escrow).call(data);
            uint256 used = gasBefore - gasleft();
            assertTrue(!done, "refused");
            bytes memory expected = abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, address(wallet));
            assertEq(keccak256(answer), keccak256(expected), "SignatureInvalid");
            assertTrue(used < 650_000, "neither gas burnt nor memory bombed beyond the cap");
        }
        wallet.setConduct(Wallet.Conduct.Honest);
        _call(relayer, data);
        _assertState(State.Settled);
    }

    /// @dev A relayer that starves the wallet's check gets a refusal, never an acceptance and never another's money.
    function test_wallets_starvedOfGas_areRefused() public {
        Wallet wallet = _wallet();
        _reach(State.Accepted);
        Move memory m = _move(Act.Confirm, address(wallet), State.Accepted, 0, 0);
        bytes memory data = m.data(terms, Consent(m.by, m.until, _sign(m.by, _digest(_hash(m)))));
        bool settled;
        for (uint256 limit = 10_000; limit < 150_000; limit += 1_000) {
            uint256 before = vm.snapshotState();
            vm.prank(relayer);
            (bool done,) = address(escrow).call{gas: limit}(data);
            assertTrue(!settled || done, "more gas never refuses what less gas allowed");
            settled = done;
            assertTrue(done == (_status().state == State.Settled), "all or nothing");
            vm.revertToState(before);
        }
        assertTrue(settled, "enough gas settles");
    }
}
