// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice A call that deploys an account, as ERC-6492 wraps it.
struct Deployment {
    address factory;
    bytes data;
}

/// @title AccountDeployer: lets a signature of an account that does not exist yet be used
/// @notice It owns nothing, is allowed nothing, keeps nothing and has no owner: whatever it is told to call sees a
/// caller without any right. Never approve it or make it an operator: anyone can make it call anything.
/// @dev Specification: docs/specs/passkey-account.md#accountdeployer.
interface IAccountDeployer {
    /// @notice Deploys accounts, then makes one call, such as an action of the escrow with their signatures.
    /// @dev A deployment that fails is passed over: mostly the account is there already. If it is not, its signature
    /// does not count, and the call's own error says so. That error is passed on.
    /// @return What the call answered.
    function deployAndCall(Deployment[] calldata deployments, address target, bytes calldata data)
        external
        returns (bytes memory);
}
