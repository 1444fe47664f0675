import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Hex, hashText, verifyErasureCertificate } from '@cinnabar/protocol'
import {
  approveOrder,
  confirmOrder,
  createDetails,
  deliverOrder,
  eraseDetails,
  getOrder,
  inspectOrder,
  shipOrder,
  storeDetails,
} from '@cinnabar/sdk'
import { sql } from 'drizzle-orm'
import { verifyMessage } from 'viem'
import { afterAll, describe, expect, it } from 'vitest'
import { createSealedTrade } from '../../test/sealedTrade.ts'
import { BoxError, openBox } from '../vault/box.ts'
import { listDataKeys } from '../vault/dataKeys.ts'

const { api, keys, address, record, read, reader, trade } = await createSealedTrade()
afterAll(() => api.close())

describe('erasing', () => {
  async function settled() {
    const order = await trade({ readers: [reader('seller', 'support')] })
    const { id } = order
    await record(inspectOrder(api.client('attestor'), { id, record: hashText('seen') }))
    await record(approveOrder(api.client('buyer'), { id }))
    await record(shipOrder(api.client('attestor'), { id, record: hashText('sent') }))
    await record(deliverOrder(api.client('attestor'), { id, record: hashText('there') }))
    await record(confirmOrder(api.client('buyer'), { id }))
    return order
  }

  it('destroys key, ciphertexts and search traces, and certifies what stays', async () => {
    const { id } = await settled()
    const keyPath = join(api.keyDirectory, id.slice(2, 4), `${id.slice(2)}.key`)
    const backup = await api.database.db.execute(
      sql`select holder, field, version, encode(boxed, 'hex') as boxed from own.sealed_items where order_id = ${id}`,
    )
    const rows = backup.rows as Backup[]
    // Another order's key, which is left.
    await trade()
    expect(await openWithKeysLeft(id, rows)).toBe(6)
    const certificate = await eraseDetails(api.client('buyer'), { id })
    expect(certificate).toMatchObject({
      format: 'cinnabar.erasure/v1',
      order: id,
      requestedBy: address('buyer'),
      destroyed: { dataKey: true, rows: { items: 6, disclosures: 12 } },
    })
    const { signature, ...signed } = certificate
    const message = JSON.stringify(signed)
    expect(await verifyMessage({ address: certificate.signer, message, signature })).toBe(true)
    expect(verifyErasureCertificate(certificate)).toEqual({ status: 'proven', certificate })
    await expect(readFile(keyPath)).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await read('buyer', id)).fields).toEqual([])
    expect((await read('seller', id)).fields).toEqual([])
    const left = await api.database.db.execute(
      sql`select (select count(*) from own.sealed_items where order_id = ${id}) + (select count(*) from own.disclosures where order_id = ${id}) + (select count(*) from own.quotes where order_id = ${id} and (reference is not null or metadata <> '{}')) as count`,
    )
    expect(left.rows).toEqual([{ count: '0' }])
    // A backup of the database from before opens with no key that is left.
    expect(await openWithKeysLeft(id, rows)).toBe(0)
    // Money and states are as they were.
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Settled', ending: 'Earned' })
    // Asked again, it is the same certificate; nothing is kept for the order any more.
    const again = await eraseDetails(api.client('buyer'), { id })
    expect(JSON.stringify(again)).toBe(JSON.stringify(certificate))
    const late = storeDetails(api.client('buyer'), {
      id,
      details: createDetails({ note: 'late' }),
      ownKey: keys.buyer.publicKey,
    })
    await expect(late).rejects.toMatchObject({ code: 'DETAILS_ERASED' })
  })

  it('is refused while money is held, and to everybody but the buyer', async () => {
    const { id } = await trade()
    await expect(eraseDetails(api.client('buyer'), { id })).rejects.toMatchObject({ code: 'ORDER_LIVE' })
    await expect(eraseDetails(api.client('seller'), { id })).rejects.toMatchObject({
      code: 'NOT_A_PARTY',
      errors: [{ field: 'holder' }],
    })
    expect((await read('buyer', id)).fields).toHaveLength(6)
  })

  it('is finished after a crash at any of its steps', async () => {
    const { id } = await settled()
    // Begun, and cut off before the key was destroyed.
    await api.database.db.execute(
      sql`insert into own.erasures (order_id, tenant_id, requested_by, destroyed) values (${id}, 'default', 'operator', '{"items":6}')`,
    )
    const refused = storeDetails(api.client('buyer'), {
      id,
      details: createDetails({ note: 'x' }),
      ownKey: keys.buyer.publicKey,
    })
    await expect(refused).rejects.toMatchObject({ code: 'DETAILS_ERASED' })
    expect(await api.vault.resume()).toBe(1)
    expect(await api.vault.resume()).toBe(0)
    expect((await read('buyer', id)).fields).toEqual([])

    // The key destroyed, and cut off before the rows were deleted.
    const second = await settled()
    const keyPath = join(api.keyDirectory, second.id.slice(2, 4), `${second.id.slice(2)}.key`)
    await writeFile(keyPath, '')
    await expect(read('buyer', second.id)).rejects.toMatchObject({ code: 'KEY_STORE_UNAVAILABLE' })
    expect(await eraseDetails(api.client('buyer'), { id: second.id })).toMatchObject({ order: second.id })
    expect((await read('buyer', second.id)).fields).toEqual([])
  })
})

type Backup = { holder: string; field: string; version: number; boxed: string }

/** Tries every key that is left on what a backup of the database holds. @returns How many ciphertexts opened. */
async function openWithKeysLeft(order: Hex, backup: readonly Backup[]): Promise<number> {
  const orders = await listDataKeys(api.keyDirectory)
  expect(orders.length).toBeGreaterThan(0)
  let opened = 0
  for (const id of orders) {
    const key = await readFile(join(api.keyDirectory, id.slice(2, 4), `${id.slice(2)}.key`))
    for (const { holder, field, version, boxed } of backup) {
      try {
        openBox(key, Buffer.from(boxed, 'hex'), `item ${order} ${holder} ${field} ${version}`)
        opened++
      } catch (error) {
        if (!(error instanceof BoxError)) throw error
      }
    }
  }
  return opened
}
