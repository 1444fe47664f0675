import { MAX_PAYEES } from '@cinnabar/api-schema'
import {
  type AccountConfiguration,
  type Address,
  encodeCreateAccount,
  type Hex,
  isCounterfactual,
  isSameAddress,
  passkeyAccountAddress,
  unwrapCounterfactual,
} from '@cinnabar/protocol'
import { accountDeployerAbi } from '@cinnabar/protocol/generated/accountDeployerAbi'
import { passkeyAccountFactoryAbi } from '@cinnabar/protocol/generated/passkeyAccountFactoryAbi'
import { decodeFunctionData, encodeFunctionData } from 'viem'
import { ProblemError, refuseField } from '../http/problemError.ts'
import type { OrderDesk } from '../orders/postOrderAction.ts'
import type { Passkeys } from './passkeys.ts'

/** Where a request can hold signatures that stand for themselves. */
type SignedBody = {
  readonly signature?: Hex | undefined
  readonly agreement?: { readonly buyer?: Hex | undefined; readonly seller?: Hex | undefined } | undefined
}

type PasskeyDesk = OrderDesk & { readonly passkeys: Passkeys }

/** A wrapped signature, taken apart. */
type Opened = {
  readonly signature: Hex
  readonly account: Address
  readonly configuration: AccountConfiguration
  readonly isCreated: boolean
}

/**
 * Takes signatures apart that are wrapped as ERC-6492 says: the request goes on with the inner ones, and at a desk
 * whose calls are made by `AccountDeployer` in one transaction with the creation of the accounts. `Escrow` never sees
 * a wrapper.
 *
 * @param options.mayCreate - Whether the action is one call at once; else the account has to exist.
 * @throws ProblemError FACTORY_UNKNOWN, SIGNATURE_INVALID, CONTRACT_MISSING or ACCOUNT_NOT_CREATED, at the signature's field.
 */
export async function openCounterfactual<Desk extends PasskeyDesk, Body extends object>(
  desk: Desk,
  body: Body,
  { mayCreate = true }: { mayCreate?: boolean } = {},
): Promise<{ desk: Desk; body: Body; created: readonly Opened[] }> {
  const { signature, agreement } = body as SignedBody
  const open = (field: string, value: Hex | undefined) => openSignature(desk, field, value)
  const [own, buyer, seller] = await Promise.all([
    open('signature', signature),
    open('agreement.buyer', agreement?.buyer),
    open('agreement.seller', agreement?.seller),
  ])
  const created = [own, buyer, seller].filter(
    (opened) => opened !== undefined && !opened.isCreated,
  ) as Opened[]
  if (created.length > 0 && !mayCreate) {
    const detail = `${created[0]!.account} is not on the ledger, and this signature waits for another one`
    throw refuseField('signature', 'ACCOUNT_NOT_CREATED', detail)
  }
  const inner = {
    ...body,
    ...(own && { signature: own.signature }),
    ...((buyer || seller) && {
      agreement: {
        ...agreement,
        ...(buyer && { buyer: buyer.signature }),
        ...(seller && { seller: seller.signature }),
      },
    }),
  }
  return { desk: created.length > 0 ? creatingDesk(desk, created) : desk, body: inner, created }
}

async function openSignature(
  { passkeys, escrow }: PasskeyDesk,
  field: string,
  value: Hex | undefined,
): Promise<Opened | undefined> {
  if (value === undefined || !isCounterfactual(value)) return undefined
  const { factory: ours } = passkeys
  if (!ours || !passkeys.deployer) {
    const detail = 'there is no AccountDeployer here, by which wrapped signatures (ERC-6492) are used'
    throw refuseField(field, 'CONTRACT_MISSING', detail, 'send the signature of an account that exists')
  }
  const { factory, factoryData, signature } = unwrap(field, value)
  if (!isSameAddress(factory, ours)) {
    const mend = `wrap it with ${ours}, or create the account first and send the signature unwrapped`
    const detail = `it is wrapped for the factory ${factory}, and this network's is ${ours}`
    throw refuseField(field, 'FACTORY_UNKNOWN', detail, mend)
  }
  const configuration = decodeConfiguration(field, factoryData)
  if (configuration.payees.length > MAX_PAYEES) {
    const detail = `the account would start with ${configuration.payees.length} payees`
    throw refuseField(field, 'FIELD_SIZE', detail, `start with at most ${MAX_PAYEES}, and propose the others`)
  }
  const account = passkeyAccountAddress(ours, configuration)
  return { signature, account, configuration, isCreated: await escrow.hasCode(account) }
}

function unwrap(field: string, value: Hex) {
  try {
    return unwrapCounterfactual(value)
  } catch (cause) {
    throw wrapperProblem(field, 'it ends as ERC-6492 says and is wrapped otherwise', cause)
  }
}

function decodeConfiguration(field: string, data: Hex): AccountConfiguration {
  try {
    const { functionName, args } = decodeFunctionData({ abi: passkeyAccountFactoryAbi, data })
    if (functionName === 'createAccount') return args[0]
  } catch (cause) {
    throw wrapperProblem(field, 'what it calls the factory with cannot be read', cause)
  }
  throw wrapperProblem(field, 'it does not call createAccount of the factory')
}

function wrapperProblem(field: string, detail: string, cause?: unknown): ProblemError {
  const mend = "wrap the signature with the factory's address and its call createAccount(configuration)"
  const errors = [{ field, code: 'SIGNATURE_INVALID', detail, mend }]
  return new ProblemError({ code: 'SIGNATURE_INVALID', detail, errors, cause })
}

/** The same desk, where accounts that are about to be created count, and calls create them first. */
function creatingDesk<Desk extends PasskeyDesk>(desk: Desk, created: readonly Opened[]): Desk {
  const { escrow, submission, passkeys } = desk
  const factory = passkeys.getFactory()
  const deployments = created.map(({ configuration }) => ({
    factory,
    data: encodeCreateAccount(configuration),
  }))
  const creates = deployments.length
  const throughDeployer = ({ to, data }: { to: Address; data: Hex }) => ({
    to: passkeys.deployer!,
    data: encodeFunctionData({
      abi: accountDeployerAbi,
      functionName: 'deployAndCall',
      args: [deployments, to, data],
    }),
  })
  return {
    ...desk,
    escrow: {
      ...escrow,
      hasCode: async (account: Address) =>
        created.some((opened) => isSameAddress(opened.account, account)) || escrow.hasCode(account),
    },
    simulate: (call) => desk.simulate(call.from === undefined ? throughDeployer(call) : call),
    submission: {
      ...submission,
      submit: (call, origin) => submission.submit({ ...call, ...throughDeployer(call), creates }, origin),
      insert: (db, call, origin) =>
        submission.insert(db, { ...call, ...throughDeployer(call), creates }, origin),
    },
  } satisfies Desk
}
