import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** A file of the built pages, as it is sent. */
export type PageFile = {
  readonly body: Uint8Array<ArrayBuffer>
  /** Absent where it would not be smaller. */
  readonly gzipped?: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const PACKED = /^(text|application\/(json|manifest)|image\/svg)/

const pack = promisify(gzip)

/** Reads all files of a directory, by the path under which they are asked for. Nothing else can be asked for. */
export async function readPageFiles(directory: string): Promise<Map<string, PageFile>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(
    paths.map(
      async (path) =>
        [`/${relative(directory, path).split(sep).join('/')}`, await readPageFile(path)] as const,
    ),
  )
  return new Map(files)
}

async function readPageFile(path: string): Promise<PageFile> {
  const body = new Uint8Array(await readFile(path))
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const gzipped = PACKED.test(type) ? new Uint8Array(await pack(body)) : undefined
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, type, etag, ...(gzipped && gzipped.length < body.length && { gzipped }) }
}
