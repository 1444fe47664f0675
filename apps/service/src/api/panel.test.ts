import { type Address, type Hex, isSameAddress, ZERO_ADDRESS } from '@cinnabar/protocol'
import { arbiterPanelAbi } from '@cinnabar/protocol/generated/arbiterPanelAbi'
import { getAccount, getOrder, lapseOrder, rulePanel, signRuling } from '@cinnabar/sdk'
import { encodeFunctionData } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { callByOneself } from '../../test/callByOneself.ts'
import { lieTo } from '../../test/lyingClient.ts'
import { deployPanel, escalate, GOODS, juror, lower } from '../../test/panels.ts'

let api: ApiFixture
let panel: Address
const address = (name: PersonName) => lower(api.people[name])
const GROSS = 20_000_001n

beforeAll(async () => {
  api = await createApiFixture()
  panel = await deployPanel(api)
})
afterAll(() => api?.close())

const escalated = ({ arbiter = panel, backupArbiter = ZERO_ADDRESS } = {}) =>
  escalate(api, { arbiter, backupArbiter })

const vote = (id: Hex, signer: PrivateKeyAccount, sellerGross = GROSS) =>
  signRuling(api.client(), { id, sellerGross, signer })

async function balanceOf(account: Address): Promise<bigint> {
  return (await getAccount(api.client(), { address: account, token: api.token })).holdings[0]!.balance
}

async function readBalances() {
  const [buyer, seller, platform, ofPanel] = await Promise.all(
    [address('buyer'), address('seller'), address('platform'), panel].map(balanceOf),
  )
  return { buyer: buyer!, seller: seller!, platform: platform!, panel: ofPanel! }
}

describe('a panel of three of five', () => {
  it('rules an escalated order, to the base unit', async () => {
    const { id } = await escalated()
    const before = await readBalances()
    const votes = await Promise.all([0, 2, 3].map((index) => vote(id, juror(index))))
    expect(votes[0]).toMatchObject({ order: id, panel, state: 'Escalated', sellerGross: GROSS.toString() })
    expect(votes[0]!.sentence.en).toContain('earned 20.000001 USDC')
    expect(votes[0]!.sentence['zh-CN']).toContain('20.000001 USDC')
    // Votes travel as JSON between members.
    const action = await rulePanel(api.client(), { votes: JSON.parse(JSON.stringify(votes)) })
    expect(action).toMatchObject({ kind: 'rulePanel', order: id, account: null, error: null })
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Settled', ending: 'Ruling' })
    const after = await readBalances()
    // 50 were paid in and 1 posted. The seller earned 20.000001, of which 1 % is the platform's, rounded down; the
    // buyer was right about 29.999999 of 50, and that part of the post the seller gives back, rounded down.
    expect({
      seller: after.seller - before.seller,
      platform: after.platform - before.platform,
      buyer: after.buyer - before.buyer,
      panel: after.panel - before.panel,
    }).toEqual({ seller: 19_200_002n, platform: 200_000n, buyer: 30_599_998n, panel: 1_000_000n })
    // The same votes in another order are the same action.
    const rows = await api.countRows()
    expect(await rulePanel(api.client(), { votes: votes.toReversed() })).toMatchObject({ id: action.id })
    expect(await api.countRows()).toEqual(rows)
  })

  it('rules as backup arbiter once the first one is silent', async () => {
    const { id, terms } = await escalated({ arbiter: address('arbiter'), backupArbiter: panel })
    await expect(vote(id, juror(0))).rejects.toMatchObject({
      code: 'PANEL_UNKNOWN',
      errors: [{ field: 'panel' }],
    })
    await api.advanceClock(terms.windows.ruling + 1)
    await lapseOrder(api.client(), { id })
    const votes = await Promise.all([0, 1, 2].map((index) => vote(id, juror(index), 0n)))
    expect(votes[0]).toMatchObject({ state: 'Backup' })
    await rulePanel(api.client(), { votes })
    expect(await getOrder(api.client(), { id })).toMatchObject({ ending: 'Ruling' })
  })

  it('shows a member what it votes for, in the domain of the panel', async () => {
    const { id } = await escalated()
    const { status, body } = await api.post(`/orders/${id}/rule-panel`, { sellerGross: GROSS.toString() })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      typedData: {
        primaryType: 'Ruling',
        domain: { name: 'Cinnabar Panel', verifyingContract: panel },
        message: { order: id, state: 8, sellerGross: GROSS.toString() },
      },
      sentence: {
        en: expect.stringContaining('Vote that the seller'),
        'zh-CN': expect.stringContaining('投票'),
      },
      fields: { panel, state: 'Escalated', sellerGross: GROSS.toString() },
    })
  })

  it('signs no other vote than was asked for, whatever the service answers', async () => {
    const { id } = await escalated()
    const signTypedData = vi.fn(juror(0).signTypedData)
    const signer = { ...juror(0), signTypedData }
    const changes = [
      { sellerGross: (GROSS + 1n).toString() },
      { until: new Date((await api.advanceClock(1)) * 1000 + 60_000).toISOString() },
    ]
    for (const change of changes) {
      const lying = lieTo(api.client(), (body) => ({ ...body, ...change }))
      const until = (await api.advanceClock(1)) + 600
      await expect(signRuling(lying, { id, sellerGross: GROSS, signer, until })).rejects.toMatchObject({
        code: 'SERVICE_MISMATCH',
        field: 'digest',
      })
    }
    await expect(
      signRuling(api.client(), { id, sellerGross: GROSS, signer, panel: address('arbiter') }),
    ).rejects.toMatchObject({ code: 'SERVICE_MISMATCH', field: 'panel' })
    expect(signTypedData).not.toHaveBeenCalled()
  })

  it('counts what the contract counts, and says which vote is wrong', async () => {
    const { id } = await escalated()
    const path = `/orders/${id}/rule-panel`
    const signed = await Promise.all([0, 1, 2].map((index) => vote(id, juror(index))))
    const votes = signed.map(({ signer, until, signature }) => ({
      signer,
      until: new Date(until * 1000).toISOString(),
      signature,
    }))
    const ruling = { panel, state: 'Escalated', sellerGross: GROSS.toString() }
    const [first, second, third] = votes as [object, object, object]
    const [stranger, attestor] = [{ signer: address('stranger') }, { signer: address('attestor') }]
    const cases = [
      [{ ...ruling, votes: [first, second] }, 'VOTES_MISSING', 'votes'],
      [{ ...ruling, votes: [first, second, first] }, 'VOTE_REPEATED', 'votes'],
      [{ ...ruling, votes: [first, second, { ...third, ...stranger }] }, 'NOT_MEMBER', 'votes.2.signer'],
      [{ ...ruling, votes: [{ ...first, ...attestor }] }, 'MEMBER_CONFLICTED', 'votes.0.signer'],
      [{ ...ruling, sellerGross: '1', votes }, 'SIGNATURE_INVALID', 'votes.0.signature'],
      [
        { ...ruling, votes: [first, second, { ...third, until: '2020-01-01T00:00:00Z' }] },
        'CONSENT_EXPIRED',
        'votes.2.until',
      ],
      [{ ...ruling, votes, signer: lower(juror(0)) }, 'FIELD_CONFLICT', 'signer'],
      [{ ...ruling, votes, chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
      [{ ...ruling, panel: address('arbiter'), votes }, 'PANEL_UNKNOWN', 'panel'],
      [{ ...ruling, ...stranger }, 'NOT_MEMBER', 'signer'],
      [{ ...ruling, ...attestor }, 'MEMBER_CONFLICTED', 'signer'],
      [{ ...ruling, state: 'Disputed' }, 'STATE_MISMATCH', 'state'],
      [{ ...ruling, sellerGross: (GOODS + 1n).toString() }, 'AMOUNT_OUT_OF_RANGE', 'sellerGross'],
      [{ ...ruling, votes: [] }, 'REQUEST_INVALID', 'votes'],
    ] as const
    const rows = await api.countRows()
    for (const [body, code, field] of cases) {
      const answer = await api.post(path, body)
      expect({ code: answer.body.code, field: answer.body.errors?.[0]?.field }).toEqual({ code, field })
    }
    await expect(
      rulePanel(api.client(), { votes: [signed[0]!, { ...signed[1]!, sellerGross: '1' }] }),
    ).rejects.toMatchObject({ code: 'VOTES_DIFFER', field: 'sellerGross' })

    // A vote that was taken back on the ledger counts no more, though its signature is right.
    const data = encodeFunctionData({
      abi: arbiterPanelAbi,
      functionName: 'revokeVotes',
      args: [id, signed[0]!.until, { signer: lower(juror(0)), until: signed[0]!.until, signature: '0x' }],
    })
    await callByOneself({ rpc: api.rpc, chainId: api.deployment.chainId }, juror(0), { to: panel, data })
    await expect(rulePanel(api.client(), { votes: signed })).rejects.toMatchObject({
      code: 'VOTE_REVOKED',
      errors: [{ field: 'votes' }],
    })
    expect(await api.countRows()).toEqual(rows)
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Escalated' })
  })

  it('is called for no arbiter that is none, and for no panel of another escrow', async () => {
    const foreign = await deployPanel(api, { escrow: address('stranger') })
    expect(isSameAddress(foreign, panel)).toBe(false)
    for (const arbiter of [address('arbiter'), foreign, api.token.address]) {
      const { id } = await escalated({ arbiter })
      const { body } = await api.post(`/orders/${id}/rule-panel`, { sellerGross: '1' })
      expect(body).toMatchObject({ code: 'PANEL_UNKNOWN', errors: [{ field: 'panel' }] })
    }
  })
})
