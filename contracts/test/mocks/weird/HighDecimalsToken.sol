// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Twenty-four decimals: 79,228 of it are the largest order.
contract HighDecimalsToken is WeirdToken {
    uint8 public constant decimals = 24;
}
