// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Takes every call that it does not know for a success: permits and authorisations do nothing, silently.
contract AnsweringFallbackToken is WeirdToken {
    fallback() external {}
}
