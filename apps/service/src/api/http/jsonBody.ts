import { createMiddleware } from 'hono/factory'
import type { ApiEnvironment } from './environment.ts'
import { ProblemError } from './problemError.ts'

const MAX_BYTES = 64 * 1024
/** Sealed items: an evidence file of 10 MiB in hexadecimal. */
const MAX_SEALED_BYTES = 24 * 1024 * 1024
const SEALED = /^\/v1\/orders\/[^/]+\/details$/
const MAX_DEPTH = 8

/** Refuses bodies that are too large, no JSON, or nested too deeply, before any schema looks at them. */
export const jsonBody = createMiddleware<ApiEnvironment>(async (c, next) => {
  if (c.req.method !== 'POST') return next()
  const most = SEALED.test(c.req.path) ? MAX_SEALED_BYTES : MAX_BYTES
  const declared = Number(c.req.header('content-length') ?? 0)
  if (declared > most) throw new ProblemError({ code: 'BODY_TOO_LARGE' })
  if (c.req.path.startsWith('/v1/auth/')) return next()
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) {
    throw new ProblemError({ code: 'MEDIA_TYPE' })
  }
  const text = await c.req.text()
  if (Buffer.byteLength(text) > most) throw new ProblemError({ code: 'BODY_TOO_LARGE' })
  if (measureDepth(text) > MAX_DEPTH) throw new ProblemError({ code: 'BODY_TOO_DEEP' })
  try {
    JSON.parse(text)
  } catch (cause) {
    throw new ProblemError({ code: 'BODY_NOT_JSON', detail: (cause as Error).message, cause })
  }
  return next()
})

/** How deeply objects and lists are nested, without building them. */
function measureDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let isText = false
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (isText) {
      if (character === '\\') i++
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}
