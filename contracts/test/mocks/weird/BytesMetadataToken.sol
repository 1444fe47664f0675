// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Name and symbol are words, not text.
contract BytesMetadataToken is WeirdToken {
    bytes32 public constant name = "Maker of old";
    bytes32 public constant symbol = "OLD";
}
