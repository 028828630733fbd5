// The last words of a process that ends on an error which nobody caught: its message and where it came from, without what
// the error carries besides, and without secrets.
import { writeSync } from 'node:fs'
import { maskText } from '../util/mask.js'

const STDERR = 2

/** Ends the process with 1 when an error reaches nobody. */
export function endOnUncaught(): void {
  process.on('uncaughtException', (error: unknown) => {
    writeSync(STDERR, `${maskText(lastWords(error))}\n`)
    process.exit(1)
  })
}

/** The error and what caused it. */
function lastWords(error: unknown): string {
  if (!(error instanceof Error)) return `uncaught: ${String(error)}`
  const words = error.stack ?? error.message
  return error.cause === undefined ? words : `${words}\ncaused by ${lastWords(error.cause)}`
}
