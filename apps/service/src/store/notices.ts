import type pg from 'pg'

/** What one process tells the others; a notice only wakes, the truth is in the tables. */
export type Channel = 'cinnabar_action' | 'cinnabar_outcome' | 'cinnabar_events'
export type Listener = (payload: string) => void

/** Notices by PostgreSQL's LISTEN, on a connection of its own that is made again when it breaks. */
export type Notices = {
  /** Calls `listener` with each notice, and with '' after the connection was made again. */
  listen(channel: Channel, listener: Listener): () => void
  close(): Promise<void>
}

const CHANNELS: readonly Channel[] = ['cinnabar_action', 'cinnabar_outcome', 'cinnabar_events']

/** Connects at once and keeps trying, every `retryMs`, until closed. */
export function createNotices({
  connect,
  onError,
  retryMs = 500,
}: {
  connect: () => pg.Client
  onError: (error: unknown) => void
  retryMs?: number
}): Notices {
  const listeners = new Map<string, Set<Listener>>(CHANNELS.map((channel) => [channel, new Set()]))
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let opening: Promise<void> = Promise.resolve()

  const tell = (channel: string, payload: string) => {
    for (const listener of listeners.get(channel) ?? []) {
      try {
        listener(payload)
      } catch (error) {
        onError(error)
      }
    }
  }
  const open = async () => {
    if (closed) return
    const next = connect()
    let failed = false
    const again = (error?: unknown) => {
      if (failed) return
      failed = true
      if (error && !closed) onError(error)
      if (client === next) client = undefined
      next.end().catch(() => {})
      if (!closed) timer = setTimeout(reopen, retryMs)
    }
    next.on('error', again)
    next.on('end', () => again())
    next.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
    try {
      await next.connect()
      for (const channel of CHANNELS) await next.query(`listen ${channel}`)
      client = next
      for (const channel of CHANNELS) tell(channel, '')
    } catch (error) {
      again(error)
    }
  }
  const reopen = () => {
    opening = open()
  }
  reopen()

  return {
    listen(channel, listener) {
      listeners.get(channel)!.add(listener)
      return () => listeners.get(channel)!.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await opening
      await client?.end().catch(() => {})
    },
  }
}
