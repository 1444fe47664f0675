// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev A permit that names no amount, only yes or no.
contract DaiPermitToken is WeirdToken {
    error PermitInvalid(address holder);

    mapping(address holder => uint256) public nonces;

    function permit(
        address holder,
        address spender,
        uint256 nonce,
        uint256 expiry,
        bool allowed,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        bytes32 digest = permitDigest(holder, spender, nonce, expiry, allowed);
        if (nonce != nonces[holder]++ || ecrecover(digest, v, r, s) != holder || block.timestamp > expiry) {
            revert PermitInvalid(holder);
        }
        allowance[holder][spender] = allowed ? type(uint256).max : 0;
    }

    function permitDigest(address holder, address spender, uint256 nonce, uint256 expiry, bool allowed)
        public
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(address(this), holder, spender, nonce, expiry, allowed));
    }
}
