import { writeFile } from 'node:fs/promises'
import type { Hex } from '@cinnabar/protocol'
import type { Command } from 'commander'
import { confirm } from '../confirm.ts'
import { describeErasure } from '../describeErasure.ts'
import type { Environment } from '../environment.ts'
import { type Output, RefusedError } from '../output.ts'
import { requireStopped, useStopped } from '../stopped.ts'
import { parseOrderId } from './arguments.ts'

type EraseOptions = { yes?: boolean; out?: string }

/** `cinnabar erase ORDER`: the operator erases what was sealed of an order, whoever holds it. */
export function addErase(
  program: Command,
  environment: Environment,
  createOutputOf: (command: Command) => Output,
): void {
  program
    .command('erase')
    .argument('<order>', "an order's id", parseOrderId)
    .description('Erase all sealed details of an order for ever; prints the certificate')
    .option('--yes', 'do not ask')
    .option('--out <file>', 'write the certificate there too')
    .addHelpText(
      'after',
      '\nAsk for it again at any time: the certificate stays the same. While money is held it is refused.',
    )
    .action(async (order: Hex, options: EraseOptions, command: Command) => {
      await runErase(order, options, environment, createOutputOf(command))
    })
}

async function runErase(
  order: Hex,
  { yes, out }: EraseOptions,
  environment: Environment,
  output: Output,
): Promise<void> {
  await requireStopped(environment, 'erase')
  if (!yes) await confirm(QUESTIONS[environment.language](order))
  const outcome = await useStopped(environment, output, ({ service }) => {
    output.progress('Erasing …')
    return service.erase(order)
  })
  if (outcome.status === 'refused') throw new RefusedError(REFUSALS[outcome.reason](order))
  const { certificate } = outcome
  output.value(certificate)
  for (const line of describeErasure(certificate, environment.language)) output.line(line)
  if (out !== undefined) await writeFile(out, `${JSON.stringify(certificate, null, 2)}\n`)
}

const QUESTIONS = {
  en: (order: Hex) =>
    `Erase all sealed details, messages and evidence of order ${order}? Nobody can bring them back.`,
  'zh-CN': (order: Hex) => `删除订单 ${order} 的全部加密资料、消息和证据？任何人都无法恢复。`,
}

const REFUSALS = {
  ORDER_LIVE: (order: Hex) =>
    `Order ${order} still holds money, and a side may need its details for a dispute. Erase them once it is settled.`,
  ORDER_UNKNOWN: (order: Hex) =>
    `There is no order ${order} here. \`cinnabar order list\` shows those there are; name their directory with --data.`,
}
