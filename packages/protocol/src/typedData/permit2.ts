import type { Address } from '../address.ts'
import { concatHex, encodeWord, type Hex, hashText, keccak256 } from '../bytes.ts'
import type { UnixSeconds } from '../instant.ts'
import { type Order, paidIn } from '../terms.ts'
import { hashFlatStruct, orderId, type ProtocolDomain } from './hash.ts'
import type { TypedData } from './typedData.ts'
import {
  PERMIT2_WITNESSES,
  type Permit2Witness,
  PERMIT_WITNESS_TRANSFER_FIELDS,
  parseFields,
  TOKEN_PERMISSIONS_FIELDS,
} from './types.ts'

/** Where Permit2 is, on every chain that has it. */
export const PERMIT2_ADDRESS: Address = '0x000000000022d473030f116ddee9f6b43ac78ba3'

/**
 * A Permit2 transfer by which the escrow, and nobody else, may take an amount once, for the purpose that its witness
 * names.
 *
 * @see https://github.com/Uniswap/permit2 SignatureTransfer
 */
export type Permit2Transfer<Type extends Permit2Witness = Permit2Witness> = {
  readonly witnessType: Type
  readonly permitted: { readonly token: Address; readonly amount: bigint }
  readonly spender: Address
  /** Unordered, of the owner, used once. */
  readonly nonce: bigint
  /** Last second at which it counts. */
  readonly deadline: UnixSeconds
  /** The witness' only word: an order's id, or the account to credit. */
  readonly witness: Hex
}

type Once = { readonly nonce: bigint; readonly deadline: UnixSeconds }

/** The payer's transfer that funds an order: one signature agrees to the terms and pays. */
export function fundPermit2(terms: Order, domain: ProtocolDomain, once: Once): Permit2Transfer<'FundOrder'> {
  return {
    witnessType: 'FundOrder',
    permitted: { token: terms.token, amount: paidIn(terms) },
    spender: domain.verifyingContract,
    ...once,
    witness: orderId(terms, domain),
  }
}

/** The transfer that deposits to the signer's own balance. */
export function depositPermit2(
  deposit: { account: Address; token: Address; amount: bigint },
  domain: ProtocolDomain,
  once: Once,
): Permit2Transfer<'DepositTo'> {
  return {
    witnessType: 'DepositTo',
    permitted: { token: deposit.token, amount: deposit.amount },
    spender: domain.verifyingContract,
    ...once,
    witness: deposit.account,
  }
}

/** What the wallet signs, in the domain of Permit2. */
export function permit2TypedData(transfer: Permit2Transfer, chainId: number): TypedData {
  const { witnessType, permitted, spender, nonce, deadline, witness } = transfer
  const witnessField = parseFields(PERMIT2_WITNESSES[witnessType])[0]!
  return {
    domain: { name: 'Permit2', chainId, verifyingContract: PERMIT2_ADDRESS },
    types: {
      EIP712Domain: parseFields(DOMAIN_FIELDS),
      PermitWitnessTransferFrom: parseFields(`${PERMIT_WITNESS_TRANSFER_FIELDS},${witnessType} witness`),
      [witnessType]: [witnessField],
      TokenPermissions: parseFields(TOKEN_PERMISSIONS_FIELDS),
    },
    primaryType: 'PermitWitnessTransferFrom',
    message: {
      permitted: { token: permitted.token, amount: permitted.amount.toString() },
      spender,
      nonce: nonce.toString(),
      deadline,
      witness: { [witnessField.name]: witness },
    },
  }
}

/** The digest of {@link permit2TypedData}. */
export function hashPermit2(transfer: Permit2Transfer, chainId: number): Hex {
  const { witnessType, permitted, spender, nonce, deadline, witness } = transfer
  const witnessText = `${witnessType}(${PERMIT2_WITNESSES[witnessType]})`
  const permissionsText = `TokenPermissions(${TOKEN_PERMISSIONS_FIELDS})`
  const type = `PermitWitnessTransferFrom(${PERMIT_WITNESS_TRANSFER_FIELDS},${witnessType} witness)${witnessText}${permissionsText}`
  const structHash = keccak256(
    concatHex(
      hashText(type),
      hashFlatStruct(hashText(permissionsText), TOKEN_PERMISSIONS_FIELDS, permitted),
      encodeWord(spender),
      encodeWord(nonce),
      encodeWord(BigInt(deadline)),
      keccak256(concatHex(hashText(witnessText), encodeWord(witness))),
    ),
  )
  const separator = keccak256(
    concatHex(
      hashText(`EIP712Domain(${DOMAIN_FIELDS})`),
      hashText('Permit2'),
      encodeWord(BigInt(chainId)),
      encodeWord(PERMIT2_ADDRESS),
    ),
  )
  return keccak256(concatHex('0x1901', separator, structHash))
}

const DOMAIN_FIELDS = 'string name,uint256 chainId,address verifyingContract'
