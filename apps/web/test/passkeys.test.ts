import { createPublicKey, verify } from 'node:crypto'
import {
  challengeOf,
  decodeHex,
  encodeHex,
  encodePasskeySignature,
  type Hex,
  hashText,
  type WebAuthnAssertion,
} from '@cinnabar/protocol'
import { createPersonKeys, deriveRoot } from '@cinnabar/sdk'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSdkPage, type SdkPage } from './openSdkPage.ts'

type Sdk = typeof import('@cinnabar/sdk')
type InPage = { readonly sdk: Sdk }

const NAMES: readonly (keyof Sdk)[] = [
  'addGuardianWay',
  'addPasskeyWay',
  'answerGuardianRequest',
  'assertPasskey',
  'createGuardianRequest',
  'createPasskey',
  'createPersonKeys',
  'createRecoveryCode',
  'createSealingKey',
  'createWays',
  'deriveRoot',
  'detectPrf',
  'findDeviceRoot',
  'forgetDeviceRoot',
  'keepDeviceRoot',
  'openDeviceRoot',
  'readPasskeySecret',
  'recoverByCode',
  'recoverByGuardian',
  'recoverByPasskey',
]
const DOMAIN = { chainId: 31_337, verifyingContract: `0x${'e5'.repeat(20)}` } as const

describe('passkeys in a browser', { timeout: 120_000 }, () => {
  let opened: SdkPage
  let page: Page
  let session: CDPSession
  let device: string | undefined

  beforeAll(async () => {
    opened = await openSdkPage(NAMES)
    page = opened.page
    session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
  }, 120_000)
  afterAll(() => opened?.close())

  /** Puts another authenticator in the place of the former, whose passkeys are gone with it. */
  const takeDevice = async (hasPrf: boolean, hasUserVerification = true) => {
    if (device) await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: device })
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification,
        isUserVerified: hasUserVerification,
        automaticPresenceSimulation: true,
        hasPrf,
      },
    })
    device = authenticatorId
  }
  const create = () =>
    page.evaluate(async () => {
      const { sdk } = globalThis as unknown as InPage
      const made = await sdk.createPasskey({ rpId: 'localhost', rpName: 'Cinnabar', userName: 'Ada' })
      return 'credentialId' in made ? { ...made, credentialId: [...made.credentialId] } : made
    })
  const createWith = async (status: 'ok' | 'prfMissing') => {
    const made = await create()
    if (made.status !== status) throw new Error(`expected ${status}, got ${made.status}`)
    return made as Extract<typeof made, { credentialId: unknown }>
  }
  const read = (credentialId?: readonly number[]) =>
    page.evaluate(async (id) => {
      const { sdk } = globalThis as unknown as InPage
      const got = await sdk.readPasskeySecret({
        rpId: 'localhost',
        credentialId: id && Uint8Array.from(id),
      })
      return {
        status: got.status,
        credentialId: 'credentialId' in got ? [...got.credentialId] : undefined,
        secret: 'secret' in got ? [...got.secret] : undefined,
      }
    }, credentialId)
  const secretOf = async (credentialId: readonly number[]) => {
    const { status, secret } = await read(credentialId)
    if (!secret) throw new Error(status)
    return secret
  }

  beforeEach(() => takeDevice(true))

  it('give the same secret each time, named or chosen, and after the page is loaded again', async () => {
    const { credentialId } = await createWith('ok')
    const one = await read(credentialId)
    expect([one.status, one.secret?.length, one.credentialId]).toEqual(['ok', 32, credentialId])
    expect(await read(credentialId)).toEqual(one)
    expect(await read()).toEqual(one)
    await page.reload()
    await page.waitForFunction(() => 'sdk' in globalThis)
    expect(await read(credentialId)).toEqual(one)
  })

  it('are asked with the input that the specification names', async () => {
    const { credentialId } = await createWith('ok')
    const plain = await page.evaluate(async (id) => {
      const label = new TextEncoder().encode('cinnabar/v1 passkey secret')
      const first = await crypto.subtle.digest('SHA-256', label)
      const got = (await navigator.credentials.get({
        publicKey: {
          challenge: new Uint8Array(32),
          rpId: 'localhost',
          userVerification: 'required',
          allowCredentials: [{ type: 'public-key', id: Uint8Array.from(id) }],
          extensions: { prf: { eval: { first } } },
        },
      })) as PublicKeyCredential
      return [...new Uint8Array(got.getClientExtensionResults().prf!.results!.first as ArrayBuffer)]
    }, credentialId)
    expect(plain).toEqual(await secretOf(credentialId))
  })

  it('give other secrets for every passkey, and the same keys in a page and in Node', async () => {
    const [a, b] = [await createWith('ok'), await createWith('ok')]
    const secret = await secretOf(a.credentialId)
    expect(await secretOf(b.credentialId)).not.toEqual(secret)
    const seen = await page.evaluate(
      ({ secret, domain }) => {
        const { sdk } = globalThis as unknown as InPage
        const keys = sdk.createPersonKeys(sdk.deriveRoot(Uint8Array.from(secret)), domain)
        return [keys.sealingKey.publicKey, keys.orderAccount(1).address, keys.orderSealingKey(1).publicKey]
      },
      { secret, domain: DOMAIN },
    )
    const keys = createPersonKeys(deriveRoot(Uint8Array.from(secret)), DOMAIN)
    expect(seen).toEqual([
      keys.sealingKey.publicKey,
      keys.orderAccount(1).address,
      keys.orderSealingKey(1).publicKey,
    ])
  })

  it('open the same root from a second device, when the first is gone', async () => {
    const first = await secretOf((await createWith('ok')).credentialId)
    await takeDevice(true)
    const second = await createWith('ok')
    const { ways, code } = await page.evaluate(
      async ({ first, second }) => {
        const { sdk } = globalThis as unknown as InPage
        const root = sdk.deriveRoot(Uint8Array.from(first))
        const ways = await sdk.addPasskeyWay(sdk.createWays(root), { root, secret: Uint8Array.from(second) })
        return sdk.createRecoveryCode(ways, { root })
      },
      { first, second: await secretOf(second.credentialId) },
    )
    const recover = async (secret: readonly number[]) =>
      page.evaluate(
        async ({ ways, secret }) => {
          const { sdk } = globalThis as unknown as InPage
          const outcome = await sdk.recoverByPasskey(ways, Uint8Array.from(secret))
          return 'root' in outcome ? { ...outcome, root: [...outcome.root] } : outcome
        },
        { ways, secret },
      )
    const root = [...deriveRoot(Uint8Array.from(first))]
    expect(await recover(await secretOf(second.credentialId))).toEqual({ status: 'recovered', root })
    expect(await recover(await secretOf((await createWith('ok')).credentialId))).toEqual({
      status: 'refused',
    })
    const byCode = await page.evaluate(
      async ({ ways, code }) => {
        const { sdk } = globalThis as unknown as InPage
        const outcome = await sdk.recoverByCode(ways, code)
        return 'root' in outcome ? [...outcome.root] : outcome
      },
      { ways, code },
    )
    expect(byCode).toEqual(root)
  })

  it('are not needed where a guardian helps', async () => {
    const first = await secretOf((await createWith('ok')).credentialId)
    const seen = await page.evaluate(async (first) => {
      const { sdk } = globalThis as unknown as InPage
      const root = sdk.deriveRoot(Uint8Array.from(first))
      const guardian = sdk.createSealingKey(crypto.getRandomValues(new Uint8Array(32)))
      const { ways, envelope } = await sdk.addGuardianWay(sdk.createWays(root), {
        root,
        guardianKey: guardian.publicKey,
      })
      const { request, code, privateKey } = sdk.createGuardianRequest()
      const asked = { envelope, request, privateKey: guardian.privateKey }
      const wrong = await sdk.answerGuardianRequest({ ...asked, code: '0000-0000-0000' })
      const reply = await sdk.answerGuardianRequest({ ...asked, code: code.toLowerCase() })
      if (reply.status !== 'answered') return reply
      const outcome = await sdk.recoverByGuardian(ways, { answer: reply.answer, privateKey })
      return [wrong.status, outcome.status, 'root' in outcome && [...outcome.root]]
    }, first)
    expect(seen).toEqual(['codeDiffers', 'recovered', [...deriveRoot(Uint8Array.from(first))]])
  })

  it('are asked to verify the person, whatever the browser would do by itself', async () => {
    const { credentialId } = await createWith('ok')
    const asked = await page.evaluate(async (id) => {
      const { sdk } = globalThis as unknown as InPage
      const { create, get } = navigator.credentials
      const seen: unknown[] = []
      Object.assign(navigator.credentials, {
        create(options: CredentialCreationOptions) {
          const { residentKey, userVerification } = options.publicKey!.authenticatorSelection!
          seen.push(residentKey, userVerification)
          return create.call(this, options)
        },
        get(options: CredentialRequestOptions) {
          seen.push(options.publicKey!.userVerification)
          return get.call(this, options)
        },
      })
      const credentialId = Uint8Array.from(id)
      await sdk.createPasskey({ rpId: 'localhost', rpName: 'Cinnabar', userName: 'Ada' })
      await sdk.readPasskeySecret({ rpId: 'localhost', credentialId })
      await sdk.assertPasskey({ rpId: 'localhost', credentialId })(new Uint8Array(32))
      Object.assign(navigator.credentials, { create, get })
      return seen
    }, credentialId)
    expect(asked).toEqual(['required', 'required', 'required', 'required'])
  })

  it('say when the person is not verified, says no, or has no such passkey', async () => {
    const { credentialId } = await createWith('ok')
    expect((await read(credentialId)).status).toBe('ok')
    await session.send('WebAuthn.setUserVerified', { authenticatorId: device!, isUserVerified: false })
    expect((await read(credentialId)).status).toBe('cancelled')
    expect((await create()).status).toBe('cancelled')
    await takeDevice(true)
    expect((await read(credentialId)).status).toBe('cancelled')
  })

  it('are not made where nothing verifies the person', async () => {
    await takeDevice(true, false)
    expect((await create()).status).toBe('cancelled')
  })

  it('say when one is there already', async () => {
    const { credentialId } = await createWith('ok')
    const again = await page.evaluate(async (id) => {
      const { sdk } = globalThis as unknown as InPage
      const parameters = { rpId: 'localhost', rpName: 'Cinnabar', userName: 'Ada' }
      return (await sdk.createPasskey({ ...parameters, excludeIds: [Uint8Array.from(id)] })).status
    }, credentialId)
    expect(again).toBe('exists')
  })

  it('stop when the page stops them, and throw for a domain that is not the page’s', async () => {
    const outcome = await page.evaluate(async () => {
      const { sdk } = globalThis as unknown as InPage
      const signal = AbortSignal.abort(new Error('closed'))
      const name = (error: Error) => error.message
      return [
        await sdk.readPasskeySecret({ rpId: 'localhost', signal }).catch(name),
        await sdk.readPasskeySecret({ rpId: 'example.org' }).catch((error: Error) => error.name),
      ]
    })
    expect(outcome).toEqual(['closed', 'SecurityError'])
  })

  it('without secrets are told apart, and sign for a passkey account', async () => {
    await takeDevice(false)
    const { credentialId, credential } = await createWith('prfMissing')
    expect(await read(credentialId)).toEqual({ status: 'prfMissing', credentialId, secret: undefined })
    const digest = hashText('an order')
    const assertion: WebAuthnAssertion = await page.evaluate(
      async ({ id, challenge }) => {
        const { sdk } = globalThis as unknown as InPage
        const assert = sdk.assertPasskey({ rpId: 'localhost', credentialId: Uint8Array.from(id) })
        return assert(Uint8Array.from(challenge))
      },
      { id: credentialId, challenge: [...challengeOf(digest)] },
    )
    expect(encodePasskeySignature(0, assertion)).toMatch(/^0x00/)
    const clientData = Buffer.from(decodeHex(assertion.clientDataJSON))
    expect(Buffer.from(JSON.parse(clientData.toString()).challenge, 'base64url')).toEqual(
      Buffer.from(decodeHex(digest)),
    )
    const point = (word: Hex) => Buffer.from(decodeHex(word)).toString('base64url')
    const key = createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: point(credential.qx), y: point(credential.qy) },
      format: 'jwk',
    })
    const hash = await crypto.subtle.digest('SHA-256', clientData)
    const signed = Buffer.concat([decodeHex(assertion.authenticatorData), new Uint8Array(hash)])
    expect(verify('sha256', signed, key, decodeHex(assertion.signature))).toBe(true)
  })

  it('may keep a root on the device instead, which cannot be read out of it', async () => {
    const open = () =>
      page.evaluate(async () => {
        const { sdk } = globalThis as unknown as InPage
        const roots = await Promise.all([sdk.openDeviceRoot(), sdk.openDeviceRoot(), sdk.openDeviceRoot()])
        return roots.map((root) => [...root])
      })
    const [one, two, three] = await open()
    expect([two, three]).toEqual([one, one])
    await page.reload()
    await page.waitForFunction(() => 'sdk' in globalThis)
    expect((await open())[0]).toEqual(one)
    const kept = await page.evaluate(async (root) => {
      const { sdk } = globalThis as unknown as InPage
      const request = indexedDB.open('cinnabar.person', 1)
      await new Promise((resolve) => {
        request.onsuccess = resolve
      })
      const get = request.result.transaction('roots').objectStore('roots').get('v1')
      await new Promise((resolve) => {
        get.onsuccess = resolve
      })
      request.result.close()
      const { key, nonce, wrapped } = get.result as {
        key: CryptoKey
        nonce: Uint8Array
        wrapped: ArrayBuffer
      }
      const taken = await sdk
        .keepDeviceRoot(new Uint8Array(32))
        .catch((error: { code: string }) => error.code)
      await sdk.keepDeviceRoot(Uint8Array.from(root))
      const exported = await crypto.subtle.exportKey('raw', key).then(
        () => 'exported',
        (error: Error) => error.name,
      )
      await sdk.forgetDeviceRoot()
      const found = await sdk.findDeviceRoot()
      await sdk.keepDeviceRoot(Uint8Array.from(root))
      const restored = await sdk.findDeviceRoot()
      await sdk.forgetDeviceRoot()
      return {
        taken,
        exported,
        found,
        restored: [...restored!],
        stored: [...nonce, ...new Uint8Array(wrapped)],
      }
    }, one!)
    expect(kept).toMatchObject({ taken: 'DEVICE_ROOT_TAKEN', exported: 'InvalidAccessError', restored: one })
    expect(kept.found).toBeUndefined()
    expect(encodeHex(Uint8Array.from(kept.stored))).not.toContain(encodeHex(Uint8Array.from(one!)).slice(2))
  })

  it('are announced by the browser, or said to be unsupported', async () => {
    const detect = () => page.evaluate(() => (globalThis as unknown as InPage).sdk.detectPrf())
    expect(await detect()).toBe('supported')
    await page.evaluate(() => Object.assign(PublicKeyCredential, { getClientCapabilities: undefined }))
    expect(await detect()).toBe('unknown')
    await page.evaluate(() => Object.assign(globalThis, { PublicKeyCredential: undefined }))
    expect(await detect()).toBe('missing')
    expect([(await create()).status, (await read()).status]).toEqual(['unsupported', 'unsupported'])
    await page.reload()
    await page.waitForFunction(() => 'sdk' in globalThis)
  })

  it('leave nothing in the console and load nothing', () => {
    expect(opened.problems).toEqual([])
    expect(new Set(opened.loaded)).toEqual(new Set(['/', '/sdk.js']))
  })
})
