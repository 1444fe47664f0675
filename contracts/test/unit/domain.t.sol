// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Order} from "../../src/interfaces/IEscrow.sol";
import {ActionTypes} from "../../src/libraries/ActionTypes.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

interface IERC5267 {
    function eip712Domain()
        external
        view
        returns (bytes1, string memory, string memory, uint256, address, bytes32, uint256[] memory);
}

contract DomainTest is EscrowFixture {
    function test_domain_saysWhatIsSigned() public {
        vm.chainId(99);
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier,,) =
            IERC5267(address(escrow)).eip712Domain();
        assertEq(bytes32(fields), bytes32(bytes1(0x0f)), "fields");
        assertEq(keccak256(bytes(name)), keccak256("Cinnabar"), "name");
        assertEq(keccak256(bytes(version)), keccak256("1"), "version");
        assertEq(chainId, 99, "chain");
        assertEq(verifier, address(escrow), "contract");
    }

    function test_orderId_isTheDigestOfTheTerms() public view {
        assertEq(escrow.orderId(terms), id, "id");
    }

    function test_orderId_keepsTheChainOfDeployment() public {
        vm.chainId(99);
        assertEq(escrow.orderId(terms), id, "id");
    }

    /// @dev No two terms share an id: a change of any word is a change of the id.
    function testFuzz_orderId_dependsOnEveryWord(uint256 bit) public view {
        bytes memory encoded = abi.encodeCall(escrow.orderId, (terms));
        bit = bound(bit, 0, 29 * 256 - 1);
        encoded[4 + bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        (bool done, bytes memory answer) = address(escrow).staticcall(encoded);
        assertTrue(done && bytes32(answer) != id, "another id");
    }

    function test_types_areThoseOfTheSpecification() public pure {
        string memory windows =
            "Windows(uint32 accept,uint32 fulfil,uint32 inspect,uint32 store,uint32 deliver,uint32 confirm,uint32 dispute,uint32 ruling)";
        string memory order =
            "Order(address buyer,address payer,address seller,address token,address platform,address arbiter,address backupArbiter,address attestor,uint96 goods,uint96 service,uint96 freight,uint96 atCost,uint96 arbiterFee,uint16 feeBps,uint16 drawBps,uint16 abandonBps,uint16 silenceBps,Windows windows,uint40 validUntil,bytes32 details,bytes32 link,uint256 salt)";
        assertEq(ActionTypes.WINDOWS, keccak256(bytes(windows)), "windows");
        assertEq(ActionTypes.ORDER, keccak256(bytes.concat(bytes(order), bytes(windows))), "order");
    }
}
