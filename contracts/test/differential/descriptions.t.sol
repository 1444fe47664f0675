// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Ending, IEscrow, Order, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {IOrderLens, Outcome} from "../../src/interfaces/IOrderLens.sol";
import {StatusWord} from "../../src/libraries/StatusWord.sol";
import {Stage} from "./Stage.sol";

/// @title The lens says of every order what `describeOrder` of packages/protocol says
contract DescriptionsTest is Stage {
    using StatusWord for uint256;

    struct Look {
        uint256 status; // as StatusWord packs it
        uint40 instant;
        bytes32 answer;
    }

    struct Described {
        Order terms;
        Look[] looks;
    }

    error AnswerDiffers(uint256 order, uint256 look, OrderStatus status, uint256 instant);

    IOrderLens private _lens;
    uint256 private _ordersSlot;
    mapping(State => uint256) private _seen;

    function setUp() public override {
        super.setUp();
        bytes memory code = abi.encodePacked(vm.getCode("OrderLens.sol:OrderLens"), abi.encode(ESCROW));
        address lens;
        assembly ("memory-safe") {
            lens := create(0, add(code, 0x20), mload(code))
        }
        _lens = IOrderLens(lens);
        assertEq(address(_lens.escrow()), address(ESCROW), "the lens is deployed");
        _ordersSlot = _findOrdersSlot();
    }

    function test_descriptions_areAlike() public {
        string memory json = vm.readFile(string.concat(VECTORS, "descriptions.json"));
        bytes[] memory all = vm.parseJsonBytesArray(json, ".described");
        uint256 looks;
        for (uint256 i = 0; i < all.length; i++) {
            // A call of its own for each, since memory is never given back.
            looks += this.check(i, all[i]);
        }
        assertTrue(looks > 1_500, "enough looks");
        for (uint8 state = 0; state <= uint8(State.Settled); state++) {
            assertTrue(_seen[State(state)] > 50, string.concat("too few orders in state ", vm.toString(state)));
        }
    }

    function check(uint256 index, bytes calldata encoded) external returns (uint256) {
        Described memory d = abi.decode(encoded, (Described));
        for (uint256 i = 0; i < d.looks.length; i++) {
            this.checkLook(index, i, d.terms, d.looks[i]);
        }
        return d.looks.length;
    }

    /// @dev The lens is asked of the escrow's own order, and of the same status handed to it.
    function checkLook(uint256 index, uint256 i, Order calldata terms, Look calldata look) external {
        OrderStatus memory status = look.status.unpack();
        _seen[status.state] += 1;
        bytes32 id = ESCROW.orderId(terms);
        vm.store(address(ESCROW), keccak256(abi.encode(id, _ordersSlot)), bytes32(look.status));
        vm.warp(look.instant);
        bytes32 described = keccak256(_ask(abi.encodeCall(IOrderLens.describe, (terms))));
        bytes32 handed = keccak256(_ask(abi.encodeCall(IOrderLens.describeAt, (terms, status, look.instant))));
        assertEq(described, handed, "both ways to ask");
        if (_hashAnswer(terms, status, described) != look.answer) {
            revert AnswerDiffers(index, i, status, look.instant);
        }
    }

    function test_outcomeOf_revertsWhen_moreIsNamedThanThereIs() public {
        Order memory terms;
        (terms.goods, terms.atCost) = (100, 10);
        OrderStatus memory status;
        status.state = State.Escalated;
        _lens.outcomeOf(terms, status, Ending.Ruling, 100);
        _lens.outcomeOf(terms, status, Ending.Settlement, 110);
        vm.expectRevert(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 101, 100));
        _lens.outcomeOf(terms, status, Ending.Ruling, 101);
        vm.expectRevert(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 111, 110));
        _lens.outcomeOf(terms, status, Ending.Settlement, 111);
    }

    /// @dev Named amounts follow from the description, so that a vector need not carry them.
    function _hashAnswer(Order calldata terms, OrderStatus memory status, bytes32 described)
        private
        view
        returns (bytes32)
    {
        // The status after the defaults that are due differs in nothing that these read, but for the state.
        status.state = _lens.describe(terms).status.state;
        uint256 earnable = uint256(terms.goods) + terms.service + terms.freight + status.claimed;
        uint256 paidIn = earnable - status.claimed + terms.atCost;
        Outcome memory settlement = _lens.outcomeOf(terms, status, Ending.Settlement, uint256(described) % (paidIn + 1));
        Outcome memory ruling = _lens.outcomeOf(terms, status, Ending.Ruling, uint256(described) % (earnable + 1));
        return keccak256(bytes.concat(described, abi.encode(settlement), abi.encode(ruling)));
    }

    function _ask(bytes memory data) private view returns (bytes memory) {
        (bool done, bytes memory answer) = address(_lens).staticcall(data);
        if (!done) bubble(answer);
        return answer;
    }

    /// @dev Wherever `Escrow` keeps its orders: the slot whose word is read back as a status.
    function _findOrdersSlot() private returns (uint256) {
        bytes32 id = keccak256("an order");
        for (uint256 slot = 0; slot < 64; slot++) {
            bytes32 place = keccak256(abi.encode(id, slot));
            vm.store(address(ESCROW), place, bytes32(uint256(State.Shipped)));
            bool found = ESCROW.statusOf(id).state == State.Shipped;
            vm.store(address(ESCROW), place, 0);
            if (found) return slot;
        }
        revert("no slot of the escrow holds its orders");
    }
}
