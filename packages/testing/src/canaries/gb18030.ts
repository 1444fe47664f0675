/** Two-byte characters of GB18030, by what the runtime's own decoder says. */
const codes = new Map<string, readonly [number, number]>()

/** The 3,755 hanzi of everyday Chinese: level 1 of GB 2312. */
export function listHanzi(): readonly string[] {
  return [...getCodes()].filter(([, [lead, trail]]) => isLevelOne(lead, trail)).map(([hanzi]) => hanzi)
}

/** Text in GB18030; characters that need four bytes there are refused. */
export function encodeGb18030(text: string): Buffer {
  const bytes = [...text].flatMap((character) => {
    if (character <= '\x7f') return [character.charCodeAt(0)]
    const code = getCodes().get(character)
    if (code === undefined) throw new RangeError(`${character} has no two-byte code in GB18030`)
    return code
  })
  return Buffer.from(bytes)
}

function getCodes(): ReadonlyMap<string, readonly [number, number]> {
  if (codes.size > 0) return codes
  const decoder = new TextDecoder('gb18030', { fatal: true })
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      try {
        codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
      } catch {
        // Not assigned.
      }
    }
  }
  return codes
}

function isLevelOne(lead: number, trail: number): boolean {
  return lead >= 0xb0 && trail >= 0xa1 && (lead < 0xd7 || (lead === 0xd7 && trail <= 0xf9))
}
