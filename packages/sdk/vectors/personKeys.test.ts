import { readFileSync } from 'node:fs'
import { decodeHex, encodeHex, type Hex } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import {
  createPersonKeys,
  deriveRoot,
  parseRecoveryCode,
  parseWays,
  recoverByCode,
  recoverByPasskey,
} from '../src/index.ts'
import { formatRecoveryCode } from '../src/person/recoveryCode.ts'
import { isIntact } from '../src/person/ways.ts'
import { xorBytes } from '../src/person/xorBytes.ts'
import { buildPersonKeys } from './personKeys.ts'

const committed: ReturnType<typeof buildPersonKeys> = JSON.parse(
  readFileSync(new URL('personKeys.json', import.meta.url), 'utf8'),
)

describe('the committed vectors of a person', () => {
  it('are those of the generator', () => {
    expect(JSON.parse(JSON.stringify(buildPersonKeys()))).toEqual(committed)
  })

  it('are the roots that the package derives', () => {
    for (const { secret, root } of committed.passkeys)
      expect(encodeHex(deriveRoot(decodeHex(secret)))).toBe(root)
  })

  it('are the keys that the package derives', () => {
    for (const { root, domain, sealingKey, orders } of committed.persons) {
      const keys = createPersonKeys(decodeHex(root), domain)
      const shown = ({ publicKey, privateKey }: { publicKey: Hex; privateKey: Uint8Array }) => ({
        privateKey: encodeHex(privateKey),
        publicKey,
      })
      expect(shown(keys.sealingKey)).toEqual(sealingKey)
      for (const { index, account, sealingKey } of orders) {
        expect(keys.orderAccount(index).address.toLowerCase()).toBe(account.address)
        expect(shown(keys.orderSealingKey(index))).toEqual(sealingKey)
      }
    }
  })

  it('are the codes that the package prints and reads', () => {
    for (const { bytes, text } of committed.codes) {
      expect(formatRecoveryCode(decodeHex(bytes))).toBe(text)
      expect(parseRecoveryCode(text)).toEqual({ status: 'read', bytes: decodeHex(bytes) })
    }
  })

  it('are ways that the package opens', async () => {
    const { document, root, firstPasskey, passkey, code, guardianShare } = committed.ways
    const ways = parseWays(document)
    const recovered = { status: 'recovered', root: decodeHex(root) }
    expect(await recoverByPasskey(ways, decodeHex(firstPasskey))).toEqual(recovered)
    expect(await recoverByPasskey(ways, decodeHex(passkey))).toEqual(recovered)
    expect(await recoverByCode(ways, formatRecoveryCode(decodeHex(code)))).toEqual(recovered)
    const guardian = ways.ways.find((way) => way.kind === 'guardian')!
    const halves = xorBytes(decodeHex(guardianShare), decodeHex(guardian.mask))
    expect([encodeHex(halves), isIntact(ways, halves)]).toEqual([root, true])
  })
})
