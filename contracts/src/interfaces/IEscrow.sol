// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @notice The windows of an order, in seconds. Zero where the order has no such stage.
struct Windows {
    uint32 accept;
    uint32 fulfil;
    uint32 inspect;
    uint32 store;
    uint32 deliver;
    uint32 confirm;
    uint32 dispute;
    uint32 ruling;
}

/// @notice The terms of an order, as both sides sign them. The order's id is their EIP-712 digest.
struct Order {
    address buyer; // accepts, confirms, disputes
    address payer; // funds the order and receives all that returns; zero: the buyer
    address seller;
    address token;
    address platform; // earns the fee, has no other power; zero: none
    address arbiter; // rules a dispute; zero: none
    address backupArbiter; // rules when the arbiter is silent; zero: none
    address attestor; // states facts, never an amount; zero: none
    uint96 goods; // base units of `token`, as are the next four
    uint96 service;
    uint96 freight;
    uint96 atCost; // kept only as far as it is claimed with a document
    uint96 arbiterFee; // posted by who asks for a ruling
    uint16 feeBps; // platform fee on goods and service earned, rounded down
    uint16 drawBps; // share of goods that may be drawn early against the bond
    uint16 abandonBps; // seller's share when the buyer lets goods lie that the attestor has seen
    uint16 silenceBps; // seller's share of a dispute after hand-over that nobody rules
    Windows windows;
    uint40 validUntil; // last second at which the order can be funded
    bytes32 details; // root of salted commitments to the sealed details
    bytes32 link; // another order that this one belongs to; no effect on money
    uint256 salt;
}

/// @notice Where an order stands. The numbers are part of what is signed and never change.
enum State {
    None,
    Requested,
    Accepted,
    Inspected,
    Approved,
    Shipped,
    Delivered,
    Disputed,
    Escalated,
    Backup,
    Settled
}

/// @notice How an order came to `Settled`. Stands in `OrderSettled` only.
enum Ending {
    Refund,
    Earned,
    Abandoned,
    Silence,
    Settlement,
    Ruling,
    Revoked
}

/// @notice What the contract keeps of an order.
struct OrderStatus {
    State state;
    bool shipped;
    bool handed;
    bool extended;
    bool escalatedByBuyer;
    uint40 deadline; // last second at which acts of this state count
    uint96 drawn; // running total that the seller drew early
    uint96 claimed; // running total of documented cost
}

/// @notice Who acts, until when, and the signature that shows it.
/// @dev When `signer` is the caller, `signature` is not looked at. Else it is the signer's EIP-712
/// signature of the action (ECDSA with low s, or ERC-1271).
struct Consent {
    address signer; // the party, or an operator of it where operators may act
    uint40 until; // last second at which the consent counts
    bytes signature;
}

/// @notice The seller's agreement to terms: a signature of the order's id, or of many ids at once (`Quotes`).
struct Quote {
    address quoter; // the seller, or an operator of it; zero: the seller has not agreed yet
    uint40 until; // zero: `signature` is of the id itself; else the last second at which `Quotes` counts
    bytes32[] proof; // from keccak256(id) to the root that `Quotes` signs, at most 20 steps
    bytes signature; // not looked at when `quoter` is the caller
}

/// @notice The agreement of buyer and seller to the terms.
struct Agreement {
    bytes buyer; // signature of the order's id; needed when the payer is not the buyer and the buyer is not the caller
    Quote quote;
}

/// @notice One side's part of a settlement. `nonce` is burnt when the signature is used.
struct Offer {
    uint256 nonce;
    Consent consent;
}

/// @notice An ERC-3009 authorisation. Its nonce is derived, never passed.
struct Authorization {
    uint256 validAfter;
    uint256 validBefore;
    bytes signature;
}

/// @notice A Permit2 transfer. Token, amount, spender and witness are derived, never passed.
struct Permit2Transfer {
    uint256 nonce; // unordered, Permit2's own
    uint256 deadline;
    bytes signature;
}

/// @title Escrow: holds the money of all orders
/// @notice Nobody owns, pauses or upgrades it. What an order is and pays follows from its signed terms,
/// what was done, and the time. Every act on an order first applies the defaults that are due.
/// @dev Specification: docs/specs/order.md. A direct call carries the same fields as a signature would.
interface IEscrow {
    // ------------------------------------------------------------------ events

    /// @notice Money of an account grew from outside.
    event Deposited(address indexed token, address indexed account, uint256 amount);
    event Withdrawn(address indexed token, address indexed account, address recipient, uint256 amount);
    event BondPosted(address indexed token, address indexed account, address recipient, uint256 amount);
    event BondWithdrawn(address indexed token, address indexed account, address recipient, uint256 amount);
    event OperatorSet(address indexed account, address indexed operator, uint40 until);
    event NonceBurnt(address indexed account, uint256 nonce);

    /// @notice An order was funded. `state` is `Requested`, or `Accepted` when the seller had agreed.
    /// @param terms All fields of the terms behind each other without padding (`abi.encodePacked`), 361 bytes.
    /// @param fromBalance Whether the payer's balance paid; else the money came from outside.
    event OrderFunded(bytes32 indexed order, bytes terms, State state, uint40 deadline, bool fromBalance);
    event OrderAccepted(bytes32 indexed order, uint40 deadline);
    event OrderInspected(bytes32 indexed order, bytes32 record, uint40 deadline);
    /// @notice The inspection was approved, by the buyer or (`byDefault`) by its silence.
    event OrderApproved(bytes32 indexed order, bool byDefault, uint40 deadline);
    event OrderShipped(bytes32 indexed order, bytes32 record, uint40 deadline);
    event OrderDelivered(bytes32 indexed order, bytes32 record, uint40 deadline);
    /// @notice Goods of a disputed order were stated as handed over.
    event OrderHanded(bytes32 indexed order, bytes32 record, uint40 deadline);
    event OrderDisputed(bytes32 indexed order, address indexed by, bytes32 record, uint40 deadline);
    event OrderEscalated(bytes32 indexed order, address indexed by, uint40 deadline);
    /// @notice The arbiter was silent; it is the backup arbiter's turn.
    event OrderBackup(bytes32 indexed order, uint40 deadline);
    event OrderExtended(bytes32 indexed order, uint40 deadline);
    /// @notice The running total of documented cost rose to `total`.
    event OrderClaimed(bytes32 indexed order, uint96 total, bytes32 document, uint40 deadline);
    /// @notice The running total that the seller drew rose to `total`.
    event OrderDrawn(bytes32 indexed order, uint96 total, bytes32 record);
    /// @notice The order ended.
    /// @param sellerGross The seller's gross S of docs/specs/order.md; zero in a refund.
    /// @param fee The platform's part of `sellerGross`.
    /// @param bondPaid What the seller's bond paid, since more was drawn than earned.
    /// @param reimbursed What the other side's credit gave back to who had posted the arbiter's fee.
    event OrderSettled(
        bytes32 indexed order,
        Ending indexed ending,
        uint256 sellerGross,
        uint256 fee,
        uint256 bondPaid,
        uint256 reimbursed
    );
    /// @notice The seller gave `amount` back to the order's payer from its own balance.
    event OrderRefunded(bytes32 indexed order, uint256 amount);

    /// @notice The call at `index` of a batch failed alone.
    /// @param reason Its error, cut after 164 bytes; empty when it ran out of gas.
    event BatchCallFailed(uint256 index, bytes reason);

    // ------------------------------------------------------------------ errors

    /// @param field The name of the first field that breaks a rule, as text padded with zeros.
    error TermsInvalid(bytes32 order, bytes32 field);
    error OrderExpired(bytes32 order, uint256 timestamp, uint256 validUntil);
    error OrderExists(bytes32 order, State state);
    error OrderNotFound(bytes32 order);
    /// @notice The action was meant for another state.
    error StateMismatch(bytes32 order, State actual, State meant);
    /// @notice The action is not one of the order's state, under its terms.
    error ActionNotPossible(bytes32 order, State state);
    error NotAuthorized(address signer);
    error SignatureInvalid(address signer);
    error ConsentExpired(uint256 timestamp, uint256 until);
    error NonceUsed(address account, uint256 nonce);
    error DeadlineNotReached(bytes32 order, uint256 timestamp, uint256 deadline);
    error InspectionMismatch(bytes32 order, bytes32 actual, bytes32 meant);
    error ClaimMismatch(bytes32 order, uint256 actual, uint256 meant);
    error ClaimOutOfRange(bytes32 order, uint256 total, uint256 claimed, uint256 atCost);
    error DrawOutOfRange(bytes32 order, uint256 total, uint256 drawn, uint256 bound);
    error AmountOutOfRange(uint256 amount, uint256 bound);
    error ExtensionOutOfRange(bytes32 order, uint256 extraSeconds, uint256 bound);
    error AlreadyExtended(bytes32 order);
    error AlreadyHanded(bytes32 order);
    error NotShipped(bytes32 order);
    error BalanceInsufficient(address token, address account, uint256 balance, uint256 needed);
    error BondInsufficient(address token, address account, uint256 free, uint256 needed);
    error AmountZero();
    error RecipientInvalid(address recipient);
    /// @notice There is no contract at the address, or it does not know what a token must and gives no reason.
    error TokenInvalid(address token);
    /// @notice The token moved another amount than it was asked to: fee on transfer, or hostile.
    error TokenAmountMismatch(address token, uint256 expected, uint256 received);
    error ProofTooLong(uint256 steps, uint256 bound);
    error Reentered();
    /// @notice What is left of the gas is not enough to give the call at `index` what every call was promised.
    error BatchGasInsufficient(uint256 index, uint256 available, uint256 gasEach);
    error ChainMismatch(uint256 chainId, uint256 deployedChainId);

    // ------------------------------------------------------------------ batches

    /// @notice Makes many calls of this contract's own functions in one transaction. Each fails alone and says why
    /// (`BatchCallFailed`); the others go through. The caller may do in it what it may do by its own calls.
    /// @param calls Calldata of functions of this contract; `batch` itself is none of them.
    /// @param gasEach What each call may use at most, and is sure to get.
    /// @return failed How many failed.
    function batch(bytes[] calldata calls, uint256 gasEach) external returns (uint256 failed);

    // ------------------------------------------------------------------ accounts

    /// @notice Takes `amount` by the caller's allowance and adds it to `recipient`'s balance.
    function deposit(address token, uint256 amount, address recipient) external;

    /// @notice Takes `amount` from `account` by ERC-3009 and adds it to its balance. Anyone may relay it.
    /// @dev The authorisation's nonce is `depositNonce(account, token, amount, salt)`.
    function depositWithAuthorization(
        address account,
        address token,
        uint256 amount,
        uint256 salt,
        Authorization calldata authorization
    ) external;

    /// @notice Takes `amount` from `account` by Permit2 and adds it to its balance. Anyone may relay it.
    /// @dev The witness is `DepositTo(account)`.
    function depositWithPermit2(address account, address token, uint256 amount, Permit2Transfer calldata transfer)
        external;

    /// @notice Uses an ERC-2612 permit for this contract's allowance, as the first call of a batch whose next ones take
    /// by allowance. A permit that fails is ignored: the allowance decides.
    function applyPermit(address token, address owner, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external;

    /// @notice Sends `amount` of the signer's balance to `recipient`.
    function withdraw(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external;

    /// @notice Moves `amount` of the signer's balance into `recipient`'s bond.
    function postBond(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external;

    /// @notice Moves `amount` of the signer's unreserved bond into `recipient`'s balance.
    function withdrawBond(address token, uint256 amount, address recipient, uint256 nonce, Consent calldata consent)
        external;

    /// @notice Lets `operator` quote, accept, inspect, ship, deliver and claim for the signer until `operatorUntil`.
    function setOperator(address operator, uint40 operatorUntil, uint256 nonce, Consent calldata consent) external;

    /// @notice Takes back whatever the signer signed with `nonce`, if it was not used yet.
    function burnNonce(uint256 nonce, Consent calldata consent) external;

    // ------------------------------------------------------------------ orders

    /// @notice Funds an order from the payer's balance (`fromBalance`) or by its allowance.
    /// @param consent The payer's `Fund`.
    function fund(Order calldata terms, bool fromBalance, Agreement calldata agreement, Consent calldata consent)
        external;

    /// @notice Funds an order by the payer's ERC-3009 authorisation, whose nonce is the order's id: one
    /// signature agrees to the terms and pays. Anyone may relay it.
    function fundWithAuthorization(
        Order calldata terms,
        Agreement calldata agreement,
        Authorization calldata authorization
    ) external;

    /// @notice Funds an order by a Permit2 transfer of the payer, whose witness is `FundOrder(order)`: one signature
    /// agrees to the terms and pays. Anyone may relay it.
    function fundWithPermit2(Order calldata terms, Agreement calldata agreement, Permit2Transfer calldata transfer)
        external;

    /// @notice Puts an order that is not funded to `Settled`, for ever. By seller, buyer or payer.
    function revoke(Order calldata terms, Consent calldata consent) external;

    /// @notice The seller accepts a requested order.
    /// @param quote The seller's agreement; signed, it counts while now ≤ `validUntil`.
    function accept(Order calldata terms, Quote calldata quote) external;

    function inspect(Order calldata terms, State state, bytes32 record, Consent calldata consent) external;

    /// @param inspection The record that `inspect` carried.
    function approve(Order calldata terms, State state, bytes32 inspection, Consent calldata consent) external;

    function reject(Order calldata terms, State state, bytes32 record, Consent calldata consent) external;

    function ship(Order calldata terms, State state, bytes32 record, Consent calldata consent) external;

    function deliver(Order calldata terms, State state, bytes32 record, Consent calldata consent) external;

    /// @param claimed The running total of claims that the buyer knows of.
    function confirm(Order calldata terms, State state, uint96 claimed, Consent calldata consent) external;

    function cancel(Order calldata terms, State state, Consent calldata consent) external;

    function extend(Order calldata terms, State state, uint32 extraSeconds, Consent calldata consent) external;

    function dispute(Order calldata terms, State state, bytes32 record, Consent calldata consent) external;

    function escalate(Order calldata terms, State state, Consent calldata consent) external;

    /// @param sellerGross What the seller has earned, at most all that can be earned.
    function rule(Order calldata terms, State state, uint256 sellerGross, Consent calldata consent) external;

    /// @notice Both sides end the order at `sellerTotal`, the seller's gross.
    function settle(Order calldata terms, State state, uint256 sellerTotal, Offer calldata buyer, Offer calldata seller)
        external;

    /// @param total The new running total of documented cost.
    function claim(Order calldata terms, State state, uint96 total, bytes32 document, Consent calldata consent) external;

    /// @param total The new running total drawn.
    function draw(Order calldata terms, State state, uint96 total, bytes32 record, Consent calldata consent) external;

    /// @notice The seller gives `amount` of its balance to the order's payer, in any state.
    function refund(Order calldata terms, State state, uint256 amount, uint256 nonce, Consent calldata consent) external;

    /// @notice Applies the defaults that are due, and nothing else. For anyone.
    function lapse(Order calldata terms) external;

    // ------------------------------------------------------------------ reads

    function orderId(Order calldata terms) external view returns (bytes32);
    function statusOf(bytes32 order) external view returns (OrderStatus memory);
    /// @notice The record that `inspect` carried; zero before.
    function inspectionOf(bytes32 order) external view returns (bytes32);
    function balanceOf(address token, address account) external view returns (uint256);
    function bondOf(address token, address account) external view returns (uint256 amount, uint256 reserved);
    function operatorUntil(address account, address operator) external view returns (uint40);
    function isNonceUsed(address account, uint256 nonce) external view returns (bool);
    function depositNonce(address account, address token, uint256 amount, uint256 salt) external view returns (bytes32);
}
