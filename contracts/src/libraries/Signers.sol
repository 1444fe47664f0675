// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Whether a signature is an account's: ECDSA first, then ERC-1271
library Signers {
    /// @dev Enough for a P-256 check in Solidity where the chain has no precompile.
    uint256 internal constant ERC1271_GAS = 500_000;

    bytes4 private constant MAGIC = 0x1626ba7e;
    uint256 private constant HALF_N = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    function isValid(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        return isEcdsa(signer, digest, signature) || _isErc1271(signer, digest, signature);
    }

    /// @dev Low s, and v of 27 or 28 only: a signature has one form.
    function isEcdsa(address signer, bytes32 digest, bytes calldata signature) internal pure returns (bool) {
        if (signature.length != 65) return false;
        bytes32 r = bytes32(signature[:32]);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        if (uint256(s) > HALF_N || (v != 27 && v != 28)) return false;
        address recovered = ecrecover(digest, v, r, s);
        return recovered != address(0) && recovered == signer;
    }

    /// @dev Gas is capped and one word is copied, so a wallet can neither burn the caller's gas nor bomb its memory.
    function _isErc1271(address signer, bytes32 digest, bytes calldata signature) private view returns (bool valid) {
        if (signer.code.length == 0) return false;
        bytes memory request = abi.encodeWithSelector(MAGIC, digest, signature);
        uint256 cap = ERC1271_GAS;
        bytes32 answer;
        assembly ("memory-safe") {
            let done := staticcall(cap, signer, add(request, 0x20), mload(request), 0, 0x20)
            if and(done, gt(returndatasize(), 0x1f)) { answer := mload(0) }
        }
        return answer == bytes32(MAGIC);
    }
}
