// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";

/// @dev A contract account whose owner can be another one tomorrow.
contract OwnedWallet {
    address public owner;

    constructor(address first) {
        owner = first;
    }

    function setOwner(address next) external {
        owner = next;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(signature[:32]), bytes32(signature[32:64]), uint8(signature[64]));
        return ecrecover(digest, v, r, s) == owner ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @dev Code that an account delegated to (EIP-7702), or a wallet's: it answers whatever is asked in one odd way.
contract Answer {
    enum Kind {
        Yes,
        No,
        BurnsAllGas,
        Reverts,
        /// Four hundred thousand bytes that begin as an approval does.
        YesAndMuchMore,
        /// The magic word at the right end instead of the left.
        YesAtTheWrongEnd,
        True,
        /// Takes money out of the escrow, if it can.
        Withdraws
    }

    Kind private immutable KIND;
    IEscrow private immutable ESCROW;
    address private immutable TOKEN;

    constructor(Kind kind, IEscrow escrow, address token) {
        (KIND, ESCROW, TOKEN) = (kind, escrow, token);
    }

    fallback() external {
        if (KIND == Kind.BurnsAllGas) {
            assembly {
                invalid()
            }
        }
        if (KIND == Kind.Reverts) revert("no");
        if (KIND == Kind.Withdraws) {
            ESCROW.withdraw(TOKEN, 1, address(0xBAD), 1, Consent(address(this), type(uint40).max, ""));
        }
        bytes32 word;
        uint256 size = KIND == Kind.YesAndMuchMore ? 400_000 : 32;
        if (KIND == Kind.Yes || KIND == Kind.YesAndMuchMore || KIND == Kind.Withdraws) {
            word = bytes32(bytes4(0x1626ba7e));
        }
        if (KIND == Kind.YesAtTheWrongEnd) word = bytes32(uint256(0x1626ba7e));
        if (KIND == Kind.True) word = bytes32(uint256(1));
        assembly {
            mstore(0, word)
            return(0, size)
        }
    }
}
