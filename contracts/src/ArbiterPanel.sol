// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Consents} from "./Consents.sol";
import {IArbiterPanel} from "./interfaces/IArbiterPanel.sol";
import {Consent, IEscrow, Order, State} from "./interfaces/IEscrow.sol";

/// @title ArbiterPanel
/// @notice See IArbiterPanel.
contract ArbiterPanel is IArbiterPanel, Consents, ReentrancyGuardTransient {
    /// @dev Of one token. Every member is entitled to `each` in total; what is not owed is not split yet.
    struct Fees {
        uint256 each;
        uint256 owed; // of what was split, what no member took yet
    }

    uint256 private constant MAX_MEMBERS = 15;
    bytes32 private constant RULING = keccak256("Ruling(bytes32 order,uint8 state,uint256 sellerGross,uint40 until)");
    bytes32 private constant REVOKE_VOTES = keccak256("RevokeVotes(bytes32 order,uint40 through,uint40 until)");
    bytes32 private constant TAKE_SHARE = keccak256(
        "TakeShare(address member,address token,uint256 taken,uint256 amount,address recipient,uint40 until)"
    );

    IEscrow private immutable ESCROW;
    uint256 private immutable COUNT;
    uint256 private immutable THRESHOLD;

    /// @dev Written by the constructor alone, as is the next.
    address[] private _members;
    /// @dev One more than the member's index; zero: no member.
    mapping(address account => uint256) private _seats;

    mapping(bytes32 order => mapping(address member => uint40)) private _revokedThrough;
    mapping(address token => Fees) private _fees;
    mapping(address token => mapping(address member => uint256)) private _taken;

    constructor(IEscrow escrow_, address[] memory members_, uint256 threshold_) EIP712("Cinnabar Panel", "1") {
        uint256 count = members_.length;
        if (count == 0 || count > MAX_MEMBERS) revert MemberCountOutOfRange(count, MAX_MEMBERS);
        if (threshold_ > count || threshold_ * 2 <= count) revert ThresholdOutOfRange(threshold_, count);
        for (uint256 i = 0; i < count; i++) {
            address member = members_[i];
            if (member == address(0) || _seats[member] != 0) revert MemberInvalid(member);
            _seats[member] = i + 1;
        }
        (ESCROW, COUNT, THRESHOLD, _members) = (escrow_, count, threshold_, members_);
    }

    // ------------------------------------------------------------------ rulings

    /// @dev It writes nothing here, and the escrow's own lock covers what it does there.
    function rule(Order calldata terms, State state, uint256 sellerGross, Consent[] calldata votes) external {
        bytes32 order = ESCROW.orderId(terms);
        if (votes.length < THRESHOLD) revert VotesMissing(order, votes.length, THRESHOLD);
        uint256 voters;
        for (uint256 i = 0; i < votes.length; i++) {
            Consent calldata vote = votes[i];
            uint256 seat = 1 << _indexOf(vote.signer);
            if (voters & seat != 0) revert VoteRepeated(order, vote.signer);
            voters |= seat;
            if (_isParty(terms, vote.signer)) revert MemberConflicted(order, vote.signer);
            uint40 through = _revokedThrough[order][vote.signer];
            if (vote.until <= through) revert VoteRevoked(order, vote.signer, vote.until, through);
            _requireConsent(keccak256(abi.encode(RULING, order, state, sellerGross, vote.until)), vote);
        }
        // At most fifteen seats.
        // forge-lint: disable-next-line(unsafe-typecast)
        emit PanelRuled(order, state, sellerGross, uint16(voters));
        ESCROW.rule(terms, state, sellerGross, _ownConsent());
    }

    function revokeVotes(bytes32 order, uint40 through, Consent calldata consent) external {
        address member = consent.signer;
        _indexOf(member);
        uint40 before = _revokedThrough[order][member];
        if (through <= before) revert AlreadyRevoked(order, member, through, before);
        _requireConsent(keccak256(abi.encode(REVOKE_VOTES, order, through, consent.until)), consent);
        _revokedThrough[order][member] = through;
        emit VotesRevoked(order, member, through);
    }

    // ------------------------------------------------------------------ fees

    function split(address token) external nonReentrant {
        uint256 unsplit = _unsplit(token);
        if (unsplit < COUNT) revert NothingToSplit(token, unsplit, COUNT);
        _split(token, unsplit);
    }

    function takeShare(address token, uint256 taken, uint256 amount, address recipient, Consent calldata consent)
        external
        nonReentrant
    {
        address member = consent.signer;
        _indexOf(member);
        // Tokens sent here could never leave.
        if (recipient == address(this)) revert RecipientInvalid(recipient);
        uint256 before = _taken[token][member];
        if (taken != before) revert TakenMismatch(token, member, before, taken);
        _requireConsent(
            keccak256(abi.encode(TAKE_SHARE, member, token, taken, amount, recipient, consent.until)), consent
        );
        uint256 unsplit = _unsplit(token);
        if (unsplit >= COUNT) _split(token, unsplit);
        uint256 share = _fees[token].each - before;
        if (amount > share) revert ShareInsufficient(token, member, share, amount);
        _taken[token][member] = before + amount;
        _fees[token].owed -= amount;
        emit ShareTaken(token, member, recipient, amount);
        ESCROW.withdraw(token, amount, recipient, 0, _ownConsent());
    }

    // ------------------------------------------------------------------ reads

    function escrow() external view returns (address) {
        return address(ESCROW);
    }

    function members() external view returns (address[] memory) {
        return _members;
    }

    function threshold() external view returns (uint256) {
        return THRESHOLD;
    }

    function votersOf(Order calldata terms) external view returns (uint256 voters) {
        for (uint256 i = 0; i < COUNT; i++) {
            if (!_isParty(terms, _members[i])) voters++;
        }
    }

    function revokedThrough(bytes32 order, address member) external view returns (uint40) {
        return _revokedThrough[order][member];
    }

    function shareOf(address token, address member) external view returns (uint256) {
        _indexOf(member);
        return _fees[token].each + _unsplit(token) / COUNT - _taken[token][member];
    }

    function takenOf(address token, address member) external view returns (uint256) {
        return _taken[token][member];
    }

    // ------------------------------------------------------------------ private

    function _indexOf(address account) private view returns (uint256) {
        uint256 seat = _seats[account];
        if (seat == 0) revert NotMember(account);
        return seat - 1;
    }

    /// @dev A panel that is the platform earns by ruling for the seller, and so does each of its members.
    function _isParty(Order calldata terms, address account) private view returns (bool) {
        address platform = terms.platform;
        return account == terms.buyer || account == terms.payer || account == terms.seller || account == platform
            || account == terms.attestor || address(this) == platform;
    }

    /// @dev The panel's balance never falls but by `takeShare`, so it covers what is owed.
    function _unsplit(address token) private view returns (uint256) {
        return ESCROW.balanceOf(token, address(this)) - _fees[token].owed;
    }

    function _split(address token, uint256 unsplit) private {
        uint256 each = unsplit / COUNT;
        Fees storage fees = _fees[token];
        fees.each += each;
        fees.owed += each * COUNT;
        emit FeesSplit(token, each);
    }

    /// @dev The panel calls the escrow itself: its consent needs no signature and is of this second.
    function _ownConsent() private view returns (Consent memory) {
        // forge-lint: disable-next-line(unsafe-typecast)
        return Consent(address(this), uint40(block.timestamp), "");
    }
}
