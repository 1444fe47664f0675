/** A stretch of bytes that all belong to an alphabet. */
export type Run = { readonly start: number; readonly end: number }

const LINE_BREAK = 2

/** A table of an alphabet, for `findRuns`. */
export function createAlphabet(characters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  table[0x0a] = LINE_BREAK
  table[0x0d] = LINE_BREAK
  return table
}

/** Runs of an alphabet with at least `shortest` of its characters; line breaks may stand between them. */
export function* findRuns(bytes: Uint8Array, alphabet: Uint8Array, shortest: number): Generator<Run> {
  for (let index = 0; index < bytes.length; ) {
    if (alphabet[bytes[index]!] !== 1) {
      index += 1
      continue
    }
    const start = index
    let count = 0
    for (; index < bytes.length; index += 1) {
      const kind = alphabet[bytes[index]!]
      if (kind === 0) break
      if (kind === 1) count += 1
    }
    if (count >= shortest) yield { start, end: index }
  }
}
