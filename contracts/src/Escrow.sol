// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Funding} from "./Funding.sol";
import {Consent, Ending, Offer, Order, OrderStatus, State} from "./interfaces/IEscrow.sol";
import {ActionTypes} from "./libraries/ActionTypes.sol";
import {Acts} from "./libraries/Acts.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";

/// @title Escrow
/// @notice See IEscrow.
contract Escrow is Funding {
    using OrderTerms for Order;

    /// @dev What a claim leaves the buyer, and a late delivery both sides, at the least.
    uint256 private constant NOTICE = 3 days;
    uint256 private constant MAX_EXTENSION = 10 days;
    uint256 private constant MAX_EXTENSION_DELIVERED = 3 days;

    // ------------------------------------------------------------------ fulfilment

    function inspect(Order calldata terms, State state, bytes32 record, Consent calldata consent) external entry {
        uint256 act = terms.attestor == address(0) ? Acts.INSPECT_UNATTESTED : Acts.INSPECT_ATTESTED;
        if (terms.windows.inspect == 0) act = Acts.NEVER;
        (bytes32 id, OrderStatus memory status) = _begin(act, ActionTypes.INSPECT, terms, state, record, consent);
        _enterState(status, State.Inspected, terms.windows.inspect);
        _store(id, status);
        _inspections[id] = record;
        emit OrderInspected(id, record, status.deadline);
    }

    function approve(Order calldata terms, State state, bytes32 inspection, Consent calldata consent) external entry {
        (bytes32 id, OrderStatus memory status) =
            _begin(Acts.APPROVE, ActionTypes.APPROVE, terms, state, inspection, consent);
        bytes32 actual = _inspections[id];
        if (inspection != actual) revert InspectionMismatch(id, actual, inspection);
        _enterState(status, State.Approved, terms.windows.store);
        _store(id, status);
        emit OrderApproved(id, false, status.deadline);
    }

    function reject(Order calldata terms, State state, bytes32 record, Consent calldata consent) external entry {
        (bytes32 id, OrderStatus memory status) = _begin(Acts.REJECT, ActionTypes.REJECT, terms, state, record, consent);
        _openDispute(id, terms, status, record, consent.signer);
    }

    function ship(Order calldata terms, State state, bytes32 record, Consent calldata consent) external entry {
        uint256 act = terms.windows.inspect == 0 ? Acts.SHIP_UNINSPECTED : Acts.SHIP_INSPECTED;
        (bytes32 id, OrderStatus memory status) = _begin(act, ActionTypes.SHIP, terms, state, record, consent);
        _enterState(status, State.Shipped, terms.windows.deliver);
        status.shipped = true;
        status.handed = terms.attestor == address(0);
        _store(id, status);
        emit OrderShipped(id, record, status.deadline);
    }

    function deliver(Order calldata terms, State state, bytes32 record, Consent calldata consent) external entry {
        uint256 act = terms.attestor == address(0) ? Acts.NEVER : Acts.DELIVER;
        (bytes32 id, OrderStatus memory status) = _begin(act, ActionTypes.DELIVER, terms, state, record, consent);
        if (!status.shipped) revert NotShipped(id);
        if (status.handed) revert AlreadyHanded(id);
        status.handed = true;
        if (state == State.Shipped) {
            _enterState(status, State.Delivered, terms.windows.confirm);
            emit OrderDelivered(id, record, status.deadline);
        } else {
            _leaveNotice(status);
            emit OrderHanded(id, record, status.deadline);
        }
        _store(id, status);
    }

    function extend(Order calldata terms, State state, uint32 extraSeconds, Consent calldata consent) external entry {
        (bytes32 id, OrderStatus memory status) =
            _begin(Acts.EXTEND, ActionTypes.EXTEND, terms, state, bytes32(uint256(extraSeconds)), consent);
        if (status.extended) revert AlreadyExtended(id);
        uint256 bound = state == State.Delivered ? MAX_EXTENSION_DELIVERED : MAX_EXTENSION;
        if (extraSeconds == 0 || extraSeconds > bound) revert ExtensionOutOfRange(id, extraSeconds, bound);
        status.extended = true;
        status.deadline += extraSeconds;
        _store(id, status);
        emit OrderExtended(id, status.deadline);
    }

    // ------------------------------------------------------------------ money while the order lives

    function claim(Order calldata terms, State state, uint96 total, bytes32 document, Consent calldata consent)
        external
        entry
    {
        (bytes32 id, OrderStatus memory status) = _begin(Acts.CLAIM, terms, state, consent);
        _requireSigned(keccak256(abi.encode(ActionTypes.CLAIM, id, state, total, document, consent.until)), consent);
        if (total <= status.claimed || total > terms.atCost) {
            revert ClaimOutOfRange(id, total, status.claimed, terms.atCost);
        }
        status.claimed = total;
        bool attested = terms.attestor != address(0);
        bool defaultPaysSeller =
            state == State.Delivered || (state == State.Approved && attested) || (state == State.Shipped && !attested);
        if (defaultPaysSeller) _leaveNotice(status);
        _store(id, status);
        emit OrderClaimed(id, total, document, status.deadline);
    }

    function draw(Order calldata terms, State state, uint96 total, bytes32 record, Consent calldata consent)
        external
        entry
    {
        (bytes32 id, OrderStatus memory status) = _begin(Acts.DRAW, terms, state, consent);
        _requireSigned(keccak256(abi.encode(ActionTypes.DRAW, id, state, total, record, consent.until)), consent);
        uint256 bound = terms.drawableOf(status.claimed);
        if (total <= status.drawn || total > bound) revert DrawOutOfRange(id, total, status.drawn, bound);
        _reserve(terms.token, terms.seller, total - status.drawn);
        status.drawn = total;
        _store(id, status);
        emit OrderDrawn(id, total, record);
    }

    function refund(Order calldata terms, State state, uint256 amount, uint256 nonce, Consent calldata consent)
        external
        entry
    {
        (bytes32 id, OrderStatus memory status, bool lapsed) = _catchUp(terms, state);
        if (lapsed && state != State.Settled) _store(id, status);
        _requireMayAct(consent.signer == terms.seller, consent.signer);
        _requireAmount(amount);
        _authorizeOnce(
            keccak256(abi.encode(ActionTypes.REFUND, id, state, amount, nonce, consent.until)), nonce, consent
        );
        _debit(terms.token, terms.seller, amount);
        _credit(terms.token, terms.payerOf(), amount);
        emit OrderRefunded(id, amount);
    }

    // ------------------------------------------------------------------ disputes

    function dispute(Order calldata terms, State state, bytes32 record, Consent calldata consent) external entry {
        uint256 act = Acts.DISPUTE;
        if (terms.attestor != address(0) && terms.arbiter != address(0)) {
            if (state == State.Accepted) act = Acts.DISPUTE_ACCEPTED;
            if (state == State.Shipped) act = Acts.DISPUTE_SHIPPED;
        }
        (bytes32 id, OrderStatus memory status) = _begin(act, ActionTypes.DISPUTE, terms, state, record, consent);
        _openDispute(id, terms, status, record, consent.signer);
    }

    function escalate(Order calldata terms, State state, Consent calldata consent) external entry {
        uint256 act = terms.arbiter == address(0) ? Acts.NEVER : Acts.ESCALATE;
        (bytes32 id, OrderStatus memory status) = _begin(act, ActionTypes.ESCALATE, terms, state, consent);
        address signer = consent.signer;
        _debit(terms.token, signer, terms.arbiterFee);
        _enterState(status, State.Escalated, terms.windows.ruling);
        status.escalatedByBuyer = signer == terms.buyer;
        _store(id, status);
        emit OrderEscalated(id, signer, status.deadline);
    }

    function rule(Order calldata terms, State state, uint256 sellerGross, Consent calldata consent) external entry {
        (bytes32 id, OrderStatus memory status) =
            _begin(Acts.RULE, ActionTypes.RULE, terms, state, bytes32(sellerGross), consent);
        uint256 bound = terms.earnable(status.claimed);
        if (sellerGross > bound) revert AmountOutOfRange(sellerGross, bound);
        _settle(id, terms, status, Ending.Ruling, sellerGross);
    }

    // ------------------------------------------------------------------ endings

    function confirm(Order calldata terms, State state, uint96 claimed, Consent calldata consent) external entry {
        (bytes32 id, OrderStatus memory status) =
            _begin(Acts.CONFIRM, ActionTypes.CONFIRM, terms, state, bytes32(uint256(claimed)), consent);
        if (claimed != status.claimed) revert ClaimMismatch(id, status.claimed, claimed);
        _settle(id, terms, status, Ending.Earned, terms.earnable(claimed));
    }

    function cancel(Order calldata terms, State state, Consent calldata consent) external entry {
        uint256 act = state == State.Requested ? Acts.CANCEL_REQUESTED : Acts.CANCEL;
        (bytes32 id, OrderStatus memory status) = _begin(act, ActionTypes.CANCEL, terms, state, consent);
        _settle(id, terms, status, Ending.Refund, 0);
    }

    function settle(Order calldata terms, State state, uint256 sellerTotal, Offer calldata buyer, Offer calldata seller)
        external
        entry
    {
        (bytes32 id, OrderStatus memory status) = _begin(Acts.SETTLE, terms, state, buyer.consent);
        _requireMayAct(seller.consent.signer == terms.seller, seller.consent.signer);
        uint256 bound = terms.paidIn();
        if (sellerTotal > bound) revert AmountOutOfRange(sellerTotal, bound);
        _authorizeOffer(id, state, sellerTotal, buyer);
        _authorizeOffer(id, state, sellerTotal, seller);
        _settle(id, terms, status, Ending.Settlement, sellerTotal);
    }

    function lapse(Order calldata terms) external entry {
        (bytes32 id, OrderStatus memory status) = _load(terms);
        if (!_lapse(id, terms, status)) revert DeadlineNotReached(id, block.timestamp, status.deadline);
        if (status.state != State.Settled) _store(id, status);
    }

    // ------------------------------------------------------------------ beginnings

    /// @dev The beginning of every act: the consent counts, the order is in a state where the act is possible
    /// and was meant, and the signer is a party that may do it. `Settled` is in no act, so that what `_lapse`
    /// settled on the way is taken back with the refused call.
    function _begin(uint256 act, Order calldata terms, State meant, Consent calldata consent)
        private
        returns (bytes32 id, OrderStatus memory status)
    {
        _requireUntil(consent);
        (id, status,) = _catchUp(terms, meant);
        _requirePossible(Acts.isPossible(act, meant), id, meant);
        _requireMayAct(_isParty(act, terms, meant, consent.signer), consent.signer);
    }

    /// @dev As above, with the signature of an action whose type is (order, state, until).
    function _begin(uint256 act, bytes32 actionType, Order calldata terms, State meant, Consent calldata consent)
        private
        returns (bytes32 id, OrderStatus memory status)
    {
        (id, status) = _begin(act, terms, meant, consent);
        _requireSigned(keccak256(abi.encode(actionType, id, meant, consent.until)), consent);
    }

    /// @dev As above, with the signature of an action whose type is (order, state, word, until).
    function _begin(
        uint256 act,
        bytes32 actionType,
        Order calldata terms,
        State meant,
        bytes32 word,
        Consent calldata consent
    ) private returns (bytes32 id, OrderStatus memory status) {
        (id, status) = _begin(act, terms, meant, consent);
        _requireSigned(keccak256(abi.encode(actionType, id, meant, word, consent.until)), consent);
    }

    function _isParty(uint256 act, Order calldata terms, State state, address signer) private view returns (bool) {
        return (act & Acts.BY_BUYER != 0 && signer == terms.buyer)
            || (act & Acts.BY_SELLER != 0 && signer == terms.seller)
            || (act & Acts.BY_SELLERS_DESK != 0 && _actsFor(signer, terms.seller))
            || (act & Acts.BY_ATTESTORS_DESK != 0 && _actsFor(signer, terms.attestor))
            || (act & Acts.BY_ARBITER_IN_TURN != 0 && signer == _arbiterInTurn(terms, state));
    }

    // ------------------------------------------------------------------ what acts share

    function _openDispute(bytes32 id, Order calldata terms, OrderStatus memory status, bytes32 record, address by)
        private
    {
        // Out of Shipped with an attestor a dispute never shortens what was left.
        uint40 least = status.state == State.Shipped && terms.attestor != address(0) ? status.deadline : 0;
        _enterState(status, State.Disputed, terms.windows.dispute);
        if (status.deadline < least) status.deadline = least;
        _store(id, status);
        emit OrderDisputed(id, by, record, status.deadline);
    }

    function _leaveNotice(OrderStatus memory status) private view {
        // forge-lint: disable-next-line(unsafe-typecast)
        uint40 least = uint40(block.timestamp + NOTICE);
        if (status.deadline < least) status.deadline = least;
    }

    function _reserve(address token, address seller, uint96 amount) private {
        Bond storage bond = _bonds[token][seller];
        uint256 free = bond.amount - bond.reserved;
        if (amount > free) revert BondInsufficient(token, seller, free, amount);
        bond.reserved += amount;
        _credit(token, seller, amount);
    }

    function _authorizeOffer(bytes32 id, State state, uint256 sellerTotal, Offer calldata offer) private {
        _authorizeOnce(
            keccak256(abi.encode(ActionTypes.SETTLE, id, state, sellerTotal, offer.nonce, offer.consent.until)),
            offer.nonce,
            offer.consent
        );
    }
}
