import { readdir, readFile } from 'node:fs/promises'

/** Processes whose command line names `text`; Linux only. */
export async function listProcesses(text: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(text)) found.push(Number(name))
  }
  return found
}
