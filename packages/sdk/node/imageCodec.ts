import { readFile } from 'node:fs/promises'
import openJpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js'
import openJpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js'
import { defaultOptions as jpegDefaults } from '@jsquash/jpeg/meta.js'
import { decode as decodePng, init as initPng } from '@jsquash/png/decode.js'
import encodePng from '@jsquash/png/encode.js'
import openWebpDecoder from '@jsquash/webp/codec/dec/webp_dec.js'
import openWebpEncoder from '@jsquash/webp/codec/enc/webp_enc.js'
import { defaultOptions as webpDefaults } from '@jsquash/webp/meta.js'
import { EvidenceRefusedError, type ImageCodec, type Pixels } from '../src/index.ts'

/** Of JPEG and WebP, 0 to 100. */
const QUALITY = 90

type Decoded = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray } | null
type Factory<Module> = (options: object) => Promise<Module>
type Decoder = { decode(bytes: Uint8Array, preserveOrientation?: boolean): Decoded }
type Encoder = {
  encode(rgba: Uint8ClampedArray, width: number, height: number, options: object): Uint8Array | null
}

/**
 * A codec for Node: MozJPEG, libwebp and Rust's png, as WebAssembly. Loads nothing from a network.
 *
 * JPEG and WebP are each decoded in a machine of their own that is thrown away afterwards, so what a hostile file
 * does to a decoder ends with that file. The calling thread is busy meanwhile, some seconds for a large photo, and
 * takes up to 1.3 GB for 40 megapixels: a service that answers others calls it in a worker.
 *
 * @returns A codec whose failures are EvidenceRefusedError with the code UNDECODABLE.
 */
export async function createNodeCodec(): Promise<ImageCodec> {
  const [jpegDecoder, jpegEncoder, webpDecoder, webpEncoder, png] = await Promise.all(
    [
      '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
      '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
      '@jsquash/webp/codec/dec/webp_dec.wasm',
      '@jsquash/webp/codec/enc/webp_enc.wasm',
      '@jsquash/png/codec/pkg/squoosh_png_bg.wasm',
    ].map(compile),
  )
  await initPng(png)

  const decoders: Readonly<
    Record<keyof typeof encoders, (bytes: Uint8Array<ArrayBuffer>) => Promise<Decoded>>
  > = {
    'image/jpeg': async (bytes) =>
      (await open(openJpegDecoder as unknown as Factory<Decoder>, jpegDecoder!)).decode(bytes, false),
    'image/png': (bytes) => decodePng(bytes.slice().buffer),
    'image/webp': async (bytes) =>
      (await open(openWebpDecoder as unknown as Factory<Decoder>, webpDecoder!)).decode(bytes),
  }
  const encoders = {
    'image/jpeg': async ({ rgba, width, height }: Pixels) => {
      const encoder = await open(openJpegEncoder as unknown as Factory<Encoder>, jpegEncoder!)
      return encoder.encode(rgba, width, height, { ...jpegDefaults, quality: QUALITY })
    },
    'image/png': async ({ rgba, width, height }: Pixels) =>
      new Uint8Array(await encodePng({ data: rgba.slice(), width, height, colorSpace: 'srgb' } as ImageData)),
    'image/webp': async ({ rgba, width, height }: Pixels) => {
      const encoder = await open(openWebpEncoder as unknown as Factory<Encoder>, webpEncoder!)
      return encoder.encode(rgba, width, height, { ...webpDefaults, quality: QUALITY })
    },
  }

  return {
    async decode(bytes, mediaType) {
      const image = await decoders[mediaType](bytes).catch(refuse)
      if (!image) return refuse()
      return { width: image.width, height: image.height, rgba: new Uint8ClampedArray(image.data) }
    },
    async encode(image, mediaType) {
      const written = await encoders[mediaType](image).catch(refuse)
      return written ? new Uint8Array(written) : refuse()
    },
  }
}

function refuse(cause?: unknown): never {
  throw new EvidenceRefusedError('UNDECODABLE', {}, cause)
}

async function compile(specifier: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(import.meta.resolve(specifier))))
}

/** A fresh machine of a compiled codec. */
function open<Module>(factory: Factory<Module>, module: WebAssembly.Module): Promise<Module> {
  const silent = () => {}
  return factory({
    noInitialRun: true,
    print: silent,
    printErr: silent,
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports)
      receive(instance)
      return instance.exports
    },
  })
}
