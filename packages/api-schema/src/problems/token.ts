import { entry } from './entry.ts'

/** What a token refuses, and calls that are refused without a reason. */
export const TOKEN_PROBLEMS = {
  TOKEN_UNKNOWN: entry(422, 'The token is not served here', '不支持该代币', 'choose a token of /v1/tokens'),
  TOKEN_WITHOUT_AUTHORIZATION: entry(
    422,
    'The token takes no authorisations',
    '该代币不支持签名授权',
    'pay by allowance or from the balance',
  ),
  TOKEN_WITHOUT_PERMIT: entry(
    422,
    'The token takes no permits',
    '该代币不支持签名授权额度',
    'approve the escrow in the token yourself, or pay by authorisation or from the balance',
  ),
  PERMIT_FAILED: entry(
    409,
    'The token did not take the permit',
    '代币未接受该额度授权',
    'sign a new permit: another one came first, or it ran out on the way',
  ),
  PERMIT2_MISSING: entry(
    422,
    'Permit2 is not on this network',
    '此网络没有 Permit2 合约',
    'pay by authorisation, by allowance or from the balance',
  ),
  ERC20_INSUFFICIENT_BALANCE: entry(
    422,
    'The wallet holds too little of the token',
    '钱包代币余额不足',
    'put the difference into the wallet first',
  ),
  ERC20_INSUFFICIENT_ALLOWANCE: entry(
    422,
    'The allowance is too low',
    '代币授权额度不足',
    'approve the escrow in the token first, or pay by authorisation',
  ),
  AUTHORIZATION_NOT_YET_VALID: entry(
    422,
    'The authorisation does not count yet',
    '授权尚未生效',
    'sign with an earlier `validAfter`',
  ),
  AUTHORIZATION_EXPIRED: entry(
    422,
    'The authorisation has run out',
    '授权已过期',
    'sign again with a later `until`',
  ),
  AUTHORIZATION_ALREADY_USED: entry(
    409,
    'The authorisation was used or cancelled',
    '授权已使用或已取消',
    'sign again with another salt',
  ),
  AUTHORIZATION_INVALID: entry(
    422,
    'The authorisation is not the signer’s',
    '授权签名无效',
    'sign exactly what the unsigned request answered',
  ),
  EXECUTION_PANICKED: entry(
    422,
    'The contract or the token failed on these values',
    '合约或代币执行出错',
    'check token, amount and parties',
  ),
  EXECUTION_REVERTED: entry(
    422,
    'The contract or the token refused the call',
    '合约或代币拒绝了调用',
    'check token, amount and parties',
  ),
} as const
