// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Its name has two megabytes.
contract HugeNameToken is WeirdToken {
    function name() external pure returns (string memory) {
        return string(new bytes(2_000_000));
    }

    function symbol() external pure returns (string memory) {
        return string(new bytes(2_000_000));
    }
}
