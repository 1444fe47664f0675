// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Act, Move, Moves} from "../Moves.sol";

/// @title An allowance by signature (ERC-2612), used by the next calls of the same batch
contract ApplyPermitTest is EscrowFixture {
    using Moves for Move;

    address private owner = vm.addr(0x2001);

    function setUp() public override {
        super.setUp();
        keyOf[owner] = 0x2001;
        token.faucet(owner, RICH);
    }

    function _permitCall(uint256 value, uint256 nonce) private view returns (bytes memory) {
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash = keccak256(abi.encode(typeHash, owner, address(escrow), value, nonce, START + 1 days));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[owner], digest);
        return abi.encodeCall(IEscrow.applyPermit, (address(token), owner, value, START + 1 days, v, r, s));
    }

    function _batch(address caller, bytes memory first, bytes memory second) private returns (uint256 failed) {
        bytes[] memory calls = new bytes[](2);
        (calls[0], calls[1]) = (first, second);
        vm.prank(caller);
        return escrow.batch(calls, 500_000);
    }

    /// @dev The owner's own batch: `deposit` in it takes from whoever calls the batch.
    function test_applyPermit_thenDeposit() public {
        bytes memory deposit = abi.encodeCall(IEscrow.deposit, (address(token), 700, owner));
        assertEq(_batch(owner, _permitCall(700, 0), deposit), 0, "failed");
        assertEq(escrow.balanceOf(address(token), owner), 700, "balance");
        assertEq(token.allowance(owner, address(escrow)), 0, "allowance used up");
    }

    function test_applyPermit_thenFund_relayed() public {
        terms.buyer = owner;
        _use(terms);
        Move memory m = _move(Act.Fund, owner, State.None, 0, 0);
        Consent memory consent = Consent(owner, m.until, _sign(owner, _digest(_hash(m))));
        bytes memory fund = abi.encodeCall(IEscrow.fund, (terms, false, _agreed(), consent));
        assertEq(_batch(relayer, _permitCall(paidIn(terms), 0), fund), 0, "failed");
        _assertState(State.Accepted);
    }

    /// @dev Somebody may use the permit first; the allowance is there all the same.
    function test_applyPermit_isIgnoredWhen_itWasUsedBefore() public {
        bytes memory permit = _permitCall(700, 0);
        _call(stranger, permit);
        assertEq(token.allowance(owner, address(escrow)), 700, "allowance");
        bytes memory deposit = abi.encodeCall(IEscrow.deposit, (address(token), 700, owner));
        assertEq(_batch(owner, permit, deposit), 0, "failed");
        assertEq(escrow.balanceOf(address(token), owner), 700, "balance");
    }

    function test_applyPermit_isIgnoredWhen_itIsForged() public {
        _call(stranger, _permitCall(700, 5));
        assertEq(token.allowance(owner, address(escrow)), 0, "allowance");
    }

    /// @dev An allowance by signature moves nothing: whoever relays it cannot deposit or fund with it.
    function test_applyPermit_letsNobodyElseTake() public {
        bytes memory deposit = abi.encodeCall(IEscrow.deposit, (address(token), 700, stranger));
        uint256 before = token.balanceOf(owner);
        // The stranger has an allowance and tokens of its own: what is deposited is its own.
        assertEq(_batch(stranger, _permitCall(700, 0), deposit), 0, "failed");
        assertEq(token.balanceOf(owner), before, "the owner's tokens");
        terms.buyer = owner;
        _use(terms);
        Consent memory consent = Consent(owner, uint40(START + 1 days), "");
        bytes memory fund = abi.encodeCall(IEscrow.fund, (terms, false, _agreed(), consent));
        assertEq(_batch(stranger, _permitCall(paidIn(terms), 1), fund), 1, "the fund fails");
        assertEq(token.balanceOf(owner), before, "the owner's tokens");
    }

    function test_applyPermit_revertsWhen_thereIsNoToken() public {
        _expect(abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(0xDEAD)));
        escrow.applyPermit(address(0xDEAD), owner, 1, START, 27, 0, 0);
    }
}
