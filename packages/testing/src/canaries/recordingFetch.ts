import type { RecordedResponse } from './scanPlatform.ts'

/** A fetch that keeps every answer, for `scanPlatform`; to be given to an SDK client or a story. */
export function createRecordingFetch(): { fetch: typeof fetch; responses: readonly RecordedResponse[] } {
  const responses: RecordedResponse[] = []
  return {
    responses,
    async fetch(input, init) {
      const request = new Request(input, init)
      const response = await fetch(request)
      // A stream of events has no end to wait for.
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
      responses.push({
        method: request.method,
        url: request.url,
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: isStream ? '' : await response.clone().text(),
      })
      return response
    },
  }
}
