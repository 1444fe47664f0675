import {
  createCipheriv,
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
} from 'node:crypto'
import { type Address, keccak256 } from '@cinnabar/protocol'

/** Order of the group of secp256k1 (SEC 2, section 2.4.1). */
const ORDER = 0xffffffff_ffffffff_ffffffff_fffffffe_baaedce6_af48a03b_bfd25e8c_d0364141n
/** What stands before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')

const ROOTS = ['00'.repeat(32), 'ff'.repeat(32), createHash('sha256').update('root').digest('hex')]
const DOMAINS: readonly { chainId: number; verifyingContract: Address }[] = [
  { chainId: 31_337, verifyingContract: `0x${'e5'.repeat(20)}` },
  { chainId: 8_453, verifyingContract: `0x${'e5'.repeat(20)}` },
  { chainId: 31_337, verifyingContract: `0x${'5e'.repeat(20)}` },
]
const INDICES = [0, 1, 4_294_967_295]

/**
 * What docs/specs/person-keys.md says, by Node's own cryptography: nothing of the package's code is in it, so that the
 * two can disagree.
 */
export function buildPersonKeys() {
  return {
    passkeys: ROOTS.map((secret) => ({
      secret: hex(bytes(secret)),
      root: hex(derive(bytes(secret), 'root')),
    })),
    persons: ROOTS.flatMap((root) => DOMAINS.map((domain) => buildPerson(bytes(root), domain))),
    ways: buildWays(),
    codes: ['00'.repeat(16), 'ff'.repeat(16), ROOTS[2]!.slice(0, 32)].map((code) => ({
      bytes: hex(bytes(code)),
      text: printCode(bytes(code)),
    })),
  }
}

function buildPerson(root: Buffer, domain: (typeof DOMAINS)[number]) {
  const place = Buffer.concat([
    bytes(domain.chainId.toString(16).padStart(64, '0')),
    bytes(domain.verifyingContract.slice(2).padStart(64, '0')),
  ])
  return {
    root: hex(root),
    domain,
    sealingKey: sealingPair(derive(root, 'sealing key', 32, place)),
    orders: INDICES.map((index) => {
      const context = Buffer.concat([place, bytes(index.toString(16).padStart(8, '0'))])
      const wide = BigInt(hex(derive(root, 'order account', 48, context)))
      return {
        index,
        account: account((wide % (ORDER - 1n)) + 1n),
        sealingKey: sealingPair(derive(root, 'order sealing key', 32, context)),
      }
    }),
  }
}

/** A document with fixed ids and nonces, and what opens it. */
function buildWays() {
  const root = derive(bytes(ROOTS[2]!), 'root')
  const [passkey, code, mask] = [bytes('a1'.repeat(32)), bytes('c0'.repeat(16)), bytes('3c'.repeat(32))]
  const ways = [
    { kind: 'passkey', id: hex(bytes('01'.repeat(16))), wrapped: wrap(root, passkey, 'passkey way', '01') },
    { kind: 'code', id: hex(bytes('02'.repeat(16))), wrapped: wrap(root, code, 'code way', '02') },
    { kind: 'guardian', id: hex(bytes('03'.repeat(16))), mask: hex(mask) },
  ]
  const lines = ways.map(({ kind, id, wrapped, mask }) => `${kind} ${id} ${wrapped ?? mask}\n`)
  const mac = createHmac('sha256', derive(root, 'ways mac'))
    .update(`cinnabar.ways/v1\n4\n${lines.join('')}`)
    .digest()
  return {
    root: hex(root),
    firstPasskey: hex(bytes(ROOTS[2]!)),
    passkey: hex(passkey),
    code: hex(code),
    guardianShare: hex(root.map((byte, at) => byte ^ mask[at]!)),
    document: { format: 'cinnabar.ways/v1', revision: 4, ways, mac: hex(mac) },
  }
}

function wrap(root: Buffer, secret: Buffer, purpose: string, id: string): string {
  const nonce = bytes(id.repeat(12))
  const cipher = createCipheriv('aes-256-gcm', derive(secret, purpose, 32, bytes(id.repeat(16))), nonce)
  return hex(Buffer.concat([nonce, cipher.update(root), cipher.final(), cipher.getAuthTag()]))
}

function derive(secret: Buffer, purpose: string, size = 32, context: Buffer = Buffer.alloc(0)): Buffer {
  const info = Buffer.concat([Buffer.from(`cinnabar/v1 ${purpose}\0`), context])
  return Buffer.from(hkdfSync('sha256', secret, 'cinnabar/v1 person', info, size))
}

/** Bit by bit, as the specification has it. */
function printCode(code: Buffer): string {
  const check = derive(code, 'code check', 2)
  const bits = [...Buffer.concat([code, check])].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const values = bits
    .slice(0, 140)
    .match(/.{5}/g)!
    .map((five) => Number.parseInt(five, 2))
  const groups = Array.from({ length: 7 }, (_, group) => {
    const four = values.slice(4 * group, 4 * group + 4)
    // Weights α⁴, α³, α², α.
    const sum = four.reduce((sum, value, at) => sum ^ timesAlpha(value, 4 - at), group)
    return [...four, sum].map((value) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[value]).join('')
  })
  return groups.join('-')
}

function timesAlpha(value: number, times: number): number {
  if (times === 0) return value
  const doubled = value * 2
  return timesAlpha(doubled > 31 ? doubled ^ 37 : doubled, times - 1)
}

function sealingPair(privateKey: Buffer) {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, privateKey]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return { privateKey: hex(privateKey), publicKey: hex(spki.subarray(-32)) }
}

function account(scalar: bigint) {
  const privateKey = bytes(scalar.toString(16).padStart(64, '0'))
  const curve = createECDH('secp256k1')
  curve.setPrivateKey(privateKey)
  const point = curve.getPublicKey().subarray(1)
  return { privateKey: hex(privateKey), address: `0x${keccak256(point).slice(-40)}` }
}

function bytes(digits: string): Buffer {
  return Buffer.from(digits, 'hex')
}

function hex(bytes: Uint8Array): `0x${string}` {
  return `0x${Buffer.from(bytes).toString('hex')}`
}
