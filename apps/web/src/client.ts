import { createClient } from '@cinnabar/sdk'
import { observeStream } from './live/observeStream.ts'
import { setStreamState } from './live/streamState.ts'

/** The service says every few seconds that a stream is still there. */
const SILENCE_MS = 20_000

/** The service that brought this page. TanStack Query repeats what failed, so the client does not. */
export const cinnabar = createClient({
  retries: 0,
  fetch: observeStream((input, init) => fetch(input, init), {
    onChange: setStreamState,
    silenceMs: SILENCE_MS,
  }),
})
