import { ENDING_NAMES, STATE_NAMES } from '../src/index.ts'
import { ACTIONS, ROLES } from './stage.ts'
import type { PlayedHistory } from './walk.ts'

/**
 * What a history shows: each step's state, action, party and answer, each ending with its circumstances, each
 * extension by its seconds, and acts in the seconds around a deadline.
 */
export function listFeatures({ terms, steps }: PlayedHistory): string[] {
  const shape = [terms.attestor, terms.arbiter, terms.backupArbiter]
    .map((account) => Number(BigInt(account) !== 0n))
    .join('')
  return steps.flatMap(({ at, amount, decision, action, by, meant, cosigned }, index) => {
    const act = `${STATE_NAMES[meant]} ${ACTIONS[action]} ${ROLES[by]}`
    const deadline = steps[index - 1]?.status.deadline ?? 0
    const edges = Math.abs(at - deadline) <= 1 ? [`${act} at ${at - deadline} ${decision.status}`] : []
    if (ACTIONS[action] === 'extend') edges.push(`${STATE_NAMES[meant]} extend ${amount} ${decision.status}`)
    if (decision.status === 'refused')
      return [
        ...edges,
        `${STATE_NAMES[meant]} ${ACTIONS[action]} ${decision.reason}`,
        `${ACTIONS[action]} ${ROLES[by]} ${decision.reason}`,
      ]
    const events = decision.events.map(({ name, args }) => {
      if (name !== 'OrderSettled') return name
      const { ending, bondPaid, reimbursed } = args as {
        ending: number
        bondPaid: bigint
        reimbursed: bigint
      }
      return `${ENDING_NAMES[ending]} bond ${bondPaid > 0n} back ${reimbursed > 0n}`
    })
    return [
      ...edges,
      `${act} ${cosigned}`,
      `${act} ${shape}`,
      `${act} ${events.join()}`,
      `${shape} ${events.join()}`,
    ]
  })
}

/**
 * Picks histories that together show the most with the fewest steps: each round takes the candidate with the most
 * features that were not shown yet for its length.
 */
export function selectHistories(
  candidates: readonly PlayedHistory[],
  count: number,
  maxSteps: number,
): PlayedHistory[] {
  const features = candidates.map((history) => [...new Set(listFeatures(history))])
  const shown = new Map<string, number>()
  const selected: PlayedHistory[] = []
  const open = new Set(candidates.keys())
  let steps = 0
  while (selected.length < count && open.size > 0) {
    let best = -1
    let bestGain = -1
    for (const index of open) {
      const gain = features[index]!.reduce((sum, feature) => sum + 1 / 4 ** (shown.get(feature) ?? 0), 0)
      const perStep = gain / (candidates[index]!.steps.length + 4)
      if (perStep > bestGain) [best, bestGain] = [index, perStep]
    }
    open.delete(best)
    const history = candidates[best]!
    if (steps + history.steps.length > maxSteps) continue
    steps += history.steps.length
    selected.push(history)
    for (const feature of features[best]!) shown.set(feature, (shown.get(feature) ?? 0) + 1)
  }
  return selected
}
