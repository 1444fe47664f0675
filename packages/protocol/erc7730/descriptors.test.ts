import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  ACTION_TYPES,
  type ActionMessage,
  type ActionType,
  depositPermit2,
  fundAuthorization,
  fundPermit2,
  hashAction,
  hashAuthorization,
  hashPermit,
  hashPermit2,
  orderId,
  PERMIT2_ADDRESS,
  PROTOCOL_NAME,
  PROTOCOL_VERSION,
  type ProtocolDomain,
  permit2TypedData,
  STATE_NAMES,
  typedDomain,
} from '../src/index.ts'
import { hashSchemeMessage } from '../src/typedData/scheme.ts'
import * as types from '../src/typedData/types.ts'
import { START, TERMS, TOKEN } from '../test/playOrder.ts'
import { buildDescriptors, type MessageFormat } from './descriptors.ts'
import { FIELDS, nameField } from './fields.ts'
import { DESCRIPTORS_FOLDER, writeDescriptors } from './files.ts'
import { listPlaces } from './intents.ts'
import { SCHEMES } from './schemes.ts'
import { listLeaves, nameOf } from './structs.ts'

const ESCROW = '0x1111111111111111111111111111111111111111'
const DOMAIN: ProtocolDomain = { chainId: 8453, verifyingContract: ESCROW }
const descriptors = buildDescriptors({
  escrows: [{ chainId: 8453, address: ESCROW }],
  tokens: [{ chainId: 8453, address: TOKEN }],
})
const onEscrow = descriptors['eip712-cinnabar-escrow.json']!
const onToken = descriptors['eip712-cinnabar-token.json']!
const onPermit2 = descriptors['eip712-cinnabar-permit2.json']!
const messages = Object.values(descriptors).flatMap(({ display }) => Object.entries(display.formats))
const formats = messages.map(([, format]) => format)

/** The structs that a key of a descriptor declares, read from the key alone. */
function parseKey(key: string): Record<string, { name: string; type: string }[]> {
  const structs = [...key.matchAll(/(\w+)\(([^()]*)\)/g)].map(([, name, fields]) => [
    name!,
    fields!.split(',').map((field) => {
      const [type, label] = field.split(' ')
      return { type: type!, name: label! }
    }),
  ])
  return Object.fromEntries(structs)
}

/** The paths of a key's values and their types. */
function listPaths(structs: ReturnType<typeof parseKey>, struct: string, prefix = ''): [string, string][] {
  return structs[struct]!.flatMap(({ name, type }) =>
    structs[type]
      ? listPaths(structs, type, `${prefix}${name}.`)
      : [[`${prefix}${name}`, type] as [string, string]],
  )
}

const pathsOf = (key: string) => new Map(listPaths(parseKey(key), key.slice(0, key.indexOf('('))))

function findKey(id: string): string {
  return messages.find(([, format]) => format.$id === id)![0]
}

/** The digest that a wallet computes which follows the descriptor. */
function digestOf(id: string, message: object, domain: object) {
  const key = findKey(id)
  return hashTypedData({ domain, types: parseKey(key), primaryType: nameOf(id), message } as Parameters<
    typeof hashTypedData
  >[0])
}

const VALUES: Readonly<Record<string, unknown>> = {
  address: TERMS.seller,
  bytes32: `0x${'ab'.repeat(32)}`,
  bool: true,
  uint8: 5,
  uint32: 60,
  uint40: START,
  uint64: 9n,
  uint96: 7n,
  uint256: 8n,
}

describe('the ERC-7730 descriptors', () => {
  it('are committed as they are made now', () => {
    for (const [name, text] of Object.entries(writeDescriptors())) {
      expect(readFileSync(join(DESCRIPTORS_FOLDER, name), 'utf8')).toBe(text)
    }
  })

  it('have the types whose digests are signed', () => {
    for (const type of Object.keys(ACTION_TYPES) as ActionType[]) {
      const fields = parseKey(findKey(type))[type]!.map(({ name, type: value }) => [name, VALUES[value]])
      const message = Object.fromEntries(fields) as ActionMessage
      expect(digestOf(type, message, typedDomain(DOMAIN))).toBe(hashAction(type, message, DOMAIN))
    }
    for (const scheme of Object.values(SCHEMES)) {
      for (const type of Object.keys(scheme.types)) {
        const fields = parseKey(findKey(type))[type]!.map(({ name, type: value }) => [name, VALUES[value]])
        const message = Object.fromEntries(fields) as object
        const domain = { name: scheme.name, version: scheme.version, ...DOMAIN }
        expect(digestOf(type, message, domain)).toBe(hashSchemeMessage(scheme, type, message, DOMAIN))
      }
    }
    expect(digestOf('Order', TERMS, typedDomain(DOMAIN))).toBe(orderId(TERMS, DOMAIN))
    const once = { nonce: 3n, deadline: START }
    for (const transfer of [
      fundPermit2(TERMS, DOMAIN, once),
      depositPermit2({ account: TERMS.buyer, token: TOKEN, amount: 7n }, DOMAIN, once),
    ]) {
      const { domain, message } = permit2TypedData(transfer, 8453)
      const id = `PermitWitnessTransferFrom:${transfer.witnessType}`
      expect(digestOf(id, message, domain)).toBe(hashPermit2(transfer, 8453))
    }
    const tokenDomain = { name: 'USD Coin', version: '2', chainId: 8453, verifyingContract: TOKEN }
    const permit = { owner: TERMS.buyer, spender: ESCROW, value: 7n, nonce: 1n, deadline: START } as const
    expect(digestOf('Permit', permit, tokenDomain)).toBe(hashPermit(permit, tokenDomain))
    const authorization = fundAuthorization(TERMS, DOMAIN, { validAfter: START, validBefore: START + 60 })
    expect(digestOf('ReceiveWithAuthorization', authorization, tokenDomain)).toBe(
      hashAuthorization(authorization, tokenDomain),
    )
  })

  it('leave out no type that the contract or the protocol knows', () => {
    const solidity = new URL('../../../contracts/src/libraries/ActionTypes.sol', import.meta.url)
    const inContract = [...readFileSync(solidity, 'utf8').matchAll(/"(\w+\([^"]*\))"/g)].map(
      ([, text]) => text!,
    )
    // A part of the terms, what is hashed into a nonce, and Permit2's witnesses: none is signed by itself.
    const isSigned = (text: string) => !/^(Windows|Deposit|FundOrder|DepositTo)\(/.test(text)
    // What is signed for the vault goes to no contract.
    const isOfContract = (key: string) =>
      !Object.hasOwn(SCHEMES.details.types, key.slice(0, key.indexOf('(')))
    const keys = Object.keys(onEscrow.display.formats).filter(isOfContract)
    expect([...keys].sort()).toEqual(inContract.filter(isSigned).sort())

    const texts = Object.values(types).flatMap((value) =>
      typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value) : [],
    )
    const declared = messages.map(([key]) => key).join()
    expect(texts.length).toBe(Object.keys(ACTION_TYPES).length + 8)
    for (const text of texts) {
      const open = text === types.PERMIT_WITNESS_TRANSFER_FIELDS
      expect(declared).toContain(open ? `(${text},` : `(${text})`)
    }
  })

  it('show every value of every type exactly once', () => {
    for (const [key, { fields }] of messages) {
      expect(fields.map(({ path }) => path).sort()).toEqual([...pathsOf(key).keys()].sort())
    }
  })

  it('label every value, in words that fit small devices and differ within a message', () => {
    for (const { intent, fields } of formats) {
      expect(intent).toMatch(/^[A-Z].{2,29}$/)
      for (const { label } of fields) expect(label).toMatch(/^[A-Z].{1,19}$/)
      expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length)
    }
  })

  it('describe no field that nobody signs', () => {
    const used = formats.flatMap(({ $id }) => listLeaves($id).map(nameField))
    expect(Object.keys(FIELDS).filter((name) => !used.includes(name))).toEqual([])
  })

  it('hide nothing but numbers that only make a signature unique', () => {
    const optional = formats.flatMap(({ $id, fields }) =>
      fields.filter(({ visible }) => visible !== undefined).map(({ path }) => `${$id}.${path}`),
    )
    expect(optional.sort()).toEqual([
      'Order.salt',
      'Permit.nonce',
      'PermitWitnessTransferFrom:DepositTo.nonce',
      'PermitWitnessTransferFrom:FundOrder.nonce',
      'PostBond.nonce',
      'Refund.nonce',
      'SetOperator.nonce',
      'Settle.nonce',
      'Withdraw.nonce',
      'WithdrawBond.nonce',
    ])
  })

  it('use formats that fit the types, with the parameters that ERC-7730 asks for', () => {
    for (const [key, { fields }] of messages) {
      const paths = pathsOf(key)
      for (const { path, format, params = {} } of fields) {
        const type = paths.get(path)!
        const names = Object.keys(params).sort().join()
        switch (format) {
          case 'raw':
          case 'duration':
            expect(names).toBe('')
            if (format === 'duration') expect(type).toBe('uint32')
            break
          case 'addressName':
            expect([type, names]).toEqual(['address', 'types'])
            break
          case 'date':
            expect(params).toEqual({ encoding: 'timestamp' })
            expect(type).toMatch(/^uint(40|256)$/)
            break
          case 'unit':
            expect([type, params]).toEqual(['uint16', { base: '%', decimals: 2 }])
            break
          case 'enum':
            expect([type, params]).toEqual(['uint8', { $ref: '$.metadata.enums.state' }])
            break
          case 'tokenAmount': {
            expect(names).toBe('tokenPath')
            const { tokenPath } = params as { tokenPath: string }
            expect(tokenPath === '@.to' || paths.get(tokenPath) === 'address').toBe(true)
            break
          }
          default:
            expect.fail(`${path} has the format ${format}`)
        }
      }
    }
    expect(Object.values(onEscrow.metadata.enums!.state!)).toEqual(STATE_NAMES)
  })

  it('never show an address or an instant as a bare number', () => {
    for (const [key, { fields }] of messages) {
      const paths = pathsOf(key)
      const isBare = ({ path, format }: MessageFormat['fields'][number]) =>
        format === 'raw' && ['address', 'uint40', 'uint32', 'uint16', 'uint8'].includes(paths.get(path)!)
      expect(fields.filter(isBare)).toEqual([])
    }
  })

  it('speak in sentences whose places are values that are always shown', () => {
    for (const { interpolatedIntent, fields } of formats) {
      const shown = fields.filter(({ visible }) => visible === undefined).map(({ path }) => path)
      const places = listPlaces(interpolatedIntent)
      expect(places.length).toBeGreaterThan(0)
      expect(places.filter((place) => !shown.includes(place))).toEqual([])
      expect(interpolatedIntent).not.toMatch(/undefined|object|\{\}/)
    }
  })

  it('apply to our domain and deployments alone', () => {
    expect(onEscrow.context.eip712).toEqual({
      domain: { name: PROTOCOL_NAME, version: PROTOCOL_VERSION },
      deployments: [{ chainId: 8453, address: ESCROW }],
    })
    expect(onToken.context.eip712.deployments).toEqual([{ chainId: 8453, address: TOKEN }])
    expect(onPermit2.context.eip712.domain).toEqual({ name: 'Permit2' })
    expect(onPermit2.context.eip712.deployments.map(({ address }) => address.toLowerCase())).toEqual([
      PERMIT2_ADDRESS,
    ])
    for (const { context } of Object.values(buildDescriptors({ escrows: [], tokens: [] }))) {
      expect(context.eip712.deployments).toEqual([])
    }
  })
})
