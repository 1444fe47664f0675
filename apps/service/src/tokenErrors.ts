import { parseAbi } from 'viem'

/** Errors that tokens and Permit2 refuse payments with; the contract passes them on as they are. */
export const TOKEN_ERRORS = parseAbi([
  'error AuthorizationNotYetValid(uint256 timestamp, uint256 validAfter)',
  'error AuthorizationExpired(uint256 timestamp, uint256 validBefore)',
  'error AuthorizationAlreadyUsed(address authorizer, bytes32 nonce)',
  'error AuthorizationInvalid(address authorizer)',
  'error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)',
  'error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)',
  'error ERC2612ExpiredSignature(uint256 deadline)',
  'error ERC2612InvalidSigner(address signer, address owner)',
  'error SignatureExpired(uint256 signatureDeadline)',
  'error InvalidAmount(uint256 maxAmount)',
  'error InvalidNonce()',
  'error InvalidSigner()',
  'error InvalidSignature()',
  'error InvalidSignatureLength()',
  'error InvalidContractSignature()',
])

/** What means the same as an error of the contract has its name, and so one code in the API. */
const SAME_AS: Readonly<Record<string, string>> = {
  ERC2612ExpiredSignature: 'ConsentExpired',
  ERC2612InvalidSigner: 'SignatureInvalid',
  SignatureExpired: 'ConsentExpired',
  InvalidAmount: 'AmountOutOfRange',
  InvalidNonce: 'NonceUsed',
  InvalidSigner: 'SignatureInvalid',
  InvalidSignature: 'SignatureInvalid',
  InvalidSignatureLength: 'SignatureInvalid',
  InvalidContractSignature: 'SignatureInvalid',
}

/** `StateMismatch` as `STATE_MISMATCH`; `ERC20InsufficientBalance` as `ERC20_INSUFFICIENT_BALANCE`. */
export function errorCode(name: string): string {
  return (SAME_AS[name] ?? name)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .replace(/(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .toUpperCase()
}
