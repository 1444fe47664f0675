// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Agreement, Consent, IEscrow, Order, Quote, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Wallet} from "../mocks/Wallets.sol";
import {QuoteTree} from "../QuoteTree.sol";

/// @title One signature of the seller for many orders
contract QuotesTest is EscrowFixture {
    uint40 private constant UNTIL = uint40(START + 3 hours);
    Order[5] private _orders;
    bytes32[] private _ids;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 5; i++) {
            _orders[i] = daigou();
            _orders[i].salt = 100 + i;
            _use(_orders[i]);
            _ids.push(id);
        }
    }

    function _quoted(address quoter, uint256 index, uint40 until) private view returns (Quote memory) {
        bytes memory signature = _sign(quoter, _digest(QuoteTree.hash(QuoteTree.root(_ids), until)));
        return Quote(quoter, until, QuoteTree.proof(_ids, index), signature);
    }

    function _fund(uint256 index, Quote memory quote) private {
        _use(_orders[index]);
        fund(true, Agreement("", quote));
    }

    function test_quotes_fundEachOrderOfTheList() public {
        for (uint256 i = 0; i < 5; i++) {
            _fund(i, _quoted(seller, i, UNTIL));
            _assertEntered(State.Accepted, 7 days);
        }
    }

    function test_quotes_ofOneOrder() public {
        bytes32[] memory one = new bytes32[](1);
        one[0] = _ids[2];
        bytes memory signature = _sign(seller, _digest(QuoteTree.hash(QuoteTree.root(one), UNTIL)));
        _fund(2, Quote(seller, UNTIL, new bytes32[](0), signature));
        _assertState(State.Accepted);
    }

    function test_quotes_byAnOperator() public {
        setOperator(seller, desk, START + 1 days);
        _fund(0, _quoted(desk, 0, UNTIL));
        _assertState(State.Accepted);
    }

    function test_quotes_acceptARequestedOrder() public {
        _use(_orders[3]);
        fund(true, _unanswered());
        _call(relayer, abi.encodeCall(IEscrow.accept, (terms, _quoted(seller, 3, UNTIL))));
        _assertState(State.Accepted);
    }

    function test_quotes_revertsWhen_pastTheirSecond() public {
        Quote memory quote = _quoted(seller, 0, UNTIL);
        vm.warp(UNTIL + 1);
        _use(_orders[0]);
        _expect(abi.encodeWithSelector(IEscrow.ConsentExpired.selector, UNTIL + 1, UNTIL));
        _fund(0, quote);
        vm.warp(UNTIL);
        _fund(0, quote);
        _assertState(State.Accepted);
    }

    function test_quotes_revertsWhen_theSecondIsAnother() public {
        Quote memory quote = _quoted(seller, 0, UNTIL);
        quote.until++;
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _fund(0, quote);
    }

    function test_quotes_revertsWhen_theOrderIsNotInTheList() public {
        Quote memory quote = _quoted(seller, 0, UNTIL);
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _fund(1, quote);
        for (uint256 i = 0; i < quote.proof.length; i++) {
            Quote memory changed = _quoted(seller, 0, UNTIL);
            changed.proof[i] = ~changed.proof[i];
            _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
            _fund(0, changed);
        }
    }

    function test_quotes_revertsWhen_signedByAnother() public {
        Quote memory quote = _quoted(stranger, 0, UNTIL);
        _expectNotAuthorized(stranger);
        _fund(0, quote);
        quote.quoter = seller;
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _fund(0, quote);
    }

    /// @dev A signature of many quotes is none of one order's id, and the other way round.
    function test_quotes_revertsWhen_takenForAnId() public {
        Quote memory quote = _quoted(seller, 0, UNTIL);
        quote.until = 0;
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _fund(0, quote);
        quote = Quote(seller, UNTIL, new bytes32[](0), _sign(seller, _ids[0]));
        _expect(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, seller));
        _fund(0, quote);
    }

    /// @dev Twenty steps: the largest list, a million orders.
    function test_quotes_ofTheLongestProof() public {
        bytes32[] memory proof = new bytes32[](20);
        bytes32 top = keccak256(bytes.concat(_ids[0]));
        for (uint256 i = 0; i < 20; i++) {
            proof[i] = keccak256(abi.encode(i));
            top = top < proof[i] ? keccak256(bytes.concat(top, proof[i])) : keccak256(bytes.concat(proof[i], top));
        }
        _fund(0, Quote(seller, UNTIL, proof, _sign(seller, _digest(QuoteTree.hash(top, UNTIL)))));
        _assertState(State.Accepted);
    }

    function test_quotes_revertsWhen_theProofIsTooLong() public {
        Quote memory quote = Quote(seller, UNTIL, new bytes32[](21), "");
        _expect(abi.encodeWithSelector(IEscrow.ProofTooLong.selector, 21, 20));
        _fund(0, quote);
    }

    function test_quotes_revertsWhen_theOrderWasRevoked() public {
        _use(_orders[4]);
        revoke(seller);
        Quote memory quote = _quoted(seller, 4, UNTIL);
        _expect(abi.encodeWithSelector(IEscrow.OrderExists.selector, id, State.Settled));
        _fund(4, quote);
    }

    /// @dev What was remembered within a transaction is the signer's digest: another signer or list gains nothing by it.
    function test_quotes_inABatch_areEachCheckedForThemselves() public {
        bytes[] memory calls = new bytes[](4);
        uint256[4] memory index = [uint256(0), 1, 2, 3];
        for (uint256 i = 0; i < 4; i++) {
            _use(_orders[index[i]]);
            Quote memory quote = _quoted(seller, index[i], UNTIL);
            if (i == 1) quote.proof[0] = keccak256("another list");
            if (i == 2) quote.quoter = stranger;
            if (i == 3) quote.signature = ""; // the digest was seen signed in this transaction
            calls[i] = _fundCall(quote);
        }
        vm.prank(buyer);
        assertEq(escrow.batch(calls, 500_000), 2, "failed");
        State[4] memory expected = [State.Accepted, State.None, State.None, State.Accepted];
        for (uint256 i = 0; i < 4; i++) {
            assertEq(uint256(escrow.statusOf(_ids[i]).state), uint256(expected[i]), "state");
        }
    }

    /// @dev A contract wallet is asked each time: it may change its mind within a transaction.
    function test_quotes_ofAContractWallet_areNotRemembered() public {
        Wallet wallet = new Wallet(vm.addr(0xC0FFEE));
        keyOf[address(wallet)] = 0xC0FFEE;
        bytes[] memory calls = new bytes[](2);
        for (uint256 i = 0; i < 5; i++) {
            _orders[i].seller = address(wallet);
            _use(_orders[i]);
            _ids[i] = id;
        }
        for (uint256 i = 0; i < 2; i++) {
            _use(_orders[i]);
            Quote memory quote = _quoted(address(wallet), i, UNTIL);
            if (i == 1) quote.signature = "";
            calls[i] = _fundCall(quote);
        }
        vm.prank(buyer);
        assertEq(escrow.batch(calls, 1_000_000), 1, "failed");
        assertEq(uint256(escrow.statusOf(_ids[0]).state), uint256(State.Accepted), "signed");
        assertEq(uint256(escrow.statusOf(_ids[1]).state), uint256(State.None), "not signed");
    }

    function _fundCall(Quote memory quote) private view returns (bytes memory) {
        return
            abi.encodeCall(
                IEscrow.fund, (terms, true, Agreement("", quote), Consent(buyer, uint40(START + 1 days), ""))
            );
    }
}
