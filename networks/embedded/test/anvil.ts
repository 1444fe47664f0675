import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getAnvilPath } from '../src/child.ts'
import { makeTestDirectory } from './directory.ts'

/**
 * Makes an anvil that differs from the installed one.
 *
 * @param version - What it says it is; the true one when left out.
 * @param blockGas - Gas of its blocks.
 */
export async function makeAnvil({
  version,
  blockGas = 300_000_000,
}: {
  version?: string
  blockGas?: number
}): Promise<string> {
  const path = join(await makeTestDirectory(), 'anvil')
  const say = version ? `echo "anvil Version: ${version}"; exit` : ':'
  const script = `#!/bin/sh
[ "$1" = --version ] && { ${say}; }
exec '${getAnvilPath()}' $(echo "$@" | sed 's/--gas-limit 300000000/--gas-limit ${blockGas}/')
`
  await writeFile(path, script)
  await chmod(path, 0o755)
  return path
}
