// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order, Windows} from "./interfaces/IEscrow.sol";
import {OrderTerms} from "./libraries/OrderTerms.sol";

/// @title What makes terms valid
/// @dev Stateless, called by `Escrow` when it funds: a contract of its own, since `Escrow` has a size to keep.
/// Source: docs/specs/order.md, section Terms. packages/protocol has the same rules in the same order.
contract TermsRules {
    uint256 private constant MAX_FEE_BPS = 3_000;

    /// @notice Finds the first field that breaks a rule of section Terms.
    /// @return field Its name, at most 32 characters; zero when the terms are valid.
    function findInvalid(Order calldata terms) external pure returns (bytes32 field) {
        field = _findInvalidParty(terms);
        if (field == 0) field = _findInvalidAmount(terms);
        if (field == 0) field = _findInvalidWindow(terms);
    }

    function _findInvalidParty(Order calldata terms) private pure returns (bytes32) {
        (address buyer, address payer, address seller) = (terms.buyer, terms.payer, terms.seller);
        if (buyer == address(0)) return "buyer";
        if (seller == address(0) || seller == buyer) return "seller";
        if (payer == seller) return "payer";
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
        if (arbiter == address(0) && backup != address(0)) return "backupArbiter";
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
        if (terms.arbiter == address(0) && terms.arbiterFee != 0) return "arbiterFee";
        if ((terms.platform == address(0)) != (terms.feeBps == 0)) return "feeBps";
        return 0;
    }

    function _findInvalidWindow(Order calldata terms) private pure returns (bytes32) {
        Windows calldata w = terms.windows;
        bool attested = terms.attestor != address(0);
        if (w.accept != 0 && !_isWithin(w.accept, 10 minutes, 30 days)) return "windows.accept";
        if (!_isWithin(w.fulfil, 1 hours, 180 days)) return "windows.fulfil";
        if (w.inspect != 0 && !_isWithin(w.inspect, 1 days, 30 days)) return "windows.inspect";
        if (w.inspect == 0 ? w.store != 0 : !_isWithin(w.store, 7 days, 365 days)) return "windows.store";
        uint256 leastForClaims = terms.atCost == 0 ? 1 hours : 3 days;
        if (!_isWithin(w.deliver, attested ? 1 hours : leastForClaims, 180 days)) return "windows.deliver";
        if (attested ? !_isWithin(w.confirm, leastForClaims, 90 days) : w.confirm != 0) return "windows.confirm";
        if (!_isWithin(w.dispute, 3 days, 60 days)) return "windows.dispute";
        if (terms.arbiter == address(0) ? w.ruling != 0 : !_isWithin(w.ruling, 3 days, 180 days)) {
            return "windows.ruling";
        }
        if (terms.validUntil == 0) return "validUntil";
        return 0;
    }

    function _isOneOf(address account, address a, address b, address c) private pure returns (bool) {
        return account == a || account == b || account == c;
    }

    function _isWithin(uint256 value, uint256 floor, uint256 ceiling) private pure returns (bool) {
        return value >= floor && value <= ceiling;
    }
}
