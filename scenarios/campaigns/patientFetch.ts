const PAUSE_MS = 200

/**
 * A fetch that waits for a killed service to be back: the same request again and again, until it is answered. The
 * answer is read to its end, since a kill may cut it off.
 */
export function createPatientFetch({ patienceMs }: { patienceMs: number }): typeof fetch {
  return async (input, init) => {
    const endsAt = Date.now() + patienceMs
    for (;;) {
      try {
        // The caller's own time limit is for a service that lives.
        const response = await fetch(input, { ...init, signal: AbortSignal.timeout(30_000) })
        const body = await response.text()
        if (response.status !== 503 && !body.includes('IDEMPOTENCY_BUSY'))
          return new Response(body, { status: response.status, headers: response.headers })
      } catch (error) {
        if (Date.now() > endsAt) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
}
