import { entry } from './entry.ts'

/** What the vault refuses, which keeps sealed details. */
export const DETAILS_PROBLEMS = {
  DETAILS_ERASED: entry(
    409,
    'The details of this order were erased',
    '该订单的资料已被删除',
    'nothing is kept for it any more; the certificate says what was destroyed',
  ),
  DETAIL_INVALID: entry(
    400,
    'This is no field of a detail',
    '字段名无效',
    'name it with 1 to 4 words such as recipient.address, 64 characters at most',
  ),
  DETAIL_EXISTS: entry(
    409,
    'Another ciphertext is kept for this field and version',
    '该字段的该版本已有其他密文',
    'seal the field again under the next version',
  ),
  DETAIL_UNKNOWN: entry(
    422,
    'You keep no such field here',
    '您未保存该字段',
    'send the sealed item with the disclosure, or name a field and version that you keep',
  ),
  DETAILS_TOO_MUCH: entry(
    413,
    'The order has no room for this',
    '该订单的存储空间不足',
    'an order holds 500 sealed items and 100 MiB; 64 and 1 MiB before it is funded',
  ),
  NOT_A_PARTY: entry(
    403,
    'The account has no part in the order',
    '该账户不是订单当事方',
    'let a party of the order sign',
  ),
  WAYS_NOT_FOUND: entry(
    404,
    'No such document of ways is kept here',
    '此处没有该找回文件',
    'try another of your ways, or a copy of the document that you keep yourself',
  ),
  WAYS_OUTDATED: entry(
    409,
    'A later document of ways is kept',
    '已保存更新的找回文件',
    'fetch the document, change that one, and send the next revision',
  ),
  WAYS_TAKEN: entry(
    409,
    'A way of this document belongs to another person',
    '该找回方式属于他人',
    'leave the way out',
  ),
  ORDER_LIVE: entry(
    409,
    'The order is not settled',
    '订单尚未结束',
    'erase when it is settled; until then, end the disclosures that you do not want any more',
  ),
  KEY_STORE_UNAVAILABLE: entry(
    503,
    'The key store does not answer',
    '密钥库暂不可用',
    'repeat it as Retry-After says; nothing was stored',
    'retryable',
  ),
  VAULT_DAMAGED: entry(
    500,
    'What is kept for this field was changed',
    '保存的资料已被篡改或损坏',
    'let its holder seal it again, and tell the operator the request id',
  ),
} as const
