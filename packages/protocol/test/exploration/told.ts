import {
  type ActName,
  type EndingName,
  type Next,
  type OrderCredit,
  type OrderDescription,
  type Outcome,
  PARTIES,
} from '../../src/index.ts'
import { CALLERS, type Caller } from '../../vectors/shapes.ts'
import { ExplorationError } from './checks.ts'

/** What each caller did in a state at an instant. */
export type Did = Map<Caller, Set<ActName>>

/** What `describeOrder` offers each caller is what the caller then did, and nothing less. */
export function checkOffers(at: string, { parties }: OrderDescription, did: Did): void {
  for (const caller of CALLERS) {
    const offered = listOffers(parties, caller).sort().join()
    const done = [...(did.get(caller) ?? [])].sort().join()
    if (offered !== done)
      throw new ExplorationError({
        at,
        problem: `${caller} is offered ${offered || 'nothing'} and did ${done}`,
      })
  }
}

function listOffers(parties: OrderDescription['parties'], caller: Caller): ActName[] {
  const names = (acts: readonly { action: ActName }[] = []) => [...new Set(acts.map(({ action }) => action))]
  if (caller === 'sellersDesk') return names(parties.seller?.acts.filter(({ byOperator }) => byOperator))
  if (caller === 'attestorsDesk') return names(parties.attestor?.acts.filter(({ byOperator }) => byOperator))
  const party = PARTIES.find((name) => name === caller)
  return party ? names(parties[party]?.acts) : []
}

/** What `describeOrder` said that an ending would pay is what it paid. */
export function checkForetold(
  at: string,
  outcome: Outcome | undefined,
  credits: readonly OrderCredit[],
): void {
  const write = (list: Outcome['credits']) =>
    list.map(({ party, account, amount }) => `${party} ${account} ${amount}`).join()
  const foretold = write(outcome?.credits ?? [])
  if (foretold !== write(credits))
    throw new ExplorationError({ at, problem: `foretold ${foretold}, paid ${write(credits)}` })
}

/** The same for an act that ends an order; where it names an amount, that this was within what was said. */
export function checkEnding(
  at: string,
  told: OrderDescription,
  next: Exclude<Next, 'stays'>,
  credits: readonly OrderCredit[],
  named: bigint | undefined,
): void {
  if (!('ends' in next)) return
  const ending: EndingName = next.ends
  if (ending !== 'Settlement' && ending !== 'Ruling') {
    checkForetold(at, told.endings[ending], credits)
    return
  }
  const bound = told.bounds[ending]
  if (bound === undefined || named === undefined || named > bound)
    throw new ExplorationError({ at, problem: `${named} is not within the bound ${bound} that was told` })
}
