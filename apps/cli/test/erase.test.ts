import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hex, hashText } from '@cinnabar/protocol'
import { runStory, STORIES } from '@cinnabar/scenarios'
import { createClient, listOrders } from '@cinnabar/sdk'
import { startPlatformProcess } from '@cinnabar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLines, runCommand } from './command.ts'

const PORT = 25_000 + (process.pid % 15_000)
const story = STORIES.find(({ name }) => name === 'mark-up')!

describe("an operator's word on sealed details", { timeout: 120_000 }, () => {
  let home: string
  let directory: string
  let keyDirectory: string
  let settled: Hex
  let live: Hex
  const command = (...args: string[]) => runCommand([...args, '--data', directory, '--lang', 'en'])
  const listKeys = async () =>
    (await readdir(keyDirectory, { recursive: true })).filter((name) => name.endsWith('.key'))
  const backUp = async () => {
    const { stdout } = await command('keys', 'backup', '--to', join(home, 'backups'), '--json')
    return String(readLines(stdout)[0]!.path)
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cinnabar-erase-'))
    directory = join(home, 'data')
    keyDirectory = join(directory, 'vault-keys')
    const platform = await startPlatformProcess({ directory, port: PORT })
    const details = { 'recipient.name': 'Wang Xiaoming' }
    await runStory(story, { url: platform.url, details })
    await runStory(story, { url: platform.url, details, steps: 4 })
    const client = createClient({ url: platform.url })
    for await (const { id, state } of listOrders(client)) {
      if (state === 'Settled') settled = id
      else live = id
    }
    const running = await command('erase', settled, '--yes')
    expect(running.exitCode).toBe(1)
    expect(running.stderr).toContain('Stop it first, then erase')
    // A backup needs no stop, and its keys are those of the orders.
    expect(await readFile(await backUp(), 'utf8')).toContain(settled)
    await platform.stop()
  }, 90_000)
  afterAll(() => rm(home, { recursive: true, force: true }))

  it('is refused where nobody can be asked, of live orders, and of unknown ones', async () => {
    const cases: [string[], number, string][] = [
      [[settled], 1, '--yes'],
      [[live, '--yes'], 1, `${live} still holds money`],
      [[hashText('nobody'), '--yes'], 1, 'There is no order'],
      [[settled.slice(0, 12), '--yes'], 2, 'whole'],
    ]
    for (const [args, exitCode, says] of cases) {
      const refused = await command('erase', ...args)
      expect({ exitCode: refused.exitCode, stdout: refused.stdout }).toEqual({ exitCode, stdout: '' })
      expect(refused.stderr).toContain(says)
    }
    expect(await listKeys()).toHaveLength(2)
  })

  it('erases once, prints the same certificate again, and no backup undoes it', async () => {
    const backup = await backUp()
    const out = join(home, 'certificate.json')
    const first = await command('erase', settled, '--yes', '--json', '--out', out)
    expect(first.exitCode).toBe(0)
    const [certificate] = readLines(first.stdout)
    expect(certificate).toMatchObject({
      format: 'cinnabar.erasure/v1',
      order: settled,
      requestedBy: 'operator',
      destroyed: { dataKey: true, rows: { items: expect.any(Number) } },
    })
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(certificate)
    expect((await command('erase', settled, '--yes', '--json')).stdout).toBe(first.stdout)
    const [left] = await listKeys()
    expect(left).toContain(live.slice(2))

    // The key of the live order is lost; the backup holds both.
    await rm(join(keyDirectory, left!))
    const restored = await command('keys', 'restore', backup, '--json')
    expect(readLines(restored.stdout)).toEqual([{ restored: 1, there: 0, erased: [settled], differing: [] }])
    expect(await listKeys()).toEqual([left])

    const verified = await command('verify', out)
    expect(verified.exitCode).toBe(0)
    expect(verified.stdout).toContain(`✓ ${certificate!.signer} signed`)
    expect(verified.stdout).toContain(settled)
    const changed = { ...certificate, requestedBy: 'nobody' }
    const refused = await runCommand(['verify', '-', '--lang', 'en'], {}, JSON.stringify(changed))
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('signature is not by') })

    const chinese = await runCommand(['erase', settled, '--yes', '--data', directory, '--lang', 'zh-CN'])
    expect(chinese.stdout).toContain('该订单的加密资料已被删除')
    expect(chinese.stdout).toContain('密钥库备份')
  })

  it('refuses a file that is no backup, and a key store that is not there', async () => {
    const file = join(home, 'none.txt')
    await writeFile(file, 'none')
    const restore = await command('keys', 'restore', file)
    expect(restore).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no backup of data keys') })
    const elsewhere = join(home, 'elsewhere')
    const backup = await command('keys', 'backup', '--to', join(home, 'backups'), '--keys', elsewhere)
    expect(backup).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(elsewhere) })
  })

  it('takes another directory for the keys, and the doctor looks at it', async () => {
    const keysOf = async (...args: string[]) => {
      const { stdout } = await command('doctor', '--json', ...args)
      return readLines(stdout).find(({ check }) => check === 'Key store')
    }
    expect(await keysOf()).toMatchObject({ status: 'well' })
    await chmod(keyDirectory, 0o755)
    expect(await keysOf()).toMatchObject({ status: 'wrong', mend: `Run: chmod 700 ${keyDirectory}` })
    const elsewhere = join(home, 'elsewhere')
    expect(await keysOf('--keys', elsewhere)).toMatchObject({ status: 'wrong' })
    expect((await command('rebuild', '--keys', elsewhere)).exitCode).toBe(0)
    expect((await stat(elsewhere)).mode & 0o777).toBe(0o700)
    expect(await keysOf('--keys', elsewhere)).toMatchObject({ status: 'well' })
  })
})
