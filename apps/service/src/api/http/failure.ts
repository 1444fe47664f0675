import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from '../../log.ts'
import { RpcError, LedgerUnreachableError } from '@cinnabar/ledger'
import { ActionNotFoundError } from '../../store/actions.ts'
import { OrderNotFoundError } from '../../store/orders.ts'
import { CursorError } from '../../store/page.ts'
import type { ApiEnvironment } from './environment.ts'
import { ProblemError, toProblem } from './problemError.ts'

/** SQLSTATE classes and socket errors that say that the database is away, not that a statement is wrong. */
const AWAY = /^(08|53|57P0|58|25006|ECONN|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/
const AWAY_TEXT = /Connection terminated|timeout exceeded when trying to connect|pool after calling end/i

/** Answers whatever a route throws as a problem. What nobody foresaw is logged, and its text kept in. */
export function createFailureAnswer(log: Logger) {
  return (error: unknown, c: Context<ApiEnvironment>): Response => {
    const problem = toProblemError(error)
    const requestId = c.get('requestId') ?? ''
    if (problem.status >= 500) log.error({ err: error, requestId, code: problem.code }, 'request failed')
    const language = c.req.header('accept-language')?.trim().startsWith('zh') ? 'zh-CN' : 'en'
    const headers: Record<string, string> = {
      'Content-Type': 'application/problem+json',
      'Content-Language': language,
      'Cache-Control': 'no-store',
    }
    const soon = problem.code === 'IDEMPOTENCY_BUSY' ? 1 : 2
    if (problem.retryable) headers['Retry-After'] = String(problem.retryAfterSeconds ?? soon)
    return c.body(JSON.stringify(toProblem(problem, requestId, language)), problem.status, headers)
  }
}

function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof ActionNotFoundError)
    return new ProblemError({ code: 'ACTION_NOT_FOUND', cause: error })
  if (error instanceof OrderNotFoundError) return new ProblemError({ code: 'ORDER_NOT_FOUND', cause: error })
  if (error instanceof CursorError) {
    return new ProblemError({ code: 'CURSOR_INVALID', detail: error.message, cause: error })
  }
  if (error instanceof LedgerUnreachableError || error instanceof RpcError) {
    return new ProblemError({ code: 'LEDGER_UNAVAILABLE', cause: error })
  }
  if (error instanceof HTTPException && error.status === 415) {
    return new ProblemError({ code: 'MEDIA_TYPE', cause: error })
  }
  if (isVaultFailure(error)) return new ProblemError({ code: error.code, cause: error })
  if (isDatabaseAway(error)) return new ProblemError({ code: 'DATABASE_UNAVAILABLE', cause: error })
  return new ProblemError({ code: 'INTERNAL', cause: error })
}

/** The vault's own errors; what they say of places and files is for the log. */
function isVaultFailure(
  error: unknown,
): error is Error & { code: 'KEY_STORE_UNAVAILABLE' | 'VAULT_DAMAGED' } {
  const { code } = error as { code?: unknown }
  return code === 'KEY_STORE_UNAVAILABLE' || code === 'VAULT_DAMAGED'
}

function isDatabaseAway(error: unknown): boolean {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as { code?: unknown }
    if (typeof code === 'string' && AWAY.test(code)) return true
    if (AWAY_TEXT.test(inner.message)) return true
  }
  return false
}
