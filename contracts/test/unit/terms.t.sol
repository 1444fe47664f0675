// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, IEscrow, Order, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

/// @title Valid terms: every rule at its floor and ceiling, and one beyond
contract TermsTest is EscrowFixture {
    function _valid(Order memory t) private {
        _use(t);
        uint256 before = vm.snapshotState();
        if (t.buyer == address(0) || t.token == address(0)) revert("not a valid case");
        fund(true, _agreed());
        vm.revertToState(before);
    }

    function _invalid(Order memory t, bytes32 field) private {
        _use(t);
        Agreement memory agreement = Agreement("", _quote(t.seller, ""));
        _expect(abi.encodeWithSelector(IEscrow.TermsInvalid.selector, id, field));
        _call(relayer, abi.encodeCall(IEscrow.fund, (t, true, agreement, Consent(relayer, uint40(START), ""))));
    }

    function test_terms_parties() public {
        Order memory t = daigou();
        t.buyer = address(0);
        _invalid(t, "buyer");
        t = daigou();
        t.payer = seller;
        _invalid(t, "payer");
        t = daigou();
        t.seller = buyer;
        _invalid(t, "seller");
        t.seller = address(0);
        _invalid(t, "seller");
        t = daigou();
        t.token = address(0);
        _invalid(t, "token");
        t = daigou();
        t.payer = buyer;
        _valid(t);
        // A platform may be anybody.
        t.platform = seller;
        _valid(t);
        t.platform = attestor;
        _valid(t);
    }

    function test_terms_judgesAndAttestorsAreNoSide() public {
        Order memory base = withPayer(daigou());
        address[3] memory sides = [buyer, payer, seller];
        for (uint256 i = 0; i < sides.length; i++) {
            Order memory t = withPayer(daigou());
            t.arbiter = sides[i];
            _invalid(t, "arbiter");
            t.arbiter = base.arbiter;
            t.backupArbiter = sides[i];
            _invalid(t, "backupArbiter");
            t.backupArbiter = base.backupArbiter;
            t.attestor = sides[i];
            _invalid(t, "attestor");
        }
    }

    function test_terms_judgesAndAttestorsDiffer() public {
        Order memory t = daigou();
        t.backupArbiter = arbiter;
        _invalid(t, "backupArbiter");
        t = daigou();
        t.attestor = arbiter;
        _invalid(t, "attestor");
        t.attestor = backup;
        _invalid(t, "attestor");
    }

    function test_terms_amounts() public {
        Order memory t = daigou();
        (t.goods, t.service, t.freight, t.atCost, t.arbiterFee) = (0, 0, 0, 0, 0);
        _invalid(t, "goods");
        t.service = 1;
        _valid(t);
        (t.service, t.freight) = (0, 1);
        _valid(t);
        (t.freight, t.atCost) = (0, 1);
        _valid(t);
        token.faucet(buyer, type(uint128).max);
        vm.prank(buyer);
        escrow.deposit(address(token), type(uint96).max, buyer);
        (t.goods, t.service, t.freight, t.atCost) = (type(uint96).max - 3, 1, 1, 1);
        _valid(t);
        t.service = 2;
        _invalid(t, "goods");
        (t.goods, t.service, t.freight) = (type(uint96).max, type(uint96).max, type(uint96).max);
        t.atCost = type(uint96).max;
        _invalid(t, "goods");
    }

    function test_terms_arbiterFee() public {
        Order memory t = daigou();
        t.arbiterFee = 1_120_022;
        _valid(t);
        t.arbiterFee = 1_120_023;
        _invalid(t, "arbiterFee");
    }

    function test_terms_shares() public {
        Order memory t = daigou();
        (t.feeBps, t.drawBps, t.abandonBps, t.silenceBps) = (3_000, 10_000, 10_000, 10_000);
        _valid(t);
        (t.drawBps, t.abandonBps, t.silenceBps) = (0, 0, 0);
        _valid(t);
        t.feeBps = 3_001;
        _invalid(t, "feeBps");
        t = daigou();
        t.drawBps = 10_001;
        _invalid(t, "drawBps");
        t = daigou();
        t.abandonBps = 10_001;
        _invalid(t, "abandonBps");
        t = daigou();
        t.silenceBps = 10_001;
        _invalid(t, "silenceBps");
    }

    function test_terms_withoutArbiter() public {
        _valid(withoutArbiter(daigou()));
        Order memory t = withoutArbiter(daigou());
        t.backupArbiter = backup;
        _invalid(t, "backupArbiter");
        t = withoutArbiter(daigou());
        t.arbiterFee = 1;
        _invalid(t, "arbiterFee");
        t = withoutArbiter(daigou());
        t.windows.ruling = 7 days;
        _invalid(t, "windows.ruling");
        t = daigou();
        t.windows.ruling = 0;
        _invalid(t, "windows.ruling");
    }

    function test_terms_platformAndFeeGoTogether() public {
        _valid(withoutPlatform(daigou()));
        Order memory t = daigou();
        t.platform = address(0);
        _invalid(t, "platform");
        t = daigou();
        t.feeBps = 0;
        _invalid(t, "platform");
    }

    function test_terms_inspectAndStoreGoTogether() public {
        Order memory t = daigou();
        t.windows.store = 0;
        _invalid(t, "windows.store");
        t = daigou();
        t.windows.inspect = 0;
        _invalid(t, "windows.store");
        _valid(attestedShop());
    }

    function test_terms_attestorAndConfirmGoTogether() public {
        Order memory t = daigou();
        t.windows.confirm = 0;
        _invalid(t, "windows.confirm");
        t = daigou();
        t.attestor = address(0);
        _invalid(t, "windows.confirm");
        _valid(shop());
    }

    function test_terms_claimsLeaveThreeDays() public {
        Order memory t = daigou();
        t.windows.confirm = 3 days;
        _valid(t);
        t.windows.confirm = 3 days - 1;
        _invalid(t, "atCost");
        t.atCost = 0;
        _valid(t);
        t = shop();
        t.windows.deliver = 3 days;
        _valid(t);
        t.windows.deliver = 3 days - 1;
        _invalid(t, "atCost");
        t.atCost = 0;
        _valid(t);
        // With an attestor the deliver window may be short: what counts is the time after delivery.
        t = attestedShop();
        t.windows.deliver = 1 hours;
        _valid(t);
    }

    function test_terms_windows() public {
        _window(0, 10 minutes, 30 days, "windows.accept");
        _window(1, 1 hours, 180 days, "windows.fulfil");
        _window(2, 1 days, 30 days, "windows.inspect");
        _window(3, 7 days, 365 days, "windows.store");
        _window(4, 1 hours, 180 days, "windows.deliver");
        _window(5, 1 hours, 90 days, "windows.confirm");
        _window(6, 3 days, 60 days, "windows.dispute");
        _window(7, 3 days, 180 days, "windows.ruling");
        Order memory t = daigou();
        t.windows.accept = 0;
        _valid(t);
        t.windows.fulfil = 0;
        _invalid(t, "windows.fulfil");
        t = daigou();
        t.windows.deliver = 0;
        _invalid(t, "windows.deliver");
        t = daigou();
        t.windows.dispute = 0;
        _invalid(t, "windows.dispute");
    }

    function _window(uint256 index, uint32 floor, uint32 ceiling, bytes32 field) private {
        _valid(_withWindow(index, floor));
        _valid(_withWindow(index, ceiling));
        _invalid(_withWindow(index, floor - 1), field);
        _invalid(_withWindow(index, ceiling + 1), field);
        _invalid(_withWindow(index, type(uint32).max), field);
    }

    function _withWindow(uint256 index, uint32 span) private view returns (Order memory t) {
        t = daigou();
        t.atCost = 0;
        if (index == 0) t.windows.accept = span;
        if (index == 1) t.windows.fulfil = span;
        if (index == 2) t.windows.inspect = span;
        if (index == 3) t.windows.store = span;
        if (index == 4) t.windows.deliver = span;
        if (index == 5) t.windows.confirm = span;
        if (index == 6) t.windows.dispute = span;
        if (index == 7) t.windows.ruling = span;
    }

    /// @dev Terms with bits above a field's type have an id of their own and cannot be funded under it.
    function test_terms_revertsWhen_highBitsAreDirty() public {
        uint16[29] memory bits = [
            160,
            160,
            160,
            160,
            160,
            160,
            160,
            160,
            96,
            96,
            96,
            96,
            96,
            16,
            16,
            16,
            16,
            32,
            32,
            32,
            32,
            32,
            32,
            32,
            32,
            40,
            256,
            256,
            256
        ];
        Consent memory consent = Consent(buyer, uint40(START), "");
        for (uint256 i = 0; i < bits.length; i++) {
            if (bits[i] == 256) continue;
            _assertDirtyRefused(i, bits[i], consent);
            _assertDirtyRefused(i, 255, consent);
        }
    }

    function _assertDirtyRefused(uint256 word, uint256 bit, Consent memory consent) private {
        bytes memory data = abi.encodeCall(IEscrow.fund, (terms, true, Agreement("", _quote(seller, "")), consent));
        bytes memory encodedTerms = abi.encode(terms);
        assembly ("memory-safe") {
            let at := add(add(data, 0x24), mul(word, 0x20))
            mstore(at, or(mload(at), shl(bit, 1)))
            at := add(add(encodedTerms, 0x20), mul(word, 0x20))
            mstore(at, or(mload(at), shl(bit, 1)))
        }
        // The seller signs the dirty terms, so that nothing but the dirt is wrong.
        (bool hashed, bytes memory dirtyId) = address(escrow).call(bytes.concat(IEscrow.orderId.selector, encodedTerms));
        if (hashed) {
            bytes memory signature = _sign(seller, bytes32(dirtyId));
            Agreement memory agreement = Agreement("", _quote(seller, signature));
            bytes memory signed = abi.encodeCall(IEscrow.fund, (terms, true, agreement, consent));
            for (uint256 i = 4; i < 4 + 29 * 32; i++) {
                signed[i] = data[i];
            }
            data = signed;
        }
        (bool done, bytes memory answer) = _try(buyer, data);
        assertTrue(!done, "dirty terms");
        assertEq(answer.length, 0, "refused for the dirt");
    }
}
