import type { StreamState } from './observeStream.ts'

/** The state of the one stream of this page, for whoever shows it. */
const listeners = new Set<() => void>()
let current: StreamState = 'connecting'

export function getStreamState(): StreamState {
  return current
}

export function setStreamState(state: StreamState): void {
  if (state === current) return
  current = state
  for (const listener of listeners) listener()
}

export function subscribeStreamState(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
