// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Permit2Transfer} from "../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "./EscrowFixture.sol";
import {Permit2} from "./mocks/Permit2.sol";

/// @title Permit2 where it always is, and what is signed for it, written apart from the contract
abstract contract Permit2Fixture is EscrowFixture {
    Permit2 internal constant PERMIT2 = Permit2(0x000000000022D473030F116dDEE9F6B43aC78BA3);
    string private constant HEAD =
        "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,";
    string private constant PERMISSIONS = "TokenPermissions(address token,uint256 amount)";

    function setUp() public virtual override {
        super.setUp();
        vm.etch(address(PERMIT2), address(new Permit2()).code);
        address[2] memory payers = [buyer, payer];
        for (uint256 i = 0; i < payers.length; i++) {
            vm.prank(payers[i]);
            token.approve(address(PERMIT2), type(uint256).max);
        }
    }

    function _permitFund(address from, uint256 amount, bytes32 order) internal view returns (Permit2Transfer memory) {
        return _permitFund(from, amount, order, 77);
    }

    function _permitFund(address from, uint256 amount, bytes32 order, uint256 nonce)
        internal
        view
        returns (Permit2Transfer memory)
    {
        return _permit(from, amount, "FundOrder", "FundOrder(bytes32 order)", order, nonce);
    }

    function _permitDeposit(address from, uint256 amount) internal view returns (Permit2Transfer memory) {
        return _permit(from, amount, "DepositTo", "DepositTo(address account)", _word(from), 77);
    }

    /// @dev By `from`, to the escrow, with a day to use it.
    function _permit(
        address from,
        uint256 amount,
        string memory name,
        string memory witnessType,
        bytes32 word,
        uint256 nonce
    ) internal view returns (Permit2Transfer memory) {
        uint256 deadline = block.timestamp + 1 days;
        bytes32 typeHash = keccak256(abi.encodePacked(HEAD, name, " witness)", witnessType, PERMISSIONS));
        bytes32 permitted = keccak256(abi.encode(keccak256(bytes(PERMISSIONS)), address(token), amount));
        bytes32 witness = keccak256(abi.encode(keccak256(bytes(witnessType)), word));
        bytes32 structHash = keccak256(abi.encode(typeHash, permitted, address(escrow), nonce, deadline, witness));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", _permit2Separator(), structHash));
        return Permit2Transfer(nonce, deadline, _sign(from, digest));
    }

    function _permit2Separator() private view returns (bytes32) {
        bytes32 domainType = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
        return keccak256(abi.encode(domainType, keccak256("Permit2"), block.chainid, address(PERMIT2)));
    }
}
