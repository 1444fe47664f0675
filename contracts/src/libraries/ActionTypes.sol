// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The EIP-712 types that people sign
/// @dev The same strings stand in packages/protocol/src/typedData; vectors hold both equal.
library ActionTypes {
    bytes32 internal constant WINDOWS = keccak256(
        "Windows(uint32 accept,uint32 fulfil,uint32 inspect,uint32 store,uint32 deliver,uint32 confirm,uint32 dispute,uint32 ruling)"
    );
    bytes32 internal constant ORDER = keccak256(
        "Order(address buyer,address payer,address seller,address token,address platform,address arbiter,address backupArbiter,address attestor,uint96 goods,uint96 service,uint96 freight,uint96 atCost,uint96 arbiterFee,uint16 feeBps,uint16 drawBps,uint16 abandonBps,uint16 silenceBps,Windows windows,uint40 validUntil,bytes32 details,bytes32 link,uint256 salt)Windows(uint32 accept,uint32 fulfil,uint32 inspect,uint32 store,uint32 deliver,uint32 confirm,uint32 dispute,uint32 ruling)"
    );

    /// @dev One signature for many orders: the root of a tree whose leaves are the hashes of their ids.
    bytes32 internal constant QUOTES = keccak256("Quotes(bytes32 root,uint40 until)");
    bytes32 internal constant FUND = keccak256("Fund(bytes32 order,bool fromBalance,uint40 until)");
    bytes32 internal constant REVOKE = keccak256("Revoke(bytes32 order,uint40 until)");
    bytes32 internal constant INSPECT = keccak256("Inspect(bytes32 order,uint8 state,bytes32 record,uint40 until)");
    bytes32 internal constant APPROVE = keccak256("Approve(bytes32 order,uint8 state,bytes32 inspection,uint40 until)");
    bytes32 internal constant REJECT = keccak256("Reject(bytes32 order,uint8 state,bytes32 record,uint40 until)");
    bytes32 internal constant SHIP = keccak256("Ship(bytes32 order,uint8 state,bytes32 record,uint40 until)");
    bytes32 internal constant DELIVER = keccak256("Deliver(bytes32 order,uint8 state,bytes32 record,uint40 until)");
    bytes32 internal constant CONFIRM = keccak256("Confirm(bytes32 order,uint8 state,uint96 claimed,uint40 until)");
    bytes32 internal constant CANCEL = keccak256("Cancel(bytes32 order,uint8 state,uint40 until)");
    bytes32 internal constant EXTEND = keccak256("Extend(bytes32 order,uint8 state,uint32 extraSeconds,uint40 until)");
    bytes32 internal constant DISPUTE = keccak256("Dispute(bytes32 order,uint8 state,bytes32 record,uint40 until)");
    bytes32 internal constant ESCALATE = keccak256("Escalate(bytes32 order,uint8 state,uint40 until)");
    bytes32 internal constant RULE = keccak256("Rule(bytes32 order,uint8 state,uint256 sellerGross,uint40 until)");
    bytes32 internal constant SETTLE =
        keccak256("Settle(bytes32 order,uint8 state,uint256 sellerTotal,uint256 nonce,uint40 until)");
    bytes32 internal constant CLAIM =
        keccak256("Claim(bytes32 order,uint8 state,uint96 total,bytes32 document,uint40 until)");
    bytes32 internal constant DRAW =
        keccak256("Draw(bytes32 order,uint8 state,uint96 total,bytes32 record,uint40 until)");
    bytes32 internal constant REFUND =
        keccak256("Refund(bytes32 order,uint8 state,uint256 amount,uint256 nonce,uint40 until)");

    bytes32 internal constant WITHDRAW = keccak256(
        "Withdraw(address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until)"
    );
    bytes32 internal constant POST_BOND = keccak256(
        "PostBond(address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until)"
    );
    bytes32 internal constant WITHDRAW_BOND = keccak256(
        "WithdrawBond(address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until)"
    );
    bytes32 internal constant SET_OPERATOR =
        keccak256("SetOperator(address account,address operator,uint40 operatorUntil,uint256 nonce,uint40 until)");
    bytes32 internal constant BURN_NONCE = keccak256("BurnNonce(address account,uint256 nonce,uint40 until)");

    /// @dev Not signed by itself: hashed into the nonce of an ERC-3009 authorisation that deposits.
    bytes32 internal constant DEPOSIT = keccak256("Deposit(address account,address token,uint256 amount,uint256 salt)");

    /// @dev The witnesses of a Permit2 transfer, each with what Permit2 wants to know of its type.
    bytes32 internal constant FUND_ORDER = keccak256("FundOrder(bytes32 order)");
    string internal constant FUND_ORDER_WITNESS =
        "FundOrder witness)FundOrder(bytes32 order)TokenPermissions(address token,uint256 amount)";
    bytes32 internal constant DEPOSIT_TO = keccak256("DepositTo(address account)");
    string internal constant DEPOSIT_TO_WITNESS =
        "DepositTo witness)DepositTo(address account)TokenPermissions(address token,uint256 amount)";
}
