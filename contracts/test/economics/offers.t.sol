// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow, Offer, State} from "../../src/interfaces/IEscrow.sol";
import {Act, Move, Moves} from "../Moves.sol";
import {EconomicsFixture} from "./EconomicsFixture.sol";

/// @title What was signed a while ago: it counts for what its signer knew, or not at all
contract OffersTest is EconomicsFixture {
    using Moves for Move;

    function _signedConfirm(State meant, uint96 claimed) private returns (bytes memory) {
        Move memory m = _move(Act.Confirm, buyer, meant, claimed, 0);
        return m.data(terms, Consent(buyer, m.until, _sign(buyer, _digest(_hash(m)))));
    }

    function _settlement(State meant, uint256 total, Offer memory fromBuyer, Offer memory fromSeller)
        private
        view
        returns (bytes memory)
    {
        return abi.encodeCall(IEscrow.settle, (terms, meant, total, fromBuyer, fromSeller));
    }

    // ------------------------------------------------------------------ a confirmation and a claim

    /// @dev The buyer meant to pay K = 1,100,011; the seller claims 20,011 before the signature is used.
    function test_confirmationSignedBeforeAClaim_isRefused_andSignedAnew() public {
        _reach(State.Delivered);
        _weigh();
        bytes memory old = _signedConfirm(State.Delivered, 0);
        claim(seller, State.Delivered, 20_011);
        _expect(abi.encodeWithSelector(IEscrow.ClaimMismatch.selector, id, 20_011, 0));
        _call(relayer, old);
        assertTrue(_isLive(), "nothing moved");
        _call(relayer, _signedConfirm(State.Delivered, 20_011));
        _assertChanges(0, 1_084_391, 35_631, 0);
    }

    function test_confirmationSignedBeforeAClaim_ofItsOwnSum_isRefusedToo() public {
        _reach(State.Delivered);
        bytes memory ahead = _signedConfirm(State.Delivered, 500);
        claim(seller, State.Delivered, 499);
        _expect(abi.encodeWithSelector(IEscrow.ClaimMismatch.selector, id, 499, 500));
        _call(relayer, ahead);
        // The buyer said 500 of its own will: once they are claimed, its word counts.
        claim(seller, State.Delivered, 500);
        _call(relayer, ahead);
        _assertState(State.Settled);
    }

    function test_confirmationSignedInAnEarlierState_isRefused() public {
        _reach(State.Shipped);
        bytes memory old = _signedConfirm(State.Shipped, 0);
        deliver(attestor, State.Shipped);
        _expectMismatch(State.Delivered, State.Shipped);
        _call(relayer, old);
    }

    // ------------------------------------------------------------------ an old offer to settle

    function test_oldOffer_notTakenBack_worksWhileTheStateIsTheSame() public {
        _reach(State.Shipped);
        _weigh();
        Offer memory fromSeller = _offer(relayer, seller, State.Shipped, 600_000);
        // Time, a draw, a claim and an extension are no change of state.
        vm.warp(block.timestamp + 1 days);
        postBond(seller, 300_000, seller);
        draw(seller, State.Shipped, 300_000);
        claim(seller, State.Shipped, 11);
        extend(buyer, State.Shipped, 1 days);
        Offer memory fromBuyer = _offer(relayer, buyer, State.Shipped, 600_000);
        _call(relayer, _settlement(State.Shipped, 600_000, fromBuyer, fromSeller));
        _assertChanges(520_022, 580_020, 19_980, 0);
    }

    function test_oldOffer_isRefused_oneSecondAfterItsEnd() public {
        _reach(State.Shipped);
        Offer memory fromSeller = _offer(relayer, seller, State.Shipped, 600_000);
        vm.warp(block.timestamp + 1 days + 1);
        Offer memory fromBuyer = _offer(relayer, buyer, State.Shipped, 600_000);
        uint40 until = fromSeller.consent.until;
        _expect(abi.encodeWithSelector(IEscrow.ConsentExpired.selector, until + 1, until));
        _call(relayer, _settlement(State.Shipped, 600_000, fromBuyer, fromSeller));
    }

    function test_oldOffer_takenBackByBurningItsNonce_isRefused() public {
        address[2] memory sides = [buyer, seller];
        for (uint256 i = 0; i < 2; i++) {
            _salted(100 + i);
            _reach(State.Shipped);
            Offer memory fromBuyer = _offer(relayer, buyer, State.Shipped, 600_000);
            Offer memory fromSeller = _offer(relayer, seller, State.Shipped, 600_000);
            uint256 nonce = i == 0 ? fromBuyer.nonce : fromSeller.nonce;
            burnNonce(sides[i], nonce);
            _expect(abi.encodeWithSelector(IEscrow.NonceUsed.selector, sides[i], nonce));
            _call(relayer, _settlement(State.Shipped, 600_000, fromBuyer, fromSeller));
            // The other side's nonce is not used up by the refusal: a new offer meets it.
            Offer memory again = _offer(relayer, sides[i], State.Shipped, 600_000);
            if (i == 0) fromBuyer = again;
            else fromSeller = again;
            _call(relayer, _settlement(State.Shipped, 600_000, fromBuyer, fromSeller));
            _assertState(State.Settled);
        }
    }

    function test_oldOffer_afterTheStateChanged_isRefused() public {
        _reach(State.Shipped);
        Offer memory fromBuyer = _offer(relayer, buyer, State.Shipped, 600_000);
        Offer memory fromSeller = _offer(relayer, seller, State.Shipped, 600_000);
        deliver(attestor, State.Shipped);
        _expectMismatch(State.Delivered, State.Shipped);
        _call(relayer, _settlement(State.Shipped, 600_000, fromBuyer, fromSeller));
        // Nor does it pass for an offer in the state that came.
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, buyer));
        _call(relayer, _settlement(State.Delivered, 600_000, fromBuyer, fromSeller));
        Offer memory anew = _offer(relayer, buyer, State.Delivered, 600_000);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _call(relayer, _settlement(State.Delivered, 600_000, anew, fromSeller));
    }

    /// @dev A default changes the state as an act does, whether or not anyone lapsed it.
    function test_oldOffer_afterADefaultWasDue_isRefused() public {
        _reach(State.Inspected);
        vm.warp(_status().deadline - 1 hours);
        Offer memory fromBuyer = _offer(relayer, buyer, State.Inspected, 600_000);
        Offer memory fromSeller = _offer(relayer, seller, State.Inspected, 600_000);
        vm.warp(_status().deadline + 1);
        _expectMismatch(State.Approved, State.Inspected);
        _call(relayer, _settlement(State.Inspected, 600_000, fromBuyer, fromSeller));
    }

    /// @dev Two offers of one side are two offers: the dearer one is not taken back by the cheaper one.
    function test_oldOffer_besideANewerOne_bothStand() public {
        _reach(State.Shipped);
        _weigh();
        Offer memory dear = _offer(relayer, buyer, State.Shipped, 700_000);
        _offer(relayer, buyer, State.Shipped, 600_000);
        Offer memory fromSeller = _offer(relayer, seller, State.Shipped, 700_000);
        _call(relayer, _settlement(State.Shipped, 700_000, dear, fromSeller));
        _assertChanges(420_022, 676_690, 23_310, 0);
    }
}
