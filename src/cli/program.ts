// The tree of commands, built but not run: main.ts runs it, tests and completion look at it. A command is one line here, and
// loaded only when it is called or when all are to be shown.
import { Command } from 'commander'
import { COMMIT, VERSION } from '../version.js'
import { leaveWhenUnread } from './pipes.js'

const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['run', async () => (await import('./run.js')).runCommand()],
  ['demo', async () => (await import('./demo.js')).demoCommand()],
  ['pipeline', async () => (await import('./pipeline.js')).pipelineCommand()],
  ['check', async () => (await import('./check.js')).checkCommand()],
  ['test', async () => (await import('./test.js')).testCommand()],
  ['record', async () => (await import('./record.js')).recordCommand()],
  ['grok', async () => (await import('./grok.js')).grokCommand()],
  ['fmt', async () => (await import('./fmt.js')).fmtCommand()],
  ['bench', async () => (await import('./bench.js')).benchCommand()],
  ['tap', async () => (await import('./tap.js')).tapCommand()],
  ['top', async () => (await import('./top.js')).topCommand()],
  ['replay', async () => (await import('./replay.js')).replayCommand()],
  ['completion', async () => (await import('./completion.js')).completionCommand(program)],
  ['version', async () => versionCommand()],
])

const VERSION_LINE = `logfwdserver ${VERSION} (${COMMIT}), node ${process.version}`

const HELP = `
Examples:
  logfwdserver run
  logfwdserver pipeline -P nginx.p -F sample.log
  logfwdserver grok --help

Exit code: 0 done, 1 the answer is no, 2 wrong usage or configuration; each command says what that means for it.`

/**
 * The commands. What commander would end the process for is thrown as CommanderError.
 * @param called the word that the command line begins with: if it names a command, there is no other in the tree
 */
export async function program(called?: string): Promise<Command> {
  const root = new Command('logfwdserver')
    .description(
      'Receives logs from logfwd sidecars, runs pipeline scripts, forwards to a Dataway.',
    )
    .version(VERSION_LINE, '-V, --version', 'print version and commit')
    .addHelpText('after', HELP)
  const one = COMMANDS.get(called ?? '')
  for (const load of one ? [one] : COMMANDS.values()) root.addCommand(await load())
  for (const command of family(root)) command.exitOverride().configureOutput({ writeOut })
  return root
}

/** Help and version: `head` may have had enough of it. */
function writeOut(text: string): void {
  leaveWhenUnread(process.stdout)
  process.stdout.write(text)
}

/** A command and all below it. */
export function family(command: Command): Command[] {
  return [command, ...command.commands.flatMap(family)]
}

function versionCommand(): Command {
  return new Command('version')
    .description('Print version and commit.')
    .addHelpText('after', '\nExample:\n  logfwdserver version')
    .action(() => {
      process.stdout.write(`${VERSION_LINE}\n`)
    })
}
