import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rootOfPath } from '../src/details/tree.ts'
import { commitDetail, decodeTerms, detailsRoot, verifyStatement } from '../src/index.ts'
import { buildDetails } from './details.ts'

const committed: ReturnType<typeof buildDetails> = JSON.parse(
  readFileSync(new URL('details.json', import.meta.url), 'utf8'),
)

describe('the committed details', () => {
  it('are those of the generator', () => {
    expect(JSON.parse(JSON.stringify(buildDetails()))).toEqual(committed)
  })

  it('lead from every commitment to the root', () => {
    for (const { details, commitments, root, paths } of committed.trees) {
      expect(detailsRoot(details)).toBe(root)
      expect(details.map(commitDetail)).toEqual(commitments)
      const size = commitments.length
      const roots = commitments.map((leaf, index) => rootOfPath(leaf, { index, size, path: paths[index]! }))
      expect(roots).toEqual(commitments.map(() => root))
    }
  })

  it('have a statement that is proven', () => {
    const { verdict, statement } = committed
    expect(verifyStatement(statement)).toEqual({ ...verdict, terms: decodeTerms(verdict.terms) })
    expect(verdict.sealed).toBe(5)
  })
})
