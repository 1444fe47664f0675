// Made by contracts/tools/build.ts from contracts/src. Do not edit.
export const orderLensAbi = [
  {
    "type": "constructor",
    "inputs": [
      {
        "name": "ofEscrow",
        "type": "address",
        "internalType": "contract IEscrow"
      }
    ],
    "stateMutability": "nonpayable"
  },
  {
    "type": "function",
    "name": "describe",
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
        "type": "tuple",
        "internalType": "struct OrderView",
        "components": [
          {
            "name": "order",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "status",
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
          },
          {
            "name": "lapsable",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "dueEnding",
            "type": "tuple",
            "internalType": "struct Outcome",
            "components": [
              {
                "name": "possible",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              },
              {
                "name": "sellerGross",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "fee",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "credits",
                "type": "uint256[7]",
                "internalType": "uint256[7]"
              },
              {
                "name": "bondPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "released",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "reimbursed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "arbiterPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "postReturned",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "next",
            "type": "tuple",
            "internalType": "struct Clock",
            "components": [
              {
                "name": "runs",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "deadline",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "next",
                "type": "uint8",
                "internalType": "enum State"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              }
            ]
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "byClock",
            "type": "tuple",
            "internalType": "struct Outcome",
            "components": [
              {
                "name": "possible",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              },
              {
                "name": "sellerGross",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "fee",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "credits",
                "type": "uint256[7]",
                "internalType": "uint256[7]"
              },
              {
                "name": "bondPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "released",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "reimbursed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "arbiterPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "postReturned",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "parties",
            "type": "tuple[7]",
            "internalType": "struct PartyView[7]",
            "components": [
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "acts",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "operatorActs",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "endings",
            "type": "tuple[7]",
            "internalType": "struct Outcome[7]",
            "components": [
              {
                "name": "possible",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              },
              {
                "name": "sellerGross",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "fee",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "credits",
                "type": "uint256[7]",
                "internalType": "uint256[7]"
              },
              {
                "name": "bondPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "released",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "reimbursed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "arbiterPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "postReturned",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "money",
            "type": "tuple",
            "internalType": "struct OrderMoney",
            "components": [
              {
                "name": "paidIn",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "earnable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "claimed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "claimable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "drawn",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "drawable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "held",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "posted",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "extendable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "settlementBound",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "rulingBound",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "describeAt",
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
        "name": "status",
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
      },
      {
        "name": "instant",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct OrderView",
        "components": [
          {
            "name": "order",
            "type": "bytes32",
            "internalType": "bytes32"
          },
          {
            "name": "status",
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
          },
          {
            "name": "lapsable",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "dueEnding",
            "type": "tuple",
            "internalType": "struct Outcome",
            "components": [
              {
                "name": "possible",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              },
              {
                "name": "sellerGross",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "fee",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "credits",
                "type": "uint256[7]",
                "internalType": "uint256[7]"
              },
              {
                "name": "bondPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "released",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "reimbursed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "arbiterPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "postReturned",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "next",
            "type": "tuple",
            "internalType": "struct Clock",
            "components": [
              {
                "name": "runs",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "deadline",
                "type": "uint40",
                "internalType": "uint40"
              },
              {
                "name": "next",
                "type": "uint8",
                "internalType": "enum State"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              }
            ]
          },
          {
            "name": "endsAt",
            "type": "uint40",
            "internalType": "uint40"
          },
          {
            "name": "byClock",
            "type": "tuple",
            "internalType": "struct Outcome",
            "components": [
              {
                "name": "possible",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              },
              {
                "name": "sellerGross",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "fee",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "credits",
                "type": "uint256[7]",
                "internalType": "uint256[7]"
              },
              {
                "name": "bondPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "released",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "reimbursed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "arbiterPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "postReturned",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "parties",
            "type": "tuple[7]",
            "internalType": "struct PartyView[7]",
            "components": [
              {
                "name": "account",
                "type": "address",
                "internalType": "address"
              },
              {
                "name": "acts",
                "type": "uint32",
                "internalType": "uint32"
              },
              {
                "name": "operatorActs",
                "type": "uint32",
                "internalType": "uint32"
              }
            ]
          },
          {
            "name": "endings",
            "type": "tuple[7]",
            "internalType": "struct Outcome[7]",
            "components": [
              {
                "name": "possible",
                "type": "bool",
                "internalType": "bool"
              },
              {
                "name": "ending",
                "type": "uint8",
                "internalType": "enum Ending"
              },
              {
                "name": "sellerGross",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "fee",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "credits",
                "type": "uint256[7]",
                "internalType": "uint256[7]"
              },
              {
                "name": "bondPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "released",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "reimbursed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "arbiterPaid",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "postReturned",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          },
          {
            "name": "money",
            "type": "tuple",
            "internalType": "struct OrderMoney",
            "components": [
              {
                "name": "paidIn",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "earnable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "claimed",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "claimable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "drawn",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "drawable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "held",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "posted",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "extendable",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "settlementBound",
                "type": "uint256",
                "internalType": "uint256"
              },
              {
                "name": "rulingBound",
                "type": "uint256",
                "internalType": "uint256"
              }
            ]
          }
        ]
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "escrow",
    "inputs": [],
    "outputs": [
      {
        "name": "",
        "type": "address",
        "internalType": "contract IEscrow"
      }
    ],
    "stateMutability": "view"
  },
  {
    "type": "function",
    "name": "outcomeOf",
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
        "name": "status",
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
      },
      {
        "name": "ending",
        "type": "uint8",
        "internalType": "enum Ending"
      },
      {
        "name": "named",
        "type": "uint256",
        "internalType": "uint256"
      }
    ],
    "outputs": [
      {
        "name": "",
        "type": "tuple",
        "internalType": "struct Outcome",
        "components": [
          {
            "name": "possible",
            "type": "bool",
            "internalType": "bool"
          },
          {
            "name": "ending",
            "type": "uint8",
            "internalType": "enum Ending"
          },
          {
            "name": "sellerGross",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "fee",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "credits",
            "type": "uint256[7]",
            "internalType": "uint256[7]"
          },
          {
            "name": "bondPaid",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "released",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "reimbursed",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "arbiterPaid",
            "type": "uint256",
            "internalType": "uint256"
          },
          {
            "name": "postReturned",
            "type": "uint256",
            "internalType": "uint256"
          }
        ]
      }
    ],
    "stateMutability": "pure"
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
  }
] as const
