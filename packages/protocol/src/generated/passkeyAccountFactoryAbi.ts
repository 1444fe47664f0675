// Made by contracts/tools/build.ts from contracts/src. Do not edit.
export const passkeyAccountFactoryAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "escrow",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "IMPLEMENTATION",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "addressOf",
    "inputs": [
      {
        "name": "configuration",
        "type": "tuple",
        "internalType": "struct Configuration",
        "components": [
          {
            "name": "credentials",
            "type": "tuple[]",
            "internalType": "struct Credential[]",
            "components": [
              {
                "name": "qx",
                "type": "bytes32",
                "internalType": "bytes32"
              },
              {
                "name": "qy",
                "type": "bytes32",
                "internalType": "bytes32"
              },
              {
                "name": "presenceOnly",
                "type": "bool",
                "internalType": "bool"
              }
            ]
          },
          {
            "name": "guardian",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payees",
            "type": "address[]",
            "internalType": "address[]"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "createAccount",
    "inputs": [
      {
        "name": "configuration",
        "type": "tuple",
        "internalType": "struct Configuration",
        "components": [
          {
            "name": "credentials",
            "type": "tuple[]",
            "internalType": "struct Credential[]",
            "components": [
              {
                "name": "qx",
                "type": "bytes32",
                "internalType": "bytes32"
              },
              {
                "name": "qy",
                "type": "bytes32",
                "internalType": "bytes32"
              },
              {
                "name": "presenceOnly",
                "type": "bool",
                "internalType": "bool"
              }
            ]
          },
          {
            "name": "guardian",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payees",
            "type": "address[]",
            "internalType": "address[]"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "AccountCreated",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "configuration",
        "type": "tuple",
        "indexed": false,
        "internalType": "struct Configuration",
        "components": [
          {
            "name": "credentials",
            "type": "tuple[]",
            "internalType": "struct Credential[]",
            "components": [
              {
                "name": "qx",
                "type": "bytes32",
                "internalType": "bytes32"
              },
              {
                "name": "qy",
                "type": "bytes32",
                "internalType": "bytes32"
              },
              {
                "name": "presenceOnly",
                "type": "bool",
                "internalType": "bool"
              }
            ]
          },
          {
            "name": "guardian",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payees",
            "type": "address[]",
            "internalType": "address[]"
          },
          {
            "name": "salt",
            "type": "bytes32",
            "internalType": "bytes32"
          }
        ]
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "FailedDeployment",
    "inputs": []
  },
  {
    "type": "error",
    "name": "InsufficientBalance",
    "inputs": [
      {
        "name": "balance",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "needed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  }
] as const
