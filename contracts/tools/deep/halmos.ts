/**
 * Halmos on contracts/test/symbolic: for all values at once, the money functions of the contracts. Products and
 * quotients are decided by cvc5 on integers (solveAsIntegers.py). One check must fail, which shows that faults are
 * found; a check that no solver decides in time fails this one.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyContracts, findTool, runIn } from './tools.ts'

const LEAST_CHECKS = 11

/** @returns Whether everything was proved, and the check that must fail failed. */
export function checkHalmos(): boolean {
  const halmos = findTool('bin/halmos')
  const solver = `${findTool('bin/python')} ${join(import.meta.dirname, 'solveAsIntegers.py')}`
  const copy = copyContracts('halmos')
  for (const folder of ['unit', 'economics', 'matrix', 'differential', 'gas', 'invariant']) {
    rmSync(join(copy, 'contracts/test', folder), { recursive: true, force: true })
  }
  // Halmos reads syntax trees, and does not follow what the optimizer makes of the contracts.
  const config = readFileSync(join(import.meta.dirname, 'mutation.toml'), 'utf8').replace(
    /^skip = .*$/m,
    'ast = true',
  )
  writeFileSync(join(copy, 'foundry.toml'), config)
  copyFileSync(join(copy, 'foundry.toml'), join(copy, 'contracts/foundry.toml'))
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
