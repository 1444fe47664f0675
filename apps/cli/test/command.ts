import { spawn } from 'node:child_process'
import { join } from 'node:path'

const COMMAND = join(import.meta.dirname, '../bin/cinnabar.mjs')

export type CommandResult = {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `cinnabar` as a script would, to its end; `input` is what it reads from stdin. */
export function runCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...environment } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text) => {
      stdout += text
    })
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.stdin.end(input)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}

/** The lines of a `--json` output. */
export function readLines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
