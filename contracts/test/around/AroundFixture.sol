// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IArbiterPanel} from "../../src/interfaces/IArbiterPanel.sol";
import {ICheckpointLog} from "../../src/interfaces/ICheckpointLog.sol";
import {Consent, Order, State} from "../../src/interfaces/IEscrow.sol";
import {IKeyRegistry} from "../../src/interfaces/IKeyRegistry.sol";
import {EscrowFixture} from "../EscrowFixture.sol";

/// @title The contracts around the escrow, and a panel of five whose members have keys
/// @dev What is signed is written once more here, independently of the contracts.
abstract contract AroundFixture is EscrowFixture {
    string internal constant PANEL = "Cinnabar Panel";
    string internal constant KEYS = "Cinnabar Keys";
    string internal constant CHECKPOINTS = "Cinnabar Checkpoints";
    bytes32 internal constant RULING = keccak256("Ruling(bytes32 order,uint8 state,uint256 sellerGross,uint40 until)");
    bytes32 internal constant REVOKE_VOTES = keccak256("RevokeVotes(bytes32 order,uint40 through,uint40 until)");
    bytes32 internal constant TAKE_SHARE = keccak256(
        "TakeShare(address member,address token,uint256 taken,uint256 amount,address recipient,uint40 until)"
    );
    bytes32 internal constant SET_KEY = keccak256("SetKey(address account,bytes32 key,uint64 version,uint40 until)");
    bytes32 internal constant REVOKE_KEY = keccak256("RevokeKey(address account,uint64 version,uint40 until)");
    bytes32 internal constant ANCHOR =
        keccak256("Anchor(address account,uint64 size,bytes32 root,bytes32 previousHead,uint40 until)");

    IArbiterPanel internal panel;
    IKeyRegistry internal keys;
    ICheckpointLog internal checkpoints;
    /// @dev Members of the panel; three of them rule.
    address[] internal jury;
    uint40 internal until = uint40(START + 30 days);

    function setUp() public virtual override {
        super.setUp();
        for (uint256 i = 0; i < 5; i++) {
            jury.push(_person(0x2001 + i));
        }
        panel = _createPanel(jury, 3);
        keys = IKeyRegistry(vm.deployCode("KeyRegistry.sol:KeyRegistry"));
        checkpoints = ICheckpointLog(vm.deployCode("CheckpointLog.sol:CheckpointLog"));
        _use(panelled());
    }

    function _person(uint256 key) internal returns (address account) {
        account = vm.addr(key);
        keyOf[account] = key;
    }

    function _createPanel(address[] memory members, uint256 threshold) internal returns (IArbiterPanel) {
        bytes memory arguments = abi.encode(escrow, members, threshold);
        return IArbiterPanel(vm.deployCode("ArbiterPanel.sol:ArbiterPanel", arguments));
    }

    /// @dev As `daigou`, with the panel as arbiter.
    function panelled() internal view returns (Order memory t) {
        t = daigou();
        t.arbiter = address(panel);
    }

    // ------------------------------------------------------------------ signing

    function _digestIn(string memory name, uint256 chainId, address verifier, bytes32 structHash)
        internal
        pure
        returns (bytes32)
    {
        bytes32 domainType =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 separator = keccak256(abi.encode(domainType, keccak256(bytes(name)), keccak256("1"), chainId, verifier));
        return keccak256(abi.encodePacked(hex"1901", separator, structHash));
    }

    /// @dev A consent that `signer` gives by signature.
    function _signed(string memory name, address verifier, address signer, bytes32 structHash)
        internal
        view
        returns (Consent memory)
    {
        return Consent(signer, until, _sign(signer, _digestIn(name, block.chainid, verifier, structHash)));
    }

    /// @dev A consent that `signer` gives by calling.
    function _own(address signer) internal view returns (Consent memory) {
        return Consent(signer, until, "");
    }

    function _vote(address member, State state, uint256 sellerGross) internal view returns (Consent memory) {
        return _signed(PANEL, address(panel), member, keccak256(abi.encode(RULING, id, state, sellerGross, until)));
    }

    /// @dev The votes of the first `count` members.
    function _votes(uint256 count, State state, uint256 sellerGross) internal view returns (Consent[] memory votes) {
        votes = new Consent[](count);
        for (uint256 i = 0; i < count; i++) {
            votes[i] = _vote(jury[i], state, sellerGross);
        }
    }

    function _share(address member, uint256 taken, uint256 amount, address recipient)
        internal
        view
        returns (Consent memory)
    {
        bytes32 structHash = keccak256(abi.encode(TAKE_SHARE, member, address(token), taken, amount, recipient, until));
        return _signed(PANEL, address(panel), member, structHash);
    }

    /// @dev The panel's balance grows as by fees.
    function _earn(uint256 amount) internal {
        vm.prank(stranger);
        escrow.deposit(address(token), amount, address(panel));
    }
}
