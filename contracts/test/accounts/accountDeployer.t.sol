// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Deployment, IAccountDeployer} from "../../src/interfaces/IAccountDeployer.sol";
import {Authorization, Consent, IEscrow} from "../../src/interfaces/IEscrow.sol";
import {Configuration, IPasskeyAccount, IPasskeyAccountFactory} from "../../src/interfaces/IPasskeyAccount.sol";
import {PasskeyFixture} from "./PasskeyFixture.sol";

/// @dev Answers any call with a megabyte.
contract LongWinded {
    fallback() external {
        assembly {
            return(0, 0x100000)
        }
    }
}

/// @dev A "factory" that calls the deployer again with what it was given.
contract Returning {
    function again(IAccountDeployer deployer, Deployment[] calldata deployments, address target, bytes calldata data)
        external
    {
        deployer.deployAndCall(deployments, target, data);
    }
}

contract AccountDeployerTest is PasskeyFixture {
    string private constant WITHDRAW =
        "Withdraw(address account,address token,uint256 amount,address recipient,uint256 nonce,uint40 until)";
    IAccountDeployer private deployer;
    Configuration private unborn;
    address private victim = vm.addr(0x7c71);

    function setUp() public override {
        super.setUp();
        deployer = IAccountDeployer(vm.deployCode("AccountDeployer.sol:AccountDeployer"));
        Configuration memory c = _configuration();
        unborn.guardian = c.guardian;
        unborn.payees = c.payees;
        unborn.salt = "unborn";
        unborn.credentials.push(c.credentials[0]);
        account = IPasskeyAccount(factory.addressOf(unborn));
        escrow.deposit(address(token), 1_000, address(account));

        // A victim with a wallet: tokens, an allowance to the escrow, a balance and a bond there.
        token.faucet(victim, RICH);
        vm.prank(victim);
        token.approve(address(escrow), type(uint256).max);
        vm.prank(victim);
        escrow.deposit(address(token), 500, victim);
        vm.prank(victim);
        escrow.postBond(address(token), 200, victim, 0, _consentOf(victim));
    }

    function _consentOf(address signer) private pure returns (Consent memory) {
        return Consent(signer, uint40(START + 1 days), "");
    }

    function _deployments(address target, bytes memory data) private pure returns (Deployment[] memory list) {
        list = new Deployment[](1);
        list[0] = Deployment(target, data);
    }

    function _creation() private view returns (Deployment[] memory) {
        return _deployments(address(factory), abi.encodeCall(IPasskeyAccountFactory.createAccount, (unborn)));
    }

    /// @dev A withdrawal of 5 to the payee, signed by the account that does not exist yet.
    function _withdrawal() private view returns (bytes memory) {
        bytes memory contents = abi.encode(keccak256(bytes(WITHDRAW)), account, token, 5, payee, 9, START + 1 days);
        bytes32 separator = _separator("Cinnabar", address(escrow));
        bytes memory signature = _signTyped(PHONE, separator, WITHDRAW, contents);
        Consent memory consent = Consent(address(account), uint40(START + 1 days), signature);
        return abi.encodeCall(IEscrow.withdraw, (address(token), 5, payee, 9, consent));
    }

    function test_deployAndCall_usesTheSignatureOfAnAccountThatDidNotExist() public {
        (bool done,) = address(escrow).call(_withdrawal());
        assertTrue(!done, "not without it");
        vm.prank(relayer);
        deployer.deployAndCall(_creation(), address(escrow), _withdrawal());
        assertEq(token.balanceOf(payee), 5, "withdrawn");
        assertTrue(address(account).code.length != 0, "deployed");
    }

    function test_deployAndCall_whereTheAccountIsThereAlready() public {
        factory.createAccount(unborn);
        deployer.deployAndCall(_creation(), address(escrow), _withdrawal());
        assertEq(token.balanceOf(payee), 5, "withdrawn");
    }

    /// @dev Other factories revert when the account exists.
    function test_deployAndCall_passesOverAFactoryThatFails() public {
        factory.createAccount(unborn);
        Deployment[] memory list = _deployments(address(escrow), hex"deadbeef");
        deployer.deployAndCall(list, address(escrow), _withdrawal());
        assertEq(token.balanceOf(payee), 5, "withdrawn");
    }

    function test_deployAndCall_deploysSeveral() public {
        Deployment[] memory list = new Deployment[](2);
        list[0] = _creation()[0];
        Configuration memory second = _configuration();
        second.salt = "second";
        list[1] = Deployment(address(factory), abi.encodeCall(IPasskeyAccountFactory.createAccount, (second)));
        deployer.deployAndCall(list, address(escrow), _withdrawal());
        assertTrue(factory.addressOf(second).code.length != 0, "the second");
        assertEq(token.balanceOf(payee), 5, "withdrawn");
    }

    function test_deployAndCall_answersWhatTheCallAnswered() public {
        bytes memory data = abi.encodeCall(IEscrow.balanceOf, (address(token), address(account)));
        bytes memory answer = deployer.deployAndCall(new Deployment[](0), address(escrow), data);
        assertEq(abi.decode(answer, (uint256)), 1_000, "answer");
    }

    function test_deployAndCall_passesTheErrorOn() public {
        Deployment[] memory none = new Deployment[](0);
        bytes memory data = _withdrawal();
        vm.expectRevert(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, address(account)));
        deployer.deployAndCall(none, address(escrow), data);
    }

    function test_deployAndCall_revertsWhen_thereIsNoTarget() public {
        vm.expectRevert(abi.encodeWithSignature("AddressEmptyCode(address)", thief));
        deployer.deployAndCall(new Deployment[](0), thief, hex"deadbeef");
    }

    /// @dev A long answer of a factory is not copied.
    function test_deployAndCall_ignoresWhatAFactoryAnswers() public {
        Deployment[] memory list = _deployments(address(new LongWinded()), "");
        bytes memory data = abi.encodeCall(IEscrow.balanceOf, (address(token), victim));
        uint256 before = gasleft();
        deployer.deployAndCall(list, address(escrow), data);
        // The megabyte itself costs its maker 2.2 million.
        assertTrue(before - gasleft() < 2_400_000, "paid once");
    }

    // ------------------------------------------------------------------ attacks

    function _holdings() private view returns (bytes32) {
        (uint256 bond, uint256 reserved) = escrow.bondOf(address(token), victim);
        return keccak256(
            abi.encode(
                token.balanceOf(victim),
                token.balanceOf(address(escrow)),
                token.balanceOf(address(account)),
                token.allowance(victim, address(deployer)),
                token.allowance(victim, thief),
                escrow.balanceOf(address(token), victim),
                escrow.balanceOf(address(token), address(account)),
                escrow.operatorUntil(victim, thief),
                bond,
                reserved
            )
        );
    }

    /// @dev Whatever could move the victim's money, if the caller were somebody.
    function _thefts() private view returns (address[11] memory targets, bytes[11] memory datas) {
        address t = address(token);
        Consent memory consent = _consentOf(victim);
        for (uint256 i = 0; i < 11; i++) {
            targets[i] = i < 4 ? t : address(escrow);
        }
        datas[0] = abi.encodeCall(IERC20.transferFrom, (victim, thief, 5));
        datas[1] = abi.encodeCall(IERC20.transferFrom, (address(escrow), thief, 5));
        datas[2] = abi.encodeCall(IERC20.transfer, (thief, 5));
        datas[3] = abi.encodeCall(IERC20.transferFrom, (victim, address(escrow), 5));
        datas[4] = abi.encodeCall(IEscrow.deposit, (t, 5, thief));
        datas[5] = abi.encodeCall(IEscrow.withdraw, (t, 5, thief, 1, consent));
        datas[6] = abi.encodeCall(IEscrow.postBond, (t, 5, thief, 1, consent));
        datas[7] = abi.encodeCall(IEscrow.withdrawBond, (t, 5, thief, 1, consent));
        datas[8] = abi.encodeCall(IEscrow.setOperator, (thief, uint40(START + 9), 1, consent));
        datas[9] = abi.encodeCall(
            IEscrow.depositWithAuthorization, (victim, t, 5, 1, Authorization(0, START + 9, new bytes(65)))
        );
        datas[10] = abi.encodeCall(IEscrow.burnNonce, (1, consent));
    }

    function test_deployAndCall_movesNothingByADeployment() public {
        (address[11] memory targets, bytes[11] memory datas) = _thefts();
        bytes memory harmless = abi.encodeCall(IEscrow.balanceOf, (address(token), victim));
        for (uint256 i = 0; i < 11; i++) {
            bytes32 before = _holdings();
            vm.prank(thief);
            deployer.deployAndCall(_deployments(targets[i], datas[i]), address(escrow), harmless);
            assertEq(_holdings(), before, "holdings");
            assertEq(token.balanceOf(thief) + escrow.balanceOf(address(token), thief), 0, "thief");
            (uint256 bond,) = escrow.bondOf(address(token), thief);
            assertEq(bond, 0, "the thief's bond");
        }
        assertTrue(!escrow.isNonceUsed(victim, 1), "nonce");
    }

    function test_deployAndCall_movesNothingByTheCall() public {
        (address[11] memory targets, bytes[11] memory datas) = _thefts();
        for (uint256 i = 0; i < 11; i++) {
            bytes32 before = _holdings();
            vm.prank(thief);
            (bool done,) = address(deployer)
                .call(abi.encodeCall(IAccountDeployer.deployAndCall, (_creation(), targets[i], datas[i])));
            assertTrue(!done, "refused");
            assertEq(_holdings(), before, "holdings");
        }
    }

    /// @dev The victim's own call has no effect on what the deployer may: nothing is kept between calls.
    function test_deployAndCall_movesNothingWhenEntered() public {
        Returning returning = new Returning();
        (address[11] memory targets, bytes[11] memory datas) = _thefts();
        bytes memory harmless = abi.encodeCall(IEscrow.balanceOf, (address(token), victim));
        for (uint256 i = 0; i < 11; i++) {
            bytes32 before = _holdings();
            bytes memory inner = abi.encodeCall(
                Returning.again, (deployer, _deployments(targets[i], datas[i]), address(escrow), harmless)
            );
            deployer.deployAndCall(_deployments(address(returning), inner), address(escrow), harmless);
            assertEq(_holdings(), before, "holdings");
        }
    }

    /// @dev Who calls through the deployer is not the deployer's caller: a victim's direct call needs its signature.
    function test_deployAndCall_isNotTheCallersOwnCall() public {
        bytes memory data = abi.encodeCall(IEscrow.withdraw, (address(token), 5, victim, 1, _consentOf(victim)));
        vm.expectRevert(abi.encodeWithSelector(IEscrow.SignatureInvalid.selector, victim));
        vm.prank(victim);
        deployer.deployAndCall(new Deployment[](0), address(escrow), data);
    }

    function test_deployAndCall_takesNoNativeMoney() public {
        vm.deal(address(this), 1);
        (bool done,) = address(deployer).call{value: 1}("");
        assertTrue(!done, "not by itself");
        (done,) = address(deployer).call{value: 1}(
            abi.encodeCall(IAccountDeployer.deployAndCall, (_creation(), address(escrow), _withdrawal()))
        );
        assertTrue(!done, "nor with a call");
    }
}
