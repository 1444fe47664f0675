import { checkSecret } from './deriveBytes.ts'
import { createRandomRoot } from './deriveRoot.ts'

const DATABASE = 'cinnabar.person'
const STORE = 'roots'
const NAME = 'v1'

/** As it stands in the database. The key cannot be read out, only used on this device and by this origin. */
type HeldRoot = {
  readonly key: CryptoKey
  readonly nonce: Uint8Array<ArrayBuffer>
  readonly wrapped: ArrayBuffer
}

/** Thrown where a device is to keep a root beside another. */
export class DeviceRootTakenError extends Error {
  readonly code = 'DEVICE_ROOT_TAKEN'
  readonly retryable = false
  constructor() {
    super('this device keeps another root: forget it first, when there is another way back to it')
    this.name = 'DeviceRootTakenError'
  }
}

/**
 * The root of a person whose passkeys have no secret: made at random at first use, and kept on this device only. It is
 * gone when the device is, or when the browser's data are cleared, unless there is another way back ({@link createWays}).
 * The account of such a person is a passkey account; show {@link DEVICE_ROOT_NOTICE}.
 */
export async function openDeviceRoot(): Promise<Uint8Array> {
  return (await findDeviceRoot()) ?? keep(createRandomRoot())
}

/** The root that this device keeps, if it keeps one. */
export async function findDeviceRoot(): Promise<Uint8Array | undefined> {
  const held = await inStore<HeldRoot | undefined>('readonly', (store) => store.get(NAME))
  if (!held) return undefined
  const { key, nonce, wrapped } = held
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, key, wrapped))
}

/** Keeps a root that came back by a code or a guardian. Throws DeviceRootTakenError, RangeError. */
export async function keepDeviceRoot(root: Uint8Array): Promise<void> {
  checkSecret(root, 'root')
  const kept = await keep(root)
  if (kept.some((byte, at) => byte !== root[at])) throw new DeviceRootTakenError()
}

/** Forgets the root on this device, for good. */
export async function forgetDeviceRoot(): Promise<void> {
  await inStore('readwrite', (store) => store.delete(NAME))
}

/** Keeps a root unless there is one, which then is answered: two tabs that start at once have the same. */
async function keep(root: Uint8Array): Promise<Uint8Array> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, Uint8Array.from(root))
  const held: HeldRoot = { key, nonce, wrapped }
  try {
    await inStore('readwrite', (store) => store.add(held, NAME))
    return root
  } catch (error) {
    const found = await findDeviceRoot()
    if (!found) throw error
    return found
  }
}

/** One request in a transaction of its own, answered when it is on the disk. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' })
      const request = ask(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}
