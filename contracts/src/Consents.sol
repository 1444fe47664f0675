// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IConsents} from "./interfaces/IConsents.sol";
import {Consent} from "./interfaces/IEscrow.sol";
import {Signers} from "./libraries/Signers.sol";

/// @title An act by the signer's own call or by its signature, in the contract's own domain
/// @dev The domain follows the chain: after a fork, what was signed for one side counts there only.
abstract contract Consents is IConsents, EIP712 {
    /// @dev A direct call carries the same fields as the signature would, so it runs out in the same second.
    function _requireConsent(bytes32 structHash, Consent calldata consent) internal view {
        if (block.timestamp > consent.until) revert ConsentExpired(block.timestamp, consent.until);
        if (msg.sender == consent.signer) return;
        if (!Signers.isValid(consent.signer, _hashTypedDataV4(structHash), consent.signature)) {
            revert SignatureInvalid(consent.signer);
        }
    }
}
