// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {
    Configuration,
    Credential,
    IPasskeyAccount,
    IPasskeyAccountFactory
} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

interface IFactoryInside {
    function IMPLEMENTATION() external view returns (address);
}

contract PasskeyAccountFactoryTest is PasskeyFixture {
    function test_createAccount_setsWhatTheConfigurationSays() public view {
        (uint256 x, uint256 y) = vm.publicKeyP256(LAPTOP);
        Credential memory second = account.credentialAt(1);
        assertEq(second.qx, bytes32(x), "x");
        assertEq(second.qy, bytes32(y), "y");
        assertTrue(!second.presenceOnly, "verified users by default");
        assertEq(account.guardian(), guardian, "guardian");
        assertTrue(account.isPayee(payee), "payee");
        assertTrue(!account.isPayee(thief), "nobody else");
    }

    function test_createAccount_tellsWhatItSets() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        c.credentials[1].presenceOnly = true;
        address other = factory.addressOf(c);
        vm.expectEmit(address(factory));
        emit IPasskeyAccountFactory.AccountCreated(other, c);
        vm.expectEmit(other);
        emit IPasskeyAccount.CredentialSet(0, c.credentials[0].qx, c.credentials[0].qy, false);
        vm.expectEmit(other);
        emit IPasskeyAccount.CredentialSet(1, c.credentials[1].qx, c.credentials[1].qy, true);
        vm.expectEmit(other);
        emit IPasskeyAccount.GuardianSet(guardian);
        vm.expectEmit(other);
        emit IPasskeyAccount.PayeeAdded(payee);
        factory.createAccount(c);
    }

    function test_createAccount_twiceAnswersTheSame() public {
        bytes memory code = address(account).code;
        vm.recordLogs();
        assertEq(factory.createAccount(_configuration()), address(account), "address");
        assertEq(vm.getRecordedLogs().length, 0, "nothing happens");
        assertEq(keccak256(address(account).code), keccak256(code), "code");
    }

    function test_createAccount_addressIsThatOfTheWholeConfiguration() public {
        address[7] memory seen;
        seen[0] = address(account);
        Configuration memory c = _configuration();
        c.salt = "other";
        seen[1] = factory.addressOf(c);
        c = _configuration();
        c.guardian = thief;
        seen[2] = factory.addressOf(c);
        c = _configuration();
        c.payees[0] = thief;
        seen[3] = factory.addressOf(c);
        c = _configuration();
        c.credentials[0].presenceOnly = true;
        seen[4] = factory.addressOf(c);
        c = _configuration();
        c.credentials = _two(_credential(LAPTOP), _credential(PHONE));
        seen[5] = factory.addressOf(c);
        c = _configuration();
        c.credentials = _one(_credential(PHONE));
        seen[6] = factory.createAccount(c);
        assertEq(seen[6], factory.addressOf(c), "foretold");
        for (uint256 i = 0; i < seen.length; i++) {
            for (uint256 j = 0; j < i; j++) {
                assertTrue(seen[i] != seen[j], "two configurations, one address");
            }
        }
    }

    /// @dev Whoever comes first can only create the account as it is to be.
    function test_createAccount_whoeverCalls() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        vm.prank(thief);
        address other = factory.createAccount(c);
        assertEq(IPasskeyAccount(other).guardian(), guardian, "guardian");
        assertEq(IPasskeyAccount(other).credentialAt(0).qx, c.credentials[0].qx, "credential");
    }

    function test_createAccount_revertsWhen_countOfCredentialsIsWrong() public {
        Configuration memory c = _configuration();
        c.credentials = new Credential[](0);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialCountOutOfRange.selector, 0, 2));
        factory.createAccount(c);
        c.credentials = new Credential[](3);
        vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CredentialCountOutOfRange.selector, 3, 2));
        factory.createAccount(c);
    }

    function test_createAccount_revertsWhen_credentialIsNoPoint() public {
        Configuration memory c = _configuration();
        c.credentials[1].qy = bytes32(uint256(c.credentials[1].qy) ^ 1);
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.CredentialInvalid.selector, c.credentials[1].qx, c.credentials[1].qy)
        );
        factory.createAccount(c);
    }

    function test_createAccount_revertsWhen_credentialStandsTwice() public {
        Configuration memory c = _configuration();
        c.credentials[1] = _credential(PHONE);
        c.credentials[1].presenceOnly = true;
        vm.expectRevert(
            abi.encodeWithSelector(IPasskeyAccount.CredentialExists.selector, c.credentials[1].qx, c.credentials[1].qy)
        );
        factory.createAccount(c);
    }

    function test_createAccount_revertsWhen_payeeIsNone() public {
        address[4] memory none = [address(0), address(escrow), PERMIT2, ENTRY_POINT];
        for (uint256 i = 0; i < none.length; i++) {
            Configuration memory c = _configuration();
            c.payees[0] = none[i];
            vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.PayeeInvalid.selector, none[i]));
            factory.createAccount(c);
        }
    }

    // ------------------------------------------------------------------ taking over

    function test_initialize_revertsWhen_callerIsNotTheFactory() public {
        address implementation = IFactoryInside(address(factory)).IMPLEMENTATION();
        address[2] memory targets = [implementation, address(account)];
        for (uint256 i = 0; i < 2; i++) {
            vm.expectRevert(abi.encodeWithSelector(IPasskeyAccount.CallerNotFactory.selector, thief, address(factory)));
            vm.prank(thief);
            IPasskeyAccount(targets[i]).initialize(_configuration());
        }
    }

    /// @dev Nobody owns the code itself: it has no credential, so nothing that is signed counts there.
    function test_implementation_hasNoOwner() public view {
        IPasskeyAccount implementation = IPasskeyAccount(IFactoryInside(address(factory)).IMPLEMENTATION());
        assertEq(implementation.credentialAt(0).qx | implementation.credentialAt(1).qx, 0, "credentials");
        bytes memory hello = "\x19Ethereum Signed Message:\n5hello";
        bytes memory signature = _signMessage(PHONE, address(implementation), hello);
        assertTrue(implementation.isValidSignature(keccak256(hello), signature) == NO, "signature");
    }
}
