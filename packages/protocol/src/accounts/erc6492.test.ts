import fc from 'fast-check'
import { parseErc6492Signature, serializeErc6492Signature } from 'viem/utils'
import { describe, expect, it } from 'vitest'
import { encodeHex, type Hex, HexError } from '../bytes.ts'
import { isCounterfactual, unwrapCounterfactual, wrapCounterfactual } from './erc6492.ts'

const bytes = fc.uint8Array({ maxLength: 100 }).map(encodeHex)
const parts = fc.record({
  factory: fc.uint8Array({ minLength: 20, maxLength: 20 }).map(encodeHex),
  factoryData: bytes,
  signature: bytes,
})

describe('wrapCounterfactual', () => {
  it('is what other libraries wrap and unwrap', () => {
    fc.assert(
      fc.property(parts, ({ factory, factoryData, signature }) => {
        const wrapped = wrapCounterfactual({ factory, factoryData, signature })
        expect(wrapped).toBe(serializeErc6492Signature({ address: factory, data: factoryData, signature }))
        const parsed = parseErc6492Signature(wrapped)
        expect([parsed.address?.toLowerCase(), parsed.data, parsed.signature]).toEqual([
          factory,
          factoryData,
          signature,
        ])
      }),
    )
  })

  it('is undone by unwrapCounterfactual', () => {
    fc.assert(
      fc.property(parts, (signature) => {
        expect(isCounterfactual(wrapCounterfactual(signature))).toBe(true)
        expect(unwrapCounterfactual(wrapCounterfactual(signature))).toEqual(signature)
      }),
    )
  })
})

describe('unwrapCounterfactual', () => {
  const MARK = '6492'.repeat(16)

  it('refuses what is not wrapped', () => {
    expect(isCounterfactual('0x1234')).toBe(false)
    expect(() => unwrapCounterfactual('0x1234')).toThrow(HexError)
  })

  it('refuses what ends before it should, and never reads behind the end', () => {
    expect(() => unwrapCounterfactual(`0x${MARK}`)).toThrow(HexError)
    const wrapped = wrapCounterfactual({
      factory: `0x${'11'.repeat(20)}`,
      factoryData: '0xabcdef',
      signature: '0x1234',
    })
    const body = wrapped.slice(2, -MARK.length)
    for (let cut = 0; cut < body.length - 64; cut += 2)
      expect(() => unwrapCounterfactual(`0x${body.slice(0, cut)}${MARK}`)).toThrow(HexError)
    const far: Hex = `0x${body.slice(0, 64)}${'ff'.repeat(32)}${body.slice(128)}${MARK}`
    expect(() => unwrapCounterfactual(far)).toThrow(HexError)
  })
})
