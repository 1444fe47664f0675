import { encodeAbiParameters, parseAbiParameters } from 'viem'
import {
  balanceOf,
  type Book,
  bondOf,
  errorSelector,
  type Hex,
  keccak256,
  type OrderStatus,
} from '../src/index.ts'
import { ACCOUNTS, VECTOR_TOKEN } from './stage.ts'
import type { PlayedHistory, PlayedStep } from './walk.ts'

/** The structs of the terms, as viem reads them. */
export const WINDOWS =
  'struct Windows { uint32 accept; uint32 fulfil; uint32 inspect; uint32 store; uint32 deliver; uint32 confirm; uint32 dispute; uint32 ruling; }'
/** See {@link WINDOWS}. */
export const ORDER =
  'struct Order { address buyer; address payer; address seller; address token; address platform; address arbiter; address backupArbiter; address attestor; uint96 goods; uint96 service; uint96 freight; uint96 atCost; uint96 arbiterFee; uint16 feeBps; uint16 drawBps; uint16 abandonBps; uint16 silenceBps; Windows windows; uint40 validUntil; bytes32 details; bytes32 link; uint256 salt; }'
const STEP =
  'struct Step { uint40 at; uint8 action; uint8 by; uint8 meant; uint256 amount; bytes32 record; bool cosigned; bool done; bytes4 reason; uint8 state; uint40 deadline; uint96 drawn; uint96 claimed; uint8 flags; bytes32 books; }'
const HISTORY =
  'struct History { Order terms; uint256[8] balances; uint256[8] bonds; uint40 start; Step[] steps; }'

/** ABI types of the terms, for vectors that the contract's tests decode. */
export const ORDER_ABI = parseAbiParameters(['Order order', ORDER, WINDOWS])
/** ABI type of a history. */
export const HISTORY_ABI = parseAbiParameters(['History history', HISTORY, STEP, ORDER, WINDOWS])
const BOOKS_ABI = parseAbiParameters('uint256[8] balances, uint256[8] bondAmounts, uint256[8] bondReserved')

type Eight = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]

/** `abi.encode(history)` for the contract's differential test. */
export function encodeHistory({ terms, balances, bonds, start, steps }: PlayedHistory): Hex {
  return encodeAbiParameters(HISTORY_ABI, [
    { terms, balances: balances as Eight, bonds: bonds as Eight, start, steps: steps.map(encodeStep) },
  ])
}

function encodeStep({ decision, status, book, ...plan }: PlayedStep) {
  return {
    ...plan,
    done: decision.status === 'done',
    reason: decision.status === 'refused' ? errorSelector(decision.reason) : ('0x00000000' as Hex),
    state: status.state,
    deadline: status.deadline,
    drawn: status.drawn,
    claimed: status.claimed,
    flags: encodeFlags(status),
    books: hashBooks(book),
  }
}

/** Bits of the flags of an order: shipped 1, handed 2, extended 4, escalatedByBuyer 8. */
export function encodeFlags({ shipped, handed, extended, escalatedByBuyer }: OrderStatus): number {
  return (shipped ? 1 : 0) | (handed ? 2 : 0) | (extended ? 4 : 0) | (escalatedByBuyer ? 8 : 0)
}

/** A hash of what each party has. */
export function hashBooks(book: Book): Hex {
  const bonds = ACCOUNTS.map((account) => bondOf(book, VECTOR_TOKEN, account))
  return keccak256(
    encodeAbiParameters(BOOKS_ABI, [
      ACCOUNTS.map((account) => balanceOf(book, VECTOR_TOKEN, account)) as unknown as Eight,
      bonds.map(({ amount }) => amount) as unknown as Eight,
      bonds.map(({ reserved }) => reserved) as unknown as Eight,
    ]),
  )
}
