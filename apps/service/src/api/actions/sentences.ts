import type { Sentence, TokenJson } from '@cinnabar/api-schema'
import {
  type ActionMessage,
  type ActionType,
  describeAction,
  describeAuthorization,
  describePermit,
  describePermit2,
  type Order,
  type Permit,
  type Permit2Transfer,
  type ReceiveAuthorization,
} from '@cinnabar/protocol'

type Context = { token?: TokenJson | undefined; terms?: Order | undefined }

/** The sentence of an action in both languages. */
export function writeSentence(
  type: ActionType | 'Order',
  message: ActionMessage | Order,
  context: Context,
): Sentence {
  const write = (locale: 'en' | 'zh-CN') =>
    describeAction(type as never, message as never, { locale, ...context })
  return { en: write('en'), 'zh-CN': write('zh-CN') }
}

/** The sentence of a payment by authorisation in both languages. */
export function writePaymentSentence(
  purpose: 'fund' | 'deposit',
  message: ReceiveAuthorization,
  context: Context,
): Sentence {
  const write = (locale: 'en' | 'zh-CN') => describeAuthorization(purpose, message, { locale, ...context })
  return { en: write('en'), 'zh-CN': write('zh-CN') }
}

/** The sentence of a Permit2 transfer in both languages. */
export function writePermit2Sentence(transfer: Permit2Transfer, context: Context): Sentence {
  const write = (locale: 'en' | 'zh-CN') => describePermit2(transfer, { locale, ...context })
  return { en: write('en'), 'zh-CN': write('zh-CN') }
}

/** The sentence of an ERC-2612 permit in both languages. */
export function writePermitSentence(permit: Permit, context: Context): Sentence {
  const write = (locale: 'en' | 'zh-CN') => describePermit(permit, { locale, ...context })
  return { en: write('en'), 'zh-CN': write('zh-CN') }
}
