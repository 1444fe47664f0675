import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { verifyErasureCertificate, verifyStatement } from '@cinnabar/protocol'
import type { Command } from 'commander'
import { describeErasure } from '../describeErasure.ts'
import type { Environment } from '../environment.ts'
import { type Output, RefusedError, showText } from '../output.ts'
import { VERIFICATION_TEXTS } from './verificationTexts.ts'

type Language = Environment['language']

/** What was proven, what the proven says, what was not looked at, and all of it for programs. */
type Finding = {
  readonly proven: readonly string[]
  readonly says: readonly string[]
  readonly open: readonly string[]
  readonly value: object
}

/** Each format that can be verified without network. A refusal is thrown. */
const FORMATS: Readonly<Record<string, (value: unknown, language: Language) => Finding>> = {
  'cinnabar.details/v1': verifyDetails,
  'cinnabar.erasure/v1': verifyErasure,
}

/** `cinnabar verify FILE`: what a file proves, without service, ledger or network. */
export function addVerify(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  program
    .command('verify')
    .argument('<file>', 'a statement or a certificate; - reads stdin')
    .description('Verify a statement of details or an erasure certificate offline; says what it proves')
    .action(async (file: string, _options, command: Command) => {
      const output = createOutputOf(command)
      const { language } = environment
      const { proven, says, open, value } = verify(await readJson(file), language)
      output.value(value)
      for (const line of proven) output.line(`✓ ${line}`)
      for (const line of says) output.line(line)
      for (const line of ['', VERIFICATION_TEXTS[language].open]) output.line(line)
      for (const line of open) output.line(`– ${line}`)
    })
}

async function readJson(file: string): Promise<unknown> {
  const read = file === '-' ? text(process.stdin) : readFile(file, 'utf8')
  const content = await read.catch((cause: NodeJS.ErrnoException) => {
    throw new RefusedError(`${file} cannot be read: ${cause.code}.`, { cause })
  })
  try {
    return JSON.parse(content)
  } catch (cause) {
    throw new RefusedError(`${file} is not JSON.`, { cause })
  }
}

function verify(value: unknown, language: Language): Finding {
  const format = (value as { format?: unknown } | null)?.format
  if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) return FORMATS[format]!(value, language)
  const named = typeof format === 'string' ? showText(format) : undefined
  throw new RefusedError(VERIFICATION_TEXTS[language].unknown(named, Object.keys(FORMATS)))
}

function verifyDetails(value: unknown, language: Language): Finding {
  const texts = VERIFICATION_TEXTS[language].details
  const verdict = verifyStatement(value)
  if (verdict.status === 'refused') {
    const { reason, field } = verdict
    throw new RefusedError(texts.refused[reason](showText(field ?? '')))
  }
  const { order, domain, details, sealed } = verdict
  return {
    value: {
      ...{ status: 'proven', format: 'cinnabar.details/v1', order, sealed, signer: null },
      ...{ chainId: domain.chainId, escrow: domain.verifyingContract },
      details: details.map((detail) => ({ field: detail.field, value: detail.value })),
    },
    proven: [
      texts.order(order, domain.chainId, domain.verifyingContract),
      ...details.map((detail) => texts.detail(detail.field, showText(detail.value))),
    ],
    says: [],
    open: [texts.ledger(order), ...(sealed > 0 ? [texts.sealed(sealed)] : []), texts.truth],
  }
}

function verifyErasure(value: unknown, language: Language): Finding {
  const texts = VERIFICATION_TEXTS[language].erasure
  const verdict = verifyErasureCertificate(value)
  if (verdict.status === 'refused') throw new RefusedError(texts.refused[verdict.reason])
  const { certificate } = verdict
  return {
    value: { status: 'proven', ...certificate },
    proven: [texts.signed(certificate.signer)],
    says: ['', ...describeErasure(certificate, language)],
    open: [texts.signer(certificate.signer), texts.ledger(certificate.order), texts.truth],
  }
}
