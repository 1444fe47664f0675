/**
 * Halmos on contracts/test/symbolic: for all values at once, the money functions of the contracts. Products and
 * quotients are decided by cvc5 on integers (solveAsIntegers.py). One check must fail, which shows that faults are
 * found; a check that no solver decides in time fails this one.
 */
import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { copyContracts, findTool, runIn } from './tools.ts'

const LEAST_CHECKS = 11

/** @returns Whether everything was proved, and the check that must fail failed. */
export function checkHalmos(): boolean {
  const halmos = findTool('bin/halmos')
  const solver = `${findTool('bin/python')} ${join(import.meta.dirname, 'solveAsIntegers.py')}`
  const copy = copyContracts('halmos')
  // What is proved are the libraries; all else would only have to compile without the optimizer.
  removeAllBut(join(copy, 'contracts/test'), ['symbolic', 'Test.sol', 'Moves.sol'])
  removeAllBut(join(copy, 'contracts/src'), ['interfaces', 'libraries'])
  for (const folder of ['', 'contracts']) {
    copyFileSync(join(import.meta.dirname, 'halmos.toml'), join(copy, folder, 'foundry.toml'))
  }
  const args = ['--root', copy, '--forge-build-out', 'contracts/out', '--function', 'check_']
  const { stdout, stderr } = runIn(copy, halmos, [
    ...args,
    '--contract',
    'MoneySymbolic',
    '--solver-timeout-assertion',
    '120s',
    '--solver-command',
    solver,
  ])
  const verdicts = [...stdout.matchAll(/\[(PASS|FAIL|TIMEOUT|ERROR)\]\S* (check_\w+)/g)].map(
    ([, verdict, name]) => ({ verdict, name: name! }),
  )
  if (verdicts.length < LEAST_CHECKS) throw new Error(`halmos did not run\n${stdout.slice(-4_000)}${stderr}`)
  for (const { verdict, name } of verdicts) console.log(`  ${verdict} ${name}`)
  return verdicts.every(({ verdict, name }) => verdict === (name.includes('MUSTFAIL') ? 'FAIL' : 'PASS'))
}

function removeAllBut(folder: string, kept: readonly string[]): void {
  for (const name of readdirSync(folder)) {
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true })
  }
}
