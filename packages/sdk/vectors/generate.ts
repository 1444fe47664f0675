import { writeFileSync } from 'node:fs'
import { buildPersonKeys } from './personKeys.ts'

const file = new URL('personKeys.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(buildPersonKeys(), null, 2)}\n`)
