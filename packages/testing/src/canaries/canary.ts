import { createHash, randomBytes } from 'node:crypto'
import { listHanzi } from './gb18030.ts'

/**
 * Personal data that is planted, to see where it comes up. `marks` are the parts that occur nowhere else: letters,
 * digits or hanzi without spaces, each of at least 47 random bits, each looked for by itself.
 */
export type TextCanary = { readonly name: string; readonly text: string; readonly marks: readonly string[] }

/** Random bytes that are planted in a file. */
export type BytesCanary = { readonly name: string; readonly bytes: Uint8Array }

export type Canary = TextCanary | BytesCanary

/** One canary of each kind of personal data. */
export type Canaries = {
  readonly name: TextCanary
  readonly nameChinese: TextCanary
  readonly phone: TextCanary
  readonly address: TextCanary
  readonly addressChinese: TextCanary
  readonly email: TextCanary
  readonly link: TextCanary
  readonly message: TextCanary
  readonly photo: BytesCanary
  readonly document: BytesCanary
}

const DIGITS = '0123456789'
/** No hexadecimal digits: a word cannot be taken for the end of a hexadecimal number. */
const LETTERS = 'ghijklmnopqrstuvwxyz'
const FILE_BYTES = 256

/**
 * Makes canaries that cannot occur by chance.
 *
 * @param seed - Makes the same ones again; left out: new ones.
 */
export function createCanaries(seed: string = randomBytes(16).toString('hex')): Canaries {
  const draw = createDraw(seed)
  const hanzi = listHanzi()
  const pick = (alphabet: string | readonly string[], length: number) =>
    Array.from({ length }, () => alphabet[draw(alphabet.length)]!).join('')
  const word = () => {
    const letters = pick(LETTERS, 12)
    return letters[0]!.toUpperCase() + letters.slice(1)
  }
  const bytes = () => Uint8Array.from({ length: FILE_BYTES }, () => draw(256))

  const [given, family, street, city] = [word(), word(), word(), word()]
  const [person, province, road] = [pick(hanzi, 6), pick(hanzi, 6), pick(hanzi, 6)]
  const national = `1${pick(DIGITS, 13)}`
  const [box, item] = [word().toLowerCase(), word().toLowerCase()]
  const said = [word().toLowerCase(), word().toLowerCase()] as const
  const text = (name: string, whole: string, ...marks: string[]): TextCanary => ({ name, text: whole, marks })
  return {
    name: text('recipient.name', `${given} ${family}`, given, family),
    nameChinese: text('recipient.nameChinese', person, person),
    phone: text(
      'recipient.phone',
      `+86 ${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`,
      national,
    ),
    address: text('recipient.address', `${draw(900) + 1} ${street} Street, ${city}, NL`, street, city),
    addressChinese: text(
      'recipient.addressChinese',
      `${province}省${road}路${draw(900) + 1}号`,
      province,
      road,
    ),
    email: text('recipient.email', `${box}@example.com`, box),
    link: text('shop.link', `https://item.example.com/item.htm?id=${item}&skuId=1`, item),
    message: text('message.text', `Please ring at ${said[0]}'s; the gate code is ${said[1]}!`, ...said),
    photo: { name: 'file.photo', bytes: bytes() },
    document: { name: 'file.document', bytes: bytes() },
  }
}

/** Whole numbers from 0 up to a bound of at most 65,536, which a seed repeats. */
function createDraw(seed: string): (bound: number) => number {
  let block = Buffer.alloc(0)
  let at = 0
  let count = 0
  return (bound) => {
    if (at === block.length) {
      block = createHash('sha256').update(`${seed}/${count}`).digest()
      count += 1
      at = 0
    }
    at += 4
    return block.readUInt32BE(at - 4) % bound
  }
}
