import {
  addGuardianWay,
  addPasskeyWay,
  createRandomRoot,
  createRecoveryCode,
  createSealingKey,
  createWays,
  findWays,
  keepWays,
  recoverByCode,
  recoverByPasskey,
  removeWay,
} from '@cinnabar/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture } from '../../test/apiFixture.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

/** A person with a second passkey, a printed code and a guardian. */
async function createPerson() {
  const root = createRandomRoot()
  const secret = createRandomRoot()
  const coded = await createRecoveryCode(await addPasskeyWay(createWays(root), { root, secret }), { root })
  const guardian = createSealingKey()
  const { ways, envelope } = await addGuardianWay(coded.ways, { root, guardianKey: guardian.publicKey })
  return { root, secret, code: coded.code, ways, envelope }
}

describe('the document of ways back', () => {
  it('is found by a printed code alone, by a second passkey alone, and opens the root', async () => {
    const { root, secret, code, ways } = await createPerson()
    await keepWays(api.client(), { ways, root })
    const fresh = api.client()
    const byCode = await findWays(fresh, { code: code.toLowerCase() })
    expect(byCode).toEqual(ways)
    expect(await recoverByCode(byCode!, code)).toEqual({ status: 'recovered', root })
    const byPasskey = await findWays(fresh, { passkeySecret: secret })
    expect(await recoverByPasskey(byPasskey!, secret)).toEqual({ status: 'recovered', root })
    expect(await findWays(fresh, { root })).toEqual(ways)
  })

  it('is found by nothing else: another code or passkey, a mistyped one, a guardian', async () => {
    const { root, ways, code, envelope } = await createPerson()
    await keepWays(api.client(), { ways, root })
    const other = await createPerson()
    expect(await findWays(api.client(), { code: other.code })).toBeUndefined()
    expect(await findWays(api.client(), { code: `${code.slice(0, -1)}?` })).toBeUndefined()
    expect(await findWays(api.client(), { passkeySecret: other.secret })).toBeUndefined()
    expect(await findWays(api.client(), { root: other.root })).toBeUndefined()
    expect(await api.get(`/v1/ways/${envelope.way}`)).toMatchObject({
      status: 404,
      body: { code: 'WAYS_NOT_FOUND' },
    })
  })

  it('gives place to later revisions only, and a way that was removed finds it no more', async () => {
    const { root, secret, code, ways } = await createPerson()
    await keepWays(api.client(), { ways, root })
    const [passkey] = ways.ways
    const without = removeWay(ways, { root, id: passkey!.id })
    await keepWays(api.client(), { ways: without, root })
    await keepWays(api.client(), { ways: without, root })
    expect(await findWays(api.client(), { passkeySecret: secret })).toBeUndefined()
    expect(await findWays(api.client(), { code })).toEqual(without)
    // The earlier one again would bring the removed way back.
    await expect(keepWays(api.client(), { ways, root })).rejects.toMatchObject({ code: 'WAYS_OUTDATED' })
    expect(await findWays(api.client(), { code })).toEqual(without)
  })

  it('is kept by nobody but who has the root, and takes nobody else’s ways', async () => {
    const { root, ways } = await createPerson()
    const captured: unknown[] = []
    const client = api.client()
    const spy: typeof fetch = (input, init) => {
      if (init?.method === 'POST') captured.push(JSON.parse(String(init.body)))
      return client.fetch(input, init)
    }
    await keepWays({ ...client, fetch: spy }, { ways, root })
    const body = captured.at(-1) as { document: typeof ways; account: string }
    const rows = await api.countRows()
    const forged = { ...body.document, revision: ways.revision + 1 }
    const cases: [object, string, string][] = [
      [{ ...body, document: forged }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...body, document: { ...body.document, ways: [] } }, 'SIGNATURE_INVALID', 'signature'],
      [
        { ...body, document: { ...body.document, mac: `0x${'00'.repeat(32)}` } },
        'SIGNATURE_INVALID',
        'signature',
      ],
      [{ ...body, account: api.people.stranger.address }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...body, until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
      [{ ...body, document: { ...body.document, name: 'Wang' } }, 'REQUEST_INVALID', 'document.name'],
    ]
    for (const [request, code, field] of cases) {
      const { body: answer } = await api.post('/ways', request)
      expect({ code: answer.code, field: answer.errors?.[0]?.field }).toEqual({ code, field })
    }
    // A thief of the ids who keeps a document of its own under them.
    const thief = createRandomRoot()
    const stolen = { ...createWays(thief), ways: ways.ways }
    await expect(keepWays(api.client(), { ways: stolen, root: thief })).rejects.toMatchObject({
      code: 'WAYS_TAKEN',
    })
    expect(await api.countRows()).toEqual(rows)
  })
})
