import type { Rpc } from '@cinnabar/ledger'
import {
  type AccountConfiguration,
  type Address,
  type Credential,
  type Hex,
  isZeroAddress,
  passkeyAccountAddress,
  passkeyAccountCode,
} from '@cinnabar/protocol'
import { passkeyAccountAbi } from '@cinnabar/protocol/generated/passkeyAccountAbi'
import { passkeyAccountFactoryAbi } from '@cinnabar/protocol/generated/passkeyAccountFactoryAbi'
import type { Abi } from 'viem'
import { ProblemError } from '../http/problemError.ts'
import { readAll } from '../ledger/call.ts'

/** What an account of the factory is at present. */
export type PasskeyAccountState = {
  readonly credentials: Credential[]
  readonly guardian: Address | null
}

/** Reads of passkey accounts and of the factory that makes them. */
export function createPasskeys({
  rpc,
  around,
}: {
  rpc: Rpc
  around: Readonly<Record<string, Address>> | undefined
}) {
  const factory = around?.passkeyAccountFactory
  const deployer = around?.accountDeployer
  const read = (to: Address, functionName: string, ...args: unknown[]) => ({
    to,
    abi: passkeyAccountAbi as Abi,
    functionName,
    args,
  })
  /** Whether the factory made it: it has the code that all accounts of the factory have, and no other. */
  const isAccount = async (address: Address): Promise<boolean> => {
    if (!factory) return false
    return (await rpc.request<Hex>('eth_getCode', [address, 'latest'])) === passkeyAccountCode(factory)
  }
  return {
    factory,
    deployer,
    isAccount,
    /** Throws ProblemError CONTRACT_MISSING. */
    getFactory(): Address {
      if (factory) return factory
      throw new ProblemError({ code: 'CONTRACT_MISSING', detail: 'there is no PasskeyAccountFactory here' })
    },
    /** Where the account of a configuration is or will be, as this machine and the factory itself say. */
    async findAddress(configuration: AccountConfiguration): Promise<Address> {
      const factory = this.getFactory()
      const address = passkeyAccountAddress(factory, configuration)
      const asked = { to: factory, abi: passkeyAccountFactoryAbi as Abi, functionName: 'addressOf' }
      const [answered] = (await readAll(rpc, [{ ...asked, args: [configuration] }])) as [Address]
      if (answered.toLowerCase() !== address) {
        throw new Error(`the factory ${factory} would put the account at ${answered}, not at ${address}`)
      }
      return address
    },
    async readState(account: Address): Promise<PasskeyAccountState> {
      const [guardian, ...credentials] = (await readAll(rpc, [
        read(account, 'guardian'),
        read(account, 'credentialAt', 0n),
        read(account, 'credentialAt', 1n),
      ])) as [Address, Credential, Credential]
      return {
        // A place without a credential is zero.
        credentials: credentials.filter(({ qx, qy }) => BigInt(qx) !== 0n || BigInt(qy) !== 0n),
        guardian: isZeroAddress(guardian) ? null : (guardian.toLowerCase() as Address),
      }
    },
    async isPayee(account: Address, payee: Address): Promise<boolean> {
      return (await readAll(rpc, [read(account, 'isPayee', payee)]))[0] as boolean
    },
  }
}

export type Passkeys = ReturnType<typeof createPasskeys>
