// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";

/// @dev What one would write first, to compare gas with: the buyer pays in by allowance and confirms, the seller is
/// paid. No deadline, no dispute, no fee, no signatures.
contract PlainEscrow is ReentrancyGuard {
    using SafeERC20 for IERC20;

    enum Stage {
        None,
        Funded,
        Released
    }

    struct Deal {
        address buyer;
        address seller;
        IERC20 token;
        uint256 amount;
        Stage stage;
    }

    mapping(uint256 id => Deal) public deals;
    uint256 public count;

    event Funded(uint256 indexed id, address indexed buyer, address indexed seller, address token, uint256 amount);
    event Released(uint256 indexed id);

    error NotBuyer(address caller);
    error NotFunded(uint256 id);

    function fund(address seller, IERC20 token, uint256 amount) external nonReentrant returns (uint256 id) {
        id = ++count;
        deals[id] = Deal(msg.sender, seller, token, amount, Stage.Funded);
        emit Funded(id, msg.sender, seller, address(token), amount);
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    function confirm(uint256 id) external nonReentrant {
        Deal storage deal = deals[id];
        if (msg.sender != deal.buyer) revert NotBuyer(msg.sender);
        if (deal.stage != Stage.Funded) revert NotFunded(id);
        deal.stage = Stage.Released;
        emit Released(id);
        deal.token.safeTransfer(deal.seller, deal.amount);
    }
}
