// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, Offer, State} from "../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "./EscrowFixture.sol";
import {Act, Move, Moves} from "./Moves.sol";

/// @title Every act once, in a scene where it is possible, relayed with a signature that a test makes as it likes
abstract contract SignatureFixture is EscrowFixture {
    using Moves for Move;

    /// @dev Brings about a scene in which the act is possible, and answers the move.
    function _scene(Act act) internal returns (Move memory) {
        uint40 t = uint40(START + 365 days);
        if (act == Act.Fund) return _move(act, buyer, State.None, 1, 0);
        if (act == Act.Revoke) return _move(act, seller, State.None, 0, 0);
        if (act == Act.Withdraw || act == Act.PostBond) return _move(act, seller, State.None, 5, _word(desk));
        if (act == Act.SetOperator) return _move(act, seller, State.None, t, _word(desk));
        if (act == Act.BurnNonce) return _move(act, seller, State.None, 0, 0);
        if (act == Act.WithdrawBond || act == Act.Draw) postBond(seller, 500, seller);
        if (act == Act.WithdrawBond) return _move(act, seller, State.None, 5, _word(desk));
        if (act == Act.Approve || act == Act.Reject) return _at(State.Inspected, act, buyer, 0, INSPECTION);
        if (act == Act.Ship) return _at(State.Approved, act, seller, 0, RECORD);
        if (act == Act.Deliver) return _at(State.Shipped, act, attestor, 0, RECORD);
        if (act == Act.Confirm) return _at(State.Delivered, act, buyer, 0, 0);
        if (act == Act.Dispute) return _at(State.Delivered, act, buyer, 0, RECORD);
        if (act == Act.Escalate) return _at(State.Disputed, act, seller, 0, 0);
        if (act == Act.Rule) return _at(State.Escalated, act, arbiter, 500, 0);
        if (act == Act.Accept) return _at(State.Requested, act, seller, 0, 0);
        address by = act == Act.Inspect ? attestor : act == Act.Extend || act == Act.Settle ? buyer : seller;
        return _at(State.Accepted, act, by, act == Act.Cancel ? 0 : 500, RECORD);
    }

    function _at(State state, Act act, address by, uint256 amount, bytes32 word) private returns (Move memory) {
        _reach(state);
        return _move(act, by, state, amount, word);
    }

    function _dataOf(Move memory m, bytes memory signature) internal returns (bytes memory) {
        Consent memory consent = Consent(m.by, m.until, signature);
        if (m.act == Act.Accept) return abi.encodeCall(IEscrow.accept, (terms, _quote(m.by, signature)));
        if (m.act == Act.Fund) {
            return abi.encodeCall(IEscrow.fund, (terms, m.amount == 1, _agreed(), consent));
        }
        if (m.act == Act.Settle) {
            Offer memory other = _offer(relayer, seller, m.meant, m.amount);
            return abi.encodeCall(IEscrow.settle, (terms, m.meant, m.amount, Offer(m.nonce, consent), other));
        }
        return m.data(terms, consent);
    }

    /// @dev What is signed: `accept` takes the signature of the terms.
    function _digestOf(Move memory m) internal view returns (bytes32) {
        return m.act == Act.Accept ? id : _digest(_hash(m));
    }

    function _assertRefused(Move memory m, bytes memory signature) internal {
        bytes memory data = _dataOf(m, signature);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, m.by));
        _call(relayer, data);
    }

    function _assertTaken(Move memory m, bytes memory signature) internal {
        _call(relayer, _dataOf(m, signature));
    }

    modifier forEachAct() {
        for (uint256 i = 0; i <= uint256(type(Act).max); i++) {
            uint256 before = vm.snapshotState();
            _act = Act(i);
            _;
            vm.revertToState(before);
        }
    }

    Act internal _act;
}
