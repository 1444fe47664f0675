/**
 * The mutants that gambit does not make: it swaps comparisons for arithmetic, which does not compile, and never for one
 * another. Here each comparison, connective, sign and answer of the code becomes its neighbour, one at a time.
 */

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '==': ['!='],
  '!=': ['=='],
  '<=': ['<', '>'],
  '>=': ['>', '<'],
  '<': ['<=', '>'],
  '>': ['>=', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '+': ['-'],
  '-': ['+'],
  'return true': ['return false'],
  'return false': ['return true'],
  '!': [''],
}
/** Operators stand between spaces, as `forge fmt` writes them; a negation before a name. */
const OPERATOR = / (==|!=|<=|>=|<|>|&&|\|\||\+=|-=|\+|-) |\b(return true|return false)\b|(!)(?=[a-zA-Z_(])/g

/** @returns Each changed text, with the line before and after. */
export function makeRelationMutants(text: string): { text: string; before: string; after: string }[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    if (/^\s*(\/\/|\*|import|pragma|using)/.test(line)) return []
    const code = line.split(' //')[0]!
    return [...code.matchAll(OPERATOR)].flatMap((match) => {
      const operator = match[1] ?? match[2] ?? match[3]!
      const at = match.index + match[0].indexOf(operator)
      return SWAPS[operator]!.map((swap) => {
        const after = line.slice(0, at) + swap + line.slice(at + operator.length)
        return { text: lines.with(index, after).join('\n'), before: line.trim(), after: after.trim() }
      })
    })
  })
}
