// Follows the tour of the README as a newcomer would: starts the platform, runs every command of the blocks marked
// `sh tour`, and fails at the first that fails.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const data = mkdtempSync(join(tmpdir(), 'cinnabar-tour-'))
const port = 20_000 + (process.pid % 20_000)
const environment = { ...process.env, CINNABAR_DATA: data }

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const commands = [...readme.matchAll(/```sh tour\n([\s\S]*?)```/g)]
  .flatMap((match) => match[1].split('\n'))
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.replaceAll('http://localhost:4400', `http://localhost:${port}`))
if (commands.length === 0) throw new Error('The README has no tour.')

const platform = spawn(
  'npm',
  ['start', '--silent', '--', '--json', '--port', String(port), '--ledger-port', '0'],
  {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  },
)
let failed = 'the platform did not start'
try {
  await new Promise((resolve, reject) => {
    platform.stdout.once('data', resolve)
    platform.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)))
  })
  failed = commands.find((command) => {
    console.log(`$ ${command}`)
    const { status } = spawnSync('sh', ['-c', command], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    return status !== 0
  })
} finally {
  process.kill(-platform.pid, 'SIGTERM')
  await new Promise((resolve) => (platform.exitCode === null ? platform.once('exit', resolve) : resolve()))
  rmSync(data, { recursive: true, force: true })
}
if (failed !== undefined) {
  console.error(`The tour failed at: ${failed}`)
  process.exit(1)
}
console.log(`The tour's ${commands.length} commands succeeded.`)
