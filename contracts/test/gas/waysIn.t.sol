// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, IEscrow, Permit2Transfer, Quote} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Permit2Fixture} from "../Permit2Fixture.sol";
import {QuoteTree} from "../QuoteTree.sol";
import {GasFixture} from "./GasFixture.sol";

/// @title What the other ways in cost
/// forge-config: default.isolate = true
contract WaysInGasTest is GasFixture, Permit2Fixture {
    function setUp() public override(EscrowFixture, Permit2Fixture) {
        Permit2Fixture.setUp();
    }

    function test_gas_fundWithPermit2() public {
        Permit2Transfer memory transfer = _permitFund(buyer, paidIn(terms), id);
        _call(relayer, abi.encodeCall(IEscrow.fundWithPermit2, (terms, _agreed(), transfer)));
        _keep("fund.permit2");
    }

    function test_gas_depositWithPermit2() public {
        Permit2Transfer memory transfer = _permitDeposit(buyer, 1_000);
        _call(relayer, abi.encodeCall(IEscrow.depositWithPermit2, (buyer, address(token), 1_000, transfer)));
        _keep("deposit.permit2");
    }

    function test_gas_applyPermit() public {
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typeHash, buyer, address(escrow), 1_000, 0, START + 1 days));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[buyer], digest);
        _call(relayer, abi.encodeCall(IEscrow.applyPermit, (address(token), buyer, 1_000, START + 1 days, v, r, s)));
        _keep("applyPermit");
    }

    /// @dev One of a thousand orders that the seller signed at once.
    function test_gas_fund_ofManyQuotes() public {
        bytes32[] memory ids = new bytes32[](1_000);
        for (uint256 i = 0; i < ids.length; i++) {
            ids[i] = i == 500 ? id : keccak256(abi.encode(i));
        }
        uint40 until = uint40(START + 1 days);
        bytes memory signature = _sign(seller, _digest(QuoteTree.hash(QuoteTree.root(ids), until)));
        fund(true, Agreement("", Quote(seller, until, QuoteTree.proof(ids, 500), signature)));
        _keep("fund.balance.ofManyQuotes");
    }

    function _try(address caller, bytes memory data)
        internal
        override(EscrowFixture, GasFixture)
        returns (bool, bytes memory)
    {
        return GasFixture._try(caller, data);
    }
}
