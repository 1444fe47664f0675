import { type Container, checkPartCount, concatenate, readAscii, viewOf } from './container.ts'
import { readOrientation } from './orientation.ts'
import { EvidenceRefusedError } from './refusal.ts'

/** Enough for every progressive script in use; each pass costs the decoder a walk over the whole picture. */
const MAX_SCANS = 32

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
const COM = 0xfe
/** Quantisation and Huffman tables, restart interval: without them the pixels cannot be read. */
const TABLES: readonly number[] = [0xdb, 0xc4, 0xdd]
/** Baseline, extended and progressive, all with Huffman coding. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2]

const UNSUPPORTED: Readonly<Record<number, string>> = {
  195: 'lossless (SOF3)',
  197: 'hierarchical (SOF5)',
  198: 'hierarchical (SOF6)',
  199: 'hierarchical (SOF7)',
  201: 'arithmetic coding (SOF9)',
  202: 'arithmetic coding (SOF10)',
  203: 'arithmetic coding (SOF11)',
  204: 'arithmetic coding (DAC)',
  205: 'hierarchical (SOF13)',
  206: 'hierarchical (SOF14)',
  207: 'hierarchical (SOF15)',
  220: 'number of lines after the picture (DNL)',
  222: 'hierarchical (DHP)',
  223: 'hierarchical (EXP)',
}

/** Says what the three numbers of a pixel are: JFIF 1.01, square pixels, no thumbnail. */
const JFIF = Uint8Array.of(0xff, APP0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)
/** The same by Adobe's segment, whose last byte is the transform. */
const ADOBE = [0xff, APP14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0]

type Frame = { readonly width: number; readonly height: number; readonly components: readonly number[] }

const malformed = (found: string) => new EvidenceRefusedError('MALFORMED', { found })

/**
 * Takes a JPEG apart (ITU-T T.81, annex B).
 *
 * @returns The container, and where its end marker ends.
 * @throws EvidenceRefusedError JPEG_UNSUPPORTED, SCANS_TOO_MANY, TRUNCATED, MALFORMED
 */
export function parseJpeg(bytes: Uint8Array): { container: Container; end: number } {
  const kept: Uint8Array[] = []
  const metadata: Uint8Array[] = []
  let frame: Frame | undefined
  let scans = 0
  let adobeTransform: number | undefined
  let orientation: number | undefined
  let at = 2
  for (;;) {
    const marker = readMarker(bytes, at)
    if (marker === EOI) break
    checkPartCount(kept.length + metadata.length + 1)
    const segment = readSegment(bytes, at, marker)
    const body = segment.subarray(4)
    at += segment.length
    if (marker === SOS) {
      if (!frame) throw malformed('a scan before the frame')
      checkScan(body, frame)
      scans += 1
      const end = findScanEnd(bytes, at)
      kept.push(segment, bytes.subarray(at, end))
      at = end
    } else if (FRAMES.includes(marker)) {
      if (frame) throw malformed('two frames')
      frame = readFrame(body)
      kept.push(segment)
    } else if (TABLES.includes(marker)) {
      kept.push(segment)
    } else {
      metadata.push(body)
      if (marker === APP1 && readAscii(body, 0, 6) === 'Exif\0\0') orientation ??= readOrientation(body)
      if (marker === APP14 && body.length >= 12 && readAscii(body, 0, 5) === 'Adobe')
        adobeTransform = body[11]
    }
  }
  if (!frame || scans === 0) throw malformed('no picture in it')
  if (scans > MAX_SCANS) throw new EvidenceRefusedError('SCANS_TOO_MANY', { found: scans, limit: MAX_SCANS })
  const colours = adobeTransform === undefined ? JFIF : Uint8Array.of(...ADOBE, adobeTransform)
  return {
    container: {
      mediaType: 'image/jpeg',
      width: frame.width,
      height: frame.height,
      orientation: orientation ?? 1,
      bare: concatenate([Uint8Array.of(0xff, SOI), colours, ...kept, Uint8Array.of(0xff, EOI)]),
      metadata,
    },
    end: at + 2,
  }
}

function readMarker(bytes: Uint8Array, at: number): number {
  const [first, marker] = [bytes[at], bytes[at + 1]]
  if (first === undefined || marker === undefined) throw new EvidenceRefusedError('TRUNCATED')
  if (first !== 0xff) throw malformed(`no marker at byte ${at}`)
  const unsupported = UNSUPPORTED[marker]
  if (unsupported) throw new EvidenceRefusedError('JPEG_UNSUPPORTED', { found: unsupported })
  const isKnown =
    marker === EOI ||
    marker === SOS ||
    marker === COM ||
    (marker >= APP0 && marker <= 0xef) ||
    FRAMES.includes(marker) ||
    TABLES.includes(marker)
  if (!isKnown) throw malformed(`marker ${marker.toString(16)} at byte ${at}`)
  return marker
}

/** Marker, length and body. */
function readSegment(bytes: Uint8Array, at: number, marker: number): Uint8Array {
  if (at + 4 > bytes.length) throw new EvidenceRefusedError('TRUNCATED')
  const length = viewOf(bytes).getUint16(at + 2)
  if (length < 2) throw malformed(`length of segment ${marker.toString(16)}`)
  if (at + 2 + length > bytes.length) throw new EvidenceRefusedError('TRUNCATED')
  return bytes.subarray(at, at + 2 + length)
}

function readFrame(body: Uint8Array): Frame {
  const [precision, count] = [body[0], body[5]]
  if (count === undefined || body.length !== 6 + 3 * count) throw malformed('length of the frame')
  if (precision !== 8) throw new EvidenceRefusedError('JPEG_UNSUPPORTED', { found: `${precision} bits` })
  if (count !== 1 && count !== 3) {
    const found = count === 4 ? 'CMYK' : `${count} components`
    throw new EvidenceRefusedError('JPEG_UNSUPPORTED', { found })
  }
  const view = viewOf(body)
  const [height, width] = [view.getUint16(1), view.getUint16(3)]
  if (height === 0) throw new EvidenceRefusedError('JPEG_UNSUPPORTED', { found: UNSUPPORTED[220] })
  if (width === 0) throw malformed('a width of 0')
  const components: number[] = []
  for (let at = 6; at < body.length; at += 3) {
    const [id, sampling, table] = [body[at]!, body[at + 1]!, body[at + 2]!]
    const factors = [sampling >> 4, sampling & 15]
    if (factors.some((factor) => factor < 1 || factor > 4)) throw malformed('sampling factors')
    if (table > 3 || components.includes(id)) throw malformed('components of the frame')
    components.push(id)
  }
  return { width, height, components }
}

function checkScan(body: Uint8Array, { components }: Frame): void {
  const count = body[0] ?? 0
  if (count < 1 || count > components.length || body.length !== 4 + 2 * count) {
    throw malformed('length of a scan')
  }
  for (let index = 0; index < count; index++) {
    if (!components.includes(body[1 + 2 * index]!)) throw malformed('components of a scan')
  }
}

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
function findScanEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  throw new EvidenceRefusedError('TRUNCATED')
}
