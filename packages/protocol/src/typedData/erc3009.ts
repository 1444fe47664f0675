import type { Address } from '../address.ts'
import { concatHex, encodeWord, type Hex, hashText, keccak256 } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import { type Order, paidIn, payerOf } from '../terms.ts'
import { hashFlatStruct, orderId, type ProtocolDomain, type TypedDomain, typedDigest } from './hash.ts'
import { type TypedData, typedData } from './typedData.ts'
import { RECEIVE_WITH_AUTHORIZATION_FIELDS } from './types.ts'

const PRIMARY_TYPE = 'ReceiveWithAuthorization'
const TYPE_HASH = hashText(`${PRIMARY_TYPE}(${RECEIVE_WITH_AUTHORIZATION_FIELDS})`)
const DEPOSIT_TYPE_HASH = hashText('Deposit(address account,address token,uint256 amount,uint256 salt)')

/**
 * An ERC-3009 authorisation by which the escrow, and nobody else, may take `value` from `from`.
 * The token accepts it while validAfter < now < validBefore.
 *
 * @see https://eips.ethereum.org/EIPS/eip-3009
 */
export type ReceiveAuthorization = {
  readonly from: Address
  readonly to: Address
  readonly value: bigint
  readonly validAfter: bigint
  readonly validBefore: bigint
  readonly nonce: Hex
}

/** When an authorisation counts: strictly after, strictly before. */
export type AuthorizationSpan = { readonly validAfter: UnixSeconds; readonly validBefore: UnixSeconds }

/**
 * The payer's authorisation that funds an order: its nonce is the order's id, so that one signature agrees to the
 * terms and pays.
 */
export function fundAuthorization(
  terms: Order,
  domain: ProtocolDomain,
  span: AuthorizationSpan,
): ReceiveAuthorization {
  return authorization(payerOf(terms), paidIn(terms), orderId(terms, domain), domain, span)
}

/** The authorisation that deposits `amount` to the signer's own balance. */
export function depositAuthorization(
  deposit: { account: Address; token: Address; amount: bigint; salt: bigint },
  domain: ProtocolDomain,
  span: AuthorizationSpan,
): ReceiveAuthorization {
  return authorization(deposit.account, deposit.amount, depositNonce(deposit), domain, span)
}

/** The nonce of a deposit's authorisation: a hash of its purpose and fields, so that it serves no other. */
export function depositNonce(deposit: {
  account: Address
  token: Address
  amount: bigint
  salt: bigint
}): Hex {
  return keccak256(
    concatHex(
      DEPOSIT_TYPE_HASH,
      encodeWord(deposit.account),
      encodeWord(deposit.token),
      encodeWord(deposit.amount),
      encodeWord(deposit.salt),
    ),
  )
}

/** What the wallet signs; `tokenDomain` is the EIP-712 domain of the token itself. */
export function authorizationTypedData(message: ReceiveAuthorization, tokenDomain: TypedDomain): TypedData {
  return typedData(tokenDomain, PRIMARY_TYPE, RECEIVE_WITH_AUTHORIZATION_FIELDS, message)
}

/** The digest of {@link authorizationTypedData}. */
export function hashAuthorization(message: ReceiveAuthorization, tokenDomain: TypedDomain): Hex {
  return typedDigest(tokenDomain, hashFlatStruct(TYPE_HASH, RECEIVE_WITH_AUTHORIZATION_FIELDS, message))
}

function authorization(
  from: Address,
  value: bigint,
  nonce: Hex,
  domain: ProtocolDomain,
  span: AuthorizationSpan,
): ReceiveAuthorization {
  return {
    from,
    to: domain.verifyingContract,
    value,
    validAfter: BigInt(span.validAfter),
    validBefore: BigInt(span.validBefore),
    nonce,
  }
}
