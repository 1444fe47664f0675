import { expect, it } from 'vitest'
import { type Deployment, findFinalHeight, formatDeployment, parseDeployment } from './profile.ts'

const deployment: Deployment = {
  id: 'embedded',
  chainId: 31_337,
  genesisHash: `0x${'12'.repeat(32)}`,
  finality: { kind: 'depth', blocks: 12 },
  contracts: { escrow: `0x${'ab'.repeat(20)}`, tokens: { tUSDC: `0x${'cd'.repeat(20)}` } },
}
const change = (changes: object) => JSON.stringify({ ...deployment, ...changes })

it('reads what it wrote', () => {
  expect(parseDeployment(formatDeployment(deployment))).toEqual(deployment)
})

it.each([
  ['the file', '{'],
  ['the file', '[]'],
  ['id', change({ id: '' })],
  ['chainId', change({ chainId: '1' })],
  ['chainId', change({ chainId: 1.5 })],
  ['genesisHash', change({ genesisHash: '0x12' })],
  ['finality', change({ finality: 'instant' })],
  ['finality.kind', change({ finality: { kind: 'soon' } })],
  ['finality.blocks', change({ finality: { kind: 'depth', blocks: -1 } })],
  ['contracts', change({ contracts: undefined })],
  ['contracts.escrow', change({ contracts: { escrow: '0x', tokens: {} } })],
  ['contracts.tokens.X', change({ contracts: { ...deployment.contracts, tokens: { X: 7 } } })],
])('names %s when it is wrong', (field, text) => {
  expect(() => parseDeployment(text)).toThrow(expect.objectContaining({ code: 'DEPLOYMENT_FORMAT', field }))
})

it('knows from which block on nothing is taken back', () => {
  expect(findFinalHeight({ finality: { kind: 'instant' } }, 5)).toBe(5)
  expect(findFinalHeight(deployment, 12)).toBe(0)
  expect(findFinalHeight(deployment, 11)).toBeUndefined()
})
