import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { keyRegistryAbi } from '@cinnabar/protocol/generated/keyRegistryAbi'
import { passkeyAccountAbi } from '@cinnabar/protocol/generated/passkeyAccountAbi'

/** Errors of the contracts around the escrow that the service calls. */
export const AROUND_ERRORS = [...keyRegistryAbi, ...arbiterPanelAbi, ...passkeyAccountAbi].filter(
  ({ type }) => type === 'error',
)
