import type { OpenedDetailsJson } from '@cinnabar/api-schema'
import { type Address, hashText } from '@cinnabar/protocol'
import { describe, expect, it } from 'vitest'
import { buyer, createFakeClient, DOMAIN, seller } from '../../test/fakeService.ts'
import { discloseField, sealField } from '../sealing/field.ts'
import { createSealingKey } from '../sealing/sealingKey.ts'
import { openDetails } from './openDetails.ts'

type Item = OpenedDetailsJson['items'][number]

const id = hashText('order')
const salt = hashText('salt')
const key = createSealingKey()
const storedAt = '2026-11-25T00:00:00Z'
const reader = buyer.address.toLowerCase() as Address

async function sealItem(field: string, bytes: Uint8Array): Promise<Item> {
  const place = { domain: DOMAIN, order: id, field, version: 1 }
  const { item, fieldKey } = await sealField(place, { salt, bytes })
  const who = { reader, key: key.publicKey, reason: 'conversation' } as const
  const { until: _, ...disclosure } = await discloseField(place, fieldKey, who)
  return { ...item, holder: seller.address, storedAt, disclosure } as unknown as Item
}

async function openAll(...items: readonly Item[]) {
  const { client } = createFakeClient(() => ({ body: { items, withheld: [], readers: [] } }))
  const { fields } = await openDetails(client, { id, sealingKeys: [key] })
  return fields.map((field) => (field.status === 'opened' ? field.value : field.error.code))
}

describe('openDetails', () => {
  it('opens the others all the same where one cannot be opened', async () => {
    const text = await sealItem('message.a', new TextEncoder().encode('你好'))
    // Whoever seals chooses the bytes, so one party could keep the other from its details.
    const noText = await sealItem('message.b', Uint8Array.of(0xff, 0xfe))
    const broken = await sealItem('message.c', new Uint8Array(3))
    expect(
      await openAll(
        text,
        noText,
        { ...broken, ciphertext: '0xno' },
        {
          ...broken,
          disclosure: { ...broken.disclosure, sealedKey: '0xno' },
        },
      ),
    ).toEqual(['你好', 'CONTENT_INVALID', 'CIPHERTEXT_WRONG', 'KEY_WRONG'])
  })

  it('takes an evidence file as bytes', async () => {
    expect(await openAll(await sealItem('evidence.a', Uint8Array.of(0xff)))).toEqual([undefined])
  })
})
