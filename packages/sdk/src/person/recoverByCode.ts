import { parseRecoveryCode, type ReadCode } from './recoveryCode.ts'
import { type Recovery, recoverBySecret } from './recovery.ts'
import type { PersonWays } from './ways.ts'

/** The root by a printed code, as it was typed. Wrong characters are named by their group. */
export async function recoverByCode(
  ways: PersonWays,
  code: string,
): Promise<Recovery | Extract<ReadCode, { status: 'mistyped' }>> {
  const read = parseRecoveryCode(code)
  if (read.status === 'mistyped') return read
  return recoverBySecret(ways, { kind: 'code', secret: read.bytes })
}
