// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {IConsents} from "../../src/interfaces/IConsents.sol";
import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {BlockingToken, PlainToken, ReentrantToken} from "../mocks/Tokens.sol";
import {AroundFixture} from "./AroundFixture.sol";

contract PanelFeesTest is AroundFixture {
    error ReentrancyGuardReentrantCall();

    function _take(address member, uint256 taken, uint256 amount, address recipient) private {
        vm.prank(member);
        panel.takeShare(address(token), taken, amount, recipient, _own(member));
    }

    function _shareOf(uint256 member) private view returns (uint256) {
        return panel.shareOf(address(token), jury[member]);
    }

    /// @dev The panel's balance of `odd` grows as by fees.
    function _earn(PlainToken odd, uint256 amount) private {
        odd.mint(address(this), amount);
        odd.approve(address(escrow), amount);
        escrow.deposit(address(odd), amount, address(panel));
    }

    function test_split_equally() public {
        _earn(103);
        assertEq(_shareOf(0), 20, "seen before it is split");
        vm.expectEmit(address(panel));
        emit IArbiterPanel.FeesSplit(address(token), 20);
        vm.prank(stranger);
        panel.split(address(token));
        for (uint256 i = 0; i < 5; i++) {
            assertEq(_shareOf(i), 20, "share");
        }
    }

    /// @dev Three are left of 103, and two of 7 + 3 go with the next ones: nothing is lost.
    function test_split_keepsTheRestForTheNextTime() public {
        _earn(103);
        panel.split(address(token));
        _earn(9);
        panel.split(address(token));
        assertEq(_shareOf(4), 22, "103 + 9 = 5 * 22 + 2");
        _earn(3);
        assertEq(_shareOf(4), 23, "the rest counts");
        // One base unit for each is enough.
        vm.expectEmit(address(panel));
        emit IArbiterPanel.FeesSplit(address(token), 1);
        panel.split(address(token));
    }

    function test_split_revertsWhen_thereIsNothing() public {
        _expect(abi.encodeWithSelector(IArbiterPanel.NothingToSplit.selector, address(token), 0, 5));
        panel.split(address(token));
        _earn(14);
        panel.split(address(token));
        _expect(abi.encodeWithSelector(IArbiterPanel.NothingToSplit.selector, address(token), 4, 5));
        panel.split(address(token));
    }

    function test_takeShare_paysTheMembersShareOnly() public {
        _earn(103);
        vm.expectEmit(address(panel));
        emit IArbiterPanel.FeesSplit(address(token), 20);
        vm.expectEmit(address(panel));
        emit IArbiterPanel.ShareTaken(address(token), jury[2], desk, 20);
        vm.expectEmit(address(escrow));
        emit IEscrow.Withdrawn(address(token), address(panel), desk, 20);
        _take(jury[2], 0, 20, desk);
        assertEq(token.balanceOf(desk), 20, "paid");
        assertEq(panel.takenOf(address(token), jury[2]), 20, "taken");
        assertEq(_shareOf(2), 0, "nothing is left");
        assertEq(_shareOf(1), 20, "the others' shares");
        assertEq(escrow.balanceOf(address(token), address(panel)), 83, "stays");
    }

    function test_takeShare_inParts() public {
        _earn(100);
        _take(jury[0], 0, 5, desk);
        _take(jury[0], 5, 15, desk);
        _earn(10);
        _take(jury[0], 20, 2, jury[0]);
        assertEq(token.balanceOf(desk), 20, "first");
        assertEq(token.balanceOf(jury[0]), 2, "then");
    }

    function test_takeShare_revertsWhen_moreThanTheShare() public {
        _earn(103);
        _expect(abi.encodeWithSelector(IArbiterPanel.ShareInsufficient.selector, address(token), jury[0], 20, 21));
        _take(jury[0], 0, 21, desk);
        _take(jury[0], 0, 20, desk);
        _expect(abi.encodeWithSelector(IArbiterPanel.ShareInsufficient.selector, address(token), jury[0], 0, 1));
        _take(jury[0], 20, 1, desk);
    }

    function test_takeShare_revertsWhen_anotherTotalWasTaken() public {
        _earn(103);
        _take(jury[0], 0, 5, desk);
        _expect(abi.encodeWithSelector(IArbiterPanel.TakenMismatch.selector, address(token), jury[0], 5, 0));
        _take(jury[0], 0, 5, desk);
        _expect(abi.encodeWithSelector(IArbiterPanel.TakenMismatch.selector, address(token), jury[0], 5, 6));
        _take(jury[0], 6, 5, desk);
    }

    /// @dev Any other taking in between voids what was signed before.
    function test_takeShare_takesAnOlderSignatureBack() public {
        _earn(1_000);
        bytes memory data = abi.encodeCall(
            IArbiterPanel.takeShare, (address(token), 0, 200, stranger, _share(jury[0], 0, 200, stranger))
        );
        _take(jury[0], 0, 1, desk);
        _expect(abi.encodeWithSelector(IArbiterPanel.TakenMismatch.selector, address(token), jury[0], 1, 0));
        vm.prank(relayer);
        (bool done, bytes memory answer) = address(panel).call(data);
        if (!done) bubble(answer);
    }

    function test_takeShare_revertsWhen_notAMember() public {
        _earn(103);
        _expect(abi.encodeWithSelector(IArbiterPanel.NotMember.selector, stranger));
        _take(stranger, 0, 20, stranger);
        _expect(abi.encodeWithSelector(IArbiterPanel.NotMember.selector, stranger));
        panel.shareOf(address(token), stranger);
    }

    function test_takeShare_revertsWhen_byAnotherMember() public {
        _earn(103);
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, jury[0]));
        vm.prank(jury[1]);
        panel.takeShare(address(token), 0, 20, jury[1], _own(jury[0]));
    }

    function test_takeShare_revertsWhen_theRecipientCannotUseIt() public {
        _earn(103);
        address[3] memory lost = [address(panel), address(0), address(escrow)];
        for (uint256 i = 0; i < 3; i++) {
            _expect(abi.encodeWithSelector(IArbiterPanel.RecipientInvalid.selector, lost[i]));
            _take(jury[0], 0, 20, lost[i]);
        }
    }

    function test_takeShare_revertsWhen_ofNothing() public {
        _earn(103);
        _expect(abi.encodeWithSelector(IEscrow.AmountZero.selector));
        _take(jury[0], 0, 0, desk);
    }

    /// @dev The fee comes without a ruling when both sides settle while the panel has the case.
    function test_fees_thatComeWithoutARuling() public {
        _reach(State.Escalated);
        settle(State.Escalated, 500_000);
        assertEq(_shareOf(0), 4_400, "a fifth of 22,003");
        _take(jury[0], 0, 4_400, desk);
    }

    /// @dev Nor does the panel's part as platform get lost.
    function test_fees_asPlatform() public {
        _use(daigou());
        terms.platform = address(panel);
        _use(terms);
        _reach(State.Settled);
        assertEq(_shareOf(0), 7_126, "a fifth of the platform's fee");
    }

    function test_fees_tokensAreApart() public {
        PlainToken odd = new PlainToken();
        _earn(103);
        _earn(odd, 1_000);
        assertEq(panel.shareOf(address(odd), jury[0]), 200, "of the one");
        assertEq(_shareOf(0), 20, "of the other");
        panel.split(address(odd));
        _take(jury[0], 0, 20, desk);
        assertEq(panel.takenOf(address(odd), jury[0]), 0, "nothing of the other was taken");
    }

    /// @dev A blacklisted member blocks only itself, and only until it names another recipient.
    function test_fees_aBlockedMemberBlocksOnlyItself() public {
        BlockingToken odd = new BlockingToken();
        _earn(odd, 1_000);
        odd.setBlocked(jury[0], true);
        _expect(abi.encodeWithSelector(BlockingToken.Blocked.selector, jury[0]));
        vm.prank(jury[0]);
        panel.takeShare(address(odd), 0, 200, jury[0], _own(jury[0]));
        for (uint256 i = 1; i < 5; i++) {
            vm.prank(jury[i]);
            panel.takeShare(address(odd), 0, 200, jury[i], _own(jury[i]));
            assertEq(odd.balanceOf(jury[i]), 200, "paid");
        }
        vm.prank(jury[0]);
        panel.takeShare(address(odd), 0, 200, desk, _own(jury[0]));
        assertEq(odd.balanceOf(desk), 200, "paid elsewhere");
    }

    /// @dev A token that calls back in the middle of a payout gets nowhere, and nobody's share changes.
    function test_fees_revertsWhen_reentered() public {
        ReentrantToken odd = new ReentrantToken();
        _earn(odd, 1_000);
        bytes[4] memory entries = [
            abi.encodeCall(IArbiterPanel.split, (address(odd))),
            abi.encodeCall(IArbiterPanel.takeShare, (address(odd), 0, 200, desk, _own(address(odd)))),
            abi.encodeCall(IArbiterPanel.rule, (terms, State.Escalated, 1, _votes(3, State.Escalated, 1))),
            abi.encodeCall(IArbiterPanel.takeShare, (address(token), 0, 20, desk, _share(jury[0], 0, 20, desk)))
        ];
        for (uint256 i = 0; i < entries.length; i++) {
            odd.setCallback(address(panel), entries[i]);
            // `rule` has no lock of its own: the escrow's stops it.
            bytes4 lock = i == 2 ? IEscrow.Reentered.selector : ReentrancyGuardReentrantCall.selector;
            _expect(abi.encodeWithSelector(lock));
            vm.prank(jury[0]);
            panel.takeShare(address(odd), 0, 200, desk, _own(jury[0]));
        }
        for (uint256 i = 0; i < 5; i++) {
            assertEq(panel.shareOf(address(odd), jury[i]), 200, "unchanged");
        }
    }

    /// @dev A deposit credits before the tokens arrive. Whoever splits in between splits what will be there, or the
    /// whole call is taken back.
    function test_fees_splitInTheMiddleOfADeposit() public {
        ReentrantToken odd = new ReentrantToken();
        odd.mint(address(this), 1_000);
        odd.approve(address(escrow), 1_000);
        odd.setCallback(address(panel), abi.encodeCall(IArbiterPanel.split, (address(odd))));
        escrow.deposit(address(odd), 1_000, address(panel));
        odd.setCallback(address(0), "");
        assertEq(panel.shareOf(address(odd), jury[0]), 200, "a fifth, once");
        vm.prank(jury[0]);
        panel.takeShare(address(odd), 0, 200, desk, _own(jury[0]));
        assertEq(escrow.balanceOf(address(odd), address(panel)), 800, "covered");
    }

    function testFuzz_fees_neverPayMoreThanCame(uint256 count, uint96[4] calldata fees) public {
        count = bound(count, 1, 15);
        delete jury;
        for (uint256 i = 0; i < count; i++) {
            jury.push(_person(0x2001 + i));
        }
        panel = _createPanel(jury, count);
        uint256 sum;
        uint256 paid;
        for (uint256 i = 0; i < fees.length; i++) {
            uint256 fee = bound(fees[i], 1, RICH / 8);
            _earn(fee);
            sum += fee;
            // Everybody takes at another time, and some never.
            address member = jury[fee % count];
            uint256 share = panel.shareOf(address(token), member);
            if (share == 0) continue;
            _take(member, panel.takenOf(address(token), member), share, desk);
            paid += share;
        }
        uint256 each = sum / count;
        for (uint256 i = 0; i < count; i++) {
            uint256 entitled = _shareOf(i) + panel.takenOf(address(token), jury[i]);
            assertEq(entitled, each, "everybody's equal part of all that came");
        }
        assertEq(escrow.balanceOf(address(token), address(panel)), sum - paid, "kept");
    }
}
