// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

/// @title An order is one word: state 8, flags 8, deadline 40, drawn 96, claimed 96, from the lowest bit
contract StorageTest is EscrowFixture {
    uint256 private constant ORDERS_SLOT = 4;

    function _slot() private view returns (bytes32) {
        return keccak256(abi.encode(id, ORDERS_SLOT));
    }

    function _stored() private view returns (uint256) {
        return uint256(vm.load(address(escrow), _slot()));
    }

    function test_storage_ofALife() public {
        uint256 deadline = START + 7 days;
        _reach(State.Accepted);
        assertEq(_stored(), 2 | (deadline << 16), "accepted");
        extend(buyer, State.Accepted, 1 days);
        deadline += 1 days;
        assertEq(_stored(), 2 | (4 << 8) | (deadline << 16), "extended");
        postBond(seller, 900_000, seller);
        draw(seller, State.Accepted, 700_000);
        claim(seller, State.Accepted, 20_000);
        uint256 money = (uint256(700_000) << 56) | (uint256(20_000) << 152);
        assertEq(_stored(), 2 | (4 << 8) | (deadline << 16) | money, "money");
        inspect(attestor, State.Accepted);
        approve(buyer, State.Inspected, INSPECTION);
        ship(seller, State.Approved);
        deadline = START + 45 days;
        assertEq(_stored(), 5 | (1 << 8) | (deadline << 16) | money, "shipped");
        deliver(attestor, State.Shipped);
        dispute(buyer, State.Delivered);
        escalate(buyer, State.Disputed);
        deadline = START + 7 days;
        assertEq(_stored(), 8 | ((1 | 2 | 8) << 8) | (deadline << 16) | money, "escalated");
        rule(arbiter, State.Escalated, 0);
        assertEq(_stored(), 10 | ((1 | 2 | 8) << 8) | (deadline << 16) | money, "settled, and never cleared");
    }

    function testFuzz_storage_isReadAsItIsWritten(
        uint8 state,
        uint8 flags,
        uint40 deadline,
        uint96 drawn,
        uint96 claimed
    ) public {
        state = uint8(bound(state, 0, uint8(State.Settled)));
        flags &= 15;
        uint256 word = state | (uint256(flags) << 8) | (uint256(deadline) << 16) | (uint256(drawn) << 56)
            | (uint256(claimed) << 152);
        vm.store(address(escrow), _slot(), bytes32(word));
        OrderStatus memory s = _status();
        assertEq(uint256(s.state), state, "state");
        uint256 read = (s.shipped ? 1 : 0) | (s.handed ? 2 : 0) | (s.extended ? 4 : 0) | (s.escalatedByBuyer ? 8 : 0);
        assertEq(read, flags, "flags");
        assertEq(s.deadline, deadline, "deadline");
        assertEq(s.drawn, drawn, "drawn");
        assertEq(s.claimed, claimed, "claimed");
    }
}
