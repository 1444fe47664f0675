import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeAbiParameters, encodeFunctionData, parseAbi, parseAbiParameters } from 'viem'
import {
  type AccountAt,
  type AccountConfiguration,
  type ActionMessage,
  type Address,
  type Credential,
  concatHex,
  decodeHex,
  depositAuthorization,
  encodeHex,
  encodePasskeySignature,
  encodePersonalSignature,
  encodeTypedSignature,
  encodeWord,
  type Hex,
  hashExecution,
  hashNested,
  hashOpened,
  hashPersonal,
  hashText,
  keccak256,
  type OpenedData,
  openAction,
  openAuthorization,
  openFlat,
  openTerms,
  PERMIT_FIELDS,
  passkeyAccountAddress,
  prefixMessage,
  ZERO_ADDRESS,
} from '../src/index.ts'
import { createRandom } from './random.ts'
import { createRandomTerms } from './randomTerms.ts'
import { accountOf, VECTOR_DOMAIN, VECTOR_TOKEN } from './stage.ts'

/** Where the test of the contract puts the factory. */
export const VECTOR_FACTORY: Address = '0x00000000000000000000000000000000000fac70'

const START = 1_800_000_000
const UNTIL = START + 3600
const PAYEE = accountOf('seller')
const KEYS = [0xa01n, 0xa02n, 0xa03n].map((key) => decodeHex(encodeWord(key)))
const CONFIGURATION_ABI = parseAbiParameters([
  'Configuration configuration',
  'struct Configuration { Credential[] credentials; address guardian; address[] payees; bytes32 salt; }',
  'struct Credential { bytes32 qx; bytes32 qy; bool presenceOnly; }',
])
const EXECUTION_ABI = parseAbiParameters([
  'Call[] calls, uint256 nonce, uint40 until',
  'struct Call { address target; uint256 value; bytes data; }',
])
const TOKEN_ABI = parseAbi(['function transfer(address to, uint256 amount)'])

function credentialOf(key: Uint8Array, presenceOnly: boolean): Credential {
  const point = encodeHex(p256.getPublicKey(key, false))
  return { qx: `0x${point.slice(4, 68)}`, qy: `0x${point.slice(68)}`, presenceOnly }
}

/** Configurations of every shape; the first is of the account that signs. */
function listConfigurations(): AccountConfiguration[] {
  const [phone, laptop, other] = KEYS.map((key, i) => credentialOf(key, i === 1))
  const shapes: Omit<AccountConfiguration, 'salt'>[] = [
    { credentials: [phone!, laptop!], guardian: accountOf('attestor'), payees: [PAYEE] },
    { credentials: [laptop!, phone!], guardian: accountOf('attestor'), payees: [PAYEE] },
    { credentials: [phone!], guardian: ZERO_ADDRESS, payees: [] },
    { credentials: [other!], guardian: ZERO_ADDRESS, payees: [PAYEE, accountOf('buyer'), VECTOR_TOKEN] },
  ]
  return shapes.flatMap((shape, i) => [
    { ...shape, salt: hashText(`salt ${i}`) },
    { ...shape, salt: encodeWord(0n) },
  ])
}

/** What an authenticator does: signs its own data and the client's, which hold the challenge. */
function assertWith(index: 0 | 1, challenge: Hex): Hex {
  const clientData = new TextEncoder().encode(
    JSON.stringify({
      type: 'webauthn.get',
      challenge: Buffer.from(decodeHex(challenge)).toString('base64url'),
      origin: 'https://café.example',
      crossOrigin: false,
    }),
  )
  // User present, and verified where the credential demands it.
  const flags = index === 0 ? '0x05' : '0x01'
  const authenticatorData = concatHex(
    encodeHex(sha256(new TextEncoder().encode('café.example'))),
    flags,
    '0x00000000',
  )
  const signed = concatHex(authenticatorData, encodeHex(sha256(clientData)))
  const signature = p256.sign(sha256(decodeHex(signed)), KEYS[index]!, {
    prehash: false,
    lowS: false,
    format: 'der',
  })
  return encodePasskeySignature(index, {
    authenticatorData,
    clientDataJSON: encodeHex(clientData),
    signature: encodeHex(signature),
  })
}

function listOpened(account: Address): OpenedData[] {
  const random = createRandom(11)
  const tokenDomain = {
    name: 'USD Coin',
    version: '2',
    chainId: VECTOR_DOMAIN.chainId,
    verifyingContract: VECTOR_TOKEN,
  }
  const move = { account, token: VECTOR_TOKEN, amount: 5n, recipient: PAYEE, nonce: 9n, until: UNTIL }
  const deposit = { account, token: VECTOR_TOKEN, amount: 7n, salt: 3n }
  const spending = {
    owner: account,
    spender: VECTOR_DOMAIN.verifyingContract,
    value: 5n,
    nonce: 0n,
    deadline: 9n,
  }
  return [
    openTerms(createRandomTerms(random, START), VECTOR_DOMAIN),
    openAction('Withdraw', move, VECTOR_DOMAIN),
    openAction('PostBond', { ...move, recipient: account }, VECTOR_DOMAIN),
    openAction('WithdrawBond', move, VECTOR_DOMAIN),
    openAction('Revoke', { order: hashText('order'), until: UNTIL }, VECTOR_DOMAIN),
    openAction(
      'BurnNonce',
      { account, nonce: 1n, until: UNTIL } as ActionMessage<'BurnNonce'>,
      VECTOR_DOMAIN,
    ),
    openAuthorization(
      depositAuthorization(deposit, VECTOR_DOMAIN, { validAfter: START - 1, validBefore: UNTIL }),
      tokenDomain,
    ),
    openFlat(tokenDomain, 'Permit', PERMIT_FIELDS, spending),
  ]
}

/**
 * Addresses, digests and signatures of accounts. All signatures are of the account of the first configuration, and
 * the account itself is asked about them: it knows no other way to compute a digest.
 */
export function buildAccounts() {
  const configurations = listConfigurations()
  const account = passkeyAccountAddress(VECTOR_FACTORY, configurations[0]!)
  const at: AccountAt = { chainId: VECTOR_DOMAIN.chainId, account }
  const transfer = (amount: bigint) => ({
    target: VECTOR_TOKEN,
    value: 0n,
    data: encodeFunctionData({ abi: TOKEN_ABI, args: [PAYEE, amount] }),
  })
  const executions = [
    { calls: [], nonce: 0n, until: UNTIL },
    { calls: [transfer(1n)], nonce: 2n ** 256n - 1n, until: UNTIL },
    {
      calls: [transfer(20n), { target: PAYEE, value: 3n, data: '0x' as Hex }],
      nonce: 7n,
      until: 2 ** 40 - 1,
    },
  ]
  const opened = listOpened(account)
  const messages = [
    '',
    'hello',
    'cinnabar.example wants you to sign in with your Ethereum account: 你好',
  ].map(prefixMessage)
  const indexOf = (i: number) => (i % 2) as 0 | 1
  return {
    factory: VECTOR_FACTORY,
    configurations: configurations.map((configuration) =>
      encodeAbiParameters(CONFIGURATION_ABI, [configuration]),
    ),
    addresses: configurations.map((configuration) => passkeyAccountAddress(VECTOR_FACTORY, configuration)),
    executions: executions.map(({ calls, nonce, until }) =>
      encodeAbiParameters(EXECUTION_ABI, [calls, nonce, until]),
    ),
    executionSignatures: executions.map((execution, i) =>
      assertWith(indexOf(i), hashExecution(execution, at)),
    ),
    digests: [...opened.map(hashOpened), ...messages.map((message) => keccak256(message))],
    signatures: [
      ...opened.map((data, i) => encodeTypedSignature(assertWith(indexOf(i), hashNested(data, at)), data)),
      ...messages.map((message, i) =>
        encodePersonalSignature(assertWith(indexOf(i), hashPersonal(message, at)), message),
      ),
    ],
  }
}
