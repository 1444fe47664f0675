import type { Rpc } from '@cinnabar/ledger'
import { type Address, type Hex, PERMIT2_ADDRESS } from '@cinnabar/protocol'
import { parseAbi } from 'viem'
import { refuseField } from '../http/problemError.ts'
import { readAll } from './call.ts'
import { TOKEN_ABI } from './tokens.ts'

const PERMIT2_ABI = parseAbi(['function nonceBitmap(address, uint256) view returns (uint256)'])

/** What stands between an owner and a payment by Permit2, found out before anything is signed. */
export function createPermit2({ rpc }: { rpc: Rpc }) {
  return {
    /**
     * @param fields - Where the request says how it pays, and how much.
     * @throws ProblemError PERMIT2_MISSING, ERC20_INSUFFICIENT_ALLOWANCE, ERC20_INSUFFICIENT_BALANCE or NONCE_USED.
     */
    async check(
      transfer: { owner: Address; token: Address; amount: bigint; nonce: bigint },
      fields: { method: string; amount: string },
    ): Promise<void> {
      const { owner, token, amount, nonce } = transfer
      if ((await rpc.request<Hex>('eth_getCode', [PERMIT2_ADDRESS, 'latest'])) === '0x') {
        throw refuseField(fields.method, 'PERMIT2_MISSING', `there is no contract at ${PERMIT2_ADDRESS}`)
      }
      const ofToken = (functionName: string, ...args: unknown[]) => ({
        to: token,
        abi: TOKEN_ABI,
        functionName,
        args,
      })
      const [allowance, balance, used] = (await readAll(rpc, [
        ofToken('allowance', owner, PERMIT2_ADDRESS),
        ofToken('balanceOf', owner),
        { to: PERMIT2_ADDRESS, abi: PERMIT2_ABI, functionName: 'nonceBitmap', args: [owner, nonce >> 8n] },
      ])) as [bigint, bigint, bigint]
      if (allowance < amount) {
        throw refuseField(
          fields.method,
          'ERC20_INSUFFICIENT_ALLOWANCE',
          `Permit2 may take ${allowance} of ${owner}, and ${amount} are needed`,
          `approve Permit2 (${PERMIT2_ADDRESS}) in the token once, or pay by authorisation`,
        )
      }
      if (balance < amount) {
        const detail = `the wallet holds ${balance}, and ${amount} are needed`
        throw refuseField(fields.amount, 'ERC20_INSUFFICIENT_BALANCE', detail)
      }
      if ((used >> (nonce & 0xffn)) & 1n) {
        throw refuseField('nonce', 'NONCE_USED', `${owner} used the nonce ${nonce} in Permit2 already`)
      }
    },
  }
}

export type Permit2 = ReturnType<typeof createPermit2>
