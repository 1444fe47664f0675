import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { keyDirectoryIn } from '@cinnabar/service'

/** What the command takes from its environment; read in one place, passed on as arguments. */
export type Environment = {
  /** Where a running service answers; undefined: what the data directory says, else the default port. */
  readonly url: string | undefined
  readonly dataDirectory: string
  /** Where the data keys of sealed details are; undefined: in the data directory. */
  readonly keyDirectory: string | undefined
  /** A PostgreSQL to use instead of the child process. */
  readonly databaseUrl: string | undefined
  /** An anvil to use instead of the installed one. */
  readonly anvilPath: string | undefined
  readonly language: 'en' | 'zh-CN'
  readonly homeDirectory: string
}

export const DEFAULT_PORT = 4400

export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return {
    url: variables.CINNABAR_URL,
    dataDirectory: resolve(variables.CINNABAR_DATA ?? '.cinnabar'),
    keyDirectory: variables.CINNABAR_KEYS && resolve(variables.CINNABAR_KEYS),
    databaseUrl: variables.DATABASE_URL,
    anvilPath: variables.CINNABAR_ANVIL,
    language: /^zh/i.test(variables.LC_ALL ?? variables.LANG ?? '') ? 'zh-CN' : 'en',
    homeDirectory: homedir(),
  }
}

/** Where the data keys of sealed details are. */
export function getKeyDirectory({ keyDirectory, dataDirectory }: Environment): string {
  return keyDirectory ?? keyDirectoryIn(dataDirectory)
}
