// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow} from "../../src/interfaces/IEscrow.sol";
import {PlainToken} from "../mocks/Tokens.sol";
import {Test} from "../Test.sol";

/// @title Where the vectors of packages/protocol play: chain 31337, one escrow and one token at fixed addresses
abstract contract Stage is Test {
    string internal constant VECTORS = "packages/protocol/vectors/";
    IEscrow internal constant ESCROW = IEscrow(0x00000000000000000000000000000000000e5c40);
    PlainToken internal constant TOKEN = PlainToken(0x0000000000000000000000000000000000007070);
    uint256 internal constant START = 1_800_000_000;

    function setUp() public virtual {
        vm.warp(START);
        vm.chainId(31_337);
        vm.etch(address(TOKEN), type(PlainToken).runtimeCode);
        // The constructor runs at the address itself, so that what it caches is right.
        vm.etch(address(ESCROW), vm.getCode("Escrow.sol:Escrow"));
        (bool done, bytes memory runtime) = address(ESCROW).call("");
        assertTrue(done, "the constructor");
        vm.etch(address(ESCROW), runtime);
    }
}
