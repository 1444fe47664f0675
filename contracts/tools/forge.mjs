#!/usr/bin/env node
// Runs the pinned forge. The npm wrapper of forge always exits 0, so its platform package is called directly.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const forge = process.env.CINNABAR_FORGE ?? findForge()
if (forge === undefined) {
  console.error(
    'forge is not installed for this platform. Install Foundry 1.7.1 and set CINNABAR_FORGE to its forge.',
  )
  process.exit(2)
}
const { status } = spawnSync(forge, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  // The compiler's wrapper is to run on the same Node as this.
  env: {
    FOUNDRY_CONFIG: join(root, 'contracts/foundry.toml'),
    FOUNDRY_LINT_LINT_ON_BUILD: 'false',
    ...process.env,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  },
})
process.exit(status ?? 1)

function findForge() {
  try {
    return join(
      dirname(createRequire(import.meta.url).resolve('@foundry-rs/forge-linux-amd64/package.json')),
      'bin/forge',
    )
  } catch {
    return undefined
  }
}
