// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @dev A plain token without signatures, the base of the odd ones below.
contract PlainToken {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external virtual {
        _move(msg.sender, to, amount);
        _answer();
    }

    function transferFrom(address from, address to, uint256 amount) external virtual {
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
        _answer();
    }

    function _move(address from, address to, uint256 amount) internal virtual {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }

    function _answer() internal view virtual {
        assembly {
            mstore(0, 1)
            return(0, 0x20)
        }
    }
}

/// @dev Returns nothing, as USDT on Ethereum.
contract SilentToken is PlainToken {
    function _answer() internal pure override {}
}

/// @dev Moves nothing and says so with `false` instead of reverting.
contract FalseToken is PlainToken {
    bool public failing;

    function setFailing(bool value) external {
        failing = value;
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (!failing) super._move(from, to, amount);
    }

    function _answer() internal view override {
        bool done = !failing;
        assembly {
            mstore(0, done)
            return(0, 0x20)
        }
    }
}

/// @dev Keeps one hundredth of every transfer.
contract FeeToken is PlainToken {
    function _move(address from, address to, uint256 amount) internal override {
        balanceOf[from] -= amount;
        balanceOf[to] += amount - amount / 100;
    }
}

/// @dev Gives the receiver more than was asked for.
contract GenerousToken is PlainToken {
    function _move(address from, address to, uint256 amount) internal override {
        balanceOf[from] -= amount;
        balanceOf[to] += amount + 1;
    }
}

/// @dev Says yes and moves nothing.
contract LyingToken is PlainToken {
    function _move(address, address, uint256) internal override {}
}

/// @dev Takes from the receiver instead of giving.
contract ThievingToken is PlainToken {
    function _move(address, address to, uint256) internal override {
        balanceOf[to] = 0;
    }
}

/// @dev Reverts on transfers of nothing and to listed accounts.
contract BlockingToken is PlainToken {
    error Blocked(address account);

    mapping(address => bool) public isBlocked;

    function setBlocked(address account, bool value) external {
        isBlocked[account] = value;
    }

    function _move(address from, address to, uint256 amount) internal override {
        if (isBlocked[from]) revert Blocked(from);
        if (isBlocked[to]) revert Blocked(to);
        require(amount != 0, "nothing");
        super._move(from, to, amount);
    }
}

/// @dev Calls back whatever it was given, in the middle of a transfer.
contract ReentrantToken is PlainToken {
    address private _target;
    bytes private _data;

    function setCallback(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function _move(address from, address to, uint256 amount) internal override {
        super._move(from, to, amount);
        if (_data.length == 0) return;
        (bool done, bytes memory answer) = _target.call(_data);
        if (done) return;
        assembly {
            revert(add(answer, 0x20), mload(answer))
        }
    }
}

/// @dev An ERC-3009 token that reports the arrival of another amount than it was asked for.
contract ShortAuthorizationToken is PlainToken {
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {
        _move(from, to, value - 1);
    }
}
