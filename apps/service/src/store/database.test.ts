import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAction, getAction, insertAction } from './actions.ts'
import { type Database, openDatabase } from './database.ts'
import { createLeadership } from './leader.ts'
import { migrateDatabase } from './migrate.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url))
let directory: string
let open: Database[]
let shared: { directory: string; database: Database }

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'cinnabar-store-'))
  shared = { directory, database: await openDatabase({ embedded: { directory } }) }
})
afterAll(async () => {
  await shared?.database.close()
  await rm(shared.directory, { recursive: true, force: true })
})
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cinnabar-store-'))
  open = []
})
afterEach(async () => {
  for (const database of open) await database.close().catch(() => {})
  await rm(directory, { recursive: true, force: true })
})

const openHere = async (path = directory) => {
  const database = await openDatabase({ embedded: { directory: join(path, 'database') } })
  open.push(database)
  return database
}
const action = (digit: string) => ({
  id: `0x${digit.repeat(64)}` as const,
  tenantId: 'default',
  kind: 'ship',
  toAddress: `0x${'ab'.repeat(20)}` as const,
  calldata: '0x00' as const,
})

describe('migrations', () => {
  it('are applied once, by whoever comes first', async () => {
    const { pool } = shared.database
    const { rows: before } = await pool.query(
      'select name, checksum, applied_at from cinnabar_migrations order by name',
    )
    await Promise.all([migrateDatabase(pool), migrateDatabase(pool), migrateDatabase(pool)])
    const { rows: after } = await pool.query(
      'select name, checksum, applied_at from cinnabar_migrations order by name',
    )
    expect(after).toEqual(before)
    expect(after.map(({ name }) => name)).toEqual(
      (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort(),
    )
  })

  it('refuse a changed, a missing and a late file, and drop what is derived when its file changes', async () => {
    const { pool, db } = await openHere()
    const copy = join(directory, 'migrations')
    await cp(MIGRATIONS, copy, { recursive: true })
    const url = pathToFileURL(`${copy}/`)
    await migrateDatabase(pool, url)
    await writeFile(join(copy, '0000_late.sql'), 'select 1;')
    await expect(migrateDatabase(pool, url)).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      file: '0000_late.sql',
    })
    await rm(join(copy, '0000_late.sql'))
    await writeFile(join(copy, '0001_own.sql'), 'select 1;')
    await expect(migrateDatabase(pool, url)).rejects.toMatchObject({ file: '0001_own.sql' })
    await rm(join(copy, '0001_own.sql'))
    await expect(migrateDatabase(pool, url)).rejects.toMatchObject({ file: '0001_own.sql' })
    await cp(join(MIGRATIONS, '0001_own.sql'), join(copy, '0001_own.sql'))
    await insertAction(db, action('1'))
    await pool.query("insert into derived.cursor values ('ledger', 5, '0x', 5)")
    await writeFile(join(copy, 'derived.sql'), 'create schema derived; create table derived.other (id text);')
    await migrateDatabase(pool, url)
    expect((await pool.query('select * from derived.other')).rows).toEqual([])
    expect(await findAction(db, action('1').id)).toBeDefined()
    await writeFile(join(copy, '9000_bad.sql'), 'create table own.half (id text); select nonsense;')
    await expect(migrateDatabase(pool, url)).rejects.toMatchObject({ file: '9000_bad.sql' })
    await expect(pool.query('select * from own.half')).rejects.toThrow()
  })
})

describe('embedded PostgreSQL', () => {
  it('keeps what was committed when its server is killed, and comes back by itself', async () => {
    const { db, embedded, isReachable, notices } = await openHere()
    await insertAction(db, action('2'))
    const heard: string[] = []
    notices.listen('cinnabar_action', (payload) => heard.push(payload))
    const before = embedded!.pid()!
    process.kill(before, 'SIGKILL')
    await expect
      .poll(async () => embedded!.pid() !== before && (await isReachable(200)), { timeout: 10_000 })
      .toBe(true)
    expect((await getAction(db, action('2').id)).status).toBe('signed')
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBeGreaterThan(0)
    const { length } = heard
    await insertAction(db, action('3'))
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBeGreaterThan(length)
  })

  it('stops the server that a killed process left behind, and refuses a directory in use', async () => {
    const script = `
      const { openDatabase } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)})
      const { insertAction } = await import(${JSON.stringify(new URL('./actions.ts', import.meta.url).href)})
      const { db } = await openDatabase({ embedded: { directory: ${JSON.stringify(join(directory, 'database'))} } })
      await insertAction(db, ${JSON.stringify(action('4'))})
      console.log('inserted')
      setInterval(() => {}, 1_000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
    await expect(openHere()).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { db } = await openHere()
    expect((await getAction(db, action('4').id)).kind).toBe('ship')
  })

  it('starts over the socket lock of a killed server whose number still stands for a process', async () => {
    await (await openHere()).close()
    const home = join(directory, 'database')
    const { uid, gid } = await stat(join(home, 'data'))
    const other = spawn('sleep', ['60'], { uid, gid })
    const lock = [other.pid, join(home, 'data'), Math.floor(Date.now() / 1000), 5432, home, ''].join('\n')
    await writeFile(join(home, '.s.PGSQL.5432.lock'), lock)
    await chown(join(home, '.s.PGSQL.5432.lock'), uid, gid)
    const again = await openHere().finally(() => other.kill())
    expect(await again.isReachable()).toBe(true)
  })

  it('works in a directory too deep for a socket', async () => {
    const database = await openHere(join(directory, 'deep'.repeat(30)))
    expect(database.embedded!.socketDirectory.length).toBeLessThan(90)
    expect(await database.isReachable()).toBe(true)
  })
})

describe('lead', () => {
  it('is held by one, and taken over when that one loses its connection', async () => {
    const { database } = shared
    const log: string[] = []
    const lead = (name: string) =>
      createLeadership({
        database,
        duty: {
          start: () => void log.push(`${name} starts`),
          stop: async () => void log.push(`${name} stops`),
        },
        onError: () => {},
      })
    const first = lead('first')
    await expect.poll(() => first.isLeader()).toBe(true)
    const second = lead('second')
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()",
    )
    await expect
      .poll(() => first.isLeader() !== second.isLeader() && log.includes('first stops'), { timeout: 5_000 })
      .toBe(true)
    const [leader, other] = first.isLeader() ? [first, second] : [second, first]
    await leader.close()
    await expect.poll(() => other.isLeader(), { timeout: 5_000 }).toBe(true)
    await other.close()
    expect(log.filter((line) => line.endsWith('starts')).length).toBe(
      log.filter((line) => line.endsWith('stops')).length,
    )
  })
})
