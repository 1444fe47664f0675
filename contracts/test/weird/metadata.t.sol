// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {BytesMetadataToken} from "../mocks/weird/BytesMetadataToken.sol";
import {HugeNameToken} from "../mocks/weird/HugeNameToken.sol";
import {InjectingNameToken} from "../mocks/weird/InjectingNameToken.sol";
import {WeirdFixture} from "./WeirdFixture.sol";

/// @title Tokens with odd names: the escrow reads none
contract WeirdMetadataTest is WeirdFixture {
    function test_weird_bytesMetadata_work() public harmsNoOther {
        BytesMetadataToken odd = new BytesMetadataToken();
        _stock(odd);
        _lives(odd);
    }

    function test_weird_injectingName_works() public harmsNoOther {
        InjectingNameToken odd = new InjectingNameToken();
        _stock(odd);
        _lives(odd);
    }

    function test_weird_hugeName_works() public harmsNoOther {
        HugeNameToken odd = new HugeNameToken();
        _stock(odd);
        _lives(odd);
    }
}
