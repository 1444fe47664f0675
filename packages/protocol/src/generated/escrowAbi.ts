// Made by contracts/tools/build.ts from contracts/src. Do not edit.
export const escrowAbi = [
  {
    "type": "function",
    "name": "accept",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "quote",
        "type": "tuple",
        "internalType": "struct Quote",
        "components": [
          {
            "name": "quoter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "proof",
            "type": "bytes32[]",
            "internalType": "bytes32[]"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "applyPermit",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "owner",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "v",
        "type": "uint8",
        "internalType": "uint8"
      },
      {
        "name": "r",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "s",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "approve",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "inspection",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "balanceOf",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "batch",
    "inputs": [
      {
        "name": "calls",
        "type": "bytes[]",
        "internalType": "bytes[]"
      },
      {
        "name": "gasEach",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "failed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "bondOf",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "reserved",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "burnNonce",
    "inputs": [
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "cancel",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "claim",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "total",
        "type": "uint96",
        "internalType": "uint96"
      },
      {
        "name": "document",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "confirm",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "claimed",
        "type": "uint96",
        "internalType": "uint96"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "deliver",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "record",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "deposit",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "recipient",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "depositNonce",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "salt",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "pure"
  },
  {
    "type": "function",
    "name": "depositWithAuthorization",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "salt",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "authorization",
        "type": "tuple",
        "internalType": "struct Authorization",
        "components": [
          {
            "name": "validAfter",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "validBefore",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "depositWithPermit2",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "transfer",
        "type": "tuple",
        "internalType": "struct Permit2Transfer",
        "components": [
          {
            "name": "nonce",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "deadline",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "dispute",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "record",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "draw",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "total",
        "type": "uint96",
        "internalType": "uint96"
      },
      {
        "name": "record",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "eip712Domain",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "bytes1",
        "internalType": "bytes1"
      },
      {
        "name": "",
        "type": "string",
        "internalType": "string"
      },
      {
        "name": "",
        "type": "string",
        "internalType": "string"
      },
      {
        "name": "",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "",
        "type": "uint256[]",
        "internalType": "uint256[]"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "escalate",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "extend",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "extraSeconds",
        "type": "uint32",
        "internalType": "uint32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "fund",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "fromBalance",
        "type": "bool",
        "internalType": "bool"
      },
      {
        "name": "agreement",
        "type": "tuple",
        "internalType": "struct Agreement",
        "components": [
          {
            "name": "buyer",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "quote",
            "type": "tuple",
            "internalType": "struct Quote",
            "components": [
              {
                "name": "quoter",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "until",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "proof",
                "type": "bytes32[]",
                "internalType": "bytes32[]"
              },
              {
                "name": "signature",
                "type": "bytes",
                "internalType": "bytes"
              }
            ]
          }
        ]
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "fundWithAuthorization",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "agreement",
        "type": "tuple",
        "internalType": "struct Agreement",
        "components": [
          {
            "name": "buyer",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "quote",
            "type": "tuple",
            "internalType": "struct Quote",
            "components": [
              {
                "name": "quoter",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "until",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "proof",
                "type": "bytes32[]",
                "internalType": "bytes32[]"
              },
              {
                "name": "signature",
                "type": "bytes",
                "internalType": "bytes"
              }
            ]
          }
        ]
      },
      {
        "name": "authorization",
        "type": "tuple",
        "internalType": "struct Authorization",
        "components": [
          {
            "name": "validAfter",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "validBefore",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "fundWithPermit2",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "agreement",
        "type": "tuple",
        "internalType": "struct Agreement",
        "components": [
          {
            "name": "buyer",
            "type": "bytes",
            "internalType": "bytes"
          },
          {
            "name": "quote",
            "type": "tuple",
            "internalType": "struct Quote",
            "components": [
              {
                "name": "quoter",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "until",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "proof",
                "type": "bytes32[]",
                "internalType": "bytes32[]"
              },
              {
                "name": "signature",
                "type": "bytes",
                "internalType": "bytes"
              }
            ]
          }
        ]
      },
      {
        "name": "transfer",
        "type": "tuple",
        "internalType": "struct Permit2Transfer",
        "components": [
          {
            "name": "nonce",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "deadline",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "inspect",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "record",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "inspectionOf",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "isNonceUsed",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bool",
        "internalType": "bool"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "lapse",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "operatorUntil",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "operator",
        "type": "address",
        "internalType": "address"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "uint40",
        "internalType": "uint40"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "orderId",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "postBond",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "recipient",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "refund",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "reject",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "record",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "revoke",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "rule",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "sellerGross",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "setOperator",
    "inputs": [
      {
        "name": "operator",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "until",
        "type": "uint40",
        "internalType": "uint40"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "settle",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "sellerTotal",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "buyer",
        "type": "tuple",
        "internalType": "struct Offer",
        "components": [
          {
            "name": "nonce",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "consent",
            "type": "tuple",
            "internalType": "struct Consent",
            "components": [
              {
                "name": "signer",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "until",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "signature",
                "type": "bytes",
                "internalType": "bytes"
              }
            ]
          }
        ]
      },
      {
        "name": "seller",
        "type": "tuple",
        "internalType": "struct Offer",
        "components": [
          {
            "name": "nonce",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "consent",
            "type": "tuple",
            "internalType": "struct Consent",
            "components": [
              {
                "name": "signer",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "until",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "signature",
                "type": "bytes",
                "internalType": "bytes"
              }
            ]
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "ship",
    "inputs": [
      {
        "name": "terms",
        "type": "tuple",
        "internalType": "struct Order",
        "components": [
          {
            "name": "buyer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "payer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "seller",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "token",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "platform",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "arbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "backupArbiter",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "attestor",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "goods",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "service",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "freight",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "atCost",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "arbiterFee",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "feeBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "drawBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "abandonBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "silenceBps",
            "type": "uint16",
            "internalType": "uint16"
          },
          {
            "name": "windows",
            "type": "tuple",
            "internalType": "struct Windows",
            "components": [
              {
                "name": "accept",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "fulfil",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "inspect",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "store",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "deliver",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "confirm",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "dispute",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "ruling",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "validUntil",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "details",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "link",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "salt",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "record",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "statusOf",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct OrderStatus",
        "components": [
          {
            "name": "state",
            "type": "uint8",
            "internalType": "enum State"
          },
          {
            "name": "shipped",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "handed",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "extended",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "escalatedByBuyer",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "deadline",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "drawn",
            "type": "uint96",
            "internalType": "uint96"
          },
          {
            "name": "claimed",
            "type": "uint96",
            "internalType": "uint96"
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "withdraw",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "recipient",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "withdrawBond",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "recipient",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "consent",
        "type": "tuple",
        "internalType": "struct Consent",
        "components": [
          {
            "name": "signer",
            "type": "address",
            "internalType": "address"
          },
          {
            "name": "until",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "signature",
            "type": "bytes",
            "internalType": "bytes"
          }
        ]
      }
    ],
    "outputs": [],
    "stateMutability": "nonpayable"
  },
  {
    "type": "event",
    "name": "BatchCallFailed",
    "inputs": [
      {
        "name": "index",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "reason",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "BondPosted",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "recipient",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "BondWithdrawn",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "recipient",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Deposited",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "NonceBurnt",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OperatorSet",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "operator",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "until",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderAccepted",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderApproved",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "byDefault",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderBackup",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderClaimed",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "total",
        "type": "uint96",
        "indexed": false,
        "internalType": "uint96"
      },
      {
        "name": "document",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderDelivered",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "record",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderDisputed",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "by",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "record",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderDrawn",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "total",
        "type": "uint96",
        "indexed": false,
        "internalType": "uint96"
      },
      {
        "name": "record",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderEscalated",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "by",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderExtended",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderFunded",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "terms",
        "type": "bytes",
        "indexed": false,
        "internalType": "bytes"
      },
      {
        "name": "state",
        "type": "uint8",
        "indexed": false,
        "internalType": "enum State"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      },
      {
        "name": "fromBalance",
        "type": "bool",
        "indexed": false,
        "internalType": "bool"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderHanded",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "record",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderInspected",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "record",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderRefunded",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderSettled",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "ending",
        "type": "uint8",
        "indexed": true,
        "internalType": "enum Ending"
      },
      {
        "name": "sellerGross",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "fee",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "bondPaid",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      },
      {
        "name": "reimbursed",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "OrderShipped",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "indexed": true,
        "internalType": "bytes32"
      },
      {
        "name": "record",
        "type": "bytes32",
        "indexed": false,
        "internalType": "bytes32"
      },
      {
        "name": "deadline",
        "type": "uint40",
        "indexed": false,
        "internalType": "uint40"
      }
    ],
    "anonymous": false
  },
  {
    "type": "event",
    "name": "Withdrawn",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "indexed": true,
        "internalType": "address"
      },
      {
        "name": "recipient",
        "type": "address",
        "indexed": false,
        "internalType": "address"
      },
      {
        "name": "amount",
        "type": "uint256",
        "indexed": false,
        "internalType": "uint256"
      }
    ],
    "anonymous": false
  },
  {
    "type": "error",
    "name": "ActionNotPossible",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      }
    ]
  },
  {
    "type": "error",
    "name": "AlreadyExtended",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "AlreadyHanded",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "AmountOutOfRange",
    "inputs": [
      {
        "name": "amount",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "bound",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "AmountZero",
    "inputs": []
  },
  {
    "type": "error",
    "name": "BalanceInsufficient",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
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
  },
  {
    "type": "error",
    "name": "BatchGasInsufficient",
    "inputs": [
      {
        "name": "index",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "available",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "gasEach",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "BondInsufficient",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "free",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "needed",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ChainMismatch",
    "inputs": [
      {
        "name": "chainId",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "deployedChainId",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimMismatch",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "actual",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "meant",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ClaimOutOfRange",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "total",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "claimed",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "atCost",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ConsentExpired",
    "inputs": [
      {
        "name": "timestamp",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "until",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "DeadlineNotReached",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "timestamp",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "deadline",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "DrawOutOfRange",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "total",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "drawn",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "bound",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "ExtensionOutOfRange",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "extraSeconds",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "bound",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "InspectionMismatch",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "actual",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "meant",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "NonceUsed",
    "inputs": [
      {
        "name": "account",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "nonce",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "NotAuthorized",
    "inputs": [
      {
        "name": "signer",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "NotShipped",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "OrderExists",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "state",
        "type": "uint8",
        "internalType": "enum State"
      }
    ]
  },
  {
    "type": "error",
    "name": "OrderExpired",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "timestamp",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "validUntil",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "OrderNotFound",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "ProofTooLong",
    "inputs": [
      {
        "name": "steps",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "bound",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "RecipientInvalid",
    "inputs": [
      {
        "name": "recipient",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "Reentered",
    "inputs": []
  },
  {
    "type": "error",
    "name": "SafeERC20FailedOperation",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "SignatureInvalid",
    "inputs": [
      {
        "name": "signer",
        "type": "address",
        "internalType": "address"
      }
    ]
  },
  {
    "type": "error",
    "name": "StateMismatch",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "actual",
        "type": "uint8",
        "internalType": "enum State"
      },
      {
        "name": "meant",
        "type": "uint8",
        "internalType": "enum State"
      }
    ]
  },
  {
    "type": "error",
    "name": "TermsInvalid",
    "inputs": [
      {
        "name": "order",
        "type": "bytes32",
        "internalType": "bytes32"
      },
      {
        "name": "field",
        "type": "bytes32",
        "internalType": "bytes32"
      }
    ]
  },
  {
    "type": "error",
    "name": "TokenAmountMismatch",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      },
      {
        "name": "expected",
        "type": "uint256",
        "internalType": "uint256"
      },
      {
        "name": "received",
        "type": "uint256",
        "internalType": "uint256"
      }
    ]
  },
  {
    "type": "error",
    "name": "TokenInvalid",
    "inputs": [
      {
        "name": "token",
        "type": "address",
        "internalType": "address"
      }
    ]
  }
] as const
