import type { ProtocolDomain } from '@cinnabar/protocol'
import fc from 'fast-check'
import { recoverTypedDataAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { DOMAIN } from '../../test/fakeService.ts'
import { createPersonKeys, createRandomRoot, deriveRoot, type Signer } from '../index.ts'

const root = new Uint8Array(32).fill(7)

describe('the keys of a person', () => {
  it('sign for every action of the package', async () => {
    const signer: Signer = createPersonKeys(root, DOMAIN).orderAccount(3)
    const data = {
      domain: { name: 'Cinnabar', version: '1', ...DOMAIN },
      types: { Confirm: [{ name: 'order', type: 'bytes32' }] },
      primaryType: 'Confirm',
      message: { order: `0x${'0a'.repeat(32)}` },
    } as const
    const signature = await signer.signTypedData(data)
    expect(await recoverTypedDataAddress({ ...data, signature })).toBe(signer.address)
  })

  it('differ with the root, the network and the order', () => {
    const orders = fc.record({
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      chainId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      escrow: fc.integer({ min: 1, max: 255 }),
      index: fc.integer({ min: 0, max: 0xffff_ffff }),
    })
    const differing = fc.uniqueArray(orders, {
      minLength: 2,
      maxLength: 4,
      selector: (order) => JSON.stringify(order),
    })
    fc.assert(
      fc.property(differing, (chosen) => {
        const shown = chosen.flatMap(({ root, chainId, escrow, index }) => {
          const verifyingContract = `0x${escrow.toString(16).padStart(40, '0')}` as const
          const keys = createPersonKeys(root, { chainId, verifyingContract })
          const [account, key] = [keys.orderAccount(index), keys.orderSealingKey(index)]
          expect(createPersonKeys(root, { chainId, verifyingContract }).orderAccount(index).address).toBe(
            account.address,
          )
          return [account.address, account.publicKey, key.publicKey]
        })
        expect(new Set(shown).size).toBe(shown.length)
      }),
      { numRuns: 40 },
    )
  })

  it('differ when one thing alone does', () => {
    const { chainId, verifyingContract } = DOMAIN
    const cases: [Uint8Array, ProtocolDomain, number][] = [
      [root, DOMAIN, 0],
      [root.with(31, 8), DOMAIN, 0],
      [root, { chainId: chainId + 1, verifyingContract }, 0],
      [root, { chainId, verifyingContract: `0x${'e5'.repeat(19)}e6` }, 0],
      [root, DOMAIN, 1],
    ]
    const seen = cases.flatMap(([root, domain, index]) => {
      const keys = createPersonKeys(root, domain)
      return [keys.orderAccount(index).address, keys.orderSealingKey(index).publicKey]
    })
    expect(new Set(seen).size).toBe(10)
    const elsewhere = createPersonKeys(root, { chainId: chainId + 1, verifyingContract })
    expect(elsewhere.sealingKey.publicKey).not.toBe(createPersonKeys(root, DOMAIN).sealingKey.publicKey)
  })

  it('have a key for sealing that no order shares', () => {
    const keys = createPersonKeys(root, DOMAIN)
    const seen = [keys.sealingKey, ...[0, 1, 2].map((index) => keys.orderSealingKey(index))]
    expect(new Set(seen.map(({ publicKey }) => publicKey)).size).toBe(4)
  })

  it('stay as they are when the caller wipes the root', () => {
    const given = Uint8Array.from(root)
    const keys = createPersonKeys(given, DOMAIN)
    const { address } = keys.orderAccount(0)
    given.fill(0)
    expect(keys.orderAccount(0).address).toBe(address)
  })

  it('refuse what is no index and no root, and repeat no secret', () => {
    const keys = createPersonKeys(root, DOMAIN)
    for (const index of [-1, 1.5, 2 ** 32, Number.NaN]) {
      expect(() => keys.orderAccount(index)).toThrow(RangeError)
      expect(() => keys.orderSealingKey(index)).toThrow(RangeError)
    }
    for (const size of [0, 31, 33]) {
      const secret = new Uint8Array(size).fill(0xab)
      for (const use of [() => createPersonKeys(secret, DOMAIN), () => deriveRoot(secret)]) {
        expect(use).toThrow(RangeError)
        expect(use).not.toThrow(/171|ab/i)
      }
    }
    expect(createRandomRoot()).not.toEqual(createRandomRoot())
  })
})
