// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "../../src/interfaces/IEscrow.sol";
import {ActionTypes} from "../../src/libraries/ActionTypes.sol";
import {Moves} from "../Moves.sol";
import {QuoteTree} from "../QuoteTree.sol";
import {Stage} from "./Stage.sol";

interface ITermsRules {
    function findInvalid(Order calldata terms) external pure returns (bytes32);
}

/// @title Ids, digests, signatures and broken rules are those of packages/protocol
contract IdsTest is Stage {
    string private _json;
    uint256 private constant BUYER_KEY = 0x1001;

    function setUp() public override {
        super.setUp();
        _json = vm.readFile(string.concat(VECTORS, "ids.json"));
    }

    function test_ids_ofTerms() public view {
        bytes[] memory orders = vm.parseJsonBytesArray(_json, ".encodedOrders");
        bytes32[] memory ids = vm.parseJsonBytes32Array(_json, ".encodedOrderIds");
        assertTrue(orders.length > 50, "enough terms");
        for (uint256 i = 0; i < orders.length; i++) {
            assertEq(ESCROW.orderId(abi.decode(orders[i], (Order))), ids[i], "id");
        }
    }

    function test_ids_ofBrokenRules() public {
        bytes[] memory orders = vm.parseJsonBytesArray(_json, ".encodedOrders");
        string[] memory problems = vm.parseJsonStringArray(_json, ".encodedOrderProblems");
        ITermsRules rules = ITermsRules(vm.deployCode("TermsRules.sol:TermsRules"));
        uint256 broken;
        for (uint256 i = 0; i < orders.length; i++) {
            bytes32 expected = bytes32(bytes(problems[i]));
            if (expected != 0) broken++;
            assertEq(rules.findInvalid(abi.decode(orders[i], (Order))), expected, problems[i]);
        }
        assertTrue(broken > 40, "enough broken terms");
    }

    function test_ids_packedTerms() public view {
        bytes[] memory orders = vm.parseJsonBytesArray(_json, ".encodedOrders");
        bytes[] memory packed = vm.parseJsonBytesArray(_json, ".encodedPackedTerms");
        assertTrue(packed.length > 15, "enough terms");
        for (uint256 i = 0; i < packed.length; i++) {
            assertEq(keccak256(Moves.packed(abi.decode(orders[i], (Order)))), keccak256(packed[i]), "packed");
        }
    }

    function test_ids_ofManyQuotes() public view {
        bytes32[] memory all = vm.parseJsonBytes32Array(_json, ".encodedOrderIds");
        bytes32[] memory ids = new bytes32[](7);
        for (uint256 i = 0; i < ids.length; i++) {
            ids[i] = all[i];
        }
        assertEq(QuoteTree.root(ids), vm.parseJsonBytes32(_json, ".quotesRoot"), "root");
        bytes32[] memory proof = vm.parseJsonBytes32Array(_json, ".quotesProof");
        assertEq(keccak256(abi.encode(QuoteTree.proof(ids, 4))), keccak256(abi.encode(proof)), "proof");
    }

    /// @dev The vectors sign as they say; that the contract takes such signatures is shown in test/unit.
    function test_ids_ofActions() public view {
        bytes[] memory structs = vm.parseJsonBytesArray(_json, ".encodedActions");
        bytes32[] memory digests = vm.parseJsonBytes32Array(_json, ".encodedActionDigests");
        bytes[] memory signatures = vm.parseJsonBytesArray(_json, ".encodedActionSignatures");
        assertEq(structs.length, 23, "every action that is signed");
        bytes32 domainType =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 separator =
            keccak256(abi.encode(domainType, keccak256("Cinnabar"), keccak256("1"), block.chainid, address(ESCROW)));
        for (uint256 i = 0; i < structs.length; i++) {
            bytes memory encoded = structs[i];
            bytes32 typeHash;
            assembly ("memory-safe") {
                typeHash := mload(add(encoded, 0x20))
            }
            assertTrue(_isKnown(typeHash), "a type that the contract has");
            bytes32 digest = keccak256(abi.encodePacked(hex"1901", separator, keccak256(encoded)));
            assertEq(digest, digests[i], "digest");
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(BUYER_KEY, digest);
            assertEq(keccak256(signatures[i]), keccak256(abi.encodePacked(r, s, v)), "signature");
        }
    }

    function _isKnown(bytes32 typeHash) private pure returns (bool) {
        bytes32[23] memory known = [
            ActionTypes.QUOTES,
            ActionTypes.FUND,
            ActionTypes.REVOKE,
            ActionTypes.INSPECT,
            ActionTypes.APPROVE,
            ActionTypes.REJECT,
            ActionTypes.SHIP,
            ActionTypes.DELIVER,
            ActionTypes.CONFIRM,
            ActionTypes.CANCEL,
            ActionTypes.EXTEND,
            ActionTypes.DISPUTE,
            ActionTypes.ESCALATE,
            ActionTypes.RULE,
            ActionTypes.SETTLE,
            ActionTypes.CLAIM,
            ActionTypes.DRAW,
            ActionTypes.REFUND,
            ActionTypes.WITHDRAW,
            ActionTypes.POST_BOND,
            ActionTypes.WITHDRAW_BOND,
            ActionTypes.SET_OPERATOR,
            ActionTypes.BURN_NONCE
        ];
        for (uint256 i = 0; i < known.length; i++) {
            if (known[i] == typeHash) return true;
        }
        return false;
    }
}
