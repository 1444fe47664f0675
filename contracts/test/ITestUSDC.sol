// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev The part of TestUSDC that the tests use. Tests import no contract of src: it is compiled with the optimizer, they
/// are not.
interface ITestUSDC is IERC20 {
    error AuthorizationNotYetValid(uint256 timestamp, uint256 validAfter);
    error AuthorizationExpired(uint256 timestamp, uint256 validBefore);
    error AuthorizationAlreadyUsed(address authorizer, bytes32 nonce);
    error AuthorizationInvalid(address authorizer);
    error CallerNotPayee(address caller, address payee);

    function faucet(address recipient, uint256 amount) external;
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}
