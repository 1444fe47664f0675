import { type Hex, hashText } from '../bytes.ts'
import { type DescribeOptions, sentenceParts } from './describe.ts'
import { hashFlatStruct, type ProtocolDomain, type TypedDomain, typedDigest } from './hash.ts'
import type { Locale, SentenceParts } from './sentences.ts'
import { type TypedData, typedData } from './typedData.ts'
import type { FieldsOf } from './types.ts'

/** What is signed for a contract around the escrow: its EIP-712 name, and each type with its fields' text. */
export type SigningScheme = {
  readonly name: string
  readonly version: string
  readonly types: { readonly [type: string]: string }
}

/** The name of a type of a scheme. */
export type SchemeType<Scheme extends SigningScheme> = keyof Scheme['types'] & string

/** What is signed for a type of a scheme. */
export type SchemeMessage<
  Scheme extends SigningScheme,
  Type extends SchemeType<Scheme> = SchemeType<Scheme>,
> = { [Key in Type]: FieldsOf<Scheme['types'][Key]> }[Type]

/** The sentence of each type of a scheme, in each language. */
export type SchemeSentences<Scheme extends SigningScheme> = Readonly<
  Record<
    Locale,
    {
      readonly [Type in SchemeType<Scheme>]: (
        message: SchemeMessage<Scheme, Type>,
        parts: SentenceParts,
      ) => string
    }
  >
>

/** The EIP-712 digest of a message of a scheme. Throws RangeError for a value that does not fit its type. */
export function hashSchemeMessage(
  scheme: SigningScheme,
  type: string,
  message: object,
  domain: ProtocolDomain,
): Hex {
  const fields = scheme.types[type]!
  const structHash = hashFlatStruct(
    hashText(`${type}(${fields})`),
    fields,
    message as Readonly<Record<string, unknown>>,
  )
  return typedDigest(schemeDomain(scheme, domain), structHash)
}

/** What a wallet shows and signs for a message of a scheme. */
export function schemeTypedData(
  scheme: SigningScheme,
  type: string,
  message: object,
  domain: ProtocolDomain,
): TypedData {
  return typedData(schemeDomain(scheme, domain), type, scheme.types[type]!, message)
}

/** The sentence that a person should read before signing a message of a scheme; English unless told. */
export function describeSchemeMessage<Scheme extends SigningScheme, Type extends SchemeType<Scheme>>(
  sentences: SchemeSentences<Scheme>,
  type: Type,
  message: SchemeMessage<Scheme, Type>,
  options: DescribeOptions,
): string {
  const locale = options.locale ?? 'en'
  return sentences[locale][type](message, sentenceParts(locale, options, (message as { order?: Hex }).order))
}

function schemeDomain(scheme: SigningScheme, domain: ProtocolDomain): TypedDomain {
  const { chainId, verifyingContract } = domain
  return { name: scheme.name, version: scheme.version, chainId, verifyingContract }
}
