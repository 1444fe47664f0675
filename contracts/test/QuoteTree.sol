// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The tree under one signature for many orders, built apart from the contract
/// @dev A leaf is the hash of an order's id, a node the hash of its two children, the smaller first; a node without a
/// sibling moves up as it is.
library QuoteTree {
    function hash(bytes32 top, uint40 until) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("Quotes(bytes32 root,uint40 until)"), top, until));
    }

    function root(bytes32[] memory ids) internal pure returns (bytes32) {
        bytes32[] memory level = _leaves(ids);
        while (level.length > 1) level = _up(level);
        return level[0];
    }

    function proof(bytes32[] memory ids, uint256 index) internal pure returns (bytes32[] memory steps) {
        bytes32[] memory level = _leaves(ids);
        bytes32[] memory most = new bytes32[](32);
        uint256 count;
        for (; level.length > 1; index /= 2) {
            uint256 sibling = index ^ 1;
            if (sibling < level.length) most[count++] = level[sibling];
            level = _up(level);
        }
        steps = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) {
            steps[i] = most[i];
        }
    }

    function _leaves(bytes32[] memory ids) private pure returns (bytes32[] memory level) {
        level = new bytes32[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            level[i] = keccak256(bytes.concat(ids[i]));
        }
    }

    function _up(bytes32[] memory level) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < next.length; i++) {
            if (2 * i + 1 == level.length) {
                next[i] = level[2 * i];
            } else {
                (bytes32 a, bytes32 b) = (level[2 * i], level[2 * i + 1]);
                next[i] = a < b ? keccak256(bytes.concat(a, b)) : keccak256(bytes.concat(b, a));
            }
        }
    }
}
