/**
 * Writes the ERC-7730 descriptors, by which wallets show in words what is signed. `--check` writes nothing and fails
 * when a file is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DESCRIPTORS_FOLDER, writeDescriptors } from './files.ts'

const checkOnly = process.argv.includes('--check')
const stale = Object.entries(writeDescriptors()).filter(([name, text]) => {
  const file = join(DESCRIPTORS_FOLDER, name)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  if (!checkOnly) {
    mkdirSync(DESCRIPTORS_FOLDER, { recursive: true })
    writeFileSync(file, text)
  }
  return true
})
const names = stale.map(([name]) => name).join(', ')
if (checkOnly && stale.length > 0) {
  console.error(`Not what the types say: ${names}. Run: npm run docs`)
  process.exit(1)
}
console.log(stale.length === 0 ? 'The ERC-7730 descriptors say what the types say.' : `Wrote ${names}.`)
