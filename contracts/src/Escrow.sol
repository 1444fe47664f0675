// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Accounts} from "./Accounts.sol";
import {TermsRules} from "./TermsRules.sol";
import {
    Agreement,
    Authorization,
    Consent,
    Ending,
    Offer,
    Order,
    OrderStatus,
    Permit2Transfer,
    Quote,
    State
} from "./interfaces/IEscrow.sol";
import {ActionTypes} from "./libraries/ActionTypes.sol";
import {Acts} from "./libraries/Acts.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";
import {Signers} from "./libraries/Signers.sol";
import {StatusWord} from "./libraries/StatusWord.sol";
import {TermsWords} from "./libraries/TermsWords.sol";

/// @title Escrow
/// @notice See IEscrow.
contract Escrow is Accounts {
    using OrderTerms for Order;
    using StatusWord for OrderStatus;
    using StatusWord for uint256;
    using TermsWords for Order;

    /// @dev What a claim leaves the buyer, and a late delivery both sides, at the least.
    uint256 private constant NOTICE = 3 days;
    uint256 private constant MAX_EXTENSION = 10 days;
    uint256 private constant MAX_EXTENSION_DELIVERED = 3 days;

    /// @dev Steps from an order to the root of `Quotes`: a million orders.
    uint256 private constant MAX_PROOF = 20;

    TermsRules private immutable RULES = new TermsRules();

    /// @dev One slot for each order, as StatusWord packs it; never cleared.
    mapping(bytes32 order => uint256 statusWord) private _orders;
    mapping(bytes32 order => bytes32 record) private _inspections;
    /// @dev The plain signature of many quotes that this transaction saw last, so that a batch checks it once. A
    /// contract wallet may change its mind within a transaction; its signature is not remembered.
    bytes32 private transient _lastQuotes;

    // ------------------------------------------------------------------ funding

    function fund(Order calldata terms, bool fromBalance, Agreement calldata agreement, Consent calldata consent)
        external
        entry
    {
        bytes32 id = _requireFundable(terms);
        address payer = terms.payerOf();
        _requireUntil(consent);
        _requireMayAct(consent.signer == payer, consent.signer);
        _requireSigned(keccak256(abi.encode(ActionTypes.FUND, id, fromBalance, consent.until)), consent);
        _open(id, terms, agreement, fromBalance);
        if (fromBalance) _debit(terms.token, payer, terms.paidIn());
        else _takeByAllowance(terms.token, payer, terms.paidIn());
    }

    function fundWithAuthorization(
        Order calldata terms,
        Agreement calldata agreement,
        Authorization calldata authorization
    ) external entry {
        bytes32 id = _requireFundable(terms);
        _open(id, terms, agreement, false);
        _takeByAuthorization(terms.token, terms.payerOf(), terms.paidIn(), id, authorization);
    }

    function fundWithPermit2(Order calldata terms, Agreement calldata agreement, Permit2Transfer calldata transfer)
        external
        entry
    {
        bytes32 id = _requireFundable(terms);
        _open(id, terms, agreement, false);
        bytes32 witness = keccak256(abi.encode(ActionTypes.FUND_ORDER, id));
        _takeByPermit2(terms.token, terms.payerOf(), terms.paidIn(), witness, ActionTypes.FUND_ORDER_WITNESS, transfer);
    }

    function revoke(Order calldata terms, Consent calldata consent) external entry {
        bytes32 id = orderId(terms);
        _requireNew(id);
        _requireUntil(consent);
        address signer = consent.signer;
        _requireMayAct(signer == terms.seller || signer == terms.buyer || signer == terms.payerOf(), signer);
        _requireSigned(keccak256(abi.encode(ActionTypes.REVOKE, id, consent.until)), consent);
        OrderStatus memory status;
        status.state = State.Settled;
        _store(id, status);
        emit OrderSettled(id, Ending.Revoked, 0, 0, 0, 0);
    }

    function accept(Order calldata terms, Quote calldata quote) external entry {
        (bytes32 id, OrderStatus memory status) = _load(terms);
        _lapse(id, terms, status);
        _requirePossible(status.state == State.Requested, id, status.state);
        _requireQuoted(id, terms, quote);
        if (_sender() != quote.quoter && block.timestamp > terms.validUntil) {
            revert OrderExpired(id, block.timestamp, terms.validUntil);
        }
        _enterState(status, State.Accepted, terms.windows.fulfil);
        _store(id, status);
        emit OrderAccepted(id, status.deadline);
    }

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

    // ------------------------------------------------------------------ beginnings

    function _requireFundable(Order calldata terms) private view returns (bytes32 id) {
        id = orderId(terms);
        _requireDeployedChain();
        _requireValid(id, terms);
        _requireNew(id);
        if (block.timestamp > terms.validUntil) revert OrderExpired(id, block.timestamp, terms.validUntil);
    }

    function _requireNew(bytes32 id) private view {
        if (_orders[id] != 0) revert OrderExists(id, statusOf(id).state);
    }

    /// @dev Everything of funding but the money, for an order that can be funded.
    function _open(bytes32 id, Order calldata terms, Agreement calldata agreement, bool fromBalance) private {
        if (terms.payerOf() != terms.buyer) _requireSignature(terms.buyer, id, agreement.buyer);
        (State state, uint256 window) = (State.Accepted, terms.windows.fulfil);
        if (agreement.quote.quoter != address(0)) {
            _requireQuoted(id, terms, agreement.quote);
        } else {
            (state, window) = (State.Requested, terms.windows.accept);
            // Without an accept window the seller's agreement is needed to fund.
            _requireMayAct(window != 0, address(0));
        }
        uint256 deadline = block.timestamp + window;
        _orders[id] = StatusWord.opened(state, deadline);
        _emitFunded(id, terms, state, deadline, fromBalance);
    }

    /// @dev The seller or an operator of it agreed: by its own call, by signing the id, or many ids at once.
    function _requireQuoted(bytes32 id, Order calldata terms, Quote calldata quote) private {
        address quoter = quote.quoter;
        _requireMayAct(_actsFor(quoter, terms.seller), quoter);
        if (quote.until == 0) return _requireSignature(quoter, id, quote.signature);
        if (block.timestamp > quote.until) revert ConsentExpired(block.timestamp, quote.until);
        if (quote.proof.length > MAX_PROOF) revert ProofTooLong(quote.proof.length, MAX_PROOF);
        bytes32 root = MerkleProof.processProofCalldata(quote.proof, keccak256(abi.encode(id)));
        bytes32 digest = _actionDigest(keccak256(abi.encode(ActionTypes.QUOTES, root, quote.until)));
        bytes32 key = keccak256(abi.encode(quoter, digest));
        if (_lastQuotes == key) return;
        if (Signers.isEcdsa(quoter, digest, quote.signature)) _lastQuotes = key;
        else _requireSignature(quoter, digest, quote.signature);
    }

    /// @dev `RULES.findInvalid(terms)`, which reads every field and so refuses dirty high bits: the words of the terms
    /// are passed as they are, since encoding them anew would read all of them twice.
    function _requireValid(bytes32 id, Order calldata terms) private view {
        (address rules, bytes4 selector) = (address(RULES), TermsRules.findInvalid.selector);
        bytes32 field;
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore(p, selector)
            calldatacopy(add(p, 0x04), terms, 0x3a0)
            if iszero(staticcall(gas(), rules, p, 0x3a4, 0, 0x20)) { revert(0, 0) }
            field := mload(0)
        }
        if (field != 0) revert TermsInvalid(id, field);
    }

    /// @dev `emit OrderFunded(id, packed terms, state, deadline, fromBalance)`, written where it is packed.
    function _emitFunded(bytes32 id, Order calldata terms, State state, uint256 deadline, bool fromBalance) private {
        (bytes32 topic, uint256 length) = (OrderFunded.selector, TermsWords.PACKED_BYTES);
        uint256 p;
        assembly ("memory-safe") {
            p := mload(0x40)
            mstore(p, 0x80) // where the terms begin
            mstore(add(p, 0x20), state)
            mstore(add(p, 0x40), deadline)
            mstore(add(p, 0x60), fromBalance)
            mstore(add(p, 0x80), length)
        }
        terms.pack(p + 0xa0);
        assembly ("memory-safe") {
            log2(p, 0x220, topic, id)
        }
    }

    function _load(Order calldata terms) private view returns (bytes32 id, OrderStatus memory status) {
        id = orderId(terms);
        status = statusOf(id);
        if (status.state == State.None) revert OrderNotFound(id);
    }

    /// @dev Loads the order, applies the defaults that are due, and checks that the act is meant for what is left.
    function _catchUp(Order calldata terms, State meant)
        private
        returns (bytes32 id, OrderStatus memory status, bool lapsed)
    {
        (id, status) = _load(terms);
        lapsed = _lapse(id, terms, status);
        if (status.state != meant) revert StateMismatch(id, status.state, meant);
    }

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

    function _store(bytes32 id, OrderStatus memory status) private {
        _orders[id] = status.pack();
    }

    // ------------------------------------------------------------------ transitions

    /// @dev Applies every default that is due, each next deadline being the previous one plus its window.
    function _lapse(bytes32 id, Order calldata terms, OrderStatus memory status) private returns (bool lapsed) {
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

    function _enterState(OrderStatus memory status, State state, uint256 window) private view {
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

    function _leaveNotice(OrderStatus memory status) private view {
        // forge-lint: disable-next-line(unsafe-typecast)
        uint40 least = uint40(block.timestamp + NOTICE);
        if (status.deadline < least) status.deadline = least;
    }

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

    /// @dev Credits everybody and stores the order as settled. Source: docs/specs/order.md, section Money.
    function _settle(bytes32 id, Order calldata terms, OrderStatus memory status, Ending ending, uint256 gross)
        private
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

    function _reserve(address token, address seller, uint96 amount) private {
        Bond storage bond = _bonds[token][seller];
        uint256 free = bond.amount - bond.reserved;
        if (amount > free) revert BondInsufficient(token, seller, free, amount);
        bond.reserved += amount;
        _credit(token, seller, amount);
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

    function _requirePossible(bool possible, bytes32 id, State state) private pure {
        if (!possible) revert ActionNotPossible(id, state);
    }

    function _requireMayAct(bool may, address signer) private pure {
        if (!may) revert NotAuthorized(signer);
    }

    function _isParty(uint256 act, Order calldata terms, State state, address signer) private view returns (bool) {
        return (act & Acts.BY_BUYER != 0 && signer == terms.buyer)
            || (act & Acts.BY_SELLER != 0 && signer == terms.seller)
            || (act & Acts.BY_SELLERS_DESK != 0 && _actsFor(signer, terms.seller))
            || (act & Acts.BY_ATTESTORS_DESK != 0 && _actsFor(signer, terms.attestor))
            || (act & Acts.BY_ARBITER_IN_TURN != 0 && signer == _arbiterInTurn(terms, state));
    }

    function _authorizeOffer(bytes32 id, State state, uint256 sellerTotal, Offer calldata offer) private {
        _authorizeOnce(
            keccak256(abi.encode(ActionTypes.SETTLE, id, state, sellerTotal, offer.nonce, offer.consent.until)),
            offer.nonce,
            offer.consent
        );
    }

    function _isEscalated(State state) private pure returns (bool) {
        return state == State.Escalated || state == State.Backup;
    }

    function _arbiterInTurn(Order calldata terms, State state) private pure returns (address) {
        return state == State.Escalated ? terms.arbiter : terms.backupArbiter;
    }

    function _isDisputed(State state) private pure returns (bool) {
        return state == State.Disputed || _isEscalated(state);
    }
}
