// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Authorization, Consent, IEscrow, Quote, State} from "../../src/interfaces/IEscrow.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {SignatureFixture} from "../SignatureFixture.sol";

/// @title What a relayer or a front-runner can make of what others signed
contract RelayersTest is SignatureFixture {
    using Moves for Move;

    // ------------------------------------------------------------------ twice

    /// @dev The second of two equal calls changes nothing at all, whoever makes it.
    function test_relayers_replayingEachCall_changeNothing() public forEachAct {
        Move memory m = _scene(_act);
        bytes memory data = _dataOf(m, _sign(m.by, _digestOf(m)));
        _call(relayer, data);
        bytes32 after_ = _world();
        (bool done,) = _try(relayer, data);
        assertTrue(!done, "the relayer");
        (done,) = _try(stranger, data);
        assertTrue(!done, "a stranger");
        assertEq(_world(), after_, "nothing changed");
    }

    function test_relayers_replayingEachCallInOneBatch_getOneThrough() public forEachAct {
        Move memory m = _scene(_act);
        bytes[] memory calls = new bytes[](3);
        calls[0] = _dataOf(m, _sign(m.by, _digestOf(m)));
        (calls[1], calls[2]) = (calls[0], calls[0]);
        vm.prank(relayer);
        assertEq(escrow.batch(calls, 700_000), 2, "failed");
    }

    /// @dev A second order between the same parties: what was signed about the first one says nothing about it.
    function test_relayers_usingASignatureForTheTwinOrder_areRefused() public {
        _reach(State.Delivered);
        Move memory m = _move(Act.Confirm, buyer, State.Delivered, 0, 0);
        bytes memory signature = _sign(buyer, _digest(_hash(m)));
        terms.salt++;
        _use(terms);
        _reach(State.Delivered);
        _assertRefused(m, signature);
    }

    /// @dev Order, money and nonces of everybody, as far as they can be read.
    function _world() private view returns (bytes32 hash) {
        address[6] memory all = [buyer, payer, seller, platform, arbiter, desk];
        hash = keccak256(abi.encode(_status(), token.balanceOf(address(escrow))));
        for (uint256 i = 0; i < all.length; i++) {
            (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), all[i]);
            uint256 balance = escrow.balanceOf(address(token), all[i]);
            hash = keccak256(abi.encode(hash, balance, amount, reserved, escrow.operatorUntil(seller, all[i])));
        }
    }

    // ------------------------------------------------------------------ another agreement

    function _fundCall(Agreement memory agreement, Move memory m, bytes memory signature)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeCall(IEscrow.fund, (terms, true, agreement, Consent(buyer, m.until, signature)));
    }

    /// @dev The front-runner leaves the seller's signature out, so that the order is only requested. Whoever has the
    /// signature accepts it in the next call: the seller's agreement was to the terms, not to a transaction.
    function test_frontRunner_whoLeavesTheSellersAgreementOut_winsNothing() public {
        Move memory m = _move(Act.Fund, buyer, State.None, 1, 0);
        bytes memory signature = _sign(buyer, _digest(_hash(m)));
        Agreement memory agreed = _agreed();
        bytes memory meant = _fundCall(agreed, m, signature);
        _call(stranger, _fundCall(_unanswered(), m, signature));
        _assertState(State.Requested);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Requested));
        _call(relayer, meant);
        _call(relayer, abi.encodeCall(IEscrow.accept, (terms, agreed.quote)));
        _assertEntered(State.Accepted, 7 days);
    }

    /// @dev Where the terms have no accept window the seller's agreement cannot be left out.
    function test_frontRunner_cannotLeaveTheSellersAgreementOut_withoutAnAcceptWindow() public {
        terms.windows.accept = 0;
        _use(terms);
        Move memory m = _move(Act.Fund, buyer, State.None, 1, 0);
        bytes memory signature = _sign(buyer, _digest(_hash(m)));
        _expectNotAuthorized(address(0));
        _call(stranger, _fundCall(_unanswered(), m, signature));
        _call(relayer, _fundCall(_agreed(), m, signature));
        _assertState(State.Accepted);
    }

    /// @dev Nor can it put itself, the buyer, or a dismissed operator in the seller's place.
    function test_frontRunner_whoPutsAnotherInTheSellersPlace_isRefused() public {
        setOperator(seller, desk, block.timestamp);
        vm.warp(block.timestamp + 1);
        Move memory m = _move(Act.Fund, buyer, State.None, 1, 0);
        bytes memory signature = _sign(buyer, _digest(_hash(m)));
        address[4] memory others = [stranger, buyer, desk, arbiter];
        for (uint256 i = 0; i < others.length; i++) {
            Agreement memory agreement = Agreement("", _quote(others[i], _sign(others[i], id)));
            bytes memory data = _fundCall(agreement, m, signature);
            _expectNotAuthorized(others[i]);
            _call(others[i], data);
        }
    }

    /// @dev With a payer the buyer's agreement is needed too: the payer's relayer cannot make it up.
    function test_frontRunner_whoPutsAnotherInTheBuyersPlace_isRefused() public {
        _use(withPayer(daigou()));
        Move memory m = _move(Act.Fund, payer, State.None, 1, 0);
        bytes memory signature = _sign(payer, _digest(_hash(m)));
        Quote memory quote = _agreed().quote;
        bytes[3] memory wrong = [bytes(""), _sign(payer, id), _sign(stranger, id)];
        for (uint256 i = 0; i < wrong.length; i++) {
            _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
            _call(
                relayer,
                abi.encodeCall(
                    IEscrow.fund, (terms, true, Agreement(wrong[i], quote), Consent(payer, m.until, signature))
                )
            );
        }
    }

    // ------------------------------------------------------------------ another purpose

    /// @dev `Fund` moves a payer's money into its order. Neither a deposit, a withdrawal nor a bond takes it.
    function test_relayers_usingFundForAnotherPurpose_areRefused() public {
        Move memory m = _move(Act.Fund, buyer, State.None, 1, 0);
        bytes memory fund_ = _sign(buyer, _digest(_hash(m)));
        Act[4] memory acts = [Act.Withdraw, Act.PostBond, Act.SetOperator, Act.BurnNonce];
        for (uint256 i = 0; i < acts.length; i++) {
            Move memory other = _move(acts[i], buyer, State.None, 1, _word(stranger));
            other.until = m.until;
            _assertRefused(other, fund_);
        }
        // ERC-3009 asks for the token's own signature: neither `Fund` nor the terms' is one.
        bytes[2] memory forged = [fund_, _sign(buyer, id)];
        for (uint256 i = 0; i < 2; i++) {
            (bool done,) = _try(
                relayer,
                abi.encodeCall(
                    IEscrow.depositWithAuthorization,
                    (buyer, address(token), paidIn(terms), 1, _authorization(forged[i]))
                )
            );
            assertTrue(!done, "a deposit");
            (done,) = _try(
                relayer, abi.encodeCall(IEscrow.fundWithAuthorization, (terms, _agreed(), _authorization(forged[i])))
            );
            assertTrue(!done, "a funding");
        }
    }

    function _authorization(bytes memory signature) private pure returns (Authorization memory) {
        return Authorization(START - 1, START + 365 days, signature);
    }

    /// @dev A relayer names itself as who consents: it is no party.
    function test_relayers_namingThemselves_areNoParty() public forEachAct {
        if (_act == Act.Withdraw || _act == Act.PostBond || _act == Act.WithdrawBond) return;
        if (_act == Act.SetOperator || _act == Act.BurnNonce) return;
        Move memory m = _scene(_act);
        m.by = stranger;
        bytes memory data = _dataOf(m, "");
        _expectNotAuthorized(stranger);
        _call(stranger, data);
    }
}
