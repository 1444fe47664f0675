import { entry } from './entry.ts'

/** What can be wrong with one field; they stand in `errors` of REQUEST_INVALID. */
export const FIELD_PROBLEMS = {
  FIELD_MISSING: entry(400, 'The field is missing', '缺少字段', 'send the field'),
  FIELD_UNKNOWN: entry(
    400,
    'The field is unknown here',
    '未知字段',
    'leave it out, or check its spelling in /docs',
  ),
  FIELD_TYPE: entry(400, 'The field has another type', '字段类型不符', 'send the type that /docs names'),
  FIELD_VALUE: entry(
    400,
    'The field has none of the possible values',
    '字段取值不符',
    'send one of the values that /docs names',
  ),
  FIELD_SIZE: entry(
    400,
    'The field is too short or too long',
    '字段长度或大小不符',
    'keep to the bounds that /docs names',
  ),
  FIELD_CONFLICT: entry(400, 'The fields contradict each other', '字段相互矛盾', 'send one of them'),
  TEXT_INVALID: entry(
    400,
    'The text has characters that cannot be kept',
    '文本含有无法保存的字符',
    'send well-formed Unicode without NUL',
  ),
  ADDRESS_INVALID: entry(400, 'The address cannot be read', '地址无效', 'send 0x and 40 hexadecimal digits'),
  HEX_INVALID: entry(
    400,
    'The bytes cannot be read',
    '十六进制数据无效',
    'send 0x and hexadecimal digits of the right length',
  ),
  INSTANT_FORMAT: entry(400, 'The instant cannot be read', '时间格式无效', 'send RFC 3339 in UTC'),
  AMOUNT_FORMAT: entry(400, 'The amount cannot be read', '金额格式无效', 'send digits only, in base units'),
  AMOUNT_NEGATIVE: entry(400, 'The amount is negative', '金额为负', 'send zero or a positive amount'),
  AMOUNT_DECIMALS: entry(400, 'The amount has decimals', '金额含小数', 'send base units of the token'),
  AMOUNT_TOO_LARGE: entry(
    400,
    'The amount is too large',
    '金额过大',
    'send an amount that the contract can hold',
  ),
  INTEGER_FORMAT: entry(400, 'The number is not whole', '数字不是整数', 'send a whole number'),
  INTEGER_NEGATIVE: entry(400, 'The number is negative', '数字为负', 'send zero or a positive number'),
  INTEGER_TOO_LARGE: entry(
    400,
    'The number is too large',
    '数字过大',
    'send a number that the contract can hold',
  ),
} as const
