// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title What the contracts around the escrow refuse when a consent does not count
/// @dev The same errors as the escrow's, so that whoever reads one reads all.
interface IConsents {
    /// @notice It is neither the signer's call nor its signature (ECDSA with low s, or ERC-1271).
    error SignatureInvalid(address signer);
    error ConsentExpired(uint256 timestamp, uint256 until);
}
