import { encodeAbiParameters, encodeFunctionData } from 'viem'
import { arbiterPanelAbi } from '../src/generated/arbiterPanelAbi.ts'
import { checkpointLogAbi } from '../src/generated/checkpointLogAbi.ts'
import { keyRegistryAbi } from '../src/generated/keyRegistryAbi.ts'
import {
  type Address,
  addressOfPrivateKey,
  type Anchor,
  checkpointHead,
  DAY,
  encodeTerms,
  encodeWord,
  type Hex,
  hashCheckpointsMessage,
  hashKeysMessage,
  hashPanelMessage,
  hashText,
  listVoters,
  type Order,
  orderId,
  type ProtocolDomain,
  quoteTerms,
  signDigest,
  State,
  ZERO_HASH,
} from '../src/index.ts'
import { ORDER_ABI } from './encodeHistory.ts'
import { accountOf, VECTOR_DOMAIN, VECTOR_TOKEN } from './stage.ts'

const START = 1_800_000_000
const UNTIL = START + DAY
const { chainId } = VECTOR_DOMAIN

/** Where the test of the contract puts the contracts around the escrow. */
const PANEL: ProtocolDomain = { chainId, verifyingContract: '0x000000000000000000000000000000000000a4b1' }
const KEYS: ProtocolDomain = { chainId, verifyingContract: '0x000000000000000000000000000000000000ce15' }
const CHECKPOINTS: ProtocolDomain = {
  chainId,
  verifyingContract: '0x000000000000000000000000000000000000c4ec',
}

/** The private key of member `i` is 0x2001 + i; three of the five rule. */
const MEMBER_KEYS = Array.from({ length: 5 }, (_, i) => encodeWord(0x2001n + BigInt(i)))
const MEMBERS = MEMBER_KEYS.map(addressOfPrivateKey)
const BUYER_KEY = encodeWord(0x1001n)

/** A signed message, and the call that brings it to its contract. */
type Vector = { readonly type: string; readonly contract: Address; readonly digest: Hex; readonly call: Hex }

/**
 * What is signed around the escrow: messages with digest and the relayed call, in an order in which the contracts take
 * them; the ruling, whose order nobody funded, gets as far as the escrow. And the heads of a log.
 */
export function buildAround() {
  const terms = panelTerms()
  const order = orderId(terms, VECTOR_DOMAIN)
  const signed = [
    vectorOfRuling(terms, order),
    vectorOfRevokeVotes(order),
    vectorOfTakeShare(),
    ...vectorsOfKeys(),
  ]
  const anchors = vectorsOfAnchors()
  const vectors = [...signed, ...anchors.map(({ vector }) => vector)]
  return {
    panel: { ...PANEL, escrow: VECTOR_DOMAIN.verifyingContract, members: MEMBERS, threshold: 3 },
    keys: KEYS,
    checkpoints: CHECKPOINTS,
    terms: encodeTerms(terms),
    voters: listVoters(terms, { address: PANEL.verifyingContract, members: MEMBERS }),
    encodedOrders: [encodeAbiParameters(ORDER_ABI, [terms])],
    encodedOrderIds: [order],
    types: vectors.map(({ type }) => type),
    digests: vectors.map(({ digest }) => digest),
    contracts: vectors.map(({ contract }) => encodeWord(contract)),
    calls: vectors.map(({ call }) => call),
    heads: anchors.map(({ head }) => head),
  }
}

/** An order that names the panel as arbiter, and one of its members as platform. */
function panelTerms(): Order {
  return quoteTerms({
    preset: 'shop',
    buyer: accountOf('buyer'),
    seller: accountOf('seller'),
    platform: MEMBERS[4]!,
    arbiter: PANEL.verifyingContract,
    backupArbiter: accountOf('backupArbiter'),
    attestor: accountOf('attestor'),
    token: VECTOR_TOKEN,
    goods: 94_440_000n,
    service: 4_720_000n,
    freight: 1_670_000n,
    atCost: 0n,
    feeBps: 100,
    validUntil: UNTIL,
    salt: 25n,
  }).terms
}

function vectorOfRuling(terms: Order, order: Hex): Vector {
  const message = { order, state: State.Escalated, sellerGross: 12_345_678n, until: UNTIL }
  const digest = hashPanelMessage('Ruling', message, PANEL)
  const votes = [0, 2, 3].map((i) => ({
    signer: MEMBERS[i]!,
    until: UNTIL,
    signature: signDigest(digest, MEMBER_KEYS[i]!),
  }))
  const args = [terms, message.state, message.sellerGross, votes] as const
  return vector(
    'Ruling',
    PANEL,
    digest,
    encodeFunctionData({ abi: arbiterPanelAbi, functionName: 'rule', args }),
  )
}

function vectorOfRevokeVotes(order: Hex): Vector {
  const message = { order, through: START + 7, until: UNTIL }
  const digest = hashPanelMessage('RevokeVotes', message, PANEL)
  const args = [order, message.through, consent(MEMBERS[1]!, digest, MEMBER_KEYS[1]!)] as const
  return vector(
    'RevokeVotes',
    PANEL,
    digest,
    encodeFunctionData({ abi: arbiterPanelAbi, functionName: 'revokeVotes', args }),
  )
}

function vectorOfTakeShare(): Vector {
  const message = {
    member: MEMBERS[2]!,
    token: VECTOR_TOKEN,
    taken: 0n,
    amount: 20n,
    recipient: accountOf('stranger'),
    until: UNTIL,
  }
  const digest = hashPanelMessage('TakeShare', message, PANEL)
  const { token, taken, amount, recipient } = message
  const args = [token, taken, amount, recipient, consent(message.member, digest, MEMBER_KEYS[2]!)] as const
  return vector(
    'TakeShare',
    PANEL,
    digest,
    encodeFunctionData({ abi: arbiterPanelAbi, functionName: 'takeShare', args }),
  )
}

function vectorsOfKeys(): Vector[] {
  const account = accountOf('buyer')
  const set = { account, key: hashText('key'), version: 1n, until: UNTIL }
  const revoke = { account, version: 2n, until: UNTIL }
  const setDigest = hashKeysMessage('SetKey', set, KEYS)
  const revokeDigest = hashKeysMessage('RevokeKey', revoke, KEYS)
  return [
    vector(
      'SetKey',
      KEYS,
      setDigest,
      encodeFunctionData({
        abi: keyRegistryAbi,
        functionName: 'setKey',
        args: [set.key, set.version, consent(account, setDigest, BUYER_KEY)],
      }),
    ),
    vector(
      'RevokeKey',
      KEYS,
      revokeDigest,
      encodeFunctionData({
        abi: keyRegistryAbi,
        functionName: 'revokeKey',
        args: [revoke.version, consent(account, revokeDigest, BUYER_KEY)],
      }),
    ),
  ]
}

function vectorsOfAnchors(): { vector: Vector; head: Hex }[] {
  const account = accountOf('buyer')
  const anchors: Anchor[] = [1n, 2n, 1_000n, 2n ** 64n - 1n].map((size) => ({
    size,
    root: hashText(`root ${size}`),
  }))
  let previousHead = ZERO_HASH
  return anchors.map(({ size, root }) => {
    const digest = hashCheckpointsMessage(
      'Anchor',
      { account, size, root, previousHead, until: UNTIL },
      CHECKPOINTS,
    )
    const args = [size, root, previousHead, consent(account, digest, BUYER_KEY)] as const
    const call = encodeFunctionData({ abi: checkpointLogAbi, functionName: 'anchor', args })
    previousHead = checkpointHead(previousHead, { size, root })
    return { vector: vector('Anchor', CHECKPOINTS, digest, call), head: previousHead }
  })
}

function consent(signer: Address, digest: Hex, key: Hex) {
  return { signer, until: UNTIL, signature: signDigest(digest, key) }
}

function vector(type: string, domain: ProtocolDomain, digest: Hex, call: Hex): Vector {
  return { type, contract: domain.verifyingContract, digest, call }
}
