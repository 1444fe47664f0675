// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {State} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

/// @title Who is better or worse off, to the base unit
/// @dev All amounts are of `daigou`: P = 1,120,022; K = 1,100,011 + C; the platform's fee is taken on at most 1,070,004;
/// the arbiter's fee is 22,003.
abstract contract EconomicsFixture is EscrowFixture {
    mapping(address account => uint256) private _worth;

    /// @dev Balances and bonds from here on are compared with those of now.
    function _weigh() internal {
        address[8] memory all = [buyer, payer, seller, platform, arbiter, backup, attestor, stranger];
        for (uint256 i = 0; i < all.length; i++) {
            _worth[all[i]] = _worthOf(all[i]);
        }
    }

    function _worthOf(address account) private view returns (uint256) {
        (uint256 bond,) = escrow.bondOf(address(token), account);
        return escrow.balanceOf(address(token), account) + bond;
    }

    function _assertChange(address account, int256 expected, string memory who) internal view {
        // Balances of tests are far below 2²⁵⁵.
        // forge-lint: disable-next-line(unsafe-typecast)
        int256 actual = int256(_worthOf(account)) - int256(_worth[account]);
        // Two's complement: equal words are equal numbers.
        // forge-lint: disable-next-line(unsafe-typecast)
        assertEq(bytes32(uint256(actual)), bytes32(uint256(expected)), who);
    }

    function _assertChanges(int256 ofBuyer, int256 ofSeller, int256 ofPlatform, int256 ofArbiter) internal view {
        _assertChange(buyer, ofBuyer, "buyer");
        _assertChange(seller, ofSeller, "seller");
        _assertChange(platform, ofPlatform, "platform");
        _assertChange(arbiter, ofArbiter, "arbiter");
        _assertChange(stranger, 0, "stranger");
        _assertChange(attestor, 0, "attestor");
    }

    /// @dev The second after the deadline, by anyone.
    function _expire() internal {
        vm.warp(_status().deadline + 1);
        lapse();
    }

    function _toLastSecond() internal {
        vm.warp(_status().deadline);
    }

    function _salted(uint256 salt) internal {
        terms.salt = salt;
        _use(terms);
        vm.warp(START);
    }

    function _bond(uint256 amount) internal {
        postBond(seller, amount, seller);
        _mark();
    }

    function _reserved() internal view returns (uint256 reserved) {
        (, reserved) = escrow.bondOf(address(token), seller);
    }

    /// @dev Whether anybody may do anything on it: `Settled` is for ever.
    function _isLive() internal view returns (bool) {
        return _status().state != State.Settled;
    }
}
