/** The nonce with which the service lets this page add style elements; empty where no policy asks for one. */
export function readStyleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
