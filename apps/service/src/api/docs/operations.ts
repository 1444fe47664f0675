/** The parts of an OpenAPI document that the pages show. */
export type OpenApiDocument = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly description?: string
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>
type Operation = {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

/** The operations of a document by their tag, each with texts to show. */
export function groupOperations(document: OpenApiDocument) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags?.[0] ?? 'other',
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? '',
      parameters: (operation.parameters ?? []).map(({ name, in: where, schema }) => ({
        name,
        where,
        description: resolve(document, schema)?.description ?? '',
      })),
      body: writeContent(document, operation.requestBody?.content),
      answers: Object.entries(operation.responses).map(([status, { description, content }]) => ({
        status,
        description,
        schema: status === 'default' ? undefined : writeContent(document, content),
      })),
    })),
  )
  return Object.entries(Object.groupBy(operations, ({ tag }) => tag)).map(([tag, operations]) => ({
    tag,
    operations: operations!,
  }))
}

function writeContent(document: OpenApiDocument, content: Content | undefined): string | undefined {
  const schema = content && Object.values(content)[0]?.schema
  return schema && writeSchema(document, schema, 0)
}

/** A schema in the manner of TypeScript; named ones are opened at the first level only. */
function writeSchema(document: OpenApiDocument, schema: Schema, depth: number): string {
  const name = schema.$ref?.split('/').at(-1)
  if (name && depth > 0) return name
  const { properties, required = [], items, enum: values, anyOf, type } = resolve(document, schema) ?? {}
  if (anyOf) return anyOf.map((option) => writeSchema(document, option, depth)).join(' | ')
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (items) return `${writeSchema(document, items, depth + 1)}[]`
  if (!properties) return [type ?? 'unknown'].flat().join(' | ')
  const indent = '  '.repeat(depth + 1)
  const lines = Object.entries(properties).map(([key, property]) => {
    const note = resolve(document, property)?.description
    const mark = required.includes(key) ? '' : '?'
    return `${indent}${key}${mark}: ${writeSchema(document, property, depth + 1)}${note ? `  // ${note}` : ''}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

function resolve(document: OpenApiDocument, schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1)
  return name === undefined ? schema : { ...document.components?.schemas?.[name], ...schema }
}
