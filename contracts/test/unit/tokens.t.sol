// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IEscrow, State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {
    BlockingToken,
    FalseToken,
    FeeToken,
    GenerousToken,
    LyingToken,
    PlainToken,
    ReentrantToken,
    SilentToken,
    ThievingToken
} from "../mocks/Tokens.sol";

/// @title Odd and hostile tokens work, or are refused with a clear error
contract TokensTest is EscrowFixture {
    error SafeERC20FailedOperation(address token);

    function _stock(PlainToken odd) private {
        odd.mint(buyer, 10_000_000);
        vm.prank(buyer);
        odd.approve(address(escrow), type(uint256).max);
        terms.token = address(odd);
        _use(terms);
    }

    function _deposit(PlainToken odd, uint256 amount) private {
        vm.prank(buyer);
        escrow.deposit(address(odd), amount, buyer);
    }

    function _mismatch(PlainToken odd, uint256 expected, uint256 received) private {
        _expect(abi.encodeWithSelector(IEscrow.TokenAmountMismatch.selector, address(odd), expected, received));
    }

    function _lives(PlainToken odd) private {
        fund(false, _agreed());
        confirm(buyer, State.Accepted, 0);
        assertEq(escrow.balanceOf(address(odd), seller), 1_064_380, "seller");
        withdraw(seller, 1_064_380, desk);
        assertEq(odd.balanceOf(desk), 1_064_380, "withdrawn");
        assertEq(odd.balanceOf(address(escrow)), 1_120_022 - 1_064_380, "left");
    }

    function test_tokens_plain() public {
        PlainToken odd = new PlainToken();
        _stock(odd);
        _lives(odd);
    }

    function test_tokens_thatReturnNothing_work() public {
        PlainToken odd = new SilentToken();
        _stock(odd);
        _lives(odd);
    }

    function test_tokens_thatReturnFalse_areRefused() public {
        FalseToken odd = new FalseToken();
        _stock(odd);
        odd.setFailing(true);
        _expect(abi.encodeWithSelector(SafeERC20FailedOperation.selector, address(odd)));
        _deposit(odd, 100);
        _expect(abi.encodeWithSelector(SafeERC20FailedOperation.selector, address(odd)));
        fund(false, _agreed());
        odd.setFailing(false);
        _deposit(odd, 100);
        odd.setFailing(true);
        _expect(abi.encodeWithSelector(SafeERC20FailedOperation.selector, address(odd)));
        withdraw(buyer, 100, buyer);
        assertEq(escrow.balanceOf(address(odd), buyer), 100, "kept");
    }

    function test_tokens_thatTakeAFee_areRefused() public {
        PlainToken odd = new FeeToken();
        _stock(odd);
        _mismatch(odd, 1_000, 990);
        _deposit(odd, 1_000);
        _mismatch(odd, 1_120_022, 1_120_022 - 11_200);
        fund(false, _agreed());
    }

    function test_tokens_thatGiveMore_areRefused() public {
        PlainToken odd = new GenerousToken();
        _stock(odd);
        _mismatch(odd, 1_000, 1_001);
        _deposit(odd, 1_000);
    }

    function test_tokens_thatLie_areRefused() public {
        PlainToken odd = new LyingToken();
        _stock(odd);
        _mismatch(odd, 1_000, 0);
        _deposit(odd, 1_000);
        _mismatch(odd, 1_120_022, 0);
        fund(false, _agreed());
    }

    function test_tokens_thatTakeInsteadOfGiving_areRefused() public {
        PlainToken odd = new ThievingToken();
        _stock(odd);
        odd.mint(address(escrow), 50);
        _mismatch(odd, 1_000, 0);
        _deposit(odd, 1_000);
    }

    /// @dev A blocked recipient blocks nobody but itself.
    function test_tokens_thatBlock_harmOnlyTheBlocked() public {
        BlockingToken odd = new BlockingToken();
        _stock(odd);
        fund(false, _agreed());
        odd.setBlocked(seller, true);
        confirm(buyer, State.Accepted, 0);
        _expect(abi.encodeWithSelector(BlockingToken.Blocked.selector, seller));
        withdraw(seller, 1_000, seller);
        withdraw(seller, 1_000, desk);
        withdraw(buyer, 20_011, buyer);
        withdraw(platform, 35_631, platform);
    }

    function test_tokens_thatReenter_areRefused() public {
        ReentrantToken odd = new ReentrantToken();
        _stock(odd);
        _deposit(odd, 5_000);
        bytes[3] memory entries = [
            abi.encodeCall(IEscrow.deposit, (address(odd), 1, buyer)),
            abi.encodeCall(IEscrow.lapse, (terms)),
            abi.encodeCall(IEscrow.accept, (terms, _quote(seller, "")))
        ];
        for (uint256 i = 0; i < entries.length; i++) {
            odd.setCallback(address(escrow), entries[i]);
            _expect(abi.encodeWithSelector(IEscrow.Reentered.selector));
            _deposit(odd, 1_000);
            _expect(abi.encodeWithSelector(IEscrow.Reentered.selector));
            fund(false, _agreed());
            _expect(abi.encodeWithSelector(IEscrow.Reentered.selector));
            withdraw(buyer, 1_000, buyer);
        }
        assertEq(escrow.balanceOf(address(odd), buyer), 5_000, "unchanged");
        odd.setCallback(address(0), "");
        withdraw(buyer, 5_000, buyer);
    }

    function test_tokens_thatAreNoContract_areRefused() public {
        _expect(abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(0xdead)));
        vm.prank(buyer);
        escrow.deposit(address(0xdead), 1, buyer);
        terms.token = address(0xdead);
        _use(terms);
        _expect(abi.encodeWithSelector(IEscrow.TokenInvalid.selector, address(0xdead)));
        fund(false, _agreed());
    }

    /// @dev What one token's holdings lose harms no other token.
    function test_tokens_areApart() public {
        PlainToken odd = new PlainToken();
        _stock(odd);
        _deposit(odd, 5_000);
        vm.expectRevert();
        vm.prank(buyer);
        escrow.deposit(address(odd), 100_000_000, buyer);
        assertEq(escrow.balanceOf(address(token), buyer), RICH, "another token");
        _expect(abi.encodeWithSelector(IEscrow.BalanceInsufficient.selector, address(odd), buyer, 5_000, 5_001));
        withdraw(buyer, 5_001, buyer);
    }
}
