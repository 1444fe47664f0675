import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createStatement,
  type Detail,
  type DetailsStatement,
  detailsRoot,
  type Hex,
  hashText,
  orderId,
  quoteTerms,
} from '@cinnabar/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLines, runCommand } from './command.ts'

const account = (digit: string): Hex => `0x${digit.repeat(40)}`
const domain = { chainId: 31337, verifyingContract: account('e') }
const details: Detail[] = [
  ['recipient.name', '王小明'],
  ['goods.value', 'EUR 94.44'],
  // A value that would colour the terminal and turn the writing, were it printed as it is.
  ['note', '\u001b[31mred\u202e'],
].map(([field, value]) => ({ field: field!, value: value!, salt: hashText(`salt of ${field}`) }))
const { terms } = quoteTerms({
  preset: 'shop',
  token: account('a'),
  buyer: account('b'),
  seller: account('c'),
  goods: 94_440_000n,
  validUntil: 2_000_000_000,
  salt: 1n,
  details: detailsRoot(details),
})
const statement = createStatement({ terms, domain, details, fields: ['goods.value', 'note'] })
const order = orderId(terms, domain)

let directory: string
let file: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-verify-'))
  file = join(directory, 'statement.json')
  await writeFile(file, JSON.stringify(statement))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const verifyText = (text: string, ...options: string[]) => runCommand(['verify', '-', ...options], {}, text)

describe('cinnabar verify, of a statement', { timeout: 60_000 }, () => {
  it('says what is proven, and what is not', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['verify', file, '--lang', 'en'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const lines = stdout.split('\n')
    expect(lines[0]).toContain(`✓ These terms are those of order ${order} on chain 31337`)
    expect(lines).toContain('✓ Agreed in them: goods.value = EUR 94.44')
    expect(lines).toContain('✓ Agreed in them: note = \\u{1b}[31mred\\u{202e}')
    expect(stdout).toContain('– whether the order is on the ledger')
    expect(stdout).toContain('– what those details say that stay sealed: 1')
    expect(stdout).not.toContain('王小明')
  })

  it('reads stdin, speaks Chinese, and answers programs', async () => {
    const chinese = await verifyText(JSON.stringify(statement), '--lang', 'zh-CN')
    expect(chinese.stdout).toContain('✓ 条款中约定：goods.value = EUR 94.44')
    const { exitCode, stdout } = await verifyText(JSON.stringify(statement), '--json')
    expect(exitCode).toBe(0)
    expect(readLines(stdout)).toMatchObject([{ status: 'proven', order, chainId: 31337, sealed: 1 }])
  })

  it('refuses what was not agreed, and says why', async () => {
    const [first, second] = statement.details
    const cases: [DetailsStatement, string][] = [
      [{ ...statement, details: [{ ...first!, value: 'EUR 9.44' }] }, 'goods.value is not the one'],
      [{ ...statement, details: [first!, first!] }, 'goods.value is there twice'],
      [{ ...statement, details: [second!, { ...first!, salt: '0x12' }] }, 'goods.value is none'],
      [{ ...statement, terms: { ...statement.terms, goods: 'much' } as never }, 'terms in the statement'],
      [{ ...statement, size: 0 }, 'no whole statement'],
    ]
    const results = await Promise.all(
      cases.map(([changed]) => verifyText(JSON.stringify(changed), '--lang', 'en')),
    )
    for (const [index, { exitCode, stdout, stderr }] of results.entries()) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
      expect(stderr).toContain(cases[index]![1])
    }
  })

  it('names the formats that it knows, and what cannot be read', async () => {
    const texts = ['{"format":"toString"}', '{}', 'null', '"cinnabar.details/v1"']
    for (const { exitCode, stderr } of await Promise.all(
      texts.map((text) => verifyText(text, '--lang', 'en')),
    )) {
      expect(exitCode).toBe(1)
      expect(stderr).toContain('cinnabar.details/v1 and cinnabar.erasure/v1')
    }
    expect((await verifyText('%PDF')).stderr).toContain('is not JSON')
    const missing = await runCommand(['verify', join(directory, 'none')])
    expect(missing).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ENOENT') })
  })
})
