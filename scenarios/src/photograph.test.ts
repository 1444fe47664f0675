import { cleanEvidence } from '@cinnabar/sdk'
import { createNodeCodec } from '@cinnabar/sdk/node'
import { createCanaries, scanBytes } from '@cinnabar/testing'
import { describe, expect, it } from 'vitest'
import { takePhotograph } from './photograph.ts'

describe('a photograph', () => {
  it('tells in the file what the camera wrote, and no more once it is cleaned', async () => {
    const canaries = createCanaries()
    const codec = await createNodeCodec()
    const file = await takePhotograph(codec, `${canaries.name.text}, ${canaries.addressChinese.text}`)
    const told = new Set(scanBytes('photograph', file, canaries).map(({ canary }) => canary))
    expect(told).toEqual(new Set([canaries.name.name, canaries.addressChinese.name]))
    expect(Buffer.from(file).indexOf('Exif\0\0II*\0')).toBe(6)
    const { bytes } = await cleanEvidence(file, { codec })
    expect(scanBytes('photograph', bytes, canaries)).toEqual([])
  })
})
