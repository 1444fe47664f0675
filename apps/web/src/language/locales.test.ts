import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const cli = join(dirname(createRequire(import.meta.url).resolve('@lingui/cli')), 'lingui.js')
const web = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a check of Lingui on the catalogs; answers what it prints, or throws with it. */
async function check(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'check', ...args, '--verbose', '--workers', '1'],
    {
      cwd: web,
    },
  )
  return stdout
}

it('has every string of the pages in both catalogs, and none that no page uses', async () => {
  expect(await check('sync', '--clean')).toContain('PASS')
})

it('has every string in Chinese', async () => {
  expect(await check('missing', '--locale', 'zh-CN', '--mode', 'catalog')).toContain('PASS')
})
