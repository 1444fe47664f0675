// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract BurnNonceTest is EscrowFixture {
    function test_burnNonce_voidsWhatWasSigned() public {
        vm.expectEmit(address(escrow));
        emit IEscrow.NonceBurnt(seller, 300);
        burnNonce(seller, 300);
        assertTrue(escrow.isNonceUsed(seller, 300), "burnt");
        assertTrue(!escrow.isNonceUsed(seller, 299), "its neighbour below");
        assertTrue(!escrow.isNonceUsed(seller, 301), "its neighbour above");
        assertTrue(!escrow.isNonceUsed(seller, 44), "the same bit of another word");
        assertTrue(!escrow.isNonceUsed(buyer, 300), "another account's");
    }

    function test_burnNonce_ofEachWordAndBit() public {
        uint256[5] memory nonces = [0, 255, 256, type(uint256).max - 1, type(uint256).max];
        for (uint256 i = 0; i < nonces.length; i++) {
            assertTrue(!escrow.isNonceUsed(seller, nonces[i]), "before");
            burnNonce(seller, nonces[i]);
            assertTrue(escrow.isNonceUsed(seller, nonces[i]), "after");
        }
    }

    function test_burnNonce_revertsWhen_itIsUsed() public {
        burnNonce(seller, 300);
        _expect(abi.encodeWithSelector(IEscrow.NonceUsed.selector, seller, 300));
        burnNonce(seller, 300);
    }

    function test_burnNonce_revertsWhen_anothersSignatureIsUsed() public {
        Consent memory consent = Consent(seller, uint40(START), _sign(stranger, keccak256("any")));
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _call(stranger, abi.encodeCall(IEscrow.burnNonce, (300, consent)));
    }
}

contract BurnNonceRelayedTest is BurnNonceTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
