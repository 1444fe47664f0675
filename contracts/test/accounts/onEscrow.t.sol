// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, IEscrow, Order, Quote, State} from "../../src/interfaces/IEscrow.sol";
import {Call, IPasskeyAccount} from "../../src/interfaces/IPasskeyAccount.sol";
import {ActionTypes} from "../../src/libraries/ActionTypes.sol";
import {Moves} from "../Moves.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

/// @title A passkey account buys on the real escrow: by its own calls, in batches, and by relayed signatures
contract PasskeyOnEscrowTest is PasskeyFixture {
    address private seller = address(0x5E11);
    uint40 private constant UNTIL = uint40(START + 1 days);

    Order private _terms;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        _use(1);
    }

    function _use(uint256 salt) private {
        Order memory t;
        (t.buyer, t.seller, t.token) = (address(account), seller, address(token));
        t.goods = 1_000;
        (t.windows.accept, t.windows.fulfil) = (1 days, 7 days);
        (t.windows.deliver, t.windows.dispute) = (45 days, 15 days);
        (t.validUntil, t.salt) = (UNTIL, salt);
        _terms = t;
        _id = escrow.orderId(t);
    }

    function _unanswered() private pure returns (Agreement memory) {
        return Agreement("", Quote(address(0), 0, new bytes32[](0), ""));
    }

    function _consent(bytes memory signature) private view returns (Consent memory) {
        return Consent(address(account), UNTIL, signature);
    }

    function _fundCall(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(IEscrow.fund, (_terms, true, _unanswered(), _consent(signature)));
    }

    function _accept() private {
        vm.prank(seller);
        escrow.accept(_terms, Quote(seller, 0, new bytes32[](0), ""));
    }

    function _assertState(State expected) private view {
        assertEq(uint256(escrow.statusOf(_id).state), uint256(expected), "state");
    }

    function test_onEscrow_byItsOwnCalls() public {
        _act(PHONE, _call(address(escrow), _fundCall("")));
        _accept();
        bytes memory confirm = abi.encodeCall(IEscrow.confirm, (_terms, State.Accepted, 0, _consent("")));
        _act(LAPTOP, _call(address(escrow), confirm));
        _assertState(State.Settled);
        assertEq(escrow.balanceOf(address(token), seller), 1_000, "the seller is paid");
    }

    /// @dev Nobody but the account calls the escrow with an empty signature; anyone relays a signed one.
    function test_onEscrow_byRelayedSignatures() public {
        bytes memory contents = abi.encode(ActionTypes.FUND, _id, true, UNTIL);
        bytes memory typeText = "Fund(bytes32 order,bool fromBalance,uint40 until)";
        bytes memory signature = _signTyped(PHONE, _separator("Cinnabar", address(escrow)), string(typeText), contents);
        vm.prank(relayer);
        (bool done,) = address(escrow).call(_fundCall(signature));
        assertTrue(done, "funded");
        _accept();
        contents = abi.encode(ActionTypes.CONFIRM, _id, State.Accepted, uint96(0), UNTIL);
        typeText = "Confirm(bytes32 order,uint8 state,uint96 claimed,uint40 until)";
        signature = _signTyped(LAPTOP, _separator("Cinnabar", address(escrow)), string(typeText), contents);
        vm.prank(relayer);
        escrow.confirm(_terms, State.Accepted, 0, _consent(signature));
        _assertState(State.Settled);
    }

    /// @dev As seller: it signs the terms, and its signature is taken where the order is funded.
    function test_onEscrow_quotesAsASeller() public {
        Order memory t = _terms;
        (t.buyer, t.seller) = (address(this), address(account));
        _terms = t;
        _id = escrow.orderId(t);
        escrow.deposit(address(token), 1_000, address(this));
        (string memory typeText, bytes memory contents) = _termsOpened(t);
        bytes memory signature = _signTyped(PHONE, _separator("Cinnabar", address(escrow)), typeText, contents);
        Agreement memory agreement = Agreement("", Quote(address(account), 0, new bytes32[](0), signature));
        escrow.fund(t, true, agreement, Consent(address(this), UNTIL, ""));
        _assertState(State.Accepted);
    }

    /// @dev One signature, two orders; a third call of the batch fails alone.
    function test_onEscrow_batches() public {
        bytes[] memory items = new bytes[](3);
        items[0] = _fundCall("");
        bytes32 first = _id;
        items[1] = items[0];
        _use(2);
        items[2] = _fundCall("");
        _act(PHONE, _call(address(escrow), abi.encodeCall(IEscrow.batch, (items, 300_000))));
        assertEq(uint256(escrow.statusOf(first).state), uint256(State.Requested), "the first");
        _assertState(State.Requested);
    }

    /// @dev A payout to somebody who is no payee is refused wherever it stands in a batch, and all of the batch with it.
    function test_onEscrow_aBatchHidesNoPayout() public {
        for (uint256 position = 0; position < 3; position++) {
            bytes[] memory items = new bytes[](3);
            for (uint256 i = 0; i < 3; i++) {
                items[i] = _fundCall("");
            }
            items[position] = abi.encodeCall(IEscrow.withdraw, (address(token), 5, thief, 1, _consent("")));
            Call[] memory calls = _call(address(escrow), abi.encodeCall(IEscrow.batch, (items, 300_000)));
            vm.expectRevert(
                abi.encodeWithSelector(
                    IPasskeyAccount.PayeeNotUsable.selector, address(escrow), IEscrow.withdraw.selector, thief
                )
            );
            _actAsEntryPoint(calls);
            _assertState(State.None);
        }
        assertEq(token.balanceOf(thief), 0, "nothing for the thief");
    }

    /// @dev What the struct hash of the terms is the hash of, with the windows as their hash.
    function _termsOpened(Order memory t) private pure returns (string memory typeText, bytes memory contents) {
        typeText = string.concat(
            "Order(address buyer,address payer,address seller,address token,address platform,address arbiter,address backupArbiter,address attestor,uint96 goods,uint96 service,uint96 freight,uint96 atCost,uint96 arbiterFee,uint16 feeBps,uint16 drawBps,uint16 abandonBps,uint16 silenceBps,Windows windows,uint40 validUntil,bytes32 details,bytes32 link,uint256 salt)",
            "Windows(uint32 accept,uint32 fulfil,uint32 inspect,uint32 store,uint32 deliver,uint32 confirm,uint32 dispute,uint32 ruling)"
        );
        contents = bytes.concat(
            abi.encode(ActionTypes.ORDER, t.buyer, t.payer, t.seller, t.token, t.platform, t.arbiter, t.backupArbiter),
            abi.encode(t.attestor, t.goods, t.service, t.freight, t.atCost, t.arbiterFee, t.feeBps, t.drawBps),
            abi.encode(t.abandonBps, t.silenceBps, keccak256(abi.encode(ActionTypes.WINDOWS, t.windows))),
            abi.encode(t.validUntil, t.details, t.link, t.salt)
        );
        require(keccak256(contents) == Moves.orderHash(t), "the struct hash");
    }
}
