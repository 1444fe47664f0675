// Brings a checkout to where everything runs: dependencies as locked, and the web app built. Does nothing
// when nothing changed. Plain JavaScript without dependencies, since it runs before there are any.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const lock = join(root, 'package-lock.json')
refresh({
  what: 'Installing the dependencies (about a minute)',
  stamp: join(root, 'node_modules/.cinnabar-installed'),
  digest: digestOf([lock]),
  run: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
})

const web = join(root, 'apps/web')
if (existsSync(join(web, 'package.json'))) {
  const sources = [
    ...['index.html', 'package.json', 'lingui.config.ts', 'vite.config.ts', 'src'].map((path) =>
      join(web, path),
    ),
    ...['protocol', 'ledger', 'api-schema', 'sdk'].map((name) => join(root, 'packages', name, 'src')),
    lock,
  ]
  refresh({
    what: 'Building the web app',
    stamp: join(web, 'dist/.cinnabar-built'),
    digest: digestOf(sources),
    run: ['npm', 'run', '--silent', 'build', '-w', '@cinnabar/web'],
  })
}

function refresh({ what, stamp, digest, run }) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  console.error(`${what} …`)
  const [command, ...args] = run
  // What it prints is shown only when it fails; npm's own progress would hide ours.
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    process.stderr.write(stdout ?? '')
    process.stderr.write(stderr ?? '')
    console.error(`${what} failed. Mend what is said above and run the same command again.`)
    process.exit(1)
  }
  writeFileSync(stamp, digest)
}

/** One hash over the files, and over all files in the folders, with their paths. Generated catalogues are left out. */
function digestOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(listFiles)) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .filter((name) => !(path.includes('locales') && name.endsWith('.ts')))
    .flatMap((name) => listFiles(join(path, name)))
}
