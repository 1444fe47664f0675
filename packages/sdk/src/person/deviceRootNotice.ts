import type { Locale } from '@cinnabar/protocol'

/** What a person without a passkey secret has to know, before the first order. */
export const DEVICE_ROOT_NOTICE: Readonly<Record<Locale, string>> = {
  en: 'Your passkey cannot make a new account for each order, so you use one account for all of them: anyone can see that these orders belong to the same person. Your keys are kept in this browser only; print a recovery code, or they are lost with it.',
  'zh-CN':
    '您的通行密钥无法为每个订单生成新账户，因此所有订单共用一个账户：任何人都能看出这些订单属于同一个人。您的密钥只保存在本浏览器中；请打印恢复码，否则浏览器数据丢失后密钥也会丢失。',
}
