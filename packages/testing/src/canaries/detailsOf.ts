import type { Canaries } from './canary.ts'

/** Canaries as the details of an order, by field. */
export function detailsOf(canaries: Canaries): Record<string, string> {
  return {
    'recipient.name': `${canaries.name.text} ${canaries.nameChinese.text}`,
    'recipient.address': `${canaries.address.text}; ${canaries.addressChinese.text}`,
    'recipient.phone': canaries.phone.text,
    'recipient.email': canaries.email.text,
    'goods.link': canaries.link.text,
    note: canaries.message.text,
  }
}
