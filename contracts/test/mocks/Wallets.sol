// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @dev A contract account: its owner's ECDSA signature is its own (ERC-1271), until it misbehaves.
contract Wallet {
    enum Conduct {
        Honest,
        Reverts,
        BurnsAllGas,
        ReturnsMegabytes,
        ReturnsNothing,
        ReturnsZero,
        ReturnsShort,
        MagicThenRubbish,
        RevertsWithMagic
    }

    bytes4 private constant MAGIC = 0x1626ba7e;

    address public immutable OWNER;
    Conduct public conduct;

    constructor(address owner) {
        OWNER = owner;
    }

    function setConduct(Conduct value) external {
        conduct = value;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes32) {
        if (conduct == Conduct.Reverts) revert("no");
        if (conduct == Conduct.BurnsAllGas) {
            assembly {
                invalid()
            }
        }
        if (conduct == Conduct.ReturnsMegabytes) {
            assembly {
                mstore(0, shl(224, 0xdeadbeef))
                return(0, 0x20000)
            }
        }
        if (conduct == Conduct.ReturnsNothing) {
            assembly {
                return(0, 0)
            }
        }
        if (conduct == Conduct.ReturnsZero) return 0;
        if (conduct == Conduct.ReturnsShort) {
            assembly {
                mstore(0, shl(224, 0x1626ba7e))
                return(0, 4)
            }
        }
        if (conduct == Conduct.MagicThenRubbish) return bytes32(MAGIC) | bytes32(uint256(1));
        if (conduct == Conduct.RevertsWithMagic) {
            assembly {
                mstore(0, shl(224, 0x1626ba7e))
                revert(0, 0x20)
            }
        }
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(signature[:32]), bytes32(signature[32:64]), uint8(signature[64]));
        return ecrecover(digest, v, r, s) == OWNER ? bytes32(MAGIC) : bytes32(0);
    }
}
