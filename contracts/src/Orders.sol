// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Accounts} from "./Accounts.sol";
import {Ending, Order, OrderStatus, State} from "./interfaces/IEscrow.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";
import {StatusWord} from "./libraries/StatusWord.sol";

/// @title What is kept of orders, what the clock makes of them, and how an ending divides their money
/// @dev Source: docs/specs/order.md, sections States and Money.
abstract contract Orders is Accounts {
    using OrderTerms for Order;
    using StatusWord for OrderStatus;
    using StatusWord for uint256;

    /// @dev One slot for each order, as StatusWord packs it; never cleared.
    mapping(bytes32 order => uint256 statusWord) internal _orders;
    mapping(bytes32 order => bytes32 record) internal _inspections;

    // ------------------------------------------------------------------ reads

    function orderId(Order calldata terms) public view returns (bytes32) {
        return _orderDigest(terms.hash());
    }

    function statusOf(bytes32 order) public view returns (OrderStatus memory) {
        return _orders[order].unpack();
    }

    function inspectionOf(bytes32 order) external view returns (bytes32) {
        return _inspections[order];
    }

    // ------------------------------------------------------------------ keeping

    function _load(Order calldata terms) internal view returns (bytes32 id, OrderStatus memory status) {
        id = orderId(terms);
        status = statusOf(id);
        if (status.state == State.None) revert OrderNotFound(id);
    }

    /// @dev Loads the order, applies the defaults that are due, and checks that the act is meant for what is left.
    function _catchUp(Order calldata terms, State meant)
        internal
        returns (bytes32 id, OrderStatus memory status, bool lapsed)
    {
        (id, status) = _load(terms);
        lapsed = _lapse(id, terms, status);
        if (status.state != meant) revert StateMismatch(id, status.state, meant);
    }

    function _store(bytes32 id, OrderStatus memory status) internal {
        _orders[id] = status.pack();
    }

    // ------------------------------------------------------------------ the clock and the endings

    /// @dev Applies every default that is due, each next deadline being the previous one plus its window.
    function _lapse(bytes32 id, Order calldata terms, OrderStatus memory status) internal returns (bool lapsed) {
        while (status.state != State.Settled && block.timestamp > status.deadline) {
            lapsed = true;
            State state = status.state;
            if (state == State.Inspected) {
                _moveOn(status, State.Approved, terms.windows.store);
                emit OrderApproved(id, true, status.deadline);
            } else if (state == State.Escalated && terms.backupArbiter != address(0)) {
                _moveOn(status, State.Backup, terms.windows.ruling);
                emit OrderBackup(id, status.deadline);
            } else if (state == State.Approved) {
                _settle(id, terms, status, Ending.Abandoned, terms.abandonedOf(status.claimed));
            } else if (_isDisputed(state)) {
                _settle(id, terms, status, Ending.Silence, terms.silenceOf(status));
            } else if (state == State.Delivered || (state == State.Shipped && terms.attestor == address(0))) {
                _settle(id, terms, status, Ending.Earned, terms.earnable(status.claimed));
            } else {
                _settle(id, terms, status, Ending.Refund, 0);
            }
        }
    }

    function _enterState(OrderStatus memory status, State state, uint256 window) internal view {
        status.state = state;
        status.extended = false;
        // Now and a uint32 of seconds fit 40 bits until the year 36,800.
        // forge-lint: disable-next-line(unsafe-typecast)
        status.deadline = uint40(block.timestamp + window);
    }

    /// @dev As `_enterState`, from the deadline that passed instead of from now.
    function _moveOn(OrderStatus memory status, State state, uint32 window) private pure {
        status.state = state;
        status.extended = false;
        status.deadline += window;
    }

    /// @dev Credits everybody and stores the order as settled. Source: docs/specs/order.md, section Money.
    function _settle(bytes32 id, Order calldata terms, OrderStatus memory status, Ending ending, uint256 gross)
        internal
    {
        address token = terms.token;
        uint256 fee = terms.feeOf(gross);
        uint256 payerCredit = terms.paidIn() - gross;
        (uint256 sellerCredit, uint256 bondPaid) = _releaseBond(terms, status.drawn, gross - fee);
        uint256 reimbursed;
        if (_isEscalated(status.state)) {
            reimbursed = _settlePost(terms, status, ending, gross, status.escalatedByBuyer ? sellerCredit : payerCredit);
            if (status.escalatedByBuyer) sellerCredit -= reimbursed;
            else payerCredit -= reimbursed;
        }
        _credit(token, terms.payerOf(), payerCredit);
        _credit(token, terms.seller, sellerCredit);
        _credit(token, terms.platform, fee);
        status.state = State.Settled;
        status.extended = false;
        _store(id, status);
        emit OrderSettled(id, ending, gross, fee, bondPaid, reimbursed);
    }

    /// @return sellerCredit What the seller gets beyond what it drew.
    /// @return bondPaid What its bond pays, since it drew more than it earned.
    function _releaseBond(Order calldata terms, uint96 drawn, uint256 net)
        private
        returns (uint256 sellerCredit, uint256 bondPaid)
    {
        if (net >= drawn) sellerCredit = net - drawn;
        else bondPaid = drawn - net;
        if (drawn != 0) {
            Bond storage bond = _bonds[terms.token][terms.seller];
            bond.reserved -= drawn;
            // At most `drawn`, a uint96.
            // forge-lint: disable-next-line(unsafe-typecast)
            bond.amount -= uint128(bondPaid);
        }
    }

    /// @dev Pays out the arbiter's fee that was posted, and what the other side owes its owner for it.
    /// @param available The other side's credit.
    function _settlePost(
        Order calldata terms,
        OrderStatus memory status,
        Ending ending,
        uint256 gross,
        uint256 available
    ) private returns (uint256 reimbursed) {
        uint256 post = terms.arbiterFee;
        address owner = status.escalatedByBuyer ? terms.buyer : terms.seller;
        if (ending == Ending.Silence) {
            _credit(terms.token, owner, post);
            return 0;
        }
        _credit(terms.token, _arbiterInTurn(terms, status.state), post);
        uint256 earnable = terms.earnable(status.claimed);
        if (ending == Ending.Settlement || earnable == 0) return 0;
        reimbursed = post * (status.escalatedByBuyer ? earnable - gross : gross) / earnable;
        if (reimbursed > available) reimbursed = available;
        _credit(terms.token, owner, reimbursed);
    }

    // ------------------------------------------------------------------ checks

    function _requirePossible(bool possible, bytes32 id, State state) internal pure {
        if (!possible) revert ActionNotPossible(id, state);
    }

    function _requireMayAct(bool may, address signer) internal pure {
        if (!may) revert NotAuthorized(signer);
    }

    function _isEscalated(State state) private pure returns (bool) {
        return state == State.Escalated || state == State.Backup;
    }

    function _arbiterInTurn(Order calldata terms, State state) internal pure returns (address) {
        return state == State.Escalated ? terms.arbiter : terms.backupArbiter;
    }

    function _isDisputed(State state) private pure returns (bool) {
        return state == State.Disputed || _isEscalated(state);
    }
}
