// The options of commands that ask a running server: where it is, and the token where it asks for one.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { ServerFault } from '../util/server-request.js'
import { untilInterrupted } from './interrupt.js'
import { leaveWhenUnread } from './pipes.js'

export interface ServerFlags {
  readonly url: string
  readonly tokenFile?: string
}

export function withServer(command: Command): Command {
  return command
    .option('--url <url>', 'address of the HTTP API of the server', 'http://127.0.0.1:9529')
    .option('--token-file <file>', 'file with a token, for a server on another host')
}

/** The first token of the file. */
export function tokenOf({ tokenFile }: ServerFlags, command: Command): string | undefined {
  if (tokenFile === undefined) return undefined
  const token = readToken(tokenFile, command)
    .split(/\s+/)
    .find((word) => word !== '')
  if (token === undefined) command.error(`error: ${tokenFile} holds no token`, { exitCode: 2 })
  return token
}

function readToken(path: string, command: Command): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return command.error(`error: ${path} cannot be read (${code})`, { exitCode: 2 })
  }
}

/**
 * Asks a server until all is said or somebody interrupts; ends in silence when nobody reads the output any more.
 * @returns the exit code: 1 when the server is at fault, which is told
 */
export async function whileAsking(
  work: (interrupt: AbortController) => Promise<void>,
): Promise<number> {
  leaveWhenUnread(process.stdout)
  const interrupt = untilInterrupted()
  try {
    await work(interrupt)
    return 0
  } catch (error) {
    if (interrupt.signal.aborted) return 0
    if (!(error instanceof ServerFault)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    interrupt.abort()
  }
}
