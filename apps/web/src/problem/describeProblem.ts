import { ApiError, ConnectionError } from '@cinnabar/sdk'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

type Words = { readonly what: MessageDescriptor | string; readonly mend: MessageDescriptor | string }

/** An error in words: the service's own where it gave any, else what is known of it. */
export function describeProblem(error: unknown): Words {
  if (error instanceof ApiError) return { what: error.message, mend: error.mend }
  if (error instanceof ConnectionError) {
    return {
      what: msg`The service does not answer.`,
      mend: msg`Check that it runs (npm start) and that you are online, then try again.`,
    }
  }
  return {
    what: error instanceof Error ? error.message : String(error),
    mend: msg`Load the page anew. If it stays, the page and the service may be of different versions.`,
  }
}
