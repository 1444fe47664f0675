import { privateKeyToAccount } from 'viem/accounts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type ErasureCertificate,
  type ErasureDraft,
  erasureText,
  verifyErasureCertificate,
} from './erasure.ts'

const signer = privateKeyToAccount(`0x${'42'.repeat(32)}`)
const draft: ErasureDraft = {
  format: 'cinnabar.erasure/v1',
  chainId: 31337,
  escrow: `0x${'11'.repeat(20)}`,
  order: `0x${'22'.repeat(32)}`,
  requestedBy: 'operator',
  requestedAt: '2026-01-01T00:00:00.000Z',
  erasedAt: '2026-01-01T00:00:01.000Z',
  destroyed: { dataKey: true, rows: { disclosures: 12, items: 6 } },
  remains: [
    { what: { en: 'On the ledger', 'zh-CN': '账本上' }, until: null },
    { what: { en: 'Backups', 'zh-CN': '备份' }, until: '2026-01-31T00:00:01.000Z' },
  ],
  signer: signer.address,
}

let certificate: ErasureCertificate
beforeAll(async () => {
  const signature = await signer.signMessage({ message: JSON.stringify(draft) })
  certificate = { ...draft, signature }
})

describe('an erasure certificate', () => {
  it('is proven by the signature that a wallet makes of its JSON', () => {
    expect(erasureText(draft)).toBe(JSON.stringify(draft))
    expect(verifyErasureCertificate(certificate)).toEqual({ status: 'proven', certificate })
  })

  it('is proven whatever order a file or a database gives its keys', () => {
    const turned = turn(certificate)
    expect(Object.keys(turned as object)[0]).toBe('signature')
    const verdict = verifyErasureCertificate(turned)
    expect(verdict.status === 'proven' && JSON.stringify(verdict.certificate)).toBe(
      JSON.stringify(certificate),
    )
  })

  it('is refused with any value changed', () => {
    const changes: [keyof ErasureCertificate, unknown][] = [
      ['chainId', 1],
      ['escrow', `0x${'12'.repeat(20)}`],
      ['order', `0x${'23'.repeat(32)}`],
      ['requestedBy', 'nobody'],
      ['requestedAt', '2026-01-01T00:00:00.001Z'],
      ['erasedAt', '2026-01-02T00:00:00.000Z'],
      ['destroyed', { dataKey: true, rows: { disclosures: 12, items: 7 } }],
      ['destroyed', { dataKey: true, rows: { disclosures: 12 } }],
      ['remains', []],
      ['remains', [...draft.remains].reverse()],
      ['signer', `0x${'33'.repeat(20)}`],
      ['signature', `0x${'44'.repeat(65)}`],
    ]
    for (const [name, value] of changes) {
      expect([name, verifyErasureCertificate({ ...certificate, [name]: value })]).toEqual([
        name,
        { status: 'refused', reason: 'SIGNATURE' },
      ])
    }
  })

  it('is none with a field missing, of another form, or that nobody signed', () => {
    const { signature: _, ...unsigned } = certificate
    const wrong: unknown[] = [
      ...[null, 'text', [], {}, unsigned],
      { ...certificate, note: 'not signed' },
      { ...certificate, format: 'cinnabar.erasure/v2' },
      { ...certificate, destroyed: { ...draft.destroyed, dataKey: false } },
      { ...certificate, destroyed: { ...draft.destroyed, note: 'not signed' } },
      { ...certificate, destroyed: { dataKey: true, rows: { items: -1 } } },
      { ...certificate, destroyed: { dataKey: true, rows: JSON.parse('{"__proto__":1}') } },
      { ...certificate, remains: [{ what: { en: 'x' }, until: null }] },
      { ...certificate, erasedAt: 'yesterday' },
      { ...certificate, signature: '0x00' },
    ]
    for (const value of wrong)
      expect(verifyErasureCertificate(value)).toEqual({ status: 'refused', reason: 'FORMAT' })
  })
})

/** The same value with every object's keys in the opposite order. */
function turn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turn)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, entry]) => [name, turn(entry)]),
  )
}
