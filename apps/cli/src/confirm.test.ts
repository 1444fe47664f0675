import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { confirm } from './confirm.ts'

function terminal(typed: string | null, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY })
  const output = new PassThrough()
  if (typed === null) input.end()
  else input.write(typed)
  return { input, output }
}

describe('a question before what cannot be undone', () => {
  it('takes yes, and asks what it was given to ask', async () => {
    const at = terminal('yes\n')
    await confirm('Erase it?', at)
    expect(String(at.output.read())).toContain('Erase it? [yes/no]')
    await confirm('Erase it?', terminal(' YES \n'))
  })

  it.each(['no\n', '\n', 'y\n', 'yes please\n'])('takes %j for a no', async (typed) => {
    await expect(confirm('Erase it?', terminal(typed))).rejects.toMatchObject({ code: 'REFUSED' })
  })

  it('takes the end of the input for a no', async () => {
    await expect(confirm('Erase it?', terminal(null))).rejects.toThrow('not yes')
  })

  it('names --yes where nobody can be asked', async () => {
    await expect(confirm('Erase it?', terminal('yes\n', false))).rejects.toThrow('--yes')
  })
})
