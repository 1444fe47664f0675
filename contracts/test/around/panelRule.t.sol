// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {IConsents} from "../../src/interfaces/IConsents.sol";
import {Consent, Ending, IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {AroundFixture} from "./AroundFixture.sol";

contract PanelRuleTest is AroundFixture {
    uint256 private constant GROSS = 500_000;

    function _rule(Consent[] memory votes) private {
        vm.prank(relayer);
        panel.rule(terms, State.Escalated, GROSS, votes);
    }

    function _revoke(address member, uint40 through) private {
        vm.prank(member);
        panel.revokeVotes(id, through, _own(member));
    }

    // ------------------------------------------------------------------ the panel itself

    function test_panel_saysWhatItIs() public view {
        assertEq(panel.escrow(), address(escrow), "escrow");
        assertEq(panel.threshold(), 3, "threshold");
        assertEq(keccak256(abi.encode(panel.members())), keccak256(abi.encode(jury)), "members");
    }

    function _assertRefusedCount(uint256 count, uint256 threshold, bytes memory refusal) private {
        address[] memory members = new address[](count);
        for (uint256 i = 0; i < count; i++) {
            members[i] = vm.addr(0x3001 + i);
        }
        _assertRefusedPanel(members, threshold, refusal);
    }

    /// @dev `expectRevert` before a cheat code that deploys would end the test at the first refusal.
    function _assertRefusedPanel(address[] memory members, uint256 threshold, bytes memory refusal) private {
        bytes memory code =
            bytes.concat(vm.getCode("ArbiterPanel.sol:ArbiterPanel"), abi.encode(escrow, members, threshold));
        address created;
        bytes memory answer;
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
            answer := mload(0x40)
            mstore(answer, returndatasize())
            returndatacopy(add(answer, 0x20), 0, returndatasize())
            mstore(0x40, add(add(answer, 0x20), and(add(returndatasize(), 0x1f), not(0x1f))))
        }
        assertTrue(created == address(0), "no panel");
        assertEq(keccak256(answer), keccak256(refusal), "the refusal");
    }

    function test_panel_revertsWhen_theNumberOfMembersIsOutOfRange() public {
        _assertRefusedCount(0, 1, abi.encodeWithSelector(IArbiterPanel.MemberCountOutOfRange.selector, 0, 15));
        _assertRefusedCount(16, 9, abi.encodeWithSelector(IArbiterPanel.MemberCountOutOfRange.selector, 16, 15));
    }

    /// @dev With half or less, two rulings could both be carried by honest members.
    function test_panel_revertsWhen_theThresholdIsOutOfRange() public {
        uint256[2][7] memory wrong = [
            [uint256(1), 0],
            [uint256(1), 2],
            [uint256(4), 2],
            [uint256(5), 2],
            [uint256(5), 6],
            [uint256(15), 7],
            [uint256(5), type(uint256).max]
        ];
        for (uint256 i = 0; i < wrong.length; i++) {
            (uint256 count, uint256 threshold) = (wrong[i][0], wrong[i][1]);
            _assertRefusedCount(
                count, threshold, abi.encodeWithSelector(IArbiterPanel.ThresholdOutOfRange.selector, threshold, count)
            );
        }
    }

    function testFuzz_panel_takesEveryMajority(uint256 count, uint256 threshold) public {
        count = bound(count, 1, 15);
        threshold = bound(threshold, count / 2 + 1, count);
        address[] memory members = new address[](count);
        for (uint256 i = 0; i < count; i++) {
            members[i] = vm.addr(0x3001 + i);
        }
        assertEq(_createPanel(members, threshold).threshold(), threshold, "threshold");
    }

    function test_panel_revertsWhen_aMemberIsNobodyOrTwice() public {
        jury[3] = address(0);
        _assertRefusedPanel(jury, 3, abi.encodeWithSelector(IArbiterPanel.MemberInvalid.selector, address(0)));
        jury[3] = jury[1];
        _assertRefusedPanel(jury, 3, abi.encodeWithSelector(IArbiterPanel.MemberInvalid.selector, jury[1]));
    }

    // ------------------------------------------------------------------ rulings

    /// @dev To the base unit as a ruling of one arbiter, test/unit/rule.t.sol; then each member takes its share.
    function test_rule_endToEnd() public {
        _reach(State.Escalated);
        vm.expectEmit(address(panel));
        emit IArbiterPanel.PanelRuled(id, State.Escalated, GROSS, 7);
        vm.expectEmit(address(escrow));
        emit IEscrow.OrderSettled(id, Ending.Ruling, GROSS, 16_650, 0, 12_001);
        _rule(_votes(3, State.Escalated, GROSS));
        _assertState(State.Settled);
        _assertCredits(620_022 + 12_001, 483_350 - 12_001, 16_650);
        assertEq(escrow.balanceOf(address(token), address(panel)), 22_003, "the arbiter's fee");
        for (uint256 i = 0; i < jury.length; i++) {
            vm.prank(relayer);
            panel.takeShare(address(token), 0, 4_400, desk, _share(jury[i], 0, 4_400, desk));
        }
        assertEq(token.balanceOf(desk), 22_000, "five shares");
        assertEq(escrow.balanceOf(address(token), address(panel)), 3, "what cannot be split");
    }

    function test_rule_asBackupArbiter() public {
        _use(daigou());
        terms.backupArbiter = address(panel);
        _use(terms);
        _reach(State.Backup);
        panel.rule(terms, State.Backup, GROSS, _votes(3, State.Backup, GROSS));
        _assertState(State.Settled);
        assertEq(escrow.balanceOf(address(token), address(panel)), 22_003, "the arbiter's fee");
    }

    function test_rule_byAnyMembersInAnyOrder() public {
        _reach(State.Escalated);
        Consent[] memory votes = new Consent[](3);
        votes[0] = _vote(jury[4], State.Escalated, GROSS);
        votes[1] = _vote(jury[0], State.Escalated, GROSS);
        votes[2] = _vote(jury[2], State.Escalated, GROSS);
        vm.expectEmit(address(panel));
        emit IArbiterPanel.PanelRuled(id, State.Escalated, GROSS, 21);
        _rule(votes);
    }

    function test_rule_byMoreThanTheThreshold() public {
        _reach(State.Escalated);
        vm.expectEmit(address(panel));
        emit IArbiterPanel.PanelRuled(id, State.Escalated, GROSS, 31);
        _rule(_votes(5, State.Escalated, GROSS));
    }

    function test_rule_aMemberThatCallsNeedsNoSignature() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        votes[1] = _own(jury[1]);
        vm.prank(jury[1]);
        panel.rule(terms, State.Escalated, GROSS, votes);
        _assertState(State.Settled);
    }

    function test_rule_revertsWhen_votesAreMissing() public {
        _reach(State.Escalated);
        for (uint256 i = 0; i < 3; i++) {
            _expect(abi.encodeWithSelector(IArbiterPanel.VotesMissing.selector, id, i, 3));
            _rule(_votes(i, State.Escalated, GROSS));
        }
    }

    function test_rule_revertsWhen_aMemberVotesTwice() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        votes[2] = votes[0];
        _expect(abi.encodeWithSelector(IArbiterPanel.VoteRepeated.selector, id, jury[0]));
        _rule(votes);
    }

    function test_rule_revertsWhen_aStrangerVotes() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        votes[2] = _vote(stranger, State.Escalated, GROSS);
        _expect(abi.encodeWithSelector(IArbiterPanel.NotMember.selector, stranger));
        _rule(votes);
        // Neither the one who calls.
        votes[2] = _own(stranger);
        _expect(abi.encodeWithSelector(IArbiterPanel.NotMember.selector, stranger));
        vm.prank(stranger);
        panel.rule(terms, State.Escalated, GROSS, votes);
    }

    function test_rule_revertsWhen_aVoteIsForAnotherAmount() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        votes[1] = _vote(jury[1], State.Escalated, GROSS + 1);
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[1]));
        _rule(votes);
    }

    /// @dev A vote that counts too little is not passed over: the caller shall know.
    function test_rule_revertsWhen_oneOfMoreThanTheThresholdIsBad() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(4, State.Escalated, GROSS);
        votes[3] = _vote(jury[3], State.Escalated, GROSS + 1);
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[3]));
        _rule(votes);
    }

    function test_rule_revertsWhen_theVotesAreOfAnotherOrder() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        terms.salt = 8;
        _use(terms);
        _reach(State.Escalated);
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[0]));
        _rule(votes);
    }

    /// @dev Votes of the arbiter's turn are none of the backup's: the panel that was silent has lost its turn.
    function test_rule_revertsWhen_theVotesAreOfAnotherState() public {
        _use(daigou());
        terms.backupArbiter = address(panel);
        _use(terms);
        _reach(State.Backup);
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[0]));
        panel.rule(terms, State.Backup, GROSS, _votes(3, State.Escalated, GROSS));
        _expectMismatch(State.Backup, State.Escalated);
        _rule(_votes(3, State.Escalated, GROSS));
    }

    function test_rule_revertsWhen_thePanelIsNotTheArbiter() public {
        _use(daigou());
        _reach(State.Escalated);
        _expectNotAuthorized(address(panel));
        _rule(_votes(3, State.Escalated, GROSS));
    }

    function test_rule_revertsWhen_itIsNotThePanelsTurn() public {
        _reach(State.Disputed);
        _expectNotPossible(State.Disputed);
        panel.rule(terms, State.Disputed, GROSS, _votes(3, State.Disputed, GROSS));
        escalate(buyer, State.Disputed);
        vm.warp(uint256(_status().deadline) + 1);
        until = uint40(block.timestamp + 1);
        _expectMismatch(State.Backup, State.Escalated);
        _rule(_votes(3, State.Escalated, GROSS));
    }

    function test_rule_inTheLastSecond() public {
        _reach(State.Escalated);
        vm.warp(_status().deadline);
        until = _status().deadline;
        _rule(_votes(3, State.Escalated, GROSS));
        _assertState(State.Settled);
    }

    function test_rule_revertsWhen_moreThanCanBeEarned() public {
        _reach(State.Escalated);
        _expect(abi.encodeWithSelector(IEscrow.AmountOutOfRange.selector, 1_100_012, 1_100_011));
        panel.rule(terms, State.Escalated, 1_100_012, _votes(3, State.Escalated, 1_100_012));
    }

    function test_rule_revertsWhen_theOrderIsUnknown() public {
        _expect(abi.encodeWithSelector(IEscrow.OrderNotFound.selector, id));
        _rule(_votes(3, State.Escalated, GROSS));
    }

    /// @dev Terms with other words have another id, for which nobody voted.
    function test_rule_revertsWhen_theTermsAreNotTheOrders() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        terms.goods += 1;
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[0]));
        _rule(votes);
    }

    /// @dev Somebody voted twice: the first that is executed stands.
    function test_rule_ofTwoThatAreCarried_theFirstStands() public {
        _reach(State.Escalated);
        Consent[] memory other = new Consent[](3);
        other[0] = _vote(jury[2], State.Escalated, 1);
        other[1] = _vote(jury[3], State.Escalated, 1);
        other[2] = _vote(jury[4], State.Escalated, 1);
        _rule(_votes(3, State.Escalated, GROSS));
        assertEq(_gained(platform), 16_650, "the first");
        _expectMismatch(State.Settled, State.Escalated);
        panel.rule(terms, State.Escalated, 1, other);
    }

    // ------------------------------------------------------------------ conflicts of interest

    function _assertConflicted() private {
        assertEq(panel.votersOf(terms), 4, "four have a vote");
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        _expect(abi.encodeWithSelector(IArbiterPanel.MemberConflicted.selector, id, jury[0]));
        _rule(votes);
        // Nor by its own call.
        votes[0] = _own(jury[0]);
        _expect(abi.encodeWithSelector(IArbiterPanel.MemberConflicted.selector, id, jury[0]));
        vm.prank(jury[0]);
        panel.rule(terms, State.Escalated, GROSS, votes);
        // The threshold stays, and the others can reach it.
        votes[0] = _vote(jury[4], State.Escalated, GROSS);
        _rule(votes);
        _assertState(State.Settled);
    }

    /// @dev The parties of a fixture that the panel is made of: a panel whose first member is `party`.
    function _seat(address party) private {
        jury[0] = party;
        panel = _createPanel(jury, 3);
        _use(panelled());
    }

    function test_rule_revertsWhen_aMemberIsTheBuyer() public {
        _seat(buyer);
        _assertConflicted();
    }

    function test_rule_revertsWhen_aMemberIsThePayer() public {
        _seat(payer);
        _use(withPayer(panelled()));
        _assertConflicted();
    }

    function test_rule_revertsWhen_aMemberIsTheSeller() public {
        _seat(seller);
        _assertConflicted();
    }

    function test_rule_revertsWhen_aMemberIsThePlatform() public {
        _seat(platform);
        _assertConflicted();
    }

    function test_rule_revertsWhen_aMemberIsTheAttestor() public {
        _seat(attestor);
        _assertConflicted();
    }

    /// @dev The escrow lets the platform be the arbiter; a panel that earns by what it rules does not rule.
    function test_rule_revertsWhen_thePanelIsThePlatform() public {
        terms.platform = address(panel);
        _use(terms);
        assertEq(panel.votersOf(terms), 0, "nobody has a vote");
        _reach(State.Escalated);
        _expect(abi.encodeWithSelector(IArbiterPanel.MemberConflicted.selector, id, jury[0]));
        _rule(_votes(3, State.Escalated, GROSS));
    }

    /// @dev Too few are left: the order goes to the backup arbiter, as if the panel were silent.
    function test_rule_withoutEnoughVoters_goesToTheBackup() public {
        (jury[0], jury[1], jury[2]) = (buyer, seller, attestor);
        panel = _createPanel(jury, 3);
        _use(panelled());
        assertEq(panel.votersOf(terms), 2, "two have a vote");
        _reach(State.Escalated);
        _expect(abi.encodeWithSelector(IArbiterPanel.MemberConflicted.selector, id, buyer));
        _rule(_votes(3, State.Escalated, GROSS));
        vm.warp(uint256(_status().deadline) + 1);
        rule(backup, State.Backup, GROSS);
        _assertState(State.Settled);
    }

    /// @dev A seller cannot take the vote from a member by naming it as its operator.
    function test_rule_anOperatorOfAPartyKeepsItsVote() public {
        setOperator(seller, jury[0], START + 365 days);
        assertEq(panel.votersOf(terms), 5, "all have a vote");
        _reach(State.Escalated);
        _rule(_votes(3, State.Escalated, GROSS));
        _assertState(State.Settled);
    }

    // ------------------------------------------------------------------ taking a vote back

    function test_revokeVotes_takesTheVoteBack() public {
        _reach(State.Escalated);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        vm.expectEmit(address(panel));
        emit IArbiterPanel.VotesRevoked(id, jury[1], until);
        _revoke(jury[1], until);
        assertEq(panel.revokedThrough(id, jury[1]), until, "through");
        _expect(abi.encodeWithSelector(IArbiterPanel.VoteRevoked.selector, id, jury[1], until, until));
        _rule(votes);
        // Another member of the panel votes instead.
        votes[1] = _vote(jury[3], State.Escalated, GROSS);
        _rule(votes);
        _assertState(State.Settled);
    }

    /// @dev Of two amounts that it signed, both are gone; with a later `until` it votes anew.
    function test_revokeVotes_thenVotesAnew() public {
        _reach(State.Escalated);
        Consent[] memory old = _votes(3, State.Escalated, 1);
        for (uint256 i = 0; i < 3; i++) {
            _revoke(jury[i], until);
        }
        until += 1;
        _rule(_votes(3, State.Escalated, GROSS));
        assertEq(_gained(platform), 16_650, "the new one");
        assertEq(old[0].until, until - 1, "the old ones ran out earlier");
    }

    function test_revokeVotes_leavesLaterVotesAndOtherOrders() public {
        _reach(State.Escalated);
        _revoke(jury[0], until - 1);
        bytes32 first = id;
        terms.salt = 8;
        _use(terms);
        _revoke(jury[0], until);
        assertEq(panel.revokedThrough(first, jury[0]), until - 1, "another order");
        terms.salt = 7;
        _use(terms);
        _rule(_votes(3, State.Escalated, GROSS));
        _assertState(State.Settled);
    }

    function test_revokeVotes_bindsTheMembersOwnCall() public {
        _reach(State.Escalated);
        _revoke(jury[0], until);
        Consent[] memory votes = _votes(3, State.Escalated, GROSS);
        votes[0] = _own(jury[0]);
        _expect(abi.encodeWithSelector(IArbiterPanel.VoteRevoked.selector, id, jury[0], until, until));
        vm.prank(jury[0]);
        panel.rule(terms, State.Escalated, GROSS, votes);
    }

    function test_revokeVotes_revertsWhen_itTakesNothingBack() public {
        _revoke(jury[0], until);
        for (uint40 i = 0; i < 2; i++) {
            _expect(abi.encodeWithSelector(IArbiterPanel.AlreadyRevoked.selector, id, jury[0], until - i, until));
            _revoke(jury[0], until - i);
        }
        _revoke(jury[0], until + 1);
    }

    /// @dev An old revocation that is relayed late gives no vote back.
    function test_revokeVotes_neverFalls() public {
        bytes32 structHash = keccak256(abi.encode(REVOKE_VOTES, id, until - 5, until));
        Consent memory early = _signed(PANEL, address(panel), jury[0], structHash);
        _revoke(jury[0], until);
        _expect(abi.encodeWithSelector(IArbiterPanel.AlreadyRevoked.selector, id, jury[0], until - 5, until));
        panel.revokeVotes(id, until - 5, early);
    }

    function test_revokeVotes_revertsWhen_notAMember() public {
        _expect(abi.encodeWithSelector(IArbiterPanel.NotMember.selector, stranger));
        _revoke(stranger, until);
    }

    function test_revokeVotes_revertsWhen_byAnother() public {
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[0]));
        vm.prank(jury[1]);
        panel.revokeVotes(id, until, _own(jury[0]));
    }
}
