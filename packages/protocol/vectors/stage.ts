import { addressOfPrivateKey, encodeWord, type ProtocolDomain, type Address } from '../src/index.ts'

/** Where histories play: the test of the contract deploys there. */
export const VECTOR_DOMAIN: ProtocolDomain = {
  chainId: 31_337,
  verifyingContract: '0x00000000000000000000000000000000000e5c40',
}

/** The token that the test of the contract puts there. */
export const VECTOR_TOKEN: Address = '0x0000000000000000000000000000000000007070'

/** The parties of a history by index. */
export const ROLES = [
  'buyer',
  'payer',
  'seller',
  'platform',
  'arbiter',
  'backupArbiter',
  'attestor',
  'stranger',
] as const
export type Role = (typeof ROLES)[number]

/** The private key of party `i` is 0x1001 + i. */
export const ACCOUNTS: readonly Address[] = ROLES.map((_, i) =>
  addressOfPrivateKey(encodeWord(0x1001n + BigInt(i))),
)

/** The account of a role. */
export function accountOf(role: Role): Address {
  return ACCOUNTS[ROLES.indexOf(role)]!
}

/** The actions of a step by index. */
export const ACTIONS = [
  'fund',
  'accept',
  'inspect',
  'approve',
  'reject',
  'ship',
  'deliver',
  'confirm',
  'cancel',
  'extend',
  'dispute',
  'escalate',
  'rule',
  'settle',
  'claim',
  'draw',
  'refund',
  'lapse',
  'postBond',
  'withdrawBond',
  'revoke',
] as const
export type StepAction = (typeof ACTIONS)[number]
