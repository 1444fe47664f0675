import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { syncDirectory } from './files.ts'

/** A saved state of the child. A cache: everything in it follows from the journal. */
export interface Snapshot {
  height: number
  hash: `0x${string}`
  path: string
}

const KEPT = 2

export interface Snapshots {
  /** The snapshots there are, newest first. */
  list(): Promise<Snapshot[]>
  /** Saves the child's state. The caller sees to it that the child mines nothing meanwhile. */
  save(port: number, head: { height: number; hash: `0x${string}` }): Promise<void>
  /** Unpacks a snapshot into a file the child can load. @throws Error when it was changed since it was saved. */
  unpack(snapshot: Snapshot, path: string): Promise<void>
  remove(snapshot: Snapshot): Promise<void>
}

/** Keeps the two newest snapshots under `snapshots/<height>-<hash>`. */
export function createSnapshots(directory: string): Snapshots {
  const list = async () => {
    const names = await readdir(directory).catch(() => [])
    const snapshots = names.flatMap((name): Snapshot[] => {
      const parts = /^(\d+)-(0x[0-9a-f]{64})$/.exec(name)
      return parts
        ? [{ height: Number(parts[1]), hash: parts[2] as `0x${string}`, path: `${directory}/${name}` }]
        : []
    })
    return snapshots.sort((a, b) => b.height - a.height)
  }
  const remove = (snapshot: Snapshot) => rm(snapshot.path, { force: true })

  return {
    list,
    remove,
    async save(port, head) {
      await mkdir(directory, { recursive: true })
      for (const name of await readdir(directory)) {
        if (name.endsWith('.tmp')) await rm(`${directory}/${name}`, { force: true })
      }
      const temporary = `${directory}/${head.height}.tmp`
      try {
        await download(port, temporary)
        await rename(temporary, `${directory}/${head.height}-${head.hash}`)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncDirectory(directory)
      for (const old of (await list()).slice(KEPT)) await remove(old)
    },
    async unpack(snapshot, path) {
      const { size } = await stat(snapshot.path)
      const digest = createHash('sha256')
      let expected = Buffer.alloc(0)
      const packed = async function* () {
        for await (const chunk of createReadStream(snapshot.path, {
          end: Math.max(0, size - DIGEST_BYTES - 1),
        })) {
          digest.update(chunk as Buffer)
          yield chunk as Buffer
        }
      }
      for await (const chunk of createReadStream(snapshot.path, {
        start: Math.max(0, size - DIGEST_BYTES),
      })) {
        expected = Buffer.concat([expected, chunk as Buffer])
      }
      await pipeline(Readable.from(packed()), createGunzip(), createWriteStream(path, { mode: 0o600 }))
      if (!digest.digest().equals(expected)) throw new Error('its bytes were changed')
    },
  }
}

const DIGEST_BYTES = 32

/** Streams `anvil_dumpState` to a file: the answer is hex of gzip and may be larger than a string can be. */
async function download(port: number, path: string): Promise<void> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_dumpState', params: [] })
  const response = await new Promise<Readable>((resolve, reject) => {
    const call = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    call.once('response', resolve)
    call.once('error', reject)
    call.end(body)
  })
  await pipeline(
    response,
    createHexReader(),
    createDigestAppender(),
    createWriteStream(path, { mode: 0o600, flush: true }),
  )
}

function createHexReader(): Transform {
  let isInside = false
  let carry = ''
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let text = carry + chunk.toString('latin1')
      carry = ''
      if (!isInside) {
        const start = text.indexOf('"0x')
        if (start === -1) {
          carry = text
          return done(text.length > 1_000 ? new Error(`no state in the answer: ${text.slice(0, 200)}`) : null)
        }
        isInside = true
        text = text.slice(start + 3)
      }
      const end = text.indexOf('"')
      const hex = end === -1 ? text : text.slice(0, end)
      const even = hex.length - (hex.length % 2)
      carry = end === -1 ? hex.slice(even) : ''
      done(null, Buffer.from(hex.slice(0, even), 'hex'))
    },
    flush: (done) => done(isInside ? null : new Error(`no state in the answer: ${carry.slice(0, 200)}`)),
  })
}

function createDigestAppender(): Transform {
  const digest = createHash('sha256')
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      this.push(digest.digest())
      done()
    },
  })
}
