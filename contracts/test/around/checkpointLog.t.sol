// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Checkpoint, ICheckpointLog} from "../../src/interfaces/ICheckpointLog.sol";
import {IConsents} from "../../src/interfaces/IConsents.sol";
import {Consent} from "../../src/interfaces/IEscrow.sol";
import {AroundFixture} from "./AroundFixture.sol";

contract CheckpointLogTest is AroundFixture {
    bytes32 private constant ROOT = keccak256("root");
    bytes32 private constant NEXT_ROOT = keccak256("next root");

    function _anchor(address account, uint64 size, bytes32 root, bytes32 previousHead) private {
        vm.prank(account);
        checkpoints.anchor(size, root, previousHead, _own(account));
    }

    function _head(bytes32 previousHead, uint64 size, bytes32 root) private pure returns (bytes32) {
        return keccak256(abi.encode(previousHead, size, root));
    }

    function _assertLatest(address account, uint64 size, bytes32 root, bytes32 head, uint256 anchoredAt) private view {
        Checkpoint memory latest = checkpoints.latest(account);
        assertEq(latest.size, size, "size");
        assertEq(latest.root, root, "root");
        assertEq(latest.head, head, "head");
        assertEq(latest.anchoredAt, anchoredAt, "anchored at");
    }

    function test_anchor_first() public {
        _assertLatest(seller, 0, 0, 0, 0);
        bytes32 head = _head(0, 5, ROOT);
        vm.expectEmit(address(checkpoints));
        emit ICheckpointLog.Anchored(seller, 5, ROOT, 0, head);
        _anchor(seller, 5, ROOT, 0);
        _assertLatest(seller, 5, ROOT, head, START);
        _assertLatest(buyer, 0, 0, 0, 0);
    }

    function test_anchor_bindsTheOneBefore() public {
        bytes32 first = _head(0, 5, ROOT);
        bytes32 second = _head(first, 6, NEXT_ROOT);
        _anchor(seller, 5, ROOT, 0);
        vm.warp(START + 9);
        vm.expectEmit(address(checkpoints));
        emit ICheckpointLog.Anchored(seller, 6, NEXT_ROOT, first, second);
        _anchor(seller, 6, NEXT_ROOT, first);
        _assertLatest(seller, 6, NEXT_ROOT, second, START + 9);
    }

    function test_anchor_relayed() public {
        bytes32 structHash = keccak256(abi.encode(ANCHOR, seller, 5, ROOT, bytes32(0), until));
        Consent memory consent = _signed(CHECKPOINTS, address(checkpoints), seller, structHash);
        vm.prank(relayer);
        checkpoints.anchor(5, ROOT, 0, consent);
        _assertLatest(seller, 5, ROOT, _head(0, 5, ROOT), START);
        _assertLatest(relayer, 0, 0, 0, 0);
    }

    function test_anchor_revertsWhen_oneBeforeIsMissing() public {
        bytes32 first = _head(0, 5, ROOT);
        _expect(abi.encodeWithSelector(ICheckpointLog.HeadMismatch.selector, seller, bytes32(0), first));
        _anchor(seller, 6, NEXT_ROOT, first);
        _anchor(seller, 5, ROOT, 0);
        _expect(abi.encodeWithSelector(ICheckpointLog.HeadMismatch.selector, seller, first, bytes32(0)));
        _anchor(seller, 6, NEXT_ROOT, 0);
    }

    function test_anchor_revertsWhen_itShrinks() public {
        _anchor(seller, 5, ROOT, 0);
        _expect(abi.encodeWithSelector(ICheckpointLog.SizeShrinks.selector, seller, 4, 5));
        _anchor(seller, 4, ROOT, _head(0, 5, ROOT));
    }

    function test_anchor_revertsWhen_theSameSizeHasAnotherRoot() public {
        _anchor(seller, 5, ROOT, 0);
        _expect(abi.encodeWithSelector(ICheckpointLog.RootConflict.selector, seller, 5, NEXT_ROOT, ROOT));
        _anchor(seller, 5, NEXT_ROOT, _head(0, 5, ROOT));
    }

    function test_anchor_revertsWhen_itSaysNothingNew() public {
        _anchor(seller, 5, ROOT, 0);
        _expect(abi.encodeWithSelector(ICheckpointLog.NothingNew.selector, seller, 5));
        _anchor(seller, 5, ROOT, _head(0, 5, ROOT));
    }

    /// @dev A log without records has nothing to anchor.
    function test_anchor_revertsWhen_theFirstIsOfNothing() public {
        _expect(abi.encodeWithSelector(ICheckpointLog.NothingNew.selector, seller, 0));
        _anchor(seller, 0, 0, 0);
        _expect(abi.encodeWithSelector(ICheckpointLog.RootConflict.selector, seller, 0, ROOT, bytes32(0)));
        _anchor(seller, 0, ROOT, 0);
    }

    function test_anchor_upToTheLargestSize() public {
        _anchor(seller, type(uint64).max, ROOT, 0);
        _assertLatest(seller, type(uint64).max, ROOT, _head(0, type(uint64).max, ROOT), START);
    }

    function test_anchor_revertsWhen_ofAnother() public {
        _expect(abi.encodeWithSelector(IConsents.SignatureInvalid.selector, seller));
        vm.prank(stranger);
        checkpoints.anchor(5, ROOT, 0, _own(seller));
    }

    /// @dev Of two anchors that were signed for the same head, one is taken: there is one history.
    function test_anchor_ofTwoForTheSameHead_oneIsTaken() public {
        Consent[2] memory signed;
        for (uint64 i = 0; i < 2; i++) {
            bytes32 structHash = keccak256(abi.encode(ANCHOR, seller, 5 + i, ROOT, bytes32(0), until));
            signed[i] = _signed(CHECKPOINTS, address(checkpoints), seller, structHash);
        }
        checkpoints.anchor(6, ROOT, 0, signed[1]);
        _expect(abi.encodeWithSelector(ICheckpointLog.HeadMismatch.selector, seller, _head(0, 6, ROOT), bytes32(0)));
        checkpoints.anchor(5, ROOT, 0, signed[0]);
    }

    function testFuzz_anchor_onlyGrowingSizesAreTaken(uint64 size, uint64 next, bytes32 root) public {
        size = uint64(bound(size, 1, type(uint64).max));
        _anchor(seller, size, ROOT, 0);
        bytes32 first = _head(0, size, ROOT);
        vm.prank(seller);
        (bool done,) =
            address(checkpoints).call(abi.encodeCall(ICheckpointLog.anchor, (next, root, first, _own(seller))));
        assertTrue(done == (next > size), "taken when it grows");
        assertEq(checkpoints.latest(seller).size, next > size ? next : size, "never smaller");
    }
}
