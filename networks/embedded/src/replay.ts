import type { Child } from './child.ts'
import { ChildRefusedError } from './connection.ts'
import type { BlockRecord } from './record.ts'

/** What the child says of a block. */
export interface MinedBlock {
  height: number
  hash: `0x${string}`
  timestamp: number
  transactions: `0x${string}`[]
}

/** The child refused transactions of a block, or left them out: the block as recorded cannot be. */
export class BlockRefusedError extends Error {
  readonly code = 'BLOCK_REFUSED'
  readonly retryable = false
  readonly height: number
  /** Position in the block → what the child said. */
  readonly refusals: Map<number, string>
  /** Whether the child has a block of that height now, without the refused ones. */
  readonly isMined: boolean
  constructor(height: number, refusals: Map<number, string>, { isMined }: { isMined: boolean }) {
    super(`Block ${height} cannot be executed: ${[...refusals.values()][0]}`)
    this.height = height
    this.refusals = refusals
    this.isMined = isMined
  }
}

/** The child gave another block than the journal says. */
export class HashMismatchError extends Error {
  readonly code = 'HASH_MISMATCH'
  readonly retryable = false
  readonly height: number
  constructor(height: number, what: string) {
    super(`Block ${height} came out otherwise than it is recorded: ${what}.`)
    this.height = height
  }
}

/** Asks the child for its latest block. */
export async function getChildHead(child: Child): Promise<MinedBlock> {
  const block = await child.writer.call<
    Record<'number' | 'hash' | 'timestamp', `0x${string}`> & { transactions: `0x${string}`[] }
  >('eth_getBlockByNumber', 'latest', false)
  return {
    height: Number(block.number),
    hash: block.hash,
    timestamp: Number(block.timestamp),
    transactions: block.transactions,
  }
}

/**
 * Executes recorded blocks in the child, in one stream without waiting for answers in between.
 *
 * @throws BlockRefusedError | HashMismatchError | ConnectionLostError
 */
export async function replayRecords(child: Child, records: BlockRecord[]): Promise<MinedBlock | undefined> {
  const blocks = records.map((record) => {
    const sending = record.transactions.map((raw, index) => send(child, raw, index))
    const mining = mine(child, record)
    const block = Promise.all([Promise.all(sending), mining]).then(([sent, mined]) =>
      checkBlock(record, sent, mined),
    )
    block.catch(() => {})
    return block
  })
  let last: MinedBlock | undefined
  for (const [index, record] of records.entries()) {
    if (last && last.hash !== record.parentHash) {
      throw new HashMismatchError(last.height, `its hash is ${last.hash}, recorded is ${record.parentHash}`)
    }
    last = await blocks[index]!
  }
  return last
}

export type ApplyPoint = 'half.submitted' | 'submitted' | 'mined'

/**
 * Executes one new block. It is mined only once the child has taken every transaction of it, so that a refusal
 * leaves the child as it was.
 *
 * @throws BlockRefusedError | HashMismatchError | ConnectionLostError
 */
export async function applyRecord(
  child: Child,
  record: BlockRecord,
  reached: (point: ApplyPoint) => Promise<void>,
): Promise<MinedBlock> {
  const half = Math.floor(record.transactions.length / 2)
  const sendRange = (from: number, to: number) =>
    Promise.all(record.transactions.slice(from, to).map((raw, index) => send(child, raw, from + index)))
  const sent = await sendRange(0, half)
  await reached('half.submitted')
  sent.push(...(await sendRange(half, record.transactions.length)))
  await reached('submitted')
  const refusals = new Map(sent.flatMap((answer) => (answer.refusal ? [[answer.index, answer.refusal]] : [])))
  if (refusals.size > 0) {
    await child.writer.call('anvil_dropAllTransactions')
    throw new BlockRefusedError(record.height, refusals, { isMined: false })
  }
  // One after the other: pipelined, the second answer would wait for the first to be acknowledged.
  await child.writer.call('evm_mine', { timestamp: record.timestamp })
  const block = await getChildHead(child)
  await reached('mined')
  return checkBlock(record, sent, block)
}

interface Sent {
  index: number
  hash?: `0x${string}`
  refusal?: string
}

async function send(child: Child, raw: Uint8Array, index: number): Promise<Sent> {
  try {
    const hex = `0x${Buffer.from(raw).toString('hex')}`
    return { index, hash: await child.writer.call<`0x${string}`>('eth_sendRawTransaction', hex) }
  } catch (error) {
    if (error instanceof ChildRefusedError) return { index, refusal: error.message }
    throw error
  }
}

async function mine(child: Child, record: BlockRecord): Promise<MinedBlock> {
  const mining = child.writer.call('evm_mine', { timestamp: record.timestamp })
  const [block] = await Promise.all([getChildHead(child), mining])
  return block
}

function checkBlock(record: BlockRecord, sent: Sent[], block: MinedBlock): MinedBlock {
  const included = new Set(block.transactions)
  const refusals = new Map<number, string>()
  for (const { index, hash, refusal } of sent) {
    if (refusal) refusals.set(index, refusal)
    else if (!included.has(hash!)) refusals.set(index, 'it cannot be executed in this block')
  }
  if (refusals.size > 0) throw new BlockRefusedError(record.height, refusals, { isMined: true })
  const differs = (what: string) => new HashMismatchError(record.height, what)
  if (block.height !== record.height) throw differs(`the child is at height ${block.height}`)
  if (block.timestamp !== record.timestamp) throw differs('its timestamp differs')
  if (
    block.transactions.length !== sent.length ||
    sent.some(({ hash }, index) => block.transactions[index] !== hash)
  ) {
    throw differs('the order of its transactions differs')
  }
  return block
}
