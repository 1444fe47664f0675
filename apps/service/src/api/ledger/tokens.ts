import type { TokenJson } from '@cinnabar/api-schema'
import { type Address, domainSeparator, isSameAddress, type TypedDomain } from '@cinnabar/protocol'
import { type Abi, parseAbi } from 'viem'
import type { Rpc } from '@cinnabar/ledger'
import { refuseField } from '../http/problemError.ts'
import { readAll, tryReadAll } from './call.ts'

export const TOKEN_ABI = parseAbi([
  'function name() view returns (string)',
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
  'function balanceOf(address) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)',
  'function authorizationState(address authorizer, bytes32 nonce) view returns (bool)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function faucet(address recipient, uint256 amount)',
]) as Abi

type Eip712Domain = readonly [unknown, string, string, bigint, Address]

/** The tokens that orders can be in, read from the ledger once. */
export function createTokens({ rpc, addresses }: { rpc: Rpc; addresses: readonly Address[] }) {
  let reading: Promise<TokenJson[]> | undefined
  const listTokens = () => {
    reading ??= Promise.all(addresses.map((address) => readToken(rpc, address))).catch((error) => {
      reading = undefined
      throw error
    })
    return reading
  }
  return {
    listTokens,
    /** @throws ProblemError TOKEN_UNKNOWN */
    async getToken(address: Address, field: string): Promise<TokenJson> {
      const token = (await listTokens()).find((known) => isSameAddress(known.address, address))
      if (!token) throw refuseField(field, 'TOKEN_UNKNOWN', `${address} is no token of this service`)
      return token
    },
    /** The token's domain for authorisations. Throws ProblemError TOKEN_WITHOUT_AUTHORIZATION. */
    async getTokenDomain(address: Address, field: string): Promise<TypedDomain> {
      const { domain, symbol } = await this.getToken(address, field)
      if (!domain) {
        throw refuseField(field, 'TOKEN_WITHOUT_AUTHORIZATION', `${symbol} takes no ERC-3009 authorisations`)
      }
      return domain
    },
    /** The number that the token expects of an owner's next permit. */
    async readPermitNonce(address: Address, owner: Address): Promise<bigint> {
      const read = { to: address, abi: TOKEN_ABI, functionName: 'nonces', args: [owner] }
      return (await readAll(rpc, [read]))[0] as bigint
    },
  }
}

export type Tokens = ReturnType<typeof createTokens>

async function readToken(rpc: Rpc, token: Address): Promise<TokenJson> {
  const address = token.toLowerCase() as Address
  const read = (functionName: string, ...args: unknown[]) => ({
    to: address,
    abi: TOKEN_ABI,
    functionName,
    args,
  })
  const [name, symbol, decimals] = (await readAll(rpc, [read('name'), read('symbol'), read('decimals')])) as [
    string,
    string,
    number,
  ]
  const [answered, authorization, nonce, separator] = await tryReadAll(rpc, [
    read('eip712Domain'),
    read('authorizationState', address, `0x${'00'.repeat(32)}`),
    read('nonces', address),
    read('DOMAIN_SEPARATOR'),
  ])
  const domain = answered === undefined ? null : toDomain(answered as Eip712Domain)
  // ERC-2612 has every token tell its separator: what a permit is signed with here is what the token checks.
  const isPermitting = domain !== null && nonce !== undefined && separator === domainSeparator(domain)
  return {
    address,
    name,
    symbol,
    decimals,
    domain: authorization === undefined ? null : domain,
    permitDomain: isPermitting ? domain : null,
  }
}

function toDomain([, name, version, chainId, verifyingContract]: Eip712Domain): TypedDomain {
  return {
    name,
    version,
    chainId: Number(chainId),
    verifyingContract: verifyingContract.toLowerCase() as Address,
  }
}
