// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IConsents} from "./IConsents.sol";
import {Consent, Order, State} from "./IEscrow.sol";

/// @title ArbiterPanel: k of n members rule a dispute together
/// @notice An order names the panel as its arbiter or backup arbiter. Escrow, members and threshold never change, and
/// nobody owns the panel.
///
/// The conflict rule:
/// 1. A ruling is one amount that `threshold` different members signed for the same order and state. Nothing is
///    averaged and nothing is rounded towards each other.
/// 2. A member that is buyer, payer, seller, platform or attestor of an order has no vote in it. Where the panel itself
///    is the platform, no member has. The threshold stays.
/// 3. Where fewer than `threshold` members have a vote, the panel cannot rule, and the clock moves the order on: to the
///    backup arbiter, or to silence.
/// 4. The threshold is more than half of the members, so two amounts can both be carried only where somebody signed
///    both. Then the first that is executed stands, since an order settles once.
///
/// Whatever the escrow credits to the panel belongs to all members equally, whoever voted.
/// @dev Specification: docs/specs/arbiter-panel.md. EIP-712 domain: "Cinnabar Panel", version "1". Operators of a party
/// are not looked at: a seller could take the vote from any member by naming it as operator.
interface IArbiterPanel is IConsents {
    // ------------------------------------------------------------------ events

    /// @param voters Bit `i` stands for `members()[i]`.
    event PanelRuled(bytes32 indexed order, State state, uint256 sellerGross, uint16 voters);
    /// @notice The member's votes on the order that run out at `through` or before count no more.
    event VotesRevoked(bytes32 indexed order, address indexed member, uint40 through);
    /// @notice Every member's share of the token rose by `each`.
    event FeesSplit(address indexed token, uint256 each);
    event ShareTaken(address indexed token, address indexed member, address recipient, uint256 amount);

    // ------------------------------------------------------------------ errors

    error MemberCountOutOfRange(uint256 count, uint256 bound);
    error MemberInvalid(address member);
    /// @notice It is not more than half of the members, or more than all.
    error ThresholdOutOfRange(uint256 threshold, uint256 members);
    error NotMember(address account);
    /// @notice The member is a party of the order, and has no vote in it.
    error MemberConflicted(bytes32 order, address member);
    error VoteRepeated(bytes32 order, address member);
    error VoteRevoked(bytes32 order, address member, uint256 until, uint256 through);
    error VotesMissing(bytes32 order, uint256 votes, uint256 threshold);
    /// @notice All that this would take back was taken back before.
    error AlreadyRevoked(bytes32 order, address member, uint256 through, uint256 revokedThrough);
    /// @notice What is not split yet gives no member a base unit.
    error NothingToSplit(address token, uint256 unsplit, uint256 members);
    /// @notice The member has taken another total than the consent was made for.
    error TakenMismatch(address token, address member, uint256 taken, uint256 meant);
    error ShareInsufficient(address token, address member, uint256 share, uint256 amount);
    error RecipientInvalid(address recipient);

    // ------------------------------------------------------------------ rulings

    /// @notice Rules the order. For anyone who brings the votes.
    /// @param state `Escalated` where the panel is the arbiter, `Backup` where it is the backup arbiter.
    /// @param sellerGross What the seller has earned, at most all that can be earned.
    /// @param votes At least `threshold` members' consents, all different:
    /// `Ruling(bytes32 order,uint8 state,uint256 sellerGross,uint40 until)`. All of them must count.
    function rule(Order calldata terms, State state, uint256 sellerGross, Consent[] calldata votes) external;

    /// @notice Takes back the signer's votes on an order that run out at `through` or before, whatever they say. To vote
    /// again, sign with a later `until`.
    /// @param consent A member's `RevokeVotes(bytes32 order,uint40 through,uint40 until)`.
    function revokeVotes(bytes32 order, uint40 through, Consent calldata consent) external;

    // ------------------------------------------------------------------ fees

    /// @notice Splits what the escrow credited to the panel since the last time. For anyone. What cannot be split
    /// equally stays for the next time.
    function split(address token) external;

    /// @notice Sends `amount` of the signer's share out of the escrow to `recipient`, after splitting what is new.
    /// @param taken What the signer took of this token before, in total: it makes a signature work once.
    /// @param consent A member's
    /// `TakeShare(address member,address token,uint256 taken,uint256 amount,address recipient,uint40 until)`.
    function takeShare(address token, uint256 taken, uint256 amount, address recipient, Consent calldata consent)
        external;

    // ------------------------------------------------------------------ reads

    function escrow() external view returns (address);
    function members() external view returns (address[] memory);
    function threshold() external view returns (uint256);
    /// @notice How many members have a vote in an order of these terms. Fewer than `threshold`: the panel cannot rule it.
    function votersOf(Order calldata terms) external view returns (uint256);
    /// @notice The member's votes on the order count only when their `until` is later than this.
    function revokedThrough(bytes32 order, address member) external view returns (uint40);
    /// @notice What the member can take, with what a split would add now.
    function shareOf(address token, address member) external view returns (uint256);
    /// @notice What the member took, in total.
    function takenOf(address token, address member) external view returns (uint256);
}
