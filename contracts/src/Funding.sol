// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Orders} from "./Orders.sol";
import {TermsRules} from "./TermsRules.sol";
import {
    Agreement,
    Authorization,
    Consent,
    Ending,
    Order,
    OrderStatus,
    Permit2Transfer,
    Quote,
    State
} from "./interfaces/IEscrow.sol";
import {ActionTypes} from "./libraries/ActionTypes.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";
import {Signers} from "./libraries/Signers.sol";
import {StatusWord} from "./libraries/StatusWord.sol";
import {TermsWords} from "./libraries/TermsWords.sol";

/// @title How an order begins: who pays and how, who agreed, and that its terms are valid
abstract contract Funding is Orders {
    using OrderTerms for Order;
    using TermsWords for Order;

    /// @dev Steps from an order to the root of `Quotes`: a million orders.
    uint256 private constant MAX_PROOF = 20;

    TermsRules private immutable RULES = new TermsRules();

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
}
