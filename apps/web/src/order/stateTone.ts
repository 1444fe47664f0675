import type { StateName } from '@cinnabar/protocol'

/** How loud a state is shown: quarrels ask for a hand, what ended is quiet. */
export function stateTone(state: StateName): 'live' | 'hand' | 'ended' {
  switch (state) {
    case 'Disputed':
    case 'Escalated':
    case 'Backup':
      return 'hand'
    case 'Settled':
    case 'None':
      return 'ended'
    default:
      return 'live'
  }
}
