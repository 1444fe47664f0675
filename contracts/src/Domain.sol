// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow} from "./interfaces/IEscrow.sol";

/// @title The EIP-712 domain: orders belong to the chain of deployment, actions to the current one
abstract contract Domain is IEscrow {
    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME = keccak256("Cinnabar");
    bytes32 private constant VERSION = keccak256("1");

    uint256 private immutable DEPLOYED_CHAIN_ID = block.chainid;
    bytes32 private immutable DEPLOYED_SEPARATOR = _separator();

    /// @notice ERC-5267: the domain that actions are signed under now.
    function eip712Domain()
        external
        view
        returns (bytes1, string memory, string memory, uint256, address, bytes32, uint256[] memory)
    {
        return (hex"0f", "Cinnabar", "1", block.chainid, address(this), bytes32(0), new uint256[](0));
    }

    function _orderDigest(bytes32 structHash) internal view returns (bytes32) {
        return _digest(DEPLOYED_SEPARATOR, structHash);
    }

    function _actionDigest(bytes32 structHash) internal view returns (bytes32) {
        return _digest(block.chainid == DEPLOYED_CHAIN_ID ? DEPLOYED_SEPARATOR : _separator(), structHash);
    }

    function _requireDeployedChain() internal view {
        if (block.chainid != DEPLOYED_CHAIN_ID) revert ChainMismatch(block.chainid, DEPLOYED_CHAIN_ID);
    }

    function _separator() private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, NAME, VERSION, block.chainid, address(this)));
    }

    function _digest(bytes32 separator, bytes32 structHash) private pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore(p, hex"1901")
            mstore(add(p, 0x02), separator)
            mstore(add(p, 0x22), structHash)
            digest := keccak256(p, 0x42)
        }
    }
}
