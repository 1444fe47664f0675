/**
 * What the escrow cannot do because its code has no way to: nobody owns, pauses or upgrades it, no foreign code runs in
 * its place, it destroys nothing and creates nothing, and no loop of it grows with what is stored.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const contracts = join(import.meta.dirname, '..')
const names = ['Escrow', 'TermsRules']

/** Opcodes that would let code other than the one that was reviewed decide. */
const FORBIDDEN: Readonly<Record<number, string>> = {
  240: 'CREATE',
  242: 'CALLCODE',
  244: 'DELEGATECALL',
  245: 'CREATE2',
  255: 'SELFDESTRUCT',
}
/** In the code that deploys: nothing may depend on who deploys. */
const PERSONAL: Readonly<Record<number, string>> = { 50: 'ORIGIN', 51: 'CALLER' }
const POWERS =
  /owner|admin|govern|guardian|pause|upgrade|initiali[sz]e|implementation|migrate|blacklist|blocklist|freeze|sweep|rescue|setfee/i

interface AbiEntry {
  type: string
  name?: string
  stateMutability?: string
  inputs?: Parameter[]
}
interface Parameter {
  type: string
  components?: Parameter[]
}
interface Artifact {
  abi: AbiEntry[]
  bytecode: { object: string }
  deployedBytecode: { object: string }
  storageLayout: {
    storage: { label: string; type: string }[]
    types: Record<string, { encoding: string; label: string; members?: unknown[] }> | null
  }
}

/** @throws Error that names the first property that does not hold. */
export function checkStaticProperties(): void {
  checkDisassembler()
  for (const name of names) {
    const artifact = readArtifact(name)
    checkCode(name, artifact)
    checkAbi(name, artifact)
    checkStorage(name, artifact)
  }
  checkDocumented()
}

/** Everything that changes something is in the interface, where it is documented. */
function checkDocumented(): void {
  const changing = (name: string) =>
    readArtifact(name)
      .abi.filter(({ type, stateMutability }) => type === 'function' && stateMutability === 'nonpayable')
      .map((entry) => `${entry.name}(${listTypes(entry.inputs ?? [])})`)
      .sort()
  const [actual, documented] = [changing('Escrow'), changing('IEscrow')]
  if (actual.length === 0 || actual.join() !== documented.join()) {
    throw new Error('Escrow has functions that change something and are not in IEscrow')
  }
}

function listTypes(parameters: readonly Parameter[]): string {
  return parameters.map(({ type, components }) => (components ? `(${listTypes(components)})` : type)).join()
}

function checkCode(name: string, { bytecode, deployedBytecode }: Artifact): void {
  const runtime = deployedBytecode.object.slice(2)
  const committed = name === 'Escrow' ? readCommitted() : bytecode.object.slice(2)
  // Immutables are zero in both. The rules are deployed from code that lies beside the escrow's own.
  const at = committed.indexOf(runtime)
  if (runtime === '' || at === -1)
    throw new Error(`the committed code of ${name} does not deploy what was built`)
  refuse(name, runtime, FORBIDDEN)
  if (name === 'Escrow') refuse(`${name}'s deployment`, committed.slice(0, at), PERSONAL)
}

function checkAbi(name: string, { abi }: Artifact): void {
  const deploys = abi.find(({ type }) => type === 'constructor')
  if (deploys?.inputs !== undefined && deploys.inputs.length > 0)
    throw new Error(`${name} is deployed with arguments`)
  for (const { type, name: entry = '', stateMutability } of abi) {
    if (type === 'receive' || type === 'fallback' || stateMutability === 'payable') {
      throw new Error(`${name} takes native currency or unknown calls`)
    }
    if (type === 'function' && POWERS.test(entry)) throw new Error(`${name}.${entry} sounds like a power`)
  }
}

/** Mappings alone stand at the top: no owner, no switch, no list. Below them are words and structs of words. */
function checkStorage(name: string, { storageLayout: { storage, types } }: Artifact): void {
  for (const { label, type } of storage) {
    if (types![type]!.encoding !== 'mapping') throw new Error(`${name} stores ${label}, which is no mapping`)
  }
  for (const { encoding, label } of Object.values(types ?? {})) {
    if (encoding !== 'mapping' && encoding !== 'inplace') throw new Error(`${name} stores a list: ${label}`)
    if (/\[\d*\]/.test(label)) throw new Error(`${name} stores an array: ${label}`)
  }
  if (name === 'Escrow' && storage.length === 0)
    throw new Error('Escrow stores nothing: its layout is read wrongly')
}

function refuse(where: string, code: string, opcodes: Readonly<Record<number, string>>): void {
  const found = listOpcodes(code).find((opcode) => opcode in opcodes)
  if (found !== undefined) throw new Error(`${where} has the opcode ${opcodes[found]}`)
}

/** The opcodes of code in hex, without what PUSH carries. */
function listOpcodes(code: string): number[] {
  const bytes = Buffer.from(code, 'hex')
  const opcodes: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const opcode = bytes[at]!
    opcodes.push(opcode)
    if (opcode >= 0x60 && opcode <= 0x7f) at += opcode - 0x5f
  }
  return opcodes
}

/** Four bytes f4 of which one is an opcode: a reader that sees another number sees nothing. */
function checkDisassembler(): void {
  const count = listOpcodes('60f461f4f4f400').filter((opcode) => opcode === 0xf4).length
  if (count !== 1) throw new Error(`the disassembler sees ${count} of one`)
}

function readArtifact(name: string): Artifact {
  return JSON.parse(readFileSync(join(contracts, `out/${name}.sol/${name}.json`), 'utf8'))
}

function readCommitted(): string {
  const file = join(contracts, '../packages/protocol/src/generated/escrowBytecode.ts')
  const code = /'0x([0-9a-f]+)'/.exec(readFileSync(file, 'utf8'))?.[1]
  if (code === undefined) throw new Error('packages/protocol/src/generated has no code of Escrow')
  return code
}
