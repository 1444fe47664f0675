/** Refused: the command was understood and did not do it. Ends the process with exit code 1. */
export class RefusedError extends Error {
  readonly code = 'REFUSED'
}

/** Used wrongly. Ends the process with exit code 2. */
export class UsageError extends Error {
  readonly code = 'USAGE'
}

/** Where a command says what it does: results to stdout, everything else to stderr. */
export type Output = {
  readonly json: boolean
  /** A line of the result for people; nothing with `--json`. */
  line(text?: string): void
  /** A result for programs; nothing without `--json`. One line each. */
  value(value: unknown): void
  /** Something that takes a while. */
  progress(text: string): void
}

export function createOutput(options: { json: boolean }): Output {
  return {
    json: options.json,
    line: (text = '') => {
      if (!options.json) process.stdout.write(`${text}\n`)
    },
    value: (value) => {
      if (options.json) process.stdout.write(`${JSON.stringify(value, digitsForBigints)}\n`)
    },
    progress: (text) => {
      process.stderr.write(`${text}\n`)
    },
  }
}

/** Text of others as a terminal may show it: what would steer the terminal or turn the writing is spelled out. */
export function showText(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  )
}

/** Columns of text, as wide as what stands in them. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => padToWidth(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Fills a text with spaces up to so many columns of a terminal. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Columns that a text takes in a terminal: hanzi and the punctuation among them take two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu)?.length ?? 0)
}

function digitsForBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
