// Paths that lead nowhere, and files that a command was told to read or write and cannot: a sentence and wrong usage, not a stack.
import type { Command } from 'commander'
import { PathFault } from './script-files.js'

/** Runs a command. */
export async function toldFileFaults(
  command: Command,
  run: () => Promise<number>,
): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof PathFault) return command.error(`error: ${error.message}`, { exitCode: 2 })
    const { code, syscall, message } = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    return command.error(`error: ${message}`, { exitCode: 2 })
  }
}
