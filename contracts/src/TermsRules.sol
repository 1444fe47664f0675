// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order, Windows} from "./interfaces/IEscrow.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";

/// @title What makes terms valid
/// @dev Stateless, called by `Escrow` when it funds: a contract of its own, since `Escrow` has a size to keep.
/// Source: docs/specs/order.md, section Terms. packages/protocol has the same rules in the same order.
contract TermsRules {
    uint256 private constant MAX_FEE_BPS = 3_000;
    uint256 private constant LEAST_FOR_CLAIMS = 3 days;

    /// @notice Finds the first field that breaks a rule of section Terms.
    /// @return field Its name, at most 32 characters; zero when the terms are valid.
    function findInvalid(Order calldata terms) external pure returns (bytes32 field) {
        field = _findInvalidParty(terms);
        if (field == 0) field = _findInvalidAmount(terms);
        if (field == 0) field = _findOrphan(terms);
        if (field == 0) field = _findInvalidWindow(terms);
    }

    function _findInvalidParty(Order calldata terms) private pure returns (bytes32) {
        (address buyer, address payer, address seller) = (terms.buyer, terms.payer, terms.seller);
        if (buyer == address(0)) return "buyer";
        if (payer != address(0) && payer == seller) return "payer";
        if (seller == address(0) || seller == buyer) return "seller";
        if (terms.token == address(0)) return "token";
        (address arbiter, address backup, address attestor) = (terms.arbiter, terms.backupArbiter, terms.attestor);
        if (arbiter != address(0) && _isOneOf(arbiter, buyer, payer, seller)) return "arbiter";
        if (backup != address(0) && (_isOneOf(backup, buyer, payer, seller) || backup == arbiter)) {
            return "backupArbiter";
        }
        if (
            attestor != address(0)
                && (_isOneOf(attestor, buyer, payer, seller) || attestor == arbiter || attestor == backup)
        ) {
            return "attestor";
        }
        return 0;
    }

    function _findInvalidAmount(Order calldata terms) private pure returns (bytes32) {
        uint256 paid = OrderTerms.paidIn(terms);
        if (paid == 0 || paid > type(uint96).max) return "goods";
        if (terms.arbiterFee > paid) return "arbiterFee";
        if (terms.feeBps > MAX_FEE_BPS) return "feeBps";
        if (terms.drawBps > OrderTerms.BPS) return "drawBps";
        if (terms.abandonBps > OrderTerms.BPS) return "abandonBps";
        if (terms.silenceBps > OrderTerms.BPS) return "silenceBps";
        return 0;
    }

    /// @dev What must be absent together.
    function _findOrphan(Order calldata terms) private pure returns (bytes32) {
        Windows calldata w = terms.windows;
        bool attested = terms.attestor != address(0);
        if (terms.arbiter == address(0)) {
            if (terms.backupArbiter != address(0)) return "backupArbiter";
            if (terms.arbiterFee != 0) return "arbiterFee";
            if (w.ruling != 0) return "windows.ruling";
        }
        if ((terms.platform == address(0)) != (terms.feeBps == 0)) return "platform";
        if ((w.inspect == 0) != (w.store == 0)) return "windows.store";
        if (attested != (w.confirm != 0)) return "windows.confirm";
        if (terms.atCost != 0 && (attested ? w.confirm : w.deliver) < LEAST_FOR_CLAIMS) return "atCost";
        return 0;
    }

    function _findInvalidWindow(Order calldata terms) private pure returns (bytes32) {
        Windows calldata w = terms.windows;
        if (w.accept != 0 && !_isWithin(w.accept, 10 minutes, 30 days)) return "windows.accept";
        if (!_isWithin(w.fulfil, 1 hours, 180 days)) return "windows.fulfil";
        if (w.inspect != 0 && !_isWithin(w.inspect, 1 days, 30 days)) return "windows.inspect";
        if (w.store != 0 && !_isWithin(w.store, 7 days, 365 days)) return "windows.store";
        if (!_isWithin(w.deliver, 1 hours, 180 days)) return "windows.deliver";
        if (w.confirm != 0 && !_isWithin(w.confirm, 1 hours, 90 days)) return "windows.confirm";
        if (!_isWithin(w.dispute, 3 days, 60 days)) return "windows.dispute";
        if (terms.arbiter != address(0) && !_isWithin(w.ruling, 3 days, 180 days)) return "windows.ruling";
        return 0;
    }

    function _isOneOf(address account, address a, address b, address c) private pure returns (bool) {
        return account == a || account == b || account == c;
    }

    function _isWithin(uint256 value, uint256 floor, uint256 ceiling) private pure returns (bool) {
        return value >= floor && value <= ceiling;
    }
}
