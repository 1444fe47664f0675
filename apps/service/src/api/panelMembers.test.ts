import { type Address, type Hex, toPanelTypedData, ZERO_ADDRESS } from '@cinnabar/protocol'
import { getAccount, getOrder, getShare, revokeVotes, rulePanel, signRuling, takeShare } from '@cinnabar/sdk'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import { type Abi, encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { callByOneself } from '../../test/callByOneself.ts'
import { lieTo } from '../../test/lyingClient.ts'
import { deployCode, deployPanel, escalate, juror, JURORS, lower } from '../../test/panels.ts'
import { readAll } from './ledger/call.ts'

let api: ApiFixture
let panel: Address
beforeAll(async () => {
  api = await createApiFixture()
  panel = await deployPanel(api)
})
afterAll(() => api?.close())

const address = (name: PersonName) => lower(api.people[name])
const vote = (id: Hex, index: number) =>
  signRuling(api.client(), { id, sellerGross: 1n, signer: juror(index) })
const toInstant = (seconds: number) => new Date(seconds * 1000).toISOString()

async function call(person: PersonName, to: Address, abi: Abi, functionName: string, args: unknown[]) {
  const data = encodeFunctionData({ abi, functionName, args })
  await callByOneself({ rpc: api.rpc, chainId: api.deployment.chainId }, api.people[person], { to, data })
}

/** Money that the escrow credits to a panel. */
async function earn(amount: bigint, to: Address = panel) {
  const { escrow } = api.deployment
  await call('buyer', api.token.address, testUsdcAbi as Abi, 'approve', [escrow, amount])
  await call('buyer', escrow, escrowAbi as Abi, 'deposit', [api.token.address, amount, to])
}

const shareOf = (index: number) =>
  getShare(api.client(), { panel, member: lower(juror(index)), token: api.token })
const walletOf = async (account: Address) =>
  (await getAccount(api.client(), { address: account, token: api.token })).holdings[0]!.wallet

async function expectRefusals(path: string, cases: readonly (readonly [object, string, string])[]) {
  const rows = await api.countRows()
  for (const [request, code, field] of cases) {
    const { body } = await api.post(path, request)
    expect({ code: body.code, field: body.errors?.[0]?.field }).toEqual({ code, field })
  }
  expect(await api.countRows()).toEqual(rows)
}

describe("a member's votes", () => {
  it('count no more once taken back, and a later one does', async () => {
    const { id } = await escalate(api, { arbiter: panel })
    const votes = await Promise.all([0, 1, 2].map((index) => vote(id, index)))
    const signer = juror(0)
    const { until: through } = votes[0]!
    const action = await revokeVotes(api.client(), { id, through, signer })
    expect(action).toMatchObject({ kind: 'revokeVotes', order: id, account: lower(signer), error: null })
    await expect(rulePanel(api.client(), { votes })).rejects.toMatchObject({ code: 'VOTE_REVOKED' })
    await expect(revokeVotes(api.client(), { id, through, signer })).rejects.toMatchObject({
      code: 'ALREADY_REVOKED',
      errors: [{ field: 'through', mend: expect.stringContaining('later `through`') }],
    })
    const again = await signRuling(api.client(), { id, sellerGross: 1n, signer, until: through + 60 })
    await rulePanel(api.client(), { votes: [again, ...votes.slice(1)] })
    expect(await getOrder(api.client(), { id })).toMatchObject({ ending: 'Ruling' })
  })

  it('are taken back from the backup arbiter before its turn', async () => {
    const { id } = await escalate(api, { arbiter: address('arbiter'), backupArbiter: panel })
    const through = (await api.advanceClock(1)) + 60
    const signer = juror(1)
    await revokeVotes(api.client(), { id, through, panel, signer })
    const read = { to: panel, abi: arbiterPanelAbi as Abi, functionName: 'revokedThrough' }
    expect(await readAll(api.rpc, [{ ...read, args: [id, signer.address] }])).toEqual([through])
    await expect(revokeVotes(api.client(), { id, through: through + 1, signer })).rejects.toMatchObject({
      code: 'PANEL_UNKNOWN',
    })
  })

  it('are taken back by the member alone, once, in the domain of the panel', async () => {
    const { id } = await escalate(api, { arbiter: panel })
    const path = `/orders/${id}/revoke-votes`
    const through = toInstant((await api.advanceClock(1)) + 600)
    const member = { signer: lower(juror(2)) }
    const { body } = await api.post(path, { ...member, through })
    expect(body).toMatchObject({
      typedData: {
        primaryType: 'RevokeVotes',
        domain: { name: 'Cinnabar Panel', verifyingContract: panel },
        message: { order: id, through: Date.parse(through) / 1000 },
      },
      sentence: {
        en: expect.stringContaining('Take back all your votes'),
        'zh-CN': expect.stringContaining('撤回'),
      },
      fields: { panel, ...member },
    })
    const { typedData, fields } = body
    const byStranger = await api.people.stranger.signTypedData(typedData)
    const elsewhere = await juror(2).signTypedData({
      ...typedData,
      domain: { ...typedData.domain, chainId: 1 },
    })
    await expectRefusals(path, [
      [{ ...fields, signature: byStranger }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...fields, signature: elsewhere }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...fields, signer: address('stranger'), signature: byStranger }, 'NOT_MEMBER', 'signer'],
      [{ ...fields, until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
      [{ ...fields, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
      [{ ...fields, panel: address('arbiter') }, 'PANEL_UNKNOWN', 'panel'],
      [{ ...fields, through: '1970-01-01T00:00:00Z' }, 'ALREADY_REVOKED', 'through'],
      [member, 'REQUEST_INVALID', 'through'],
    ])
    const signed = { ...fields, signature: await juror(2).signTypedData(typedData) }
    const answer = { status: 202, body: { id: body.digest, kind: 'revokeVotes' } }
    expect(await api.post(path, signed)).toMatchObject(answer)
    const rows = await api.countRows()
    expect(await api.post(path, signed)).toMatchObject(answer)
    expect((await api.countRows()).actions).toBe(rows.actions)
  })

  it('are taken back as nothing else, whatever the service answers', async () => {
    const { id } = await escalate(api, { arbiter: panel })
    const signTypedData = vi.fn(juror(0).signTypedData)
    const signer = { ...juror(0), signTypedData }
    const through = (await api.advanceClock(1)) + 600
    const lying = lieTo(api.client(), (body) => ({ ...body, through: toInstant(through + 1) }))
    await expect(revokeVotes(lying, { id, through, signer })).rejects.toMatchObject({
      code: 'SERVICE_MISMATCH',
      field: 'digest',
    })
    await expect(
      revokeVotes(api.client(), { id, through, signer, panel: address('stranger') }),
    ).rejects.toMatchObject({ code: 'SERVICE_MISMATCH', field: 'panel' })
    expect(signTypedData).not.toHaveBeenCalled()
  })
})

describe("a member's share", () => {
  beforeAll(async () => {
    panel = await deployPanel(api, { members: [...JURORS.map(lower), address('operator')] })
  })

  it('is a fifth of what the panel earned, and is split as it is taken', async () => {
    await earn(1_000_003n)
    expect(await shareOf(0)).toMatchObject({ panel, member: lower(juror(0)), share: 200_000n, taken: 0n })
    const before = await walletOf(lower(juror(0)))
    const action = await takeShare(api.client(), {
      panel,
      token: api.token,
      amount: 150_000n,
      signer: juror(0),
    })
    expect(action).toMatchObject({ kind: 'takeShare', account: lower(juror(0)), order: null, error: null })
    expect((await walletOf(lower(juror(0)))) - before).toBe(150_000n)
    expect(await shareOf(0)).toMatchObject({ share: 50_000n, taken: 150_000n })
    expect(await shareOf(1)).toMatchObject({ share: 200_000n, taken: 0n })
    // Three base units were left; two more give each member one.
    await earn(2n)
    expect(await shareOf(1)).toMatchObject({ share: 200_001n })
    const recipient = address('platform')
    const platform = await walletOf(recipient)
    const all = { panel, token: api.token, amount: 200_001n, recipient, taken: 0n, signer: juror(1) }
    await takeShare(api.client(), all)
    expect((await walletOf(recipient)) - platform).toBe(200_001n)
    expect(await shareOf(1)).toMatchObject({ share: 0n, taken: 200_001n })
    await expect(takeShare(api.client(), all)).rejects.toMatchObject({ code: 'TAKEN_MISMATCH' })
  })

  it('is taken by the member alone, once, in the domain of the panel', async () => {
    await earn(100n)
    const member = lower(juror(2))
    const path = `/panels/${panel}/members/${member}/take-share`
    const asked = { token: api.token.address.toLowerCase(), amount: '7' }
    const { body } = await api.post(path, asked)
    expect(body).toMatchObject({
      typedData: {
        primaryType: 'TakeShare',
        domain: { name: 'Cinnabar Panel', verifyingContract: panel },
        message: { member, ...asked, taken: '0', recipient: member },
      },
      sentence: {
        en: expect.stringContaining('0.000007 USDC'),
        'zh-CN': expect.stringContaining('0.000007 USDC'),
      },
      fields: { ...asked, taken: '0', recipient: member },
    })
    const { typedData, fields } = body
    const byOther = await juror(0).signTypedData(typedData)
    const elsewhere = await juror(2).signTypedData({
      ...typedData,
      domain: { ...typedData.domain, chainId: 1 },
    })
    const right = await juror(2).signTypedData(typedData)
    const huge = (2n ** 200n).toString()
    await expectRefusals(path, [
      [{ ...fields, signature: byOther }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...fields, signature: elsewhere }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...fields, recipient: address('stranger'), signature: right }, 'SIGNATURE_INVALID', 'signature'],
      [{ ...asked, taken: '1' }, 'TAKEN_MISMATCH', 'taken'],
      [{ ...asked, amount: huge }, 'SHARE_INSUFFICIENT', 'amount'],
      [{ ...asked, amount: '0' }, 'AMOUNT_ZERO', 'amount'],
      [{ ...asked, recipient: panel }, 'RECIPIENT_INVALID', 'recipient'],
      [{ ...asked, recipient: ZERO_ADDRESS }, 'RECIPIENT_INVALID', 'recipient'],
      [{ ...asked, token: api.deployment.escrow }, 'TOKEN_UNKNOWN', 'token'],
      [{ ...asked, until: '2020-01-01T00:00:00Z' }, 'CONSENT_EXPIRED', 'until'],
      [{ ...asked, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
    ])
    const ofStranger = `/panels/${panel}/members/${address('stranger')}/take-share`
    await expectRefusals(ofStranger, [[asked, 'NOT_MEMBER', 'member']])
    const answer = { status: 202, body: { id: body.digest, kind: 'takeShare' } }
    expect(await api.post(path, { ...fields, signature: right })).toMatchObject(answer)
    await expect.poll(async () => (await shareOf(2)).taken).toBe(7n)
    const { actions } = await api.countRows()
    expect(await api.post(path, { ...fields, signature: right })).toMatchObject(answer)
    expect(await api.countRows()).toMatchObject({ actions })
    expect(await shareOf(2)).toMatchObject({ taken: 7n })
  })

  it('is sent nowhere else, whatever the service answers', async () => {
    await earn(100n)
    const signTypedData = vi.fn(juror(3).signTypedData)
    const signer = { ...juror(3), signTypedData }
    for (const change of [{ recipient: address('stranger') }, { amount: '2' }]) {
      const lying = lieTo(api.client(), (body) => ({ ...body, ...change }))
      await expect(takeShare(lying, { panel, token: api.token, amount: 1n, signer })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
        field: 'digest',
      })
    }
    expect(signTypedData).not.toHaveBeenCalled()
  })
})

describe("a stranger's contract", () => {
  /** Passes every call on to the panel, answers what it answers, and never fails. */
  const passOn = (target: Address) =>
    deployRuntime(`365f5f375f5f365f5f73${target.slice(2)}5af1503d5f5f3e3d5ff3`)

  function deployRuntime(code: string): Promise<Address> {
    const size = (code.length / 2).toString(16).padStart(4, '0')
    return deployCode(api, `0x61${size}80600a5f395ff3${code}`)
  }

  it('gets no relayed call, though it answers as a panel', async () => {
    const double = await passOn(panel)
    const read = (to: Address) =>
      readAll(
        api.rpc,
        ['escrow', 'members', 'threshold'].map((functionName) => ({
          to,
          abi: arbiterPanelAbi as Abi,
          functionName,
          args: [],
        })),
      )
    expect(await read(double)).toEqual(await read(panel))
    const { id } = await escalate(api, { arbiter: double })
    const now = await api.advanceClock(1)
    const signer = juror(0)
    const domain = { chainId: api.deployment.chainId, verifyingContract: double }
    const until = now + 600
    const revocation = await signer.signTypedData(
      toPanelTypedData('RevokeVotes', { order: id, through: now, until }, domain) as never,
    )
    const votes = await Promise.all(
      JURORS.slice(0, 3).map(async (member) => ({
        signer: lower(member),
        until: toInstant(until),
        signature: await member.signTypedData(
          toPanelTypedData('Ruling', { order: id, state: 8, sellerGross: 1n, until }, domain) as never,
        ),
      })),
    )
    const member = lower(signer)
    const token = api.token.address
    const share = { member, token, taken: 0n, amount: 1n, recipient: member, until }
    const taking = await signer.signTypedData(toPanelTypedData('TakeShare', share, domain) as never)
    const rest = { until: toInstant(until) }
    const requests = [
      [`/orders/${id}/rule-panel`, { sellerGross: '1' }],
      [`/orders/${id}/rule-panel`, { sellerGross: '1', votes }],
      [
        `/orders/${id}/revoke-votes`,
        { signer: member, through: toInstant(now), ...rest, signature: revocation },
      ],
      [
        `/panels/${double}/members/${member}/take-share`,
        { token, amount: '1', taken: '0', ...rest, signature: taking },
      ],
    ] as const
    for (const [path, request] of requests) await expectRefusals(path, [[request, 'PANEL_UNKNOWN', 'panel']])
    const { body } = await api.get(`/v1/panels/${double}/members/${member}/share?token=${token}`)
    expect(body).toMatchObject({ code: 'PANEL_UNKNOWN' })
  })

  it('gets none either where it has the code of a panel of another escrow', async () => {
    const foreign = await deployPanel(api, { escrow: address('stranger') })
    const member = lower(juror(0))
    const path = `/panels/${foreign}/members/${member}/take-share`
    await expectRefusals(path, [[{ token: api.token.address, amount: '1' }, 'PANEL_UNKNOWN', 'panel']])
  })
})
