import { base64 } from './base64.ts'
import { byteList } from './byteList.ts'
import type { Decoder } from './decoder.ts'
import { escapes } from './escapes.ts'
import { hex } from './hex.ts'
import { gzip, unmarked, zip, zlib, zstd } from './packed.ts'
import { utf16 } from './utf16.ts'
import { wal } from './wal.ts'

/** Every way of writing or packing bytes that is undone; a new one is a file here and an entry in this list. */
export const DECODERS: readonly Decoder[] = [
  hex,
  base64,
  escapes,
  utf16,
  byteList,
  gzip,
  zlib,
  zstd,
  zip,
  unmarked,
  wal,
]
