/** What the ledger needs of a logger; pino has it. */
export interface Logger {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

export const silentLogger: Logger = { info() {}, warn() {}, error() {} }
