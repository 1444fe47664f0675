// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {EscrowFixture} from "../EscrowFixture.sol";
import {Answer} from "../mocks/Delegates.sol";

/// @title What every call of a batch was promised, to the unit of gas
contract BatchGasTest is EscrowFixture {
    /// @dev A funding whose seller is a wallet that needs a third of a million gas to answer: what remains beside such a
    /// call is enough for the batch to end, so that only its own check keeps a call from being starved.
    function _calls() private returns (bytes[] memory calls) {
        terms.seller = address(new Answer(Answer.Kind.YesAndMuchMore, escrow, address(token)));
        keyOf[terms.seller] = keyOf[stranger];
        _use(terms);
        calls = new bytes[](1);
        Consent memory own = Consent(buyer, uint40(START + 1 days), "");
        calls[0] = abi.encodeCall(IEscrow.fund, (terms, true, _agreed(), own));
    }

    /// @return done Whether the batch went through.
    /// @return failed How many of its calls failed.
    function _batch(bytes[] memory calls, uint256 gasEach, uint256 limit) private returns (bool done, uint256 failed) {
        uint256 before = vm.snapshotState();
        bytes memory data = abi.encodeCall(IEscrow.batch, (calls, gasEach));
        vm.cool(address(escrow));
        vm.prank(buyer);
        bytes memory answer;
        (done, answer) = address(escrow).call{gas: limit}(data);
        if (done) failed = abi.decode(answer, (uint256));
        vm.revertToState(before);
    }

    /// @dev A call that needs all that it was promised: at no limit does the batch run it and starve it.
    function test_batchGas_theNextCallGetsAllOfIt_orTheBatchReverts() public {
        bytes[] memory calls = _calls();
        (uint256 low, uint256 high) = (50_000, 1_000_000);
        while (low + 1 < high) {
            uint256 middle = (low + high) / 2;
            (, uint256 failed) = _batch(calls, middle, 5_000_000);
            if (failed == 0) high = middle;
            else low = middle;
        }
        assertTrue(high > 300_000, "a dear call");
        (uint256 through, uint256 refused) = (0, 0);
        for (uint256 limit = high; limit < high + 40_000; limit += 53) {
            (bool done, uint256 failed) = _batch(calls, high, limit);
            assertEq(failed, 0, "starved");
            if (done) through++;
            else refused++;
        }
        assertTrue(through > 20 && refused > 20, "both were seen");
    }
}
