import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ACTS, errorSelector, State } from '../src/index.ts'
import { buildMatrix, buildMatrixFile, MATRIX_ACTS, type MatrixCase, type MatrixLine } from './matrix.ts'
import { CALLERS } from './shapes.ts'

const cases = buildMatrix()
const tried = cases.flatMap((one) => one.lines.map((line) => ({ ...one, line })))
const bits = ({ callers }: MatrixLine) => CALLERS.filter((_, i) => callers & (1 << i))

describe('the committed matrix', () => {
  it('is what the lifecycle answers now', () => {
    const committed = JSON.parse(readFileSync(new URL('matrix.json', import.meta.url), 'utf8'))
    expect(buildMatrixFile()).toEqual(committed)
  })

  it('does every line of the table', () => {
    const done = new Set(
      tried.filter(({ line }) => line.done).map(({ line }) => `${line.meant} ${MATRIX_ACTS[line.act]}`),
    )
    // The straight way to a dispute leads over the shipped goods, whose hand-over the attestor states.
    for (const { state, action } of ACTS) expect(done).toContain(`${State[state]} ${action}`)
  })

  it('counts an act in the last second, and the default a second later', () => {
    const answer = ({ lines }: MatrixCase, act: string, at: number, meant: State) =>
      lines.filter(
        (line) => MATRIX_ACTS[line.act] === act && line.at === at && line.meant === meant && !line.relayed,
      )
    const accepted = cases.filter(({ state }) => state === State.Accepted)
    expect(accepted.length).toBe(12)
    for (const one of accepted) {
      const deadline = Math.max(...one.lines.map(({ at }) => at)) - 1
      const [last, late] = [0, 1].map((after) => answer(one, 'confirm', deadline + after, State.Accepted))
      expect(last!.filter(({ done }) => done).flatMap(bits)).toEqual(['buyer'])
      expect(late!.map(({ reason }) => reason)).toEqual([errorSelector('STATE_MISMATCH')])
      expect(late!.flatMap(bits)).toEqual([...CALLERS])
    }
  })
})
