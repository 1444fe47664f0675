import type { SigningScheme } from '../typedData/scheme.ts'

/**
 * What members of an `ArbiterPanel` sign. `TakeShare` names what the member took before, in total, so that it works
 * once.
 *
 * @see docs/specs/arbiter-panel.md
 */
export const PANEL_SCHEME = {
  name: 'Cinnabar Panel',
  version: '1',
  types: {
    Ruling: 'bytes32 order,uint8 state,uint256 sellerGross,uint40 until',
    RevokeVotes: 'bytes32 order,uint40 through,uint40 until',
    TakeShare: 'address member,address token,uint256 taken,uint256 amount,address recipient,uint40 until',
  },
} as const satisfies SigningScheme
