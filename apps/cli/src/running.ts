import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DEFAULT_PORT, type Environment } from './environment.ts'

/** What a running platform leaves in its data directory, so that other commands find it. */
export type Running = { readonly url: string; readonly ledgerUrl: string; readonly pid: number }

const fileIn = (dataDirectory: string) => join(dataDirectory, 'running.json')

export async function writeRunning(dataDirectory: string, running: Running): Promise<void> {
  await mkdir(dataDirectory, { recursive: true })
  await writeFile(fileIn(dataDirectory), JSON.stringify(running))
}

export async function removeRunning(dataDirectory: string): Promise<void> {
  await rm(fileIn(dataDirectory), { force: true })
}

/** The platform that runs on the data directory; nothing when its process is gone. */
export async function findRunning(dataDirectory: string): Promise<Running | undefined> {
  const text = await readFile(fileIn(dataDirectory), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const running = JSON.parse(text) as Running
  return isAlive(running.pid) ? running : undefined
}

/** Where commands find a service: what was said, else what runs here, else the default port. */
export async function getServiceUrl(environment: Environment): Promise<string> {
  if (environment.url !== undefined) return environment.url
  return (await findRunning(environment.dataDirectory))?.url ?? `http://localhost:${DEFAULT_PORT}`
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
