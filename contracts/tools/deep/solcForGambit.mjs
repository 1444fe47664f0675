#!/usr/bin/env node
// npm's solc behind the one call that gambit makes of a native compiler: the syntax tree of a file, written beside others.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import solc from 'solc'

const args = process.argv.slice(2)
const folder = args[args.indexOf('--output-dir') + 1]
const file = relative(
  '.',
  resolve(args.find((arg, i) => arg.endsWith('.sol') && args[i - 1] !== '--output-dir')),
)
const input = {
  language: 'Solidity',
  sources: { [file]: { content: readFileSync(file, 'utf8') } },
  settings: {
    remappings: ['@openzeppelin/contracts/=node_modules/@openzeppelin/contracts/'],
    outputSelection: { '*': { '': ['ast'] } },
  },
}
const output = JSON.parse(
  solc.compile(JSON.stringify(input), { import: (path) => ({ contents: readFileSync(path, 'utf8') }) }),
)
const errors = (output.errors ?? []).filter(({ severity }) => severity === 'error')
if (errors.length > 0) {
  console.error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  process.exit(1)
}
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, `${basename(file)}_json.ast`), JSON.stringify(output.sources[file].ast))
