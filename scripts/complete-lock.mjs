// Adds to package-lock.json the binaries of other machines that a registry did not answer for. npm leaves them out
// then, and `npm ci` refuses the lock. On this machine they are never fetched: their os and cpu are another's.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const PLATFORM =
  /[-/](aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|wasi|wasm32|win32|windows)(?:-([a-z0-9]+))?/

const added = []
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const at = `node_modules/${name}`
    const isHere = lock.packages[at] !== undefined || lock.packages[`${path}/${at}`] !== undefined
    const [, os, cpu] = PLATFORM.exec(name) ?? []
    if (isHere || os === undefined || !/^\d+\.\d+\.\d+/.test(version)) continue
    lock.packages[at] = {
      version,
      ...(cpu !== undefined && { cpu: [cpu === 'armv7' ? 'arm' : cpu] }),
      dev: lock.packages[path].dev,
      optional: true,
      os: [os === 'windows' ? 'win32' : os],
      ...(os === 'linux' && { libc: [name.includes('musl') ? 'musl' : 'glibc'] }),
    }
    added.push(name)
  }
}
if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
}
console.log(added.length === 0 ? 'The lock is complete.' : `Added to the lock: ${added.join(', ')}`)
