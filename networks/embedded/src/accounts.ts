/** The next nonce of senders, counting what waits for its block. */
export interface Accounts {
  /** The nonce that the sender's next transaction must carry; undefined until it was loaded. */
  findNonce(address: `0x${string}`): number | undefined
  /** Reads a sender's nonce from the chain, once. */
  loadNonce(address: `0x${string}`): Promise<void>
  setNonce(address: `0x${string}`, nonce: number): void
  readonly size: number
  /** Forgets everything; the chain is asked again. Only when nothing waits, or what waits is refused too. */
  clear(): void
}

/** @param readNonce - Reads a nonce as of the latest block. */
export function createAccounts(readNonce: (address: `0x${string}`) => Promise<number>): Accounts {
  const nonces = new Map<`0x${string}`, number>()
  const loading = new Map<`0x${string}`, Promise<void>>()
  return {
    findNonce: (address) => nonces.get(address),
    loadNonce(address) {
      let load = loading.get(address)
      if (!load) {
        load = readNonce(address)
          .then((nonce) => {
            // Forgotten meanwhile: then this answer may be older than what made us forget.
            if (loading.get(address) === load && !nonces.has(address)) nonces.set(address, nonce)
          })
          .finally(() => loading.get(address) === load && loading.delete(address))
        loading.set(address, load)
      }
      return load
    },
    setNonce: (address, nonce) => void nonces.set(address, nonce),
    get size() {
      return nonces.size
    },
    clear() {
      nonces.clear()
      loading.clear()
    },
  }
}
