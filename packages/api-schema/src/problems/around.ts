import { entry } from './entry.ts'

/** What the contracts around the escrow refuse: passkey accounts, the key registry, the checkpoint log, panels of arbiters. */
export const AROUND_PROBLEMS = {
  CONTRACT_MISSING: entry(
    422,
    'This network has no such contract',
    '此网络没有该合约',
    'see `contracts` of /v1/network for what is there',
  ),
  PASSKEY_ACCOUNT_NOT_FOUND: entry(
    404,
    'There is no passkey account at this address',
    '该地址没有通行密钥账户',
    'create it with POST /v1/passkey-accounts; its address follows from its configuration',
  ),
  FACTORY_UNKNOWN: entry(
    422,
    'The signature is wrapped for another factory',
    '签名所属的工厂合约不受支持',
    'wrap it with the factory that /v1/network names, or create the account first and send the signature unwrapped',
  ),
  ACCOUNT_NOT_CREATED: entry(
    422,
    'The account has to exist first',
    '账户尚未创建',
    'create it with POST /v1/passkey-accounts, then send the signature again',
  ),
  PAYEE_NOT_USABLE: entry(
    422,
    'The passkey account may not pay there',
    '通行密钥账户不能向该地址付款',
    'name the account itself or one of its payees; a new payee is usable 48 hours after it was proposed',
  ),
  PAYEE_INVALID: entry(
    422,
    'This can be no payee',
    '该地址不能作为收款方',
    'name an account that is neither zero nor the escrow, Permit2 or the entry point',
  ),
  CREDENTIAL_INVALID: entry(
    422,
    'The public key is not one of P-256',
    '公钥不是有效的 P-256 公钥',
    'send the x and y of the key that the authenticator made',
  ),
  CREDENTIAL_EXISTS: entry(
    422,
    'Both credentials are the same key',
    '两个凭据使用了同一公钥',
    'send two different keys, or one',
  ),
  VERSION_MISMATCH: entry(
    409,
    'The key was changed meanwhile',
    '公钥版本已变化',
    'read the keys again and sign for the next version',
  ),
  KEY_ZERO: entry(422, 'The key is zero', '公钥为零', 'send a public key, or revoke the present one'),
  KEY_ABSENT: entry(409, 'The account has no key', '账户没有公钥', 'nothing is left to revoke'),
  HEAD_MISMATCH: entry(
    409,
    'The log was anchored meanwhile, or an anchor is missing',
    '日志检查点已变化',
    'read the checkpoint again, look at what was anchored, and sign for the present head',
  ),
  SIZE_SHRINKS: entry(
    409,
    'The log would lose records',
    '日志记录数不能减少',
    'anchor more records than the latest checkpoint has',
  ),
  ROOT_CONFLICT: entry(
    409,
    'The same number of records has another root',
    '相同记录数对应不同的根',
    'find out which of the two histories is right; a log cannot have both',
  ),
  NOTHING_NEW: entry(
    409,
    'The latest checkpoint says this already',
    '没有新的记录',
    'anchor again once there are more records',
  ),
  PANEL_UNKNOWN: entry(
    422,
    'The order has no such panel of arbiters',
    '订单没有该仲裁小组',
    'name the arbiter or the backup arbiter of the order, where that is an ArbiterPanel of this escrow',
  ),
  NOT_MEMBER: entry(
    403,
    'The signer is no member of the panel',
    '签名人不是仲裁小组成员',
    'let a member sign',
  ),
  MEMBER_CONFLICTED: entry(
    403,
    'The member has a part in the order and no vote',
    '该成员是订单当事方，无投票权',
    'let a member sign that is neither buyer, payer, seller, platform nor attestor',
  ),
  VOTE_REPEATED: entry(422, 'A member voted twice', '成员重复投票', 'send one vote of each member'),
  VOTE_REVOKED: entry(
    409,
    'The member took the vote back',
    '成员已撤回该投票',
    'leave the vote out, or let the member vote again with a later `until`',
  ),
  VOTES_MISSING: entry(
    422,
    'There are fewer votes than the panel needs',
    '票数不足',
    'collect more equal votes',
  ),
} as const
