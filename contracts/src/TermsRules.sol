// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "./interfaces/IEscrow.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";
import {TermsWords} from "./libraries/TermsWords.sol";

/// @title What makes terms valid
/// @dev Stateless, called by `Escrow` when it funds: a contract of its own, since `Escrow` has a size to keep. The
/// fields are read as words, once their high bits were seen to be clean: reading each as what it is would check it
/// each time, and cost a twentieth of an order's gas.
/// Source: docs/specs/order.md, section Terms. packages/protocol has the same rules in the same order.
contract TermsRules {
    using TermsWords for Order;

    uint256 private constant MAX_FEE_BPS = 3_000;
    uint256 private constant LEAST_FOR_CLAIMS = 3 days;

    /// @notice Finds the first field that breaks a rule of section Terms.
    /// @return field Its name, at most 32 characters; zero when the terms are valid.
    function findInvalid(Order calldata terms) external pure returns (bytes32 field) {
        if (!terms.isClean()) revert();
        field = _findInvalidParty(terms);
        if (field == 0) field = _findInvalidAmount(terms);
        if (field == 0) field = _findOrphan(terms);
        if (field == 0) field = _findInvalidWindow(terms);
    }

    function _findInvalidParty(Order calldata terms) private pure returns (bytes32) {
        uint256 buyer = terms.word(TermsWords.BUYER);
        uint256 payer = terms.word(TermsWords.PAYER);
        uint256 seller = terms.word(TermsWords.SELLER);
        if (buyer == 0) return "buyer";
        if (payer != 0 && payer == seller) return "payer";
        if (seller == 0 || seller == buyer) return "seller";
        if (terms.word(TermsWords.TOKEN) == 0) return "token";
        uint256 arbiter = terms.word(TermsWords.ARBITER);
        uint256 backup = terms.word(TermsWords.BACKUP_ARBITER);
        uint256 attestor = terms.word(TermsWords.ATTESTOR);
        if (arbiter != 0 && _isOneOf(arbiter, buyer, payer, seller)) return "arbiter";
        if (backup != 0 && (_isOneOf(backup, buyer, payer, seller) || backup == arbiter)) return "backupArbiter";
        if (attestor == 0) return 0;
        if (_isOneOf(attestor, buyer, payer, seller) || attestor == arbiter || attestor == backup) return "attestor";
        return 0;
    }

    function _findInvalidAmount(Order calldata terms) private pure returns (bytes32) {
        // Four uint96.
        uint256 paid;
        unchecked {
            paid = terms.word(TermsWords.GOODS) + terms.word(TermsWords.SERVICE) + terms.word(TermsWords.FREIGHT)
                + terms.word(TermsWords.AT_COST);
        }
        if (paid == 0 || paid > type(uint96).max) return "goods";
        if (terms.word(TermsWords.ARBITER_FEE) > paid) return "arbiterFee";
        if (terms.word(TermsWords.FEE_BPS) > MAX_FEE_BPS) return "feeBps";
        if (terms.word(TermsWords.DRAW_BPS) > OrderTerms.BPS) return "drawBps";
        if (terms.word(TermsWords.ABANDON_BPS) > OrderTerms.BPS) return "abandonBps";
        if (terms.word(TermsWords.SILENCE_BPS) > OrderTerms.BPS) return "silenceBps";
        return 0;
    }

    /// @dev What must be absent together.
    function _findOrphan(Order calldata terms) private pure returns (bytes32) {
        if (terms.word(TermsWords.ARBITER) == 0) {
            if (terms.word(TermsWords.BACKUP_ARBITER) != 0) return "backupArbiter";
            if (terms.word(TermsWords.ARBITER_FEE) != 0) return "arbiterFee";
            if (terms.word(TermsWords.RULING) != 0) return "windows.ruling";
        }
        if ((terms.word(TermsWords.PLATFORM) == 0) != (terms.word(TermsWords.FEE_BPS) == 0)) return "platform";
        if ((terms.word(TermsWords.INSPECT) == 0) != (terms.word(TermsWords.STORE) == 0)) return "windows.store";
        bool attested = terms.word(TermsWords.ATTESTOR) != 0;
        uint256 confirm = terms.word(TermsWords.CONFIRM);
        if (attested != (confirm != 0)) return "windows.confirm";
        if (terms.word(TermsWords.AT_COST) == 0) return 0;
        if ((attested ? confirm : terms.word(TermsWords.DELIVER)) < LEAST_FOR_CLAIMS) return "atCost";
        return 0;
    }

    function _findInvalidWindow(Order calldata terms) private pure returns (bytes32) {
        uint256 accept = terms.word(TermsWords.ACCEPT);
        uint256 inspect = terms.word(TermsWords.INSPECT);
        uint256 store = terms.word(TermsWords.STORE);
        uint256 confirm = terms.word(TermsWords.CONFIRM);
        if (accept != 0 && !_isWithin(accept, 10 minutes, 30 days)) return "windows.accept";
        if (!_isWithin(terms.word(TermsWords.FULFIL), 1 hours, 180 days)) return "windows.fulfil";
        if (inspect != 0 && !_isWithin(inspect, 1 days, 30 days)) return "windows.inspect";
        if (store != 0 && !_isWithin(store, 7 days, 365 days)) return "windows.store";
        if (!_isWithin(terms.word(TermsWords.DELIVER), 1 hours, 180 days)) return "windows.deliver";
        if (confirm != 0 && !_isWithin(confirm, 1 hours, 90 days)) return "windows.confirm";
        if (!_isWithin(terms.word(TermsWords.DISPUTE), 3 days, 60 days)) return "windows.dispute";
        if (terms.word(TermsWords.ARBITER) == 0) return 0;
        if (!_isWithin(terms.word(TermsWords.RULING), 3 days, 180 days)) return "windows.ruling";
        return 0;
    }

    function _isOneOf(uint256 account, uint256 a, uint256 b, uint256 c) private pure returns (bool) {
        return account == a || account == b || account == c;
    }

    function _isWithin(uint256 value, uint256 floor, uint256 ceiling) private pure returns (bool) {
        return value >= floor && value <= ceiling;
    }
}
