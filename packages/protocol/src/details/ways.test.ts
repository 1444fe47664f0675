import { describe, expect, it } from 'vitest'
import { hashText } from '../bytes.ts'
import { hashWays } from './ways.ts'

const word = (digit: string) => `0x${digit.repeat(64)}` as const
const id = (digit: string) => `0x${digit.repeat(32)}` as const
const document = {
  format: 'cinnabar.ways/v1',
  revision: 3,
  ways: [
    { kind: 'code', id: id('1'), wrapped: `0x${'2'.repeat(120)}` as const },
    { kind: 'guardian', id: id('3'), mask: word('4') },
  ],
  mac: word('5'),
}

describe('hashWays', () => {
  it('is of the lines that docs/specs/person-keys.md names', () => {
    const lines = [
      'cinnabar.ways/v1',
      '3',
      `code ${id('1')} 0x${'2'.repeat(120)}`,
      `guardian ${id('3')} ${word('4')}`,
      word('5'),
    ]
    expect(hashWays(document)).toBe(hashText(`${lines.join('\n')}\n`))
  })

  it('changes with every part of the document', () => {
    const [code, guardian] = document.ways
    const changes = [
      { format: 'cinnabar.ways/v2' },
      { revision: 4 },
      { ways: [code!] },
      { ways: [guardian!, code!] },
      { ways: [{ ...code!, kind: 'passkey' }, guardian!] },
      { ways: [{ ...code!, id: id('6') }, guardian!] },
      { ways: [code!, { kind: 'guardian', id: id('3'), mask: word('7') }] },
      { mac: word('8') },
    ]
    const hashes = [{}, ...changes].map((change) => hashWays({ ...document, ...change }))
    expect(new Set(hashes).size).toBe(changes.length + 1)
  })
})
