// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {Authorization, Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {Configuration, IPasskeyAccount} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

/// @title What counts as signed by an account (ERC-1271, ERC-7739), and what its lock lets be signed
contract IsValidSignatureTest is PasskeyFixture {
    string internal constant CONFIRM = "Confirm(bytes32 order,uint8 state,uint96 claimed,uint40 until)";
    string internal constant SET_OPERATOR =
        "SetOperator(address account,address operator,uint40 operatorUntil,uint256 nonce,uint40 until)";
    string internal constant ORDER =
        "Order(address buyer,address payer,address seller,address token,address platform,address arbiter,address backupArbiter,address attestor,uint96 goods,uint96 service,uint96 freight,uint96 atCost,uint96 arbiterFee,uint16 feeBps,uint16 drawBps,uint16 abandonBps,uint16 silenceBps,Windows windows,uint40 validUntil,bytes32 details,bytes32 link,uint256 salt)Windows(uint32 accept,uint32 fulfil,uint32 inspect,uint32 store,uint32 deliver,uint32 confirm,uint32 dispute,uint32 ruling)";
    string internal constant RECEIVE =
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)";
    string internal constant PERMIT =
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
    string internal constant WITNESS =
        "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,Funding witness)Funding(bytes32 order)TokenPermissions(address token,uint256 amount)";
    uint256 internal constant CAP = 500_000; // Signers.ERC1271_GAS

    function _moveType(string memory name) internal pure returns (string memory) {
        return string.concat(
            name, "(address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until)"
        );
    }

    function _escrowDomain() internal view returns (bytes32) {
        return _separator("Cinnabar", address(escrow));
    }

    function _permit2Domain() internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256("Permit2"),
                block.chainid,
                PERMIT2
            )
        );
    }

    function _hash(string memory typeText) internal pure returns (bytes32) {
        return keccak256(bytes(typeText));
    }

    function _move(string memory name, address to) internal view returns (bytes memory) {
        return abi.encode(_hash(_moveType(name)), account, token, 5, to, 9, START + 1 days);
    }

    function _sees(bytes32 separator, string memory typeText, bytes memory contents) internal view returns (bytes4) {
        return _answerTo(separator, contents, _signTyped(PHONE, separator, typeText, contents));
    }

    function _assertTaken(bytes32 separator, string memory typeText, bytes memory contents) internal view {
        assertTrue(_sees(separator, typeText, contents) == MAGIC, typeText);
    }

    function _assertRefused(bytes32 separator, string memory typeText, bytes memory contents) internal view {
        assertTrue(_sees(separator, typeText, contents) == NO, typeText);
    }

    // ------------------------------------------------------------------ the escrow's own types

    function test_isValidSignature_actionsOfOrders() public view {
        bytes memory contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        _assertTaken(_escrowDomain(), CONFIRM, contents);
        assertTrue(
            _answerTo(_escrowDomain(), contents, _signTyped(LAPTOP, _escrowDomain(), CONFIRM, contents)) == MAGIC,
            "the other credential"
        );
        contents = abi.encode(_hash(SET_OPERATOR), account, thief, START + 9, 1, START + 1);
        _assertTaken(_escrowDomain(), SET_OPERATOR, contents);
        _assertTaken(_escrowDomain(), ORDER, abi.encodePacked(_hash(ORDER), new bytes(22 * 32)));
    }

    function test_isValidSignature_movesToTheAccountAndToPayees() public view {
        string[3] memory names = ["Withdraw", "PostBond", "WithdrawBond"];
        for (uint256 i = 0; i < names.length; i++) {
            _assertTaken(_escrowDomain(), _moveType(names[i]), _move(names[i], payee));
            _assertTaken(_escrowDomain(), _moveType(names[i]), _move(names[i], address(account)));
        }
    }

    function test_isValidSignature_refusesMovesElsewhere() public view {
        string[3] memory names = ["Withdraw", "PostBond", "WithdrawBond"];
        address[3] memory others = [thief, address(escrow), address(0)];
        for (uint256 i = 0; i < names.length; i++) {
            for (uint256 j = 0; j < others.length; j++) {
                _assertRefused(_escrowDomain(), _moveType(names[i]), _move(names[i], others[j]));
            }
        }
    }

    function test_isValidSignature_refusesARecipientThatIsCutOrNoAddress() public view {
        bytes memory contents = _move("Withdraw", payee);
        contents[128] = 0x01;
        _assertRefused(_escrowDomain(), _moveType("Withdraw"), contents);
        bytes memory cut = new bytes(159);
        for (uint256 i = 0; i < cut.length; i++) {
            cut[i] = _move("Withdraw", payee)[i];
        }
        _assertRefused(_escrowDomain(), _moveType("Withdraw"), cut);
        _assertRefused(_escrowDomain(), _moveType("Withdraw"), "");
    }

    /// @dev The hash is that of a withdrawal to the thief; what is shown beside it is something harmless.
    function test_isValidSignature_refusesAMoveThatIsShownAsAnother() public view {
        bytes memory theft = _move("Withdraw", thief);
        bytes memory harmless = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        _assertRefused(_escrowDomain(), CONFIRM, theft);
        // The opened fields are those of the harmless one, the hash is that of the theft.
        bytes memory signature = _signTyped(PHONE, _escrowDomain(), CONFIRM, theft);
        bytes memory swapped = _swap(signature, harmless, CONFIRM, theft);
        assertTrue(_answerTo(_escrowDomain(), theft, swapped) == NO, "opened another");
        // Nothing is opened at all.
        swapped = _swap(signature, "", CONFIRM, theft);
        assertTrue(_answerTo(_escrowDomain(), theft, swapped) == NO, "opened nothing");
        // In ERC-7739's explicit form the primary type's name stands at the end.
        string memory explicitText = string.concat(_moveType("Withdraw"), "Confirm");
        _assertRefused(_escrowDomain(), explicitText, theft);
    }

    /// @dev A type's text beside fields of another type: whoever reads the one would sign the other.
    function test_isValidSignature_refusesATextThatIsNotOfTheFields() public view {
        bytes memory confirm = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        _assertRefused(_escrowDomain(), SET_OPERATOR, confirm);
        string memory single =
            "PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)";
        bytes memory contents = abi.encode(_hash(single), bytes32(0), escrow, START + 1);
        _assertRefused(_permit2Domain(), WITNESS, contents);
    }

    /// @dev The signature of `contents` with other opened fields.
    function _swap(bytes memory signature, bytes memory opened, string memory typeText, bytes memory contents)
        private
        view
        returns (bytes memory)
    {
        uint256 tail = contents.length + 2 + 64 + bytes(typeText).length + 2;
        bytes memory start = new bytes(signature.length - tail);
        for (uint256 i = 0; i < start.length; i++) {
            start[i] = signature[i];
        }
        return abi.encodePacked(
            start,
            opened,
            uint16(opened.length),
            _escrowDomain(),
            keccak256(contents),
            typeText,
            uint16(bytes(typeText).length)
        );
    }

    // ------------------------------------------------------------------ tokens and Permit2

    function test_isValidSignature_paymentsToTheEscrow() public view {
        bytes32 domain = token.DOMAIN_SEPARATOR();
        _assertTaken(domain, RECEIVE, abi.encode(_hash(RECEIVE), account, escrow, 5, 0, START + 1, bytes32(0)));
        _assertTaken(domain, PERMIT, abi.encode(_hash(PERMIT), account, escrow, 5, 0, START + 1));
        _assertTaken(domain, PERMIT, abi.encode(_hash(PERMIT), account, payee, 5, 0, START + 1));
        _assertTaken(domain, PERMIT, abi.encode(_hash(PERMIT), account, PERMIT2, 5, 0, START + 1));
        bytes memory contents = abi.encode(_hash(WITNESS), bytes32(0), escrow, 1, START + 1, bytes32(0));
        _assertTaken(_permit2Domain(), WITNESS, contents);
    }

    function test_isValidSignature_refusesPaymentsElsewhere() public view {
        bytes32 domain = token.DOMAIN_SEPARATOR();
        address[3] memory others = [thief, payee, address(account)];
        for (uint256 i = 0; i < others.length; i++) {
            address to = others[i];
            _assertRefused(domain, RECEIVE, abi.encode(_hash(RECEIVE), account, to, 5, 0, START + 1, bytes32(0)));
            bytes memory contents = abi.encode(_hash(WITNESS), bytes32(0), to, 1, START + 1, bytes32(0));
            _assertRefused(_permit2Domain(), WITNESS, contents);
            if (to == payee) continue;
            _assertRefused(domain, PERMIT, abi.encode(_hash(PERMIT), account, to, 5, 0, START + 1));
        }
    }

    /// @dev Types that move money and name the escrow in the same place, but are not those three.
    function test_isValidSignature_refusesEveryOtherType() public view {
        string[5] memory types = [
            "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)",
            "Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)",
            "PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)TokenPermissions(address token,uint256 amount)",
            "PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)",
            "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)"
        ];
        for (uint256 i = 0; i < types.length; i++) {
            bytes memory contents = abi.encode(_hash(types[i]), account, escrow, 5, 0, START + 1, bytes32(0));
            _assertRefused(token.DOMAIN_SEPARATOR(), types[i], contents);
            _assertRefused(_permit2Domain(), types[i], contents);
        }
        bytes memory witness = abi.encode(_hash(WITNESS), bytes32(0), escrow, 1, START + 1, bytes32(0));
        _assertRefused(token.DOMAIN_SEPARATOR(), WITNESS, witness);
    }

    /// @dev The escrow's types count in the escrow's domain of this chain alone.
    function test_isValidSignature_refusesOrdersOfAnotherDomain() public {
        bytes memory contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        _assertRefused(_separator("Cinnabar", thief), CONFIRM, contents);
        _assertRefused(_separator("Cinnabar", block.chainid + 1, address(escrow)), CONFIRM, contents);
        _assertRefused(_separator("Vermilion", address(escrow)), CONFIRM, contents);
        bytes32 before = _escrowDomain();
        bytes memory signature = _signTyped(PHONE, before, CONFIRM, contents);
        vm.chainId(block.chainid + 1);
        assertTrue(_answerTo(before, contents, signature) == NO, "after a fork");
        _assertTaken(_escrowDomain(), CONFIRM, contents);
    }

    // ------------------------------------------------------------------ whose signature

    function test_isValidSignature_refusesTheSignatureForAnotherAccountOfTheKeys() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        address other = factory.createAccount(c);
        bytes memory contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        bytes memory signature = _signTyped(PHONE, other, _escrowDomain(), CONFIRM, contents);
        bytes32 digest = _digest(_escrowDomain(), keccak256(contents));
        assertTrue(account.isValidSignature(digest, signature) == NO, "here");
        assertTrue(IPasskeyAccount(other).isValidSignature(digest, signature) == MAGIC, "there");
        bytes memory hello = "\x19Ethereum Signed Message:\n5hello";
        signature = _signMessage(PHONE, other, hello);
        assertTrue(account.isValidSignature(keccak256(hello), signature) == NO, "message here");
        assertTrue(IPasskeyAccount(other).isValidSignature(keccak256(hello), signature) == MAGIC, "message there");
    }

    function test_isValidSignature_refusesAnotherKey() public view {
        bytes memory contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        bytes memory signature = _signTyped(NEW_PHONE, _escrowDomain(), CONFIRM, contents);
        assertTrue(_answerTo(_escrowDomain(), contents, signature) == NO, "another key");
    }

    function test_isValidSignature_refusesAnotherDigest() public view {
        bytes memory contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        bytes memory signature = _signTyped(PHONE, _escrowDomain(), CONFIRM, contents);
        contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 1, START + 1);
        assertTrue(_answerTo(_escrowDomain(), contents, signature) == NO, "another claim");
    }

    /// @dev A plain signature of the digest itself counts nowhere: it would for every account of the key.
    function test_isValidSignature_refusesWhatIsNotNested() public view {
        bytes memory contents = abi.encode(_hash(CONFIRM), keccak256("order"), 6, 0, START + 1);
        bytes32 digest = _digest(_escrowDomain(), keccak256(contents));
        assertTrue(account.isValidSignature(digest, _sign(PHONE, digest)) == NO, "plain");
    }

    // ------------------------------------------------------------------ messages

    function test_isValidSignature_signsIn() public view {
        bytes memory message = "\x19Ethereum Signed Message:\n32cinnabar.example wants you to ok";
        assertEq(message.length, 60, "as long as that of a hash");
        assertTrue(
            account.isValidSignature(keccak256(message), _signMessage(PHONE, address(account), message)) == NO,
            "a hash that nobody can read"
        );
        message = "\x19Ethereum Signed Message:\n33cinnabar.example wants you to sign";
        assertTrue(
            account.isValidSignature(keccak256(message), _signMessage(LAPTOP, address(account), message)) == MAGIC,
            "a message"
        );
    }

    /// @dev A withdrawal to the thief, signed as if it were a message.
    function test_isValidSignature_refusesTypedDataShownAsMessage() public view {
        bytes memory preimage = abi.encodePacked(hex"1901", _escrowDomain(), keccak256(_move("Withdraw", thief)));
        bytes memory signature = _signMessage(PHONE, address(account), preimage);
        assertTrue(account.isValidSignature(keccak256(preimage), signature) == NO, "opened");
        bytes memory other = "\x19Ethereum Signed Message:\n5hello";
        bytes32 nested = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), keccak256(preimage)));
        signature = abi.encodePacked(
            _sign(PHONE, _digest(_separator("PasskeyAccount", address(account)), nested)), other, uint16(other.length)
        );
        assertTrue(account.isValidSignature(keccak256(preimage), signature) == NO, "another message opened");
        signature = _sign(PHONE, _digest(_separator("PasskeyAccount", address(account)), nested));
        assertTrue(account.isValidSignature(keccak256(preimage), signature) == NO, "nothing opened");
    }

    function test_isValidSignature_refusesAMessageWithoutItsPrefix() public view {
        bytes[3] memory messages = [bytes("hi"), "\x19Ethereum Signed Message", "\x18Ethereum Signed Message:\n5hello"];
        for (uint256 i = 0; i < messages.length; i++) {
            bytes memory signature = _signMessage(PHONE, address(account), messages[i]);
            assertTrue(account.isValidSignature(keccak256(messages[i]), signature) == NO, "no message");
        }
    }

    function test_isValidSignature_tellsThatItSpeaksErc7739() public view {
        bytes32 question = 0x7739773977397739773977397739773977397739773977397739773977397739;
        assertTrue(account.isValidSignature(question, "") == 0x77390001, "yes");
        assertTrue(account.isValidSignature(keccak256("any"), "") == NO, "nothing else");
    }

    function testFuzz_isValidSignature_neverReverts(bytes32 digest, bytes calldata rubbish) public view {
        assertTrue(account.isValidSignature(digest, rubbish) == NO, "rubbish");
    }

    /// @dev Any bit of a sound signature: it is refused or, where it has more than one form, still says the same.
    function testFuzz_isValidSignature_anyBitIsOther(uint256 bit) public view {
        bytes memory contents = _move("Withdraw", payee);
        bytes memory signature = _signTyped(PHONE, _escrowDomain(), _moveType("Withdraw"), contents);
        bit = bound(bit, 0, 8 * signature.length - 1);
        signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        bytes memory data = abi.encodeCall(
            IPasskeyAccount.isValidSignature, (_digest(_escrowDomain(), keccak256(contents)), signature)
        );
        (bool done,) = address(account).staticcall{gas: 2 * CAP}(data);
        assertTrue(done, "an answer within the gas of two checks");
    }

    // ------------------------------------------------------------------ with the real escrow

    function _consent(string memory typeText, bytes memory contents) private view returns (Consent memory) {
        bytes memory signature = _signTyped(PHONE, _escrowDomain(), typeText, contents);
        return Consent(address(account), uint40(START + 1 days), signature);
    }

    function test_escrow_takesTheAccountsSignature() public {
        escrow.withdraw(address(token), 5, payee, 9, _consent(_moveType("Withdraw"), _move("Withdraw", payee)));
        assertEq(token.balanceOf(payee), 5, "withdrawn");
        string memory burn = "BurnNonce(address account,uint256 nonce,uint40 until)";
        bytes memory contents = abi.encode(_hash(burn), account, 11, START + 1 days);
        escrow.burnNonce(11, _consent(burn, contents));
        assertTrue(escrow.isNonceUsed(address(account), 11), "burnt");
    }

    function test_escrow_refusesTheThiefsSignature() public {
        bytes memory contents = abi.encode(_hash(_moveType("Withdraw")), account, token, 5, thief, 9, START + 1 days);
        Consent memory consent = _consent(_moveType("Withdraw"), contents);
        vm.expectRevert(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, address(account)));
        escrow.withdraw(address(token), 5, thief, 9, consent);
    }

    function test_escrow_takesADepositByErc3009() public {
        bytes32 nonce_ = escrow.depositNonce(address(account), address(token), 5, 1);
        bytes memory contents = abi.encode(_hash(RECEIVE), account, escrow, 5, START - 1, START + 1, nonce_);
        bytes memory signature = _signTyped(PHONE, token.DOMAIN_SEPARATOR(), RECEIVE, contents);
        escrow.depositWithAuthorization(
            address(account), address(token), 5, 1, Authorization(START - 1, START + 1, signature)
        );
        assertEq(escrow.balanceOf(address(token), address(account)), RICH + 5, "deposited");
    }

    /// @dev What the escrow gives a wallet is enough for the largest struct there is to sign.
    function test_escrow_givesEnoughGas() public view {
        bytes memory contents = abi.encodePacked(_hash(ORDER), new bytes(22 * 32));
        bytes memory signature = _signTyped(LAPTOP, _escrowDomain(), ORDER, contents);
        bytes memory data = abi.encodeCall(
            IPasskeyAccount.isValidSignature, (_digest(_escrowDomain(), keccak256(contents)), signature)
        );
        (bool done, bytes memory answer) = address(account).staticcall{gas: CAP}(data);
        assertTrue(done && bytes4(answer) == MAGIC, "within the cap");
    }

    /// @dev The work of a check without precompile depends on the signature's bits.
    function testFuzz_escrow_givesEnoughGas(bytes32 order, uint256 key) public {
        key = bound(key, 1, P256_N - 1);
        Configuration memory c = _configuration();
        c.credentials = _one(_credential(key));
        account = IPasskeyAccount(factory.createAccount(c));
        bytes memory contents = abi.encodePacked(_hash(ORDER), new bytes(21 * 32), order);
        bytes memory signature = _signTyped(key, _escrowDomain(), ORDER, contents);
        signature[0] = 0;
        bytes memory data = abi.encodeCall(
            IPasskeyAccount.isValidSignature, (_digest(_escrowDomain(), keccak256(contents)), signature)
        );
        uint256 before = gasleft();
        (bool done, bytes memory answer) = address(account).staticcall{gas: CAP}(data);
        assertTrue(done && bytes4(answer) == MAGIC, "within the cap");
        assertTrue(before - gasleft() < CAP * 4 / 5, "with a fifth to spare");
    }
}

/// @title The same where the chain has the P-256 precompile, at 0x100
/// forge-config: default.evm_version = "osaka"
contract IsValidSignatureWithPrecompileTest is IsValidSignatureTest {}
