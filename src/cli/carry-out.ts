// How every command that reads files is carried out: it ends in silence when nobody reads its output any more, and says in a
// sentence, as wrong usage, which path leads nowhere and which file it cannot read or write.
import type { Command } from 'commander'
import { leaveWhenUnread } from './pipes.js'
import { PathFault } from './script-files.js'

/** @param work returns the exit code */
export async function carryOut(command: Command, work: () => Promise<number>): Promise<void> {
  leaveWhenUnread(process.stdout)
  try {
    process.exitCode = await work()
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException
    const isOfFiles = error instanceof PathFault || (code !== undefined && syscall !== undefined)
    if (!isOfFiles) throw error
    command.error(`error: ${message}`, { exitCode: 2 })
  }
}

/** The options that say where scripts and patterns are. */
export function withFolders(command: Command): Command {
  return command
    .option('--home <dir>', 'home folder')
    .option('--pipeline-dir <dir>', 'pipeline folder')
}
