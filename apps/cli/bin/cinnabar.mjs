#!/usr/bin/env node
// Starts the command on a Node that can run it: this one, or the one that npm installed beside it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major] = process.versions.node.split('.').map(Number)
const installed = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

if (major >= 24) {
  await import('../src/main.ts')
} else if (existsSync(installed)) {
  const { status } = spawnSync(installed, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
} else {
  console.error(
    `Node ${process.versions.node} is too old: Cinnabar needs Node 24. Install it, or run: npm run setup`,
  )
  process.exit(2)
}
