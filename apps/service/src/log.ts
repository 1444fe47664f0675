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
    redact: { paths: PATHS, censor: '[redacted]' },
  }
  return destination ? pino(options, destination) : pino(options)
}
