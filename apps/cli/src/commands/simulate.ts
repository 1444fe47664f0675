import { readFileSync } from 'node:fs'
import { decodeHistory, HistoryFormatError, type Simulation, simulateHistory } from '@cinnabar/protocol'
import type { Command } from 'commander'
import { formatTable, type Output, UsageError } from '../output.ts'

/** `cinnabar simulate FILE`: plays a history through the protocol alone, without ledger or service. */
export function addSimulate(program: Command, createOutputOf: (command: Command) => Output): void {
  program
    .command('simulate')
    .argument('<file>', 'a history as JSON: terms, balances, bonds, actions; - reads standard input')
    .description('Play a history of one order through the protocol alone and say what every step does')
    .addHelpText(
      'after',
      '\nAn example stands in packages/protocol/examples. Amounts are base units, times unix seconds or "+3d".',
    )
    .action((file: string, _options, command: Command) => {
      const simulation = simulate(file)
      const output = createOutputOf(command)
      output.value(simulation)
      for (const line of describeSimulation(simulation)) output.line(line)
    })
}

function simulate(file: string): Simulation {
  try {
    return simulateHistory(decodeHistory(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))))
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new UsageError(`${file} is not JSON: ${cause.message}`, { cause })
    if (cause instanceof HistoryFormatError) throw new UsageError(`${file}: ${cause.message}`, { cause })
    if (cause instanceof Error && 'syscall' in cause)
      throw new UsageError(`Cannot read ${file}: ${cause.message}`, { cause })
    throw cause
  }
}

function describeSimulation({ order, steps, holdings }: Simulation): string[] {
  const rows = steps.map(({ at, action, decision, refusal, state, deadline }, index) => [
    String(index + 1),
    String(at),
    action,
    decision === 'done' ? 'done' : `refused ${refusal?.reason ?? ''}`,
    state,
    deadline === undefined ? '' : String(deadline),
  ])
  const ends = holdings.map(({ account, parties, balance, bond, reserved }) => [
    parties.join(', ') || account,
    String(balance),
    String(bond),
    String(reserved),
  ])
  return [
    `Order ${order}`,
    '',
    ...formatTable([['step', 'at', 'action', 'outcome', 'state', 'deadline'], ...rows]),
    '',
    ...formatTable([['account', 'balance', 'bond', 'reserved'], ...ends]),
  ]
}
