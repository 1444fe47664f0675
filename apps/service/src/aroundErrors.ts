import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { checkpointLogAbi } from '@cinnabar/protocol/generated/checkpointLogAbi'
import { keyRegistryAbi } from '@cinnabar/protocol/generated/keyRegistryAbi'
import { passkeyAccountAbi } from '@cinnabar/protocol/generated/passkeyAccountAbi'

/** Errors of the contracts around the escrow that the service calls. */
export const AROUND_ERRORS = [
  ...keyRegistryAbi,
  ...checkpointLogAbi,
  ...arbiterPanelAbi,
  ...passkeyAccountAbi,
].filter(({ type }) => type === 'error')
