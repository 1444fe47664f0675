// A ledger in a process of its own, for tests that kill it. Prints one JSON line with its endpoint.
import { createEmbeddedLedger } from '../src/index.ts'

const { directory, killAt, killHeight = 0, batching, anvilPath } = JSON.parse(process.argv[2]!)
let height = 0
const ledger = await createEmbeddedLedger({
  directory,
  port: 0,
  batching,
  anvilPath,
  async reached(point) {
    if (point === 'block.closed') height++
    if (point === killAt && height >= killHeight) {
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => {})
    }
  },
}).catch((error) => {
  console.log(JSON.stringify({ code: error.code, message: error.message }))
  process.exit(1)
})
console.log(JSON.stringify({ url: ledger.url, chainId: ledger.chainId }))
process.on('SIGTERM', () => ledger.close().then(() => process.exit(0)))
