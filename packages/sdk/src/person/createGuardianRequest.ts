import { createRandomRoot } from './deriveRoot.ts'
import type { GuardianRequest } from './guardianNotes.ts'
import { formatKeyCode } from './keyCode.ts'
import { createSealingKey } from '../sealing/sealingKey.ts'

/**
 * Asks a guardian for its half, on a device that has nothing.
 *
 * @returns `request`, to be sent to the guardian by any channel; `code`, to be told in person or by voice, so that the
 * guardian knows the voice and the key belong together; `privateKey`, kept here until the answer comes.
 */
export function createGuardianRequest(): {
  readonly request: GuardianRequest
  readonly code: string
  readonly privateKey: Uint8Array
} {
  const { publicKey, privateKey } = createSealingKey(createRandomRoot())
  return {
    request: { format: 'cinnabar.guardian-request/v1', publicKey },
    code: formatKeyCode(publicKey),
    privateKey,
  }
}
