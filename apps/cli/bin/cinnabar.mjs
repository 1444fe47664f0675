#!/usr/bin/env node
// Starts the command on a Node that can run it: this one, or the one that npm installed beside it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const [major] = process.versions.node.split('.').map(Number)
const installed = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

if (major >= 24) {
  endWithStarter()
  await import('../src/main.ts')
} else if (existsSync(installed)) {
  runOn(installed)
} else {
  console.error(
    `Node ${process.versions.node} is too old: Cinnabar needs Node 24. Install it, or run: npm run setup`,
  )
  process.exit(2)
}

/** Runs the command on another Node, hands on the signals that it gets, and ends as that one does. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    console.error(`${node} does not start: ${error.message}. Run: npm run setup`)
    process.exit(1)
  })
  child.once('exit', (status, signal) => process.exit(status ?? 128 + constants.signals[signal]))
}

/** What another Node started stops in order when that one is gone, however it ended. */
function endWithStarter() {
  if (!process.connected) return
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
