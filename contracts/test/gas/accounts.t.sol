// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Deployment, IAccountDeployer} from "../../src/interfaces/IAccountDeployer.sol";
import {Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {
    Call,
    Change,
    Configuration,
    IPasskeyAccount,
    IPasskeyAccountFactory
} from "../../src/interfaces/IPasskeyAccount.sol";
import {EntryPointFixture} from "../accounts/EntryPointFixture.sol";

/// @title What the accounts' calls cost, exactly
/// @dev As in gas.t.sol: each call is a transaction of its own; `transaction` is all that is paid, `execution` that
/// without 21,000 and calldata.
abstract contract AccountsGas is EntryPointFixture {
    string private constant WITHDRAW =
        "Withdraw(address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until)";
    uint256 private constant TRANSACTION = 21_000;
    uint256 private constant ZERO_BYTE = 4;
    uint256 private constant OTHER_BYTE = 16;
    uint40 private constant UNTIL = uint40(START + 1 days);

    /// @dev What stands behind the names of the figures.
    function _variant() internal pure virtual returns (string memory);

    function setUp() public override {
        super.setUp();
        // The payee has money already, as after a first payment.
        token.faucet(payee, 1);
    }

    function _keep(string memory name, address caller, address target, bytes memory data) internal {
        vm.prank(caller, caller);
        (bool done, bytes memory answer) = target.call(data);
        if (!done) bubble(answer);
        uint256 all = vm.lastCallGas().gasTotalUsed;
        uint256 intrinsic = TRANSACTION;
        for (uint256 i = 0; i < data.length; i++) {
            intrinsic += data[i] == 0 ? ZERO_BYTE : OTHER_BYTE;
        }
        name = string.concat("passkey.", name, _variant());
        vm.snapshotValue("transaction", name, all);
        vm.snapshotValue("execution", name, all - intrinsic);
    }

    function _signedCall(Call[] memory calls) private view returns (bytes memory) {
        bytes memory signature = _sign(PHONE, _executeDigest(address(account), calls, 5, UNTIL));
        return abi.encodeCall(IPasskeyAccount.executeSigned, (calls, 5, UNTIL, signature));
    }

    function _payment() private view returns (Call[] memory) {
        return _call(address(token), abi.encodeCall(IERC20.transfer, (payee, 77)));
    }

    function _withdrawal(address of_) private view returns (bytes memory) {
        bytes memory contents = abi.encode(keccak256(bytes(WITHDRAW)), of_, token, 5, payee, 9, UNTIL);
        bytes32 separator = _separator("Cinnabar", address(escrow));
        Consent memory consent = Consent(of_, UNTIL, _signTyped(PHONE, of_, separator, WITHDRAW, contents));
        return abi.encodeCall(IEscrow.withdraw, (address(token), 5, payee, 9, consent));
    }

    function test_gas_executeSigned() public {
        _keep("executeSigned.transfer", relayer, address(account), _signedCall(_payment()));
    }

    function test_gas_proposeChange() public {
        Call[] memory calls =
            _call(address(account), abi.encodeCall(IPasskeyAccount.proposeChange, (_addPayee(relayer))));
        _keep("executeSigned.proposeChange", relayer, address(account), _signedCall(calls));
    }

    function test_gas_cancelChange() public {
        bytes32 id = _propose(_addPayee(relayer));
        Call[] memory calls = _call(address(account), abi.encodeCall(IPasskeyAccount.cancelChange, (id)));
        _keep("executeSigned.cancelChange", relayer, address(account), _signedCall(calls));
    }

    function test_gas_removePayee() public {
        Call[] memory calls = _call(address(account), abi.encodeCall(IPasskeyAccount.removePayee, (payee)));
        _keep("executeSigned.removePayee", relayer, address(account), _signedCall(calls));
    }

    function test_gas_burnNonce() public {
        Call[] memory calls = _call(address(account), abi.encodeCall(IPasskeyAccount.burnNonce, (6)));
        _keep("executeSigned.burnNonce", relayer, address(account), _signedCall(calls));
    }

    function test_gas_handleOps() public {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = _signed(PHONE, _operation(address(account), _payment()));
        _keep("handleOps.transfer", bundler, ENTRY_POINT, abi.encodeCall(EP.handleOps, (ops, bundler)));
    }

    function test_gas_withdraw() public {
        _keep("withdraw.relayed", relayer, address(escrow), _withdrawal(address(account)));
    }

    function test_gas_deployAndCall() public {
        IAccountDeployer deployer = IAccountDeployer(vm.deployCode("AccountDeployer.sol:AccountDeployer"));
        Configuration memory c = _configuration();
        c.salt = "unborn";
        address unborn = factory.addressOf(c);
        escrow.deposit(address(token), 100, unborn);
        Deployment[] memory list = new Deployment[](1);
        list[0] = Deployment(address(factory), abi.encodeCall(IPasskeyAccountFactory.createAccount, (c)));
        bytes memory data = abi.encodeCall(IAccountDeployer.deployAndCall, (list, address(escrow), _withdrawal(unborn)));
        _keep("deployAndCall.withdraw", relayer, address(deployer), data);
    }

    function test_gas_isValidSignature() public {
        bytes memory contents = abi.encode(keccak256(bytes(WITHDRAW)), account, token, 5, payee, 9, UNTIL);
        bytes32 separator = _separator("Cinnabar", address(escrow));
        bytes memory signature = _signTyped(PHONE, separator, WITHDRAW, contents);
        bytes32 digest = _digest(separator, keccak256(contents));
        bytes memory data = abi.encodeCall(IPasskeyAccount.isValidSignature, (digest, signature));
        _keep("isValidSignature", address(escrow), address(account), data);
    }
}

/// forge-config: default.isolate = true
contract AccountsGasTest is AccountsGas {
    function _variant() internal pure override returns (string memory) {
        return "";
    }

    // ------------------------------------------------------------------ what no signature is part of

    function test_gas_createAccount() public {
        Configuration memory c = _configuration();
        c.credentials = _one(c.credentials[0]);
        c.payees = new address[](0);
        c.guardian = address(0);
        _keep("createAccount", relayer, address(factory), abi.encodeCall(IPasskeyAccountFactory.createAccount, (c)));
    }

    function test_gas_createAccount_full() public {
        Configuration memory c = _configuration();
        c.salt = "other";
        _keep(
            "createAccount.full", relayer, address(factory), abi.encodeCall(IPasskeyAccountFactory.createAccount, (c))
        );
    }

    function test_gas_applyChange() public {
        Change memory change = _addPayee(relayer);
        _propose(change);
        vm.warp(START + 48 hours);
        _keep("applyChange.addPayee", relayer, address(account), abi.encodeCall(IPasskeyAccount.applyChange, (change)));
    }

    function test_gas_applyChange_setCredential() public {
        Change memory change = _setCredential(1, _credential(NEW_LAPTOP));
        _propose(change);
        vm.warp(START + 48 hours);
        bytes memory data = abi.encodeCall(IPasskeyAccount.applyChange, (change));
        _keep("applyChange.setCredential", relayer, address(account), data);
    }

    function test_gas_proposeRecovery() public {
        bytes memory data = abi.encodeCall(IPasskeyAccount.proposeRecovery, (_one(_credential(NEW_PHONE))));
        _keep("proposeRecovery", guardian, address(account), data);
    }

    function test_gas_applyChange_recover() public {
        Change memory change = _recover(_one(_credential(NEW_PHONE)));
        vm.prank(guardian);
        account.proposeRecovery(change.credentials);
        vm.warp(START + 7 days);
        _keep("applyChange.recover", relayer, address(account), abi.encodeCall(IPasskeyAccount.applyChange, (change)));
    }
}

/// @dev Where the chain has the P-256 precompile, at 0x100.
/// forge-config: default.isolate = true
/// forge-config: default.evm_version = "osaka"
contract AccountsWithPrecompileGasTest is AccountsGas {
    function _variant() internal pure override returns (string memory) {
        return ".precompile";
    }
}
