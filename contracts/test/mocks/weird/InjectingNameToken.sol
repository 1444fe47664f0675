// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {WeirdToken} from "./WeirdToken.sol";

/// @dev Its name is meant for whoever prints it unread.
contract InjectingNameToken is WeirdToken {
    string public constant name = "<img src=x onerror=alert(1)>'; DROP TABLE orders; --\u202e\u0000${x}";
    string public constant symbol = "\"><script>";
}
