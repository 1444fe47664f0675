import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Hex } from '@cinnabar/protocol'
import {
  cleanEvidence,
  createClient,
  createQuote,
  fundOrder,
  getToken,
  requestFaucet,
  shipOrder,
  signIn,
  waitForAction,
} from '@cinnabar/sdk'
import { createNodeCodec } from '@cinnabar/sdk/node'
import {
  type Canaries,
  createCanaries,
  createRecordingFetch,
  detailsOf,
  type Finding,
  type PlatformProcess,
  scanPlatform,
  sourcesOf,
  startPlatformProcess,
} from '@cinnabar/testing'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runStory, STORIES, type Story } from '../src/index.ts'
import { takePhotograph } from '../src/photograph.ts'

const PORT = 22_500 + (process.pid % 18_000)

describe('canaries on a whole platform', { timeout: 180_000 }, () => {
  let directory: string
  let platform: PlatformProcess

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'cinnabar-canaries-'))
    platform = await startPlatformProcess({ directory, port: PORT, logLevel: 'debug' })
  }, 60_000)

  afterAll(async () => {
    await platform?.stop()
    await rm(directory, { recursive: true, force: true })
  })

  it('leaves nothing anywhere of what stories seal, erased or not', async () => {
    const canaries = { ...createCanaries(), photo: await findPhotoCanary() }
    const { fetch, responses } = createRecordingFetch()
    const told = STORIES.filter(({ steps }) => steps.some(({ act }) => act === 'photograph'))
    const kept = told.map((story) => ({ ...story, steps: story.steps.filter(({ act }) => act !== 'erase') }))
    const stories = [...told, ...kept].map((story) => plant(story, canaries))
    for (const story of stories) {
      const result = await runStory(story, { url: platform.url, fetch })
      expect(result).toMatchObject({ story: story.name, passed: true })
    }
    const stored = responses.filter(({ url, status }) => url.endsWith('/details') && status < 300)
    const orders = stories.flatMap((story) => Object.keys(story.orders))
    expect(new Set(stored.map(({ url }) => url)).size).toBe(orders.length)
    expect(responses.filter(({ status }) => status >= 400).length).toBeGreaterThan(0)
    expect(await scanPlatform({ canaries, ...sourcesOf(platform), responses })).toEqual([])
  })

  it('tells each place where one was put on purpose', async () => {
    const canaries = createCanaries()
    const { fetch, responses } = createRecordingFetch()
    const actor = () =>
      createClient({ url: platform.url, fetch, signer: privateKeyToAccount(generatePrivateKey()) })
    const [buyer, shop, carrier] = [actor(), actor(), actor()]
    const token = await getToken(buyer, { symbol: 'USDC' })
    const record = async (action: Promise<{ readonly id: Hex }>) => {
      await waitForAction(buyer, { id: (await action).id })
    }
    await requestFaucet(buyer, { token, recipient: buyer.signer!.address, amount: 2_000_000n })
    await signIn(shop)
    const quote = await createQuote(shop, {
      preset: 'shop',
      token,
      buyer: buyer.signer!.address,
      attestor: carrier.signer!.address,
      goods: 2_000_000n,
      reference: canaries.email.text,
      metadata: {
        recipient: canaries.nameChinese.text,
        note: canaries.message.text,
        tel: canaries.phone.text,
      },
    })
    const { id, action } = await fundOrder(buyer, { quote, funding: 'authorization' })
    await record(Promise.resolve(action))
    const words = Buffer.from(canaries.address.text.padEnd(32)).subarray(0, 32)
    await record(shipOrder(shop, { id, record: `0x${words.toString('hex')}` }))
    // The id of a request is logged and answered, so a name is not taken for one: it is found nowhere.
    const request = { headers: { 'Request-Id': canaries.name.marks[0]! } }
    await fetch(`${platform.url}/v1/orders/${canaries.link.marks[0]}`, request)
    const photo = Buffer.concat([randomBytes(3_000), canaries.photo.bytes, randomBytes(3_000)])
    await writeFile(join(directory, 'core.1'), gzipSync(photo))

    const sources = sourcesOf(platform)
    const log = `${sources.log}\ncalled ${canaries.phone.text}`
    const findings = await scanPlatform({ canaries, ...sources, log, responses })
    const expectFound = (canary: string, source: RegExp, form: string) => {
      const places = findings.filter((finding) => finding.canary === canary && finding.form === form)
      expect(places.map((place) => place.source)).toContainEqual(expect.stringMatching(source))
    }
    expectFound('recipient.email', /^own\.quotes, row \(\d+,\d+\)$/, 'text')
    expectFound('recipient.nameChinese', /^own\.quotes, row /, 'text')
    expectFound('message.text', /^own\.quotes, row /, 'text')
    expectFound('message.text', /database\/data\/base\/\d+\/\d+$/, 'text')
    expectFound('message.text', /database\/data\/pg_wal\/[0-9A-F]{24}$/, 'text')
    expectFound('recipient.address', /^block \d+, transaction 0x[0-9a-f]{64}$/, 'hex, text')
    expectFound('recipient.address', /^block \d+, receipt of 0x[0-9a-f]{64}$/, 'hex, text')
    expectFound('recipient.address', /^own\.actions, row /, 'hex, text')
    expectFound('recipient.address', /ledger\/journal$/, 'text')
    expectFound('recipient.phone', /^log, line \d+$/, 'text')
    expectFound('recipient.phone', /^own\.quotes, row /, 'text')
    expectFound('shop.link', /^answer 4\d\d to GET /, 'text')
    expectFound('file.photo', /core\.1$/, 'gzip, bytes')
    expect(namesOf(findings)).toEqual(
      new Set([
        'recipient.email',
        'recipient.nameChinese',
        'message.text',
        'recipient.address',
        'recipient.phone',
        'shop.link',
        'file.photo',
      ]),
    )
    // What stood in an address was told to whoever asked, and kept nowhere.
    const link = findings.filter(({ canary }) => canary === 'shop.link')
    expect(link.filter(({ source }) => !source.startsWith('answer '))).toEqual([])
  })
})

/** The story with canaries in all that is sealed, in what a camera writes into a file, and, salted, in its records. */
function plant(story: Story, canaries: Canaries): Story {
  const values = Object.values(detailsOf(canaries))
  const all = values.join(' ')
  const salted = () => `${randomBytes(32).toString('hex')} ${all}`
  const orders = Object.entries(story.orders).map(([name, terms]) => {
    if (terms.details === undefined) return [name, terms]
    const fields = Object.keys(terms.details).map((field, index) => [field, values[index]!])
    return [name, { ...terms, details: Object.fromEntries(fields) }]
  })
  const steps = story.steps.map((step) => {
    if (step.act === 'message') return { ...step, text: all }
    if (step.act === 'photograph') return { ...step, comment: all }
    if ('record' in step && typeof step.record === 'string') return { ...step, record: salted() }
    return 'document' in step ? { ...step, document: salted() } : step
  })
  return { ...story, orders: Object.fromEntries(orders), steps }
}

/** Bytes of the photograph as the story's warehouse seals it. */
async function findPhotoCanary(): Promise<Canaries['photo']> {
  const codec = await createNodeCodec()
  const { bytes } = await cleanEvidence(await takePhotograph(codec, 'a camera'), { codec })
  expect(bytes.length).toBeGreaterThan(700)
  return { name: 'file.photo', bytes: bytes.slice(-300, -44) }
}

function namesOf(findings: readonly Finding[]): Set<string> {
  return new Set(findings.map(({ canary }) => canary))
}
