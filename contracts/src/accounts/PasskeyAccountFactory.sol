// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Configuration, IPasskeyAccount, IPasskeyAccountFactory} from "../interfaces/IPasskeyAccount.sol";
import {PasskeyAccount} from "./PasskeyAccount.sol";

/// @title PasskeyAccountFactory
/// @notice See IPasskeyAccountFactory. It has no owner and keeps nothing.
contract PasskeyAccountFactory is IPasskeyAccountFactory {
    /// @notice The code that the accounts run, for one escrow.
    address public immutable IMPLEMENTATION;

    constructor(address escrow) {
        IMPLEMENTATION = address(new PasskeyAccount(escrow));
    }

    function createAccount(Configuration calldata configuration) external returns (address account) {
        account = addressOf(configuration);
        // The address tells the configuration, and code is only ever put there in one go with it.
        if (account.code.length != 0) return account;
        Clones.cloneDeterministic(IMPLEMENTATION, _saltOf(configuration));
        emit AccountCreated(account, configuration);
        IPasskeyAccount(account).initialize(configuration);
    }

    function addressOf(Configuration calldata configuration) public view returns (address) {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, _saltOf(configuration));
    }

    function _saltOf(Configuration calldata configuration) private pure returns (bytes32) {
        return keccak256(abi.encode(configuration));
    }
}
