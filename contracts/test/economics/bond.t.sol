// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, OrderStatus, State} from "../../src/interfaces/IEscrow.sol";
import {ITestUSDC} from "../ITestUSDC.sol";
import {EconomicsFixture} from "./EconomicsFixture.sol";

/// @title One bond behind many orders: never short, and never a loss of the payer
contract BondTest is EconomicsFixture {
    uint256 private constant ORDERS = 40;
    uint256 private constant BOND = 8_000_000;

    uint256 private _seed;

    function _random(uint256 below) private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed % below;
    }

    function _order(uint256 index) private {
        terms.salt = 1_000 + index;
        _use(terms);
    }

    /// @dev What the live orders drew.
    function _drawnByLiveOrders() private returns (uint256 sum) {
        for (uint256 i = 0; i < ORDERS; i++) {
            _order(i);
            OrderStatus memory status = _status();
            if (status.state != State.None && status.state != State.Settled) sum += status.drawn;
        }
    }

    function _assertBondCovers() private {
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(reserved, _drawnByLiveOrders(), "reserved is what live orders drew");
        assertTrue(reserved <= amount, "reserved is covered");
    }

    /// @dev Draws as much as the order allows, or is told to the unit what the bond still has.
    function _drawSome(uint256 i) private returns (bool refused) {
        _order(i);
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        uint96 total = uint96(1 + _random(800_002 + _status().claimed));
        if (total <= _status().drawn) return false;
        uint256 needed = total - _status().drawn;
        State state = _status().state;
        refused = needed > amount - reserved;
        if (refused) {
            _expect(
                abi.encodeWithSelector(
                    IEscrow.BondInsufficient.selector, address(token), seller, amount - reserved, needed
                )
            );
        }
        draw(seller, state, total);
    }

    /// @dev Ends the order in one of seven ways and compares what its payer got with what its ending says.
    function _end(uint256 i) private {
        _order(i);
        uint256 way = i % 7;
        State state = _status().state;
        uint256 claimed = _status().claimed;
        if (way >= 4) {
            dispute(buyer, state);
            deliver(attestor, State.Disputed);
            if (way != 6) escalate(way == 4 ? buyer : seller, State.Disputed);
        }
        uint256 before = escrow.balanceOf(address(token), buyer);
        uint256 earnable = 1_100_011 + claimed;
        uint256 gross;
        uint256 back;
        if (way == 0) {
            cancel(seller, state);
        } else if (way == 1) {
            confirm(buyer, state, uint96(claimed));
            gross = earnable;
        } else if (way == 2) {
            gross = _random(1_120_023);
            settle(state, gross);
        } else if (way == 3) {
            _expire();
        } else if (way == 6) {
            _expire();
            gross = earnable * 5_001 / 10_000;
        } else {
            gross = _random(earnable + 1);
            uint256 net = gross - (gross < 1_070_004 ? gross : 1_070_004) * 333 / 10_000;
            uint256 drawn = _status().drawn;
            back = 22_003 * (way == 4 ? earnable - gross : gross) / earnable;
            uint256 most = way == 4 ? (net > drawn ? net - drawn : 0) : 1_120_022 - gross;
            if (back > most) back = most;
            rule(arbiter, State.Escalated, gross);
        }
        uint256 returned = 1_120_022 - gross;
        if (way == 4) returned += back;
        if (way == 5) returned -= back;
        assertEq(escrow.balanceOf(address(token), buyer) - before, returned, "what returns to the payer");
    }

    /// @dev Forty live orders draw on a bond that covers ten of them; they end in all ways, by and by; draws and
    /// reimbursements go on between. At the end all of what is left can be taken out.
    /// forge-config: default.fuzz.runs = 8
    function testFuzz_bond_behindFortyOrders_isNeverShort(uint256 seed) public {
        _seed = seed;
        terms.windows.inspect = 0;
        terms.windows.store = 0;
        postBond(seller, BOND, seller);
        uint256 refusals;
        for (uint256 i = 0; i < ORDERS; i++) {
            vm.warp(START);
            _order(i);
            _reach(State.Shipped);
            if (i % 3 == 0) claim(seller, State.Shipped, uint96(1 + _random(20_011)));
            if (_drawSome(i)) refusals++;
        }
        _assertBondCovers();
        assertTrue(refusals > 0, "the bond was not enough for all of them");
        // Another order's draw, after each ending, uses what became free. Orders that expire do so at the end.
        for (uint256 way = 0; way < 7; way++) {
            if (way == 3 || way == 6) continue;
            for (uint256 i = way; i < ORDERS; i += 7) {
                _end(i);
                if (_drawSome(3 + 7 * (i / 7))) refusals++;
                _assertBondCovers();
            }
        }
        for (uint256 i = 0; i < ORDERS; i++) {
            if (i % 7 != 3 && i % 7 != 6) continue;
            vm.warp(START);
            _end(i);
            _assertBondCovers();
        }
        (uint256 left, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(reserved, 0, "nothing is reserved");
        assertTrue(left < BOND, "some endings were paid by the bond");
        withdrawBond(seller, left, seller);
        (left,) = escrow.bondOf(address(token), seller);
        assertEq(left, 0, "all of it was free");
        assertEq(_held(), token.balanceOf(address(escrow)), "what is there is what is owed");
    }

    function _held() private view returns (uint256 sum) {
        address[8] memory all = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger];
        for (uint256 i = 0; i < all.length; i++) {
            sum += escrow.balanceOf(address(token), all[i]);
        }
    }

    // ------------------------------------------------------------------ what the payer is sure of

    /// @dev The seller drew, took the money away, and took all of its free bond away: what an ending returns is still
    /// there, and can be withdrawn as tokens.
    function testFuzz_bond_whatAnEndingReturnsIsThere_whateverWasDrawn(
        uint96 drawn,
        uint96 claimed,
        uint8 way,
        uint256 gross
    ) public {
        _use(withPayer(daigou()));
        _reach(way % 8 == 5 ? State.Approved : State.Accepted);
        State state = _status().state;
        claimed = uint96(bound(claimed, 0, 20_011));
        if (claimed != 0) claim(seller, state, claimed);
        drawn = uint96(bound(drawn, 1, 800_002 + claimed));
        postBond(seller, 900_000, seller);
        draw(seller, state, drawn);
        _takeAllOut();
        uint256 back = 1_120_022 - _endIn(way % 8, state, gross, 1_100_011 + claimed);
        assertTrue(!_isLive(), "settled");
        assertEq(escrow.balanceOf(address(token), payer), RICH - 1_120_022 + back, "credited");
        uint256 tokens = token.balanceOf(payer);
        withdraw(payer, RICH - 1_120_022 + back, payer);
        assertEq(token.balanceOf(payer) - tokens, RICH - 1_120_022 + back, "in hand");
        assertEq(_reserved(), 0, "released");
    }

    function _takeAllOut() private {
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        withdrawBond(seller, amount - reserved, seller);
        (amount,) = escrow.bondOf(address(token), seller);
        assertEq(amount, reserved, "no more than what was drawn is left");
        withdraw(seller, escrow.balanceOf(address(token), seller), seller);
    }

    /// @return The seller's gross, but for the silence after an escalation, where it is part of K.
    function _endIn(uint256 way, State state, uint256 gross, uint256 earnable) private returns (uint256) {
        if (way == 0) {
            cancel(seller, state);
            return 0;
        }
        if (way == 1) {
            confirm(buyer, state, uint96(earnable - 1_100_011));
            return earnable;
        }
        if (way == 2) {
            gross = bound(gross, 0, 1_120_022);
            settle(state, gross);
            return gross;
        }
        if (way == 3) {
            _expire();
            return 0;
        }
        if (way == 5) {
            _expire();
            return (1_070_004 + earnable - 1_100_011) * 9_999 / 10_000;
        }
        dispute(seller, state);
        if (way == 4) {
            escalate(buyer, State.Disputed);
            gross = bound(gross, 0, earnable);
            rule(arbiter, State.Escalated, gross);
            return gross;
        }
        if (way == 6) escalate(buyer, State.Disputed);
        vm.warp(_status().deadline + 90 days);
        lapse();
        return 0;
    }

    /// @dev The bond is one for each token: a bond in another covers nothing.
    function test_bond_ofAnotherToken_coversNothing() public {
        postBond(seller, 800_002, seller);
        address other = vm.deployCode("TestUSDC.sol:TestUSDC");
        terms.token = other;
        _use(terms);
        token = ITestUSDC(other);
        token.faucet(buyer, 2_000_000);
        vm.prank(buyer);
        token.approve(address(escrow), type(uint256).max);
        fund(false, _agreed());
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, other, seller, 0, 1));
        draw(seller, State.Accepted, 1);
    }

    /// @dev The reserved part stays where it is, to the unit.
    function test_bond_reservedPart_cannotBeTakenOut() public {
        _reach(State.Accepted);
        postBond(seller, 1_000, seller);
        draw(seller, State.Accepted, 600);
        _expect(abi.encodeWithSelector(IEscrow.BondInsufficient.selector, address(token), seller, 400, 401));
        withdrawBond(seller, 401, seller);
        withdrawBond(seller, 400, seller);
        cancel(seller, State.Accepted);
        (uint256 amount, uint256 reserved) = escrow.bondOf(address(token), seller);
        assertEq(amount + reserved, 0, "the bond paid back what was drawn");
    }
}
