import { MAX_PAYEES } from '@cinnabar/api-schema'
import {
  type AccountConfiguration,
  type Address,
  encodeCreateAccount,
  type Hex,
  hashText,
  isCounterfactual,
  passkeyAccountAddress,
  toTypedData,
  unwrapCounterfactual,
  wrapCounterfactual,
  ZERO_ADDRESS,
  ZERO_HASH,
} from '@cinnabar/protocol'
import { escrowAbi } from '@cinnabar/protocol/generated/escrowAbi'
import { testUsdcAbi } from '@cinnabar/protocol/generated/testUsdcAbi'
import {
  confirmOrder,
  createPasskeyAccount,
  createPasskeySigner,
  createQuote,
  deposit,
  findPasskeyAccount,
  fundOrder,
  getAccount,
  getOrder,
  getPasskeyAccount,
  type Quote,
  requestFaucet,
  type Signer,
  settleOrder,
  signIn,
  signTerms,
  withdraw,
} from '@cinnabar/sdk'
import { passkeyAccountFactoryAbi } from '@cinnabar/protocol/generated/passkeyAccountFactoryAbi'
import { type Abi, decodeFunctionData, encodeFunctionData } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiFixture, createApiFixture, type PersonName } from '../../test/apiFixture.ts'
import { callByOneself } from '../../test/callByOneself.ts'
import { lieTo } from '../../test/lyingClient.ts'
import { createTestPasskey, type TestPasskey } from '../../test/passkey.ts'
import { createSimulation } from './ledger/simulate.ts'

let api: ApiFixture
beforeAll(async () => {
  api = await createApiFixture()
})
afterAll(() => api?.close())

const address = (name: PersonName) => api.people[name].address.toLowerCase() as Address
const GOODS = 50_000_000n

async function quoteFor(buyer: Address, extra: { payer?: Address } = {}): Promise<Quote> {
  const seller = api.client('seller')
  await signIn(seller)
  return createQuote(seller, {
    preset: 'shop',
    buyer,
    seller: address('seller'),
    token: api.token,
    arbiter: address('arbiter'),
    attestor: address('attestor'),
    goods: GOODS,
    ...extra,
  })
}

/** A passkey whose account may pay to the platform's, and is not on the ledger. */
async function newShopper(): Promise<{ passkey: TestPasskey; signer: Signer; account: Address }> {
  const passkey = createTestPasskey()
  const configuration = { credentials: [passkey.credential], payees: [address('platform')] }
  const signer = await createPasskeySigner(api.client(), { configuration, assert: passkey.assert })
  return { passkey, signer, account: signer.address }
}

/** The configuration that a wrapper creates. */
function unwrapConfiguration(wrapped: Hex) {
  const { factoryData } = unwrapCounterfactual(wrapped)
  const { args } = decodeFunctionData({ abi: passkeyAccountFactoryAbi, data: factoryData })
  const { credentials, payees, salt } = args[0] as AccountConfiguration
  return { credentials, payees, salt }
}

const codeAt = (account: Address) => api.rpc.request<Hex>('eth_getCode', [account, 'latest'])

async function holdingOf(account: Address) {
  return (await getAccount(api.client(), { address: account, token: api.token })).holdings[0]!
}

/** What a person calls by itself, past the service. */
async function call(person: PersonName, to: Address, abi: Abi, functionName: string, args: unknown[]) {
  const data = encodeFunctionData({ abi, functionName, args })
  await callByOneself({ rpc: api.rpc, chainId: api.deployment.chainId }, api.people[person], { to, data })
}

describe('a passkey account that did not exist', () => {
  it('is created with what it signs first, pays, confirms and withdraws to a payee', async () => {
    const { signer, account } = await newShopper()
    const client = api.client()
    await requestFaucet(client, { token: api.token, recipient: account, amount: 60_000_000n })
    expect(await codeAt(account)).toBe('0x')
    const seller = (await holdingOf(address('seller'))).balance

    const { id, action } = await fundOrder(client, {
      quote: await quoteFor(account),
      funding: 'wallet',
      signer,
    })
    expect(action).toMatchObject({ kind: 'fund', account, order: id })
    expect((await codeAt(account)).length).toBeGreaterThan(2)
    expect(await holdingOf(account)).toMatchObject({ wallet: 10_000_000n, balance: 0n })
    await confirmOrder(client, { id, signer })
    expect(await getOrder(client, { id })).toMatchObject({ state: 'Settled', ending: 'Earned' })
    expect((await holdingOf(address('seller'))).balance - seller).toBe(GOODS)

    await deposit(client, { token: api.token, amount: 10_000_000n, signer })
    const platform = (await holdingOf(address('platform'))).wallet
    await withdraw(client, {
      token: api.token,
      amount: 4_000_000n,
      recipient: address('platform'),
      signer,
    })
    await withdraw(client, { token: api.token, amount: 1_000_000n, signer })
    expect((await holdingOf(address('platform'))).wallet - platform).toBe(4_000_000n)
    expect(await holdingOf(account)).toMatchObject({ wallet: 1_000_000n, balance: 5_000_000n })
  })

  it('is created by its own Fund, from a balance that somebody gave it', async () => {
    const { signer, account } = await newShopper()
    const { escrow } = api.deployment
    await call('buyer', api.token.address, testUsdcAbi as Abi, 'approve', [escrow, GOODS])
    await call('buyer', escrow, escrowAbi as Abi, 'deposit', [api.token.address, GOODS, account])
    expect(await holdingOf(account)).toMatchObject({ balance: GOODS })
    const { id } = await fundOrder(api.client(), {
      quote: await quoteFor(account),
      funding: 'balance',
      signer,
    })
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Accepted' })
    expect(await holdingOf(account)).toMatchObject({ balance: 0n })
    expect(await getPasskeyAccount(api.client(), { address: account })).toMatchObject({ isCreated: true })
  })

  it('is created by a withdrawal, and its payee lock refuses a stranger before and after', async () => {
    const { passkey, signer, account } = await newShopper()
    const { escrow } = api.deployment
    await call('buyer', api.token.address, testUsdcAbi as Abi, 'approve', [escrow, 9n])
    await call('buyer', escrow, escrowAbi as Abi, 'deposit', [api.token.address, 9n, account])
    const toStranger = { token: api.token, amount: 1n, recipient: address('stranger'), signer }
    const refusal = {
      code: 'PAYEE_NOT_USABLE',
      message: `${account} is a passkey account, and ${address('stranger')} is none of its payees`,
      errors: [{ field: 'recipient', mend: expect.stringContaining('48 hours') }],
    }
    const rows = await api.countRows()
    await expect(withdraw(api.client(), toStranger)).rejects.toMatchObject(refusal)
    expect(await codeAt(account)).toBe('0x')
    expect(await api.countRows()).toEqual(rows)
    await withdraw(api.client(), { ...toStranger, amount: 4n, recipient: address('platform') })
    expect(await codeAt(account)).not.toBe('0x')
    await expect(withdraw(api.client(), toStranger)).rejects.toMatchObject(refusal)
    expect(await holdingOf(account)).toMatchObject({ balance: 5n })

    const forged = await createPasskeySigner(api.client(), {
      configuration: { credentials: [passkey.credential], payees: [address('platform')] },
      assert: createTestPasskey().assert,
    })
    await expect(
      withdraw(api.client(), { ...toStranger, recipient: account, signer: forged }),
    ).rejects.toMatchObject({ code: 'SIGNATURE_INVALID', errors: [{ field: 'signature' }] })
  })

  it('is refused by the ledger itself what the service refuses', async () => {
    const { signer, account } = await newShopper()
    const { escrow, chainId } = api.deployment
    await call('buyer', api.token.address, testUsdcAbi as Abi, 'approve', [escrow, 9n])
    await call('buyer', escrow, escrowAbi as Abi, 'deposit', [api.token.address, 9n, account])
    await withdraw(api.client(), { token: api.token, amount: 1n, signer })
    const simulate = createSimulation({ rpc: api.rpc, relayer: address('operator') })
    const withdrawTo = async (recipient: Address) => {
      const move = {
        account,
        token: api.token.address,
        amount: 2n,
        recipient,
        nonce: 5n,
        until: 2_000_000_000,
      }
      const domain = { chainId, verifyingContract: escrow }
      const signature = await signer.signTypedData(toTypedData('Withdraw', move, domain))
      const consent = { signer: account, until: move.until, signature }
      const args = [move.token, move.amount, recipient, move.nonce, consent]
      return simulate({
        to: escrow,
        data: encodeFunctionData({ abi: escrowAbi as Abi, functionName: 'withdraw', args }),
      })
    }
    expect(await withdrawTo(address('stranger'))).toMatchObject({ code: 'SIGNATURE_INVALID' })
    expect(await withdrawTo(address('platform'))).toBeUndefined()
  })

  it('answers a signed action that is posted again with the same action', async () => {
    const { signer, account } = await newShopper()
    await requestFaucet(api.client(), { token: api.token, recipient: account, amount: 5n })
    const path = `/accounts/${account}/deposit`
    const { body: toSign } = await api.post(path, { token: api.token.address, amount: '5' })
    const signature = await signer.signTypedData(toSign.typedData)
    const first = await api.post(path, { ...toSign.fields, signature })
    expect(first).toMatchObject({ status: 202, body: { id: toSign.digest } })
    await expect.poll(async () => (await holdingOf(account)).balance).toBe(5n)
    // The ledger has it a moment before the service has written so down.
    await expect
      .poll(() => api.post(path, { ...toSign.fields, signature }))
      .toMatchObject({ status: 202, body: { id: toSign.digest, status: 'final' } })
    // Unwrapped it is the same signature of the same digest.
    const inner = unwrapCounterfactual(signature).signature
    expect(await api.post(path, { ...toSign.fields, signature: inner })).toMatchObject({
      status: 202,
      body: { id: toSign.digest },
    })
    expect((await holdingOf(account)).balance).toBe(5n)
  })

  it('agrees as a buyer whom somebody else pays for', async () => {
    const { signer, account } = await newShopper()
    const quote = await quoteFor(account, { payer: address('payer') })
    const buyerSignature = await signTerms(api.client(), { terms: quote.terms, signer })
    const { id } = await fundOrder(api.client('payer'), { quote, funding: 'wallet', buyerSignature })
    expect(await codeAt(account)).not.toBe('0x')
    await confirmOrder(api.client(), { id, signer })
    expect(await getOrder(api.client(), { id })).toMatchObject({ ending: 'Earned' })
  })
})

describe('a wrapped signature', () => {
  const post = async (change: (wrapped: ReturnType<typeof unwrapCounterfactual>) => Hex) => {
    const { signer, account } = await newShopper()
    await requestFaucet(api.client(), { token: api.token, recipient: account, amount: 5n })
    const path = `/accounts/${account}/deposit`
    const { body: toSign } = await api.post(path, { token: api.token.address, amount: '5' })
    const signature = change(unwrapCounterfactual(await signer.signTypedData(toSign.typedData)))
    const rows = await api.countRows()
    const answer = await api.post(path, { ...toSign.fields, signature })
    expect(await api.countRows()).toEqual(rows)
    expect(await codeAt(account)).toBe('0x')
    return answer
  }

  it('for another factory is refused, and says which one to use', async () => {
    const ours = api.deployment.around!.passkeyAccountFactory
    const { status, body } = await post((wrapped) =>
      wrapCounterfactual({ ...wrapped, factory: api.token.address }),
    )
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'FACTORY_UNKNOWN' })
    expect(body.errors).toEqual([
      {
        field: 'signature',
        code: 'FACTORY_UNKNOWN',
        detail: `it is wrapped for the factory ${api.token.address}, and this network's is ${ours}`,
        mend: `wrap it with ${ours}, or create the account first and send the signature unwrapped`,
      },
    ])
  })

  it('that creates somebody else, calls something else or is cut is refused', async () => {
    const stranger = encodeCreateAccount({
      credentials: [createTestPasskey().credential],
      guardian: ZERO_ADDRESS,
      payees: [],
      salt: ZERO_HASH,
    })
    const broken = [
      (wrapped: ReturnType<typeof unwrapCounterfactual>) =>
        wrapCounterfactual({ ...wrapped, factoryData: stranger }),
      (wrapped: ReturnType<typeof unwrapCounterfactual>) =>
        wrapCounterfactual({ ...wrapped, factoryData: '0x12345678' }),
      () => `0x${'6492'.repeat(16)}` as Hex,
    ]
    for (const change of broken) {
      const { status, body } = await post(change)
      expect({ status, code: body.code, field: body.errors[0].field }).toEqual({
        status: 422,
        code: 'SIGNATURE_INVALID',
        field: 'signature',
      })
    }
  })

  it('is not needed: without it, the answer says that one is', async () => {
    const { body } = await post(({ signature }) => signature)
    expect(body).toMatchObject({ code: 'SIGNATURE_INVALID', errors: [{ field: 'signature' }] })
    expect(body.mend).toContain('ERC-6492')
  })

  it('of one side of a settlement asks for the account first', async () => {
    const { id } = await fundOrder(api.client('buyer'), {
      quote: await quoteFor(address('buyer')),
      funding: 'wallet',
    })
    const { signer, account } = await newShopper()
    const { body: toSign } = await api.post(`/accounts/${account}/burn-nonce`, { nonce: '1' })
    const signature = await signer.signTypedData(toSign.typedData)
    const settlement = { sellerTotal: '1', signer: account, signature }
    expect((await api.post(`/orders/${id}/settle`, settlement)).body).toMatchObject({
      code: 'ACCOUNT_NOT_CREATED',
      errors: [{ field: 'signature', mend: expect.stringContaining('POST /v1/passkey-accounts') }],
    })
  })

  it('is not kept by a quote', async () => {
    const passkey = createTestPasskey()
    const configuration = { credentials: [passkey.credential] }
    const signer = await createPasskeySigner(api.client(), { configuration, assert: passkey.assert })
    const seller = api.client('seller')
    await signIn(seller)
    const quote = {
      preset: 'shop',
      buyer: address('buyer'),
      seller: signer.address,
      token: api.token,
      goods: GOODS,
      signer,
    } as const
    const rows = await api.countRows()
    await expect(createQuote(seller, quote)).rejects.toMatchObject({
      code: 'ACCOUNT_NOT_CREATED',
      errors: [
        {
          field: 'signature',
          mend: `create ${signer.address} with POST /v1/passkey-accounts and send its signature unwrapped`,
        },
      ],
    })
    expect(await api.countRows()).toEqual(rows)
    // Once it exists its signature is an ERC-1271 one like any other.
    await createPasskeyAccount(seller, configuration)
    const { id } = await fundOrder(api.client('buyer'), {
      quote: await createQuote(seller, quote),
      funding: 'wallet',
    })
    expect(await getOrder(seller, { id })).toMatchObject({ state: 'Accepted' })
  })

  it('creates an account with two credentials, a guardian and as many payees as it may have', async () => {
    const [phone, laptop] = [createTestPasskey(), createTestPasskey()]
    const payeesOf = (count: number) =>
      Array.from({ length: count }, (_, i) => `0x${(i + 1).toString(16).padStart(40, 'a')}` as Address)
    const signerOf = (count: number) =>
      createPasskeySigner(api.client(), {
        configuration: {
          credentials: [phone.credential, laptop.credential],
          guardian: address('arbiter'),
          payees: payeesOf(count),
        },
        credential: 1,
        assert: laptop.assert,
      })
    const signer = await signerOf(MAX_PAYEES)
    await requestFaucet(api.client(), { token: api.token, recipient: signer.address, amount: GOODS })
    const quote = await quoteFor(signer.address)
    const { id } = await fundOrder(api.client(), { quote, funding: 'wallet', signer })
    expect(await getOrder(api.client(), { id })).toMatchObject({ state: 'Accepted' })
    const more = await signerOf(MAX_PAYEES + 1)
    await requestFaucet(api.client(), { token: api.token, recipient: more.address, amount: GOODS })
    await expect(
      fundOrder(api.client(), { quote: await quoteFor(more.address), funding: 'wallet', signer: more }),
    ).rejects.toMatchObject({ code: 'FIELD_SIZE', errors: [{ field: 'signature' }] })
  })

  it('of an account that was created meanwhile is taken without creating it again', async () => {
    const { signer, account } = await newShopper()
    const quote = await quoteFor(account, { payer: address('payer') })
    const buyerSignature = await signTerms(api.client(), { terms: quote.terms, signer })
    expect(isCounterfactual(buyerSignature)).toBe(true)
    await api.post('/passkey-accounts', unwrapConfiguration(buyerSignature))
    await expect.poll(() => codeAt(account)).not.toBe('0x')
    const { id } = await fundOrder(api.client('payer'), { quote, funding: 'wallet', buyerSignature })
    await settleOrder(api.client('seller'), { id, sellerTotal: 20_000_000n })
    await settleOrder(api.client(), { id, sellerTotal: 20_000_000n, signer })
    expect(await getOrder(api.client(), { id })).toMatchObject({ ending: 'Settlement' })
    expect((await holdingOf(account)).balance + (await holdingOf(address('payer'))).balance).toBe(30_000_000n)
  })
})

describe('POST /v1/passkey-accounts', () => {
  it('puts the account where the configuration says, once', async () => {
    const [phone, laptop] = [createTestPasskey().credential, createTestPasskey().credential]
    const configuration = {
      credentials: [phone, { ...laptop, presenceOnly: true }],
      guardian: address('arbiter'),
      payees: [address('platform')],
      salt: hashText('salt'),
    }
    const factory = api.deployment.around!.passkeyAccountFactory
    const expected = passkeyAccountAddress(factory, configuration)
    expect(await findPasskeyAccount(api.client(), { address: expected })).toBeUndefined()
    const created = await createPasskeyAccount(api.client(), configuration)
    expect(created).toMatchObject({
      address: expected,
      isCreated: true,
      creation: { kind: 'createAccount', account: expected, error: null },
    })
    const rows = await api.countRows()
    const again = await createPasskeyAccount(api.client(), configuration)
    expect(again).toMatchObject({ address: expected, creation: { id: created.creation!.id } })
    expect(await api.countRows()).toEqual(rows)
    expect(await getPasskeyAccount(api.client(), { address: expected })).toEqual({
      address: expected,
      factory,
      credentials: configuration.credentials,
      guardian: address('arbiter'),
      isCreated: true,
      creation: null,
    })
  })

  it('is not believed when it puts another account there', async () => {
    const { credential } = createTestPasskey()
    const configuration = { credentials: [credential], payees: [address('stranger')] }
    const lying = lieTo(api.client(), (body) => ({ ...body, payees: configuration.payees }))
    await expect(
      createPasskeyAccount(lying, { credentials: [credential], payees: [address('platform')] }),
    ).rejects.toMatchObject({ code: 'SERVICE_MISMATCH', field: 'address' })
    // It did so all the same, and that is over before rows are counted again.
    expect(await createPasskeyAccount(api.client(), configuration)).toMatchObject({ isCreated: true })
  })

  it('says what is wrong with a configuration', async () => {
    const { credential } = createTestPasskey()
    const cases = [
      [{ credentials: [{ ...credential, qy: hashText('no point') }] }, 'CREDENTIAL_INVALID', 'credentials'],
      [{ credentials: [credential, credential] }, 'CREDENTIAL_EXISTS', 'credentials'],
      [{ credentials: [credential], payees: [api.deployment.escrow] }, 'PAYEE_INVALID', 'payees'],
      [{ credentials: [credential], chainId: 1 }, 'CHAIN_MISMATCH', 'chainId'],
      [{ credentials: [] }, 'REQUEST_INVALID', 'credentials'],
    ] as const
    const rows = await api.countRows()
    for (const [body, code, field] of cases) {
      const answer = await api.post('/passkey-accounts', body)
      expect({ code: answer.body.code, field: answer.body.errors?.[0]?.field }).toEqual({ code, field })
    }
    expect(await api.countRows()).toEqual(rows)
  })

  it('knows no other contract as a passkey account', async () => {
    for (const other of [api.deployment.escrow, address('buyer')]) {
      const { status, body } = await api.get(`/v1/passkey-accounts/${other}`)
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'PASSKEY_ACCOUNT_NOT_FOUND' })
    }
  })
})
