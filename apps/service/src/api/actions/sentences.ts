import type { Sentence, TokenJson } from '@cinnabar/api-schema'
import {
  type ActionMessage,
  type ActionType,
  describeAction,
  describeAuthorization,
  type Order,
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
