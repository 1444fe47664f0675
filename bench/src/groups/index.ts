import type { Group } from '../measurement.ts'
import { gas } from './gas.ts'
import { ledger, restart } from './ledger.ts'
import { linking } from './linking.ts'
import { privacy } from './privacy.ts'
import { service } from './service.ts'
import { start } from './start.ts'

/** Every group; a new one is a file here and a line in this list. */
export const GROUPS: readonly Group[] = [gas, start, restart, ledger, service, linking, privacy]
