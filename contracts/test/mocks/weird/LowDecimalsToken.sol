// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Two decimals.
contract LowDecimalsToken is WeirdToken {
    uint8 public constant decimals = 2;
}
