import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/** Fields that never reach a log, wherever they stand. */
const SECRET = [
  'authorization',
  'cookie',
  'apiKey',
  'password',
  'privateKey',
  'secret',
  'signature',
  'token',
  'calldata',
  'raw',
  'databaseUrl',
]
const PATHS = [
  ...SECRET,
  ...SECRET.map((field) => `*.${field}`),
  ...SECRET.map((field) => `*.*.${field}`),
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
]

/**
 * The service's log: one line of JSON a happening. `requestId` goes with an action from its request to its
 * transaction and its events; signatures, keys and calldata do not appear.
 */
export function createLog({
  level = 'info',
  destination,
}: {
  level?: string
  destination?: DestinationStream
} = {}): Logger {
  const options = {
    level,
    base: { service: 'cinnabar' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: { paths: PATHS, censor: '[redacted]' },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** What an error says and where it happened. Its other fields stay out: a driver's error holds its connection. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  const { code } = error as { code?: unknown }
  return {
    name,
    message,
    ...(code !== undefined && { code: String(code) }),
    stack,
    ...(cause !== undefined && { cause: describeError(cause) }),
  }
}
