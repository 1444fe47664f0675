import { inspect } from 'node:util'
import { encodeHex, type Hex } from '@cinnabar/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  addGuardianWay,
  addPasskeyWay,
  answerGuardianRequest,
  createGuardianRequest,
  createRecoveryCode,
  createSealingKey,
  createWays,
  deriveRoot,
  type GuardianEnvelope,
  MAX_WAYS,
  parseGuardianAnswer,
  parseGuardianEnvelope,
  parseGuardianRequest,
  parseWays,
  type PersonWays,
  recoverByCode,
  recoverByGuardian,
  recoverByPasskey,
  removeWay,
  type Way,
  WaysChangedError,
  WaysFormatError,
} from '../index.ts'

const secretOf = (byte: number) => new Uint8Array(32).fill(byte)
const [first, second, third] = [secretOf(1), secretOf(2), secretOf(3)]
const root = deriveRoot(first)
const [guardian, otherGuardian] = [secretOf(0x61), secretOf(0x62)].map(createSealingKey)
const refused = { status: 'refused' }
const recovered = { status: 'recovered', root }

let ways: PersonWays
let code: string
let envelope: GuardianEnvelope

/** Everything that stands in a document or an envelope travels as text. */
const travel = (value: unknown) => JSON.parse(JSON.stringify(value))
const ask = async (over: Partial<Parameters<typeof answerGuardianRequest>[0]> = {}) => {
  const { request, code, privateKey } = createGuardianRequest()
  const reply = await answerGuardianRequest({
    envelope,
    request: parseGuardianRequest(travel(request)),
    code,
    privateKey: guardian!.privateKey,
    ...over,
  })
  return { reply, privateKey }
}

describe('ways back to a root', () => {
  beforeAll(async () => {
    ways = await addPasskeyWay(createWays(root), { root, secret: second })
    ;({ ways, code } = await createRecoveryCode(ways, { root }))
    ;({ ways, envelope } = await addGuardianWay(ways, { root, guardianKey: guardian!.publicKey }))
    ways = parseWays(JSON.stringify(ways))
    envelope = parseGuardianEnvelope(JSON.stringify(envelope))
  })

  it('count their revisions, and open for both passkeys and the code', async () => {
    expect([ways.revision, ways.ways.map(({ kind }) => kind)]).toEqual([4, ['passkey', 'code', 'guardian']])
    expect(await recoverByPasskey(ways, first)).toEqual(recovered)
    expect(await recoverByPasskey(ways, second)).toEqual(recovered)
    expect(await recoverByCode(ways, ` ${code.toLowerCase()} `)).toEqual(recovered)
  })

  it('refuse every other passkey, code and root', async () => {
    for (const secret of [third, root, secretOf(0)]) {
      expect(await recoverByPasskey(ways, secret)).toEqual(refused)
    }
    const stranger = await createRecoveryCode(createWays(third), { root: third })
    expect(await recoverByCode(ways, stranger.code)).toEqual(refused)
    expect(await recoverByCode(ways, code.replace(/^./, code[0] === '7' ? '8' : '7'))).toEqual({
      status: 'mistyped',
      groups: [1],
    })
    await expect(addPasskeyWay(ways, { root: third, secret: third })).rejects.toThrow(WaysChangedError)
    await expect(createRecoveryCode(ways, { root: third })).rejects.toThrow(WaysChangedError)
    const { publicKey } = guardian!
    await expect(addGuardianWay(ways, { root: third, guardianKey: publicKey })).rejects.toThrow(
      WaysChangedError,
    )
    expect(() => removeWay(ways, { root: third, id: ways.ways[0]!.id })).toThrow(WaysChangedError)
  })

  it('open for two codes and two passkeys each by itself', async () => {
    const more = await createRecoveryCode(ways, { root })
    const all = await addPasskeyWay(more.ways, { root, secret: third })
    expect(more.code).not.toBe(code)
    for (const printed of [code, more.code]) expect(await recoverByCode(all, printed)).toEqual(recovered)
    for (const secret of [second, third]) expect(await recoverByPasskey(all, secret)).toEqual(recovered)
  })

  it('open by a guardian to whom the right code was said', async () => {
    const { reply, privateKey } = await ask()
    if (reply.status !== 'answered') throw new Error(reply.status)
    const answer = parseGuardianAnswer(travel(reply.answer))
    expect(await recoverByGuardian(ways, { answer, privateKey })).toEqual(recovered)
    // To the key of the request only.
    expect(await recoverByGuardian(ways, { answer, privateKey: third })).toEqual(refused)
    const foreign = { ...answer, way: ways.ways[0]!.id }
    expect(await recoverByGuardian(ways, { answer: foreign, privateKey })).toEqual(refused)
    // Nor with the mask of another split of the same root.
    const again = await addGuardianWay(createWays(root), { root, guardianKey: guardian!.publicKey })
    expect(await recoverByGuardian(again.ways, { answer, privateKey })).toEqual(refused)
  })

  it('stay shut where the friend said another code, or the guardian is another', async () => {
    const stranger = createGuardianRequest()
    expect((await ask({ code: stranger.code })).reply).toEqual({ status: 'codeDiffers' })
    expect((await ask({ request: stranger.request })).reply).toEqual({ status: 'codeDiffers' })
    expect((await ask({ privateKey: otherGuardian!.privateKey })).reply).toEqual({
      status: 'envelopeForeign',
    })
    const moved = { ...envelope, way: ways.ways[0]!.id }
    expect((await ask({ envelope: moved })).reply).toEqual({ status: 'envelopeForeign' })
  })

  it('give a guardian nothing that depends on the root without the document', async () => {
    const { reply, privateKey } = await ask()
    if (reply.status !== 'answered') throw new Error(reply.status)
    const without = removeWay(ways, { root, id: envelope.way })
    expect(await recoverByGuardian(without, { answer: reply.answer, privateKey })).toEqual(refused)
  })

  it('are never taken for what was written when anything was changed', async () => {
    const { reply, privateKey } = await ask()
    if (reply.status !== 'answered') throw new Error(reply.status)
    const { answer } = reply
    const rest = ways.ways
    const changes: PersonWays[] = [
      { ...ways, revision: ways.revision + 1 },
      { ...ways, ways: [{ ...rest[0]!, kind: 'code' } as Way, ...rest.slice(1)] },
      { ...ways, ways: rest.slice(1) },
      { ...ways, ways: rest.slice(0, -1) },
      { ...ways, ways: [...rest, rest[0]!] },
      { ...ways, ways: rest.toReversed() },
      { ...ways, mac: createWays(root).mac },
      { ...ways, ways: (await addPasskeyWay(createWays(third), { root: third, secret: second })).ways },
    ]
    for (const changed of changes) {
      const outcomes = [
        await recoverByPasskey(changed, first),
        await recoverByPasskey(changed, second),
        await recoverByCode(changed, code),
        await recoverByGuardian(changed, { answer, privateKey }),
      ]
      for (const { status } of outcomes) expect(['waysChanged', 'refused']).toContain(status)
      await expect(addPasskeyWay(changed, { root, secret: third })).rejects.toThrow(WaysChangedError)
    }
    // What is authenticated by itself still gives the root back.
    expect(await recoverByCode({ ...ways, revision: 9 }, code)).toEqual({ status: 'waysChanged', root })
  })

  it('notice every single digit', async () => {
    const text = JSON.stringify(ways)
    const digits = [...text.matchAll(/(?<=0x[0-9a-f]*)[0-9a-f]/g)].map(({ index }) => index)
    expect(digits.length).toBeGreaterThan(400)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...digits), fc.integer({ min: 1, max: 15 }), async (at, by) => {
        const digit = (Number.parseInt(text[at]!, 16) ^ by).toString(16)
        const changed = parseWays(text.slice(0, at) + digit + text.slice(at + 1))
        for (const outcome of [
          await recoverByPasskey(changed, first),
          await recoverByPasskey(changed, second),
          await recoverByCode(changed, code),
        ]) {
          expect(['waysChanged', 'refused']).toContain(outcome.status)
          if ('root' in outcome) expect(outcome.root).toEqual(root)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('lose a way that is removed, and keep the others', async () => {
    const without = removeWay(ways, { root, id: ways.ways[0]!.id })
    expect(await recoverByPasskey(without, second)).toEqual(refused)
    expect(await recoverByPasskey(without, first)).toEqual(recovered)
    expect(await recoverByCode(without, code)).toEqual(recovered)
    expect(without.revision).toBe(5)
    expect(() => removeWay(without, { root, id: ways.ways[0]!.id })).toThrow(RangeError)
    // An earlier copy still has it: the guide says so.
    expect(await recoverByPasskey(ways, second)).toEqual(recovered)
  })

  it('are sixteen at most', async () => {
    let full = createWays(root)
    for (let count = 0; count < MAX_WAYS; count++)
      full = await addPasskeyWay(full, { root, secret: secretOf(0x80 + count) })
    await expect(addPasskeyWay(full, { root, secret: secretOf(0x70) })).rejects.toThrow(RangeError)
    // The same passkey again takes its own place.
    expect((await addPasskeyWay(full, { root, secret: secretOf(0x80) })).ways).toHaveLength(MAX_WAYS)
  })

  it('are read strictly', () => {
    const parse = (change: object) => () => parseWays({ ...travel(ways), ...change })
    const [way] = travel(ways).ways
    expect(parse({})()).toEqual(ways)
    const bad: [object, string][] = [
      [{ format: 'cinnabar.ways/v2' }, 'format'],
      [{ revision: 0 }, 'revision'],
      [{ revision: '4' }, 'revision'],
      [{ ways: {} }, 'ways'],
      [{ ways: Array.from({ length: 17 }, () => way) }, 'ways'],
      [{ ways: [null] }, 'ways[0].kind'],
      [{ ways: [{ ...way, kind: 'friend' }] }, 'ways[0].kind'],
      [{ ways: [way, { ...way, name: 'x' }] }, 'ways[1]'],
      [{ ways: [{ ...way, id: '0x01' }] }, 'ways[0].id'],
      [{ ways: [{ ...way, wrapped: `${way.wrapped}00` }] }, 'ways[0].wrapped'],
      [{ ways: [{ ...way, kind: 'guardian' }] }, 'ways[0]'],
      [{ mac: null }, 'mac'],
      [{ note: 1 }, 'document'],
    ]
    for (const [change, path] of bad) {
      expect(parse(change)).toThrow(WaysFormatError)
      expect(parse(change)).toThrow(expect.objectContaining({ path }))
    }
    for (const text of ['', '{', '[]', 'null', '7']) expect(() => parseWays(text)).toThrow(WaysFormatError)
    expect(() => parseGuardianEnvelope({ ...envelope, format: 'cinnabar.guardian-answer/v1' })).toThrow(
      'format',
    )
    expect(() => parseGuardianAnswer(travel(envelope))).toThrow('format')
    expect(() => parseGuardianRequest({ ...createGuardianRequest().request, publicKey: '0x' })).toThrow(
      'publicKey',
    )
  })

  it('keep every secret out of documents, notes and errors', async () => {
    const { reply } = await ask()
    const shown: unknown[] = [ways, envelope, reply]
    const note = async (attempt: () => unknown) => {
      try {
        await attempt()
        throw new Error('nothing was refused')
      } catch (error) {
        shown.push(error)
      }
    }
    const wide = Uint8Array.from([...root, 0])
    await note(() => createWays(wide))
    await note(() => addPasskeyWay(ways, { root, secret: wide }))
    await note(() => recoverByPasskey(ways, wide))
    await note(() => parseWays({ ...ways, mac: encodeHex(wide) }))
    await note(() => parseWays(`{"root":"${encodeHex(root)}"`))
    await note(() => addGuardianWay(ways, { root, guardianKey: `0x${'00'.repeat(32)}` }))
    const text = shown.map((value) => inspect(value, { depth: 9, showHidden: true })).join('\n')
    const secrets: Uint8Array[] = [first, second, root, guardian!.privateKey]
    for (const secret of secrets) {
      expect(text).not.toContain(encodeHex(secret).slice(2, 34))
      expect(text).not.toContain([...secret].slice(0, 8).join(', '))
    }
    expect(text).not.toContain(code.slice(0, 11))
    const mask: Hex | undefined = ways.ways.flatMap((way) => (way.kind === 'guardian' ? [way.mask] : []))[0]
    expect(text.split(mask!.slice(2))).toHaveLength(2)
  })
})
