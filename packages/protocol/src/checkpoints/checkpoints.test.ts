import { encodeAbiParameters, hashTypedData, keccak256, parseAbiParameters } from 'viem'
import { describe, expect, it } from 'vitest'
import { account, DOMAIN } from '../../test/playOrder.ts'
import { hashText, ZERO_HASH } from '../bytes.ts'
import { describeCheckpointsMessage, hashCheckpointsMessage, toCheckpointsTypedData } from './checkpoints.ts'
import { CHECKPOINTS_SCHEME } from './scheme.ts'
import { AnchorOrderError, checkpointChainHead, checkpointHead } from './head.ts'

const message = {
  account: account(1),
  size: 2n ** 64n - 1n,
  root: hashText('root'),
  previousHead: ZERO_HASH,
  until: 1_800_000_000,
}

describe('hashCheckpointsMessage', () => {
  it('is the EIP-712 digest that other libraries compute', () => {
    expect(Object.keys(CHECKPOINTS_SCHEME.types)).toEqual(['Anchor'])
    const data = toCheckpointsTypedData('Anchor', message, DOMAIN)
    expect(hashCheckpointsMessage('Anchor', message, DOMAIN)).toBe(
      hashTypedData(data as unknown as Parameters<typeof hashTypedData>[0]),
    )
    expect(() => hashCheckpointsMessage('Anchor', { ...message, size: 2n ** 64n }, DOMAIN)).toThrow(
      RangeError,
    )
  })
})

describe('describeCheckpointsMessage', () => {
  it('says in words what is signed, in both languages', () => {
    expect(describeCheckpointsMessage('Anchor', { ...message, size: 12n })).toMatch(
      /has 12 records with root/,
    )
    expect(describeCheckpointsMessage('Anchor', message, { locale: 'zh-CN' })).toMatch(/^在账本上声明.*。$/)
  })
})

describe('checkpointChainHead', () => {
  const anchors = [1n, 2n, 700n].map((size) => ({ size, root: hashText(`root ${size}`) }))

  it('hashes the previous head, the size and the root as the ABI encodes them', () => {
    const types = parseAbiParameters('bytes32, uint64, bytes32')
    const heads = anchors.reduce<`0x${string}`>(
      (head, { size, root }) => keccak256(encodeAbiParameters(types, [head, size, root])),
      ZERO_HASH,
    )
    expect(checkpointChainHead(anchors)).toBe(heads)
    expect(checkpointChainHead([])).toBe(ZERO_HASH)
    expect(checkpointChainHead(anchors.slice(0, 1))).toBe(checkpointHead(ZERO_HASH, anchors[0]!))
  })

  it('differs when an anchor is left out or changed', () => {
    const changed = [{ ...anchors[0]!, root: hashText('another') }, ...anchors.slice(1)]
    const heads = [anchors, anchors.slice(1), changed].map(checkpointChainHead)
    expect(new Set(heads).size).toBe(3)
  })

  it('refuses sizes that do not grow', () => {
    expect(() => checkpointChainHead([...anchors, anchors[2]!])).toThrow(AnchorOrderError)
    expect(() => checkpointChainHead([{ size: 0n, root: ZERO_HASH }])).toThrow(
      'anchor 0 has 0 records, which is not more than the 0 before it',
    )
  })
})
