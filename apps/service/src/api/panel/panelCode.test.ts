import type { Hex } from '@cinnabar/protocol'
import { arbiterPanelRuntime } from '@cinnabar/protocol/generated/arbiterPanelRuntime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture } from '../../../test/apiFixture.ts'
import { deployPanel, JURORS, lower } from '../../../test/panels.ts'
import { isPanelCode } from './panelCode.ts'

let api: ApiFixture
let code: Hex
const codeOf = (address: Hex) => api.rpc.request<Hex>('eth_getCode', [address, 'latest'])
beforeAll(async () => {
  api = await createApiFixture()
  code = await codeOf(await deployPanel(api))
})
afterAll(() => api?.close())

/** The code with another byte at `at`. */
const change = (at: number) => {
  const place = 2 + 2 * at
  const byte = Number.parseInt(code.slice(place, place + 2), 16) ^ 1
  return `${code.slice(0, place)}${byte.toString(16).padStart(2, '0')}${code.slice(place + 2)}` as Hex
}

describe('isPanelCode', () => {
  it('knows panels of any escrow and members', async () => {
    const other = await codeOf(
      await deployPanel(api, { escrow: lower(JURORS[0]!), members: JURORS.map(lower) }),
    )
    expect(other).not.toBe(code)
    expect([isPanelCode(code), isPanelCode(other)]).toEqual([true, true])
  })

  it('knows no other contract, nor a panel with one byte changed, cut or added', async () => {
    const { escrow, around } = api.deployment
    for (const address of [escrow, around!.keyRegistry, api.token.address, lower(JURORS[0]!)]) {
      expect(isPanelCode(await codeOf(address))).toBe(false)
    }
    const immutable = new Set(
      arbiterPanelRuntime.immutables
        .flat()
        .flatMap((start) => Array.from({ length: 32 }, (_, i) => start + i)),
    )
    for (let at = 0; at < arbiterPanelRuntime.bytes; at += 1) {
      if (!immutable.has(at)) expect({ at, is: isPanelCode(change(at)) }).toEqual({ at, is: false })
    }
    for (const other of [`${code}00`, code.slice(0, -2), '0x'] as Hex[])
      expect(isPanelCode(other)).toBe(false)
  })

  it('knows no panel that names one escrow and calls another', () => {
    const shared = arbiterPanelRuntime.immutables.filter((places) => places.length > 1)
    expect(shared.length).toBe(3)
    for (const start of shared.flat()) expect(isPanelCode(change(start + 31))).toBe(false)
  })
})
