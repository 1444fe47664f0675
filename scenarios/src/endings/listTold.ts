import type { OrderName, Step, Story } from '../story.ts'
import type { EndingLine } from './listEndings.ts'

/** An ending that a story tells, and at which of its steps. */
export type Told = Pick<EndingLine, 'state' | 'way' | 'ending'> & { readonly step: number }

/** Every ending that a story tells. An order's state is the last that its steps expect. */
export function listTold(story: Story): Told[] {
  const states = new Map<OrderName, string>()
  return story.steps.flatMap((step, index): Told[] => {
    const { order, expect } = readExpectation(step)
    if (order === undefined || expect === undefined) return []
    const state = states.get(order) ?? 'None'
    states.set(order, expect.state)
    if (expect.ending === undefined) return []
    const way = step.act === 'await' ? 'default' : step.act
    return [{ state, way, ending: expect.ending, step: index + 1 } as Told]
  })
}

function readExpectation(step: Step) {
  if (!('order' in step) || !('expect' in step)) return { order: undefined, expect: undefined }
  return { order: step.order, expect: step.expect }
}
