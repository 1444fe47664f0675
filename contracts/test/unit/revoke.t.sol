// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

contract RevokeTest is EscrowFixture {
    function test_revoke_bySellerBuyerOrPayer() public {
        _use(withPayer(daigou()));
        address[3] memory who = [seller, buyer, payer];
        for (uint256 i = 0; i < who.length; i++) {
            terms.salt = 100 + i;
            _use(terms);
            vm.expectEmit(address(escrow));
            emit IEscrow.OrderSettled(id, Ending.Revoked, 0, 0, 0, 0);
            revoke(who[i]);
            _assertState(State.Settled);
            _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Settled));
            fund(true, _agreed());
        }
    }

    function test_revoke_revertsWhen_funded() public {
        _reach(State.Requested);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Requested));
        revoke(seller);
    }

    function test_revoke_revertsWhen_repeated() public {
        revoke(seller);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Settled));
        revoke(buyer);
    }

    function test_revoke_revertsWhen_callerIsNoSide() public {
        address[5] memory others = [platform, arbiter, backup, attestor, stranger];
        for (uint256 i = 0; i < others.length; i++) {
            _expectNotAuthorized(others[i]);
            revoke(others[i]);
        }
    }
}

contract RevokeRelayedTest is RevokeTest {
    function setUp() public override {
        super.setUp();
        relayed = true;
    }
}
