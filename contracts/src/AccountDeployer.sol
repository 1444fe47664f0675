// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Deployment, IAccountDeployer} from "./interfaces/IAccountDeployer.sol";

/// @title AccountDeployer
/// @notice See IAccountDeployer.
contract AccountDeployer is IAccountDeployer {
    function deployAndCall(Deployment[] calldata deployments, address target, bytes calldata data)
        external
        returns (bytes memory)
    {
        for (uint256 i = 0; i < deployments.length; i++) {
            // Its answer is not copied: it is of no use, and a long one would cost the caller.
            LowLevelCall.callNoReturn(deployments[i].factory, deployments[i].data);
        }
        return Address.functionCall(target, data);
    }
}
