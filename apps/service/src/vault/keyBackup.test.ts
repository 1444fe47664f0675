import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Hex, hashText } from '@cinnabar/protocol'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createKeySigner } from '../relayer/index.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { createDataKeys, type DataKeys } from './dataKeys.ts'
import { backUpDataKeys, createVault, restoreDataKeys } from './index.ts'

const DAY_MS = 86_400_000
const holder = `0x${'aa'.repeat(20)}` as const
const status = { state: 0, shipped: false } as const

let home: string
let database: Database
let directory: string
let to: string
let keys: DataKeys
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'cinnabar-backup-'))
  database = await openDatabase({ embedded: { directory: join(home, 'database') } })
})
afterAll(async () => {
  await database?.close()
  await rm(home, { recursive: true, force: true })
})
beforeEach(async ({ task }) => {
  directory = join(home, `keys-${task.id}`)
  to = join(home, `backups-${task.id}`)
  keys = await createDataKeys(directory)
})

const restore = (path: string) => restoreDataKeys({ db: database.db, keys, path })
const open = (order: Hex) => openVault().open({ order, reader: holder, status, now: 0 })
const openVault = () =>
  createVault({
    db: database.db,
    keys,
    chainId: 1,
    escrow: `0x${'11'.repeat(20)}`,
    signer: createKeySigner(hashText('signer of backups')),
  })

/** An order with one detail that its holder may read. */
async function keep(name: string): Promise<Hex> {
  const order = hashText(`order ${name}`)
  const place = { field: 'recipient.name', version: 1 }
  const outcome = await openVault().store({
    tenantId: 'default',
    order,
    holder,
    isFunded: true,
    items: [{ ...place, commitment: hashText('commitment'), ciphertext: '0x1234' }],
    disclosures: [
      { ...place, reader: holder, key: hashText('key'), reason: 'own', until: 0, sealedKey: '0x5678' },
    ],
  })
  expect(outcome).toMatchObject({ status: 'stored' })
  return order
}

describe('a backup of data keys', () => {
  it('is one file for its owner alone, and brings back what was lost', async () => {
    const [first, second] = [await keep('lost'), await keep('left')]
    const { path, keys: count } = await backUpDataKeys({ directory, to })
    expect([count, await readdir(to)]).toEqual([2, [path.slice(to.length + 1)]])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(to)).mode & 0o777).toBe(0o700)
    await keys.destroy(first)
    await expect(open(first)).rejects.toMatchObject({ code: 'KEY_STORE_UNAVAILABLE' })
    expect(await restore(path)).toEqual({ restored: 1, there: 1, erased: [], differing: [] })
    expect((await open(first)).items).toMatchObject([{ ciphertext: '0x1234' }])
    expect((await open(second)).items).toMatchObject([{ ciphertext: '0x1234' }])
    expect(await restore(path)).toEqual({ restored: 0, there: 2, erased: [], differing: [] })
  })

  it('brings no key of an erased order back, even with the rows from before', async () => {
    const order = await keep('erased')
    await database.db.execute(sql`create table kept_items as select * from own.sealed_items`)
    await database.db.execute(sql`create table kept_disclosures as select * from own.disclosures`)
    const { path } = await backUpDataKeys({ directory, to })
    await openVault().erase({ order, tenantId: 'default', requestedBy: 'operator' })
    expect(await restore(path)).toEqual({ restored: 0, there: 0, erased: [order], differing: [] })
    expect(await keys.find(order)).toBeUndefined()
    // Who puts the rows back by hand has ciphertexts that nothing opens.
    await database.db.execute(
      sql`insert into own.sealed_items select * from kept_items where order_id = ${order}`,
    )
    await database.db.execute(
      sql`insert into own.disclosures select * from kept_disclosures where order_id = ${order}`,
    )
    expect((await open(order)).items).toEqual([])
  })

  it('brings none back of an erasure that was begun and cut off', async () => {
    const order = await keep('begun')
    const { path } = await backUpDataKeys({ directory, to })
    await database.db.execute(
      sql`insert into own.erasures (order_id, tenant_id, requested_by, destroyed) values (${order}, 'default', 'operator', '{}')`,
    )
    await keys.destroy(order)
    expect(await restore(path)).toMatchObject({ restored: 0, erased: [order] })
    expect(await openVault().resume()).toBe(1)
    expect(await keys.find(order)).toBeUndefined()
  })

  it('lets an erasure wait that comes while a key is put back', async () => {
    const order = await keep('raced')
    const { path } = await backUpDataKeys({ directory, to })
    await keys.destroy(order)
    let erasing: Promise<unknown> | undefined
    const slow: DataKeys = {
      ...keys,
      async put(...parameters) {
        erasing = openVault().erase({ order, tenantId: 'default', requestedBy: 'operator' })
        await Promise.race([erasing, setTimeout(500)])
        return keys.put(...parameters)
      },
    }
    const became = await restoreDataKeys({ db: database.db, keys: slow, path })
    expect(became.restored).toBe(1)
    await erasing
    expect(await keys.find(order)).toBeUndefined()
  })

  it('replaces no other key', async () => {
    const order = await keep('differing')
    const { path } = await backUpDataKeys({ directory, to })
    await keys.destroy(order)
    const other = await keys.getOrCreate(order)
    expect(await restore(path)).toEqual({ restored: 0, there: 0, erased: [], differing: [order] })
    expect(await keys.find(order)).toEqual(other)
  })

  it('is refused whole when it was cut or changed, or is none', async () => {
    const order = await keep('damaged')
    await keys.getOrCreate(hashText('another'))
    const { path } = await backUpDataKeys({ directory, to })
    await keys.destroy(order)
    const text = await readFile(path, 'utf8')
    const damaged = [
      text.slice(0, -1),
      text.slice(0, -132),
      text.replace(/([0-9a-f])\n$/, (_, digit) => `${digit === '0' ? '1' : '0'}\n`),
    ]
    for (const [content, reason] of [
      ...damaged.map((each) => [each, 'cut or changed']),
      ['{}', 'no backup'],
    ]) {
      await writeFile(path, content!)
      await expect(restore(path)).rejects.toMatchObject({
        code: 'KEY_BACKUP_INVALID',
        message: expect.stringContaining(reason!),
      })
    }
    expect(await keys.find(order)).toBeUndefined()
  })

  it('destroys backups that are too old, and nothing else', async () => {
    await keep('aged')
    const now = new Date('2026-03-31T12:00:00Z')
    const makeAged = async (days: number) =>
      (await backUpDataKeys({ directory, to, now: new Date(now.getTime() - days * DAY_MS) })).path
    const [cut, old, young] = [await makeAged(31), await makeAged(29.01), await makeAged(29)]
    // What a crash left of a backup has keys in it too.
    await writeFile(`${old}.0123456789ab`, await readFile(old))
    await writeFile(cut, 'a file of somebody else by such a name')
    await writeFile(join(to, 'notes.txt'), await readFile(old))
    const { path, destroyed } = await backUpDataKeys({ directory, to, now })
    const nameOf = (each: string) => each.slice(to.length + 1)
    expect(destroyed).toEqual([nameOf(old), `${nameOf(old)}.0123456789ab`])
    expect((await readdir(to)).sort()).toEqual([nameOf(cut), nameOf(young), nameOf(path), 'notes.txt'])
  })

  it('tells which keys it could not read, and keeps the others', async () => {
    const [order] = [await keep('unreadable'), await keep('readable')]
    await writeFile(join(directory, order.slice(2, 4), `${order.slice(2)}.key`), 'short')
    expect(await backUpDataKeys({ directory, to })).toMatchObject({ keys: 1, unreadable: [order] })
  })

  it('is not made where there is no key store, and never over another', async () => {
    await expect(backUpDataKeys({ directory: join(home, 'gone'), to })).rejects.toMatchObject({
      code: 'KEY_STORE_UNAVAILABLE',
    })
    const now = new Date()
    const { path } = await backUpDataKeys({ directory, to, now })
    const before = await readFile(path)
    await keep('later')
    await expect(backUpDataKeys({ directory, to, now })).rejects.toThrow('there already')
    expect(await readFile(path)).toEqual(before)
  })
})
