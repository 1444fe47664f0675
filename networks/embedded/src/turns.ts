/** Runs one task after the other, in the order they were given. */
export type TakeTurn = <T>(task: () => Promise<T>) => Promise<T>

export function createTurns(): TakeTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = last.then(task)
    last = turn.catch(() => {})
    return turn
  }
}
