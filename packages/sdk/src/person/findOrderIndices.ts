import type { Address } from '@cinnabar/protocol'
import type { PersonKeys } from './createPersonKeys.ts'

/**
 * Finds out which orders a root was used for, on a device that knows nothing else: one account after the other, until
 * as many in a row as `gap` were never used. Take the index after the last one for the next order.
 *
 * Whoever is asked learns that these accounts belong together: ask a ledger of your own, or one that you trust with it.
 *
 * @param parameters.isUsed - Whether there is an order, a balance or a bond of an account.
 * @param parameters.gap - 20 when left out: more quotes in a row than that which nobody funded hide what follows.
 * @returns The indices of the used ones, rising.
 */
export async function findOrderIndices(
  keys: Pick<PersonKeys, 'orderAccount'>,
  {
    isUsed,
    gap = 20,
  }: { readonly isUsed: (account: Address) => Promise<boolean>; readonly gap?: number | undefined },
): Promise<number[]> {
  const used: number[] = []
  for (let index = 0; index - (used.at(-1) ?? -1) <= gap; index++) {
    if (await isUsed(keys.orderAccount(index).address)) used.push(index)
  }
  return used
}
