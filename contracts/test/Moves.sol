// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, Order, Quote, State, Windows} from "../src/interfaces/IEscrow.sol";
import {ActionTypes} from "../src/libraries/ActionTypes.sol";

/// @dev Every action that somebody consents to. `settle` and `accept` have shapes of their own.
enum Act {
    Fund,
    Revoke,
    Accept,
    Inspect,
    Approve,
    Reject,
    Ship,
    Deliver,
    Confirm,
    Cancel,
    Extend,
    Dispute,
    Escalate,
    Rule,
    Settle,
    Claim,
    Draw,
    Refund,
    Withdraw,
    PostBond,
    WithdrawBond,
    SetOperator,
    BurnNonce
}

/// @dev One action with all that it can carry; an action looks only at its own fields.
struct Move {
    Act act;
    address by;
    State meant;
    uint256 amount; // a total, a gross, seconds, a flag: the number that the action carries
    bytes32 word; // a record, a document, or an address: the word that it carries
    uint256 nonce;
    uint40 until;
}

/// @title What an action signs and how it is called, written once more and independently of the contract
library Moves {
    function windowsHash(Order memory t) private pure returns (bytes32) {
        return keccak256(abi.encode(ActionTypes.WINDOWS, t.windows));
    }

    function orderHash(Order memory t) internal pure returns (bytes32) {
        return keccak256(
            bytes.concat(
                abi.encode(
                    ActionTypes.ORDER, t.buyer, t.payer, t.seller, t.token, t.platform, t.arbiter, t.backupArbiter
                ),
                abi.encode(t.attestor, t.goods, t.service, t.freight, t.atCost, t.arbiterFee, t.feeBps, t.drawBps),
                abi.encode(t.abandonBps, t.silenceBps, windowsHash(t), t.validUntil, t.details, t.link, t.salt)
            )
        );
    }

    /// @return words The type hash and the members of what is signed, `until` last.
    function words(Move memory m, bytes32 id, address token) internal pure returns (bytes32[] memory) {
        if (m.act == Act.Fund) return _words(ActionTypes.FUND, id, bytes32(m.amount), m);
        if (m.act == Act.Revoke) return _words(ActionTypes.REVOKE, id, m);
        if (m.act == Act.Inspect) return _recorded(ActionTypes.INSPECT, id, m);
        if (m.act == Act.Approve) return _recorded(ActionTypes.APPROVE, id, m);
        if (m.act == Act.Reject) return _recorded(ActionTypes.REJECT, id, m);
        if (m.act == Act.Ship) return _recorded(ActionTypes.SHIP, id, m);
        if (m.act == Act.Deliver) return _recorded(ActionTypes.DELIVER, id, m);
        if (m.act == Act.Dispute) return _recorded(ActionTypes.DISPUTE, id, m);
        if (m.act == Act.Confirm) return _counted(ActionTypes.CONFIRM, id, m);
        if (m.act == Act.Extend) return _counted(ActionTypes.EXTEND, id, m);
        if (m.act == Act.Rule) return _counted(ActionTypes.RULE, id, m);
        if (m.act == Act.Cancel) return _words(ActionTypes.CANCEL, id, _state(m), m);
        if (m.act == Act.Escalate) return _words(ActionTypes.ESCALATE, id, _state(m), m);
        if (m.act == Act.Settle) {
            return _words(ActionTypes.SETTLE, id, _state(m), bytes32(m.amount), bytes32(m.nonce), m);
        }
        if (m.act == Act.Claim) return _words(ActionTypes.CLAIM, id, _state(m), bytes32(m.amount), m.word, m);
        if (m.act == Act.Draw) return _words(ActionTypes.DRAW, id, _state(m), bytes32(m.amount), m.word, m);
        if (m.act == Act.Refund) {
            return _words(ActionTypes.REFUND, id, _state(m), bytes32(m.amount), bytes32(m.nonce), m);
        }
        if (m.act == Act.Withdraw) return _transfer(ActionTypes.WITHDRAW, token, m);
        if (m.act == Act.PostBond) return _transfer(ActionTypes.POST_BOND, token, m);
        if (m.act == Act.WithdrawBond) return _transfer(ActionTypes.WITHDRAW_BOND, token, m);
        if (m.act == Act.SetOperator) {
            return _words(ActionTypes.SET_OPERATOR, _account(m), m.word, bytes32(m.amount), bytes32(m.nonce), m);
        }
        return _words(ActionTypes.BURN_NONCE, _account(m), bytes32(m.nonce), m);
    }

    /// @return The calldata of every action but `fund`, `accept` and `settle`.
    function data(Move memory m, Order memory t, Consent memory c) internal pure returns (bytes memory) {
        if (m.act == Act.Revoke) return abi.encodeCall(IEscrow.revoke, (t, c));
        if (m.act == Act.Inspect) return abi.encodeCall(IEscrow.inspect, (t, m.meant, m.word, c));
        if (m.act == Act.Approve) return abi.encodeCall(IEscrow.approve, (t, m.meant, m.word, c));
        if (m.act == Act.Reject) return abi.encodeCall(IEscrow.reject, (t, m.meant, m.word, c));
        if (m.act == Act.Ship) return abi.encodeCall(IEscrow.ship, (t, m.meant, m.word, c));
        if (m.act == Act.Deliver) return abi.encodeCall(IEscrow.deliver, (t, m.meant, m.word, c));
        if (m.act == Act.Dispute) return abi.encodeCall(IEscrow.dispute, (t, m.meant, m.word, c));
        if (m.act == Act.Confirm) return abi.encodeCall(IEscrow.confirm, (t, m.meant, uint96(m.amount), c));
        if (m.act == Act.Extend) return abi.encodeCall(IEscrow.extend, (t, m.meant, uint32(m.amount), c));
        if (m.act == Act.Rule) return abi.encodeCall(IEscrow.rule, (t, m.meant, m.amount, c));
        if (m.act == Act.Cancel) return abi.encodeCall(IEscrow.cancel, (t, m.meant, c));
        if (m.act == Act.Escalate) return abi.encodeCall(IEscrow.escalate, (t, m.meant, c));
        if (m.act == Act.Claim) return abi.encodeCall(IEscrow.claim, (t, m.meant, uint96(m.amount), m.word, c));
        if (m.act == Act.Draw) return abi.encodeCall(IEscrow.draw, (t, m.meant, uint96(m.amount), m.word, c));
        if (m.act == Act.Refund) return abi.encodeCall(IEscrow.refund, (t, m.meant, m.amount, m.nonce, c));
        if (m.act == Act.BurnNonce) return abi.encodeCall(IEscrow.burnNonce, (m.nonce, c));
        address to = address(uint160(uint256(m.word)));
        if (m.act == Act.SetOperator) {
            return abi.encodeCall(IEscrow.setOperator, (to, uint40(m.amount), m.nonce, c));
        }
        if (m.act == Act.Withdraw) return abi.encodeCall(IEscrow.withdraw, (t.token, m.amount, to, m.nonce, c));
        if (m.act == Act.PostBond) return abi.encodeCall(IEscrow.postBond, (t.token, m.amount, to, m.nonce, c));
        if (m.act == Act.WithdrawBond) {
            return abi.encodeCall(IEscrow.withdrawBond, (t.token, m.amount, to, m.nonce, c));
        }
        revert("an action with a shape of its own");
    }

    /// @dev The terms as `OrderFunded` carries them.
    function packed(Order memory t) internal pure returns (bytes memory) {
        Windows memory w = t.windows;
        return bytes.concat(
            abi.encodePacked(t.buyer, t.payer, t.seller, t.token, t.platform, t.arbiter, t.backupArbiter, t.attestor),
            abi.encodePacked(t.goods, t.service, t.freight, t.atCost, t.arbiterFee),
            abi.encodePacked(t.feeBps, t.drawBps, t.abandonBps, t.silenceBps),
            abi.encodePacked(w.accept, w.fulfil, w.inspect, w.store, w.deliver, w.confirm, w.dispute, w.ruling),
            abi.encodePacked(t.validUntil, t.details, t.link, t.salt)
        );
    }

    /// @dev The agreement to one order, by a signature of its id.
    function quote(address quoter, bytes memory signature) internal pure returns (Quote memory q) {
        (q.quoter, q.signature) = (quoter, signature);
    }

    function _state(Move memory m) private pure returns (bytes32) {
        return bytes32(uint256(m.meant));
    }

    function _account(Move memory m) private pure returns (bytes32) {
        return bytes32(uint256(uint160(m.by)));
    }

    function _recorded(bytes32 t, bytes32 id, Move memory m) private pure returns (bytes32[] memory) {
        return _words(t, id, _state(m), m.word, m);
    }

    function _counted(bytes32 t, bytes32 id, Move memory m) private pure returns (bytes32[] memory) {
        return _words(t, id, _state(m), bytes32(m.amount), m);
    }

    function _transfer(bytes32 t, address token, Move memory m) private pure returns (bytes32[] memory list) {
        list = new bytes32[](7);
        (list[0], list[1], list[2], list[3]) = (t, _account(m), bytes32(uint256(uint160(token))), bytes32(m.amount));
        (list[4], list[5], list[6]) = (m.word, bytes32(m.nonce), bytes32(uint256(m.until)));
    }

    function _words(bytes32 a, bytes32 b, Move memory m) private pure returns (bytes32[] memory list) {
        list = new bytes32[](3);
        (list[0], list[1], list[2]) = (a, b, bytes32(uint256(m.until)));
    }

    function _words(bytes32 a, bytes32 b, bytes32 c, Move memory m) private pure returns (bytes32[] memory list) {
        list = new bytes32[](4);
        (list[0], list[1], list[2], list[3]) = (a, b, c, bytes32(uint256(m.until)));
    }

    function _words(bytes32 a, bytes32 b, bytes32 c, bytes32 d, Move memory m)
        private
        pure
        returns (bytes32[] memory list)
    {
        list = new bytes32[](5);
        (list[0], list[1], list[2], list[3], list[4]) = (a, b, c, d, bytes32(uint256(m.until)));
    }

    function _words(bytes32 a, bytes32 b, bytes32 c, bytes32 d, bytes32 e, Move memory m)
        private
        pure
        returns (bytes32[] memory list)
    {
        list = new bytes32[](6);
        (list[0], list[1], list[2], list[3], list[4]) = (a, b, c, d, e);
        list[5] = bytes32(uint256(m.until));
    }
}
