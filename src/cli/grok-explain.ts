// `grok explain`: every grok call of a script on a line, in the order it ran, or a bare pattern on it.
import { Command } from 'commander'
import type { FolderChoice } from '../config/folders.js'
import { carryOut, withFolders } from './carry-out.js'
import { type GivenFlags, givenLines, sourceFault } from './given-lines.js'
import { patternTeller, scriptTeller } from './grok-teller.js'

interface Flags extends FolderChoice, GivenFlags {
  readonly pipeline?: string
  readonly pattern?: string
  readonly json?: boolean
}

const HELP = `
For each grok call it says whether it matched; if not, how far it came, the piece of the pattern that failed and the text there,
both marked, and the captures so far. Without -T and -F the lines are read from standard input.

Examples:
  logfwdserver grok explain -P nginx.p -T '10.0.0.1 - - [04/Foo/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5'
  logfwdserver grok explain -P ./my.p -F sample.log
  kubectl logs my-pod | logfwdserver grok explain -P my.p -F -
  logfwdserver grok explain --pattern '%{IP:ip} took %{INT:ms:int}ms' -T '10.0.0.1 took 5s'

Exit code: 0 a grok matched on every line, 1 none did on some line or the script failed, 2 wrong usage.`

export function explainCommand(): Command {
  return withFolders(
    new Command('explain')
      .description(
        'Show how far the groks of a script, or a pattern, match a line, and the piece that failed.',
      )
      .option('-P, --pipeline <script>', 'script: a name in the pipeline folder, or a path')
      .option('--pattern <pattern>', 'a grok pattern instead of a script')
      .option('-T, --text <text>', 'the line')
      .option('-F, --file <file>', 'file whose lines are explained; - for standard input')
      .option('--json', 'one JSON object a line'),
  )
    .addHelpText('after', HELP)
    .action(async (flags: Flags, command: Command) => {
      await carryOut(command, () => explain(flags, command))
    })
}

async function explain(flags: Flags, command: Command): Promise<number> {
  const fault = usageFault(flags)
  if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 })
  const teller = await (flags.pattern === undefined
    ? scriptTeller(flags)
    : patternTeller(flags, command))
  if (teller === undefined) return 1
  let lines = 0
  let code = 0
  try {
    for await (const line of givenLines(flags)) {
      if (++lines > 1 && !flags.json) process.stdout.write('\n')
      const { matched, text } = await teller.tell(line)
      process.stdout.write(`${text}\n`)
      if (!matched) code = 1
    }
  } finally {
    await teller.close()
  }
  if (lines === 0) command.error('error: there is no line to explain', { exitCode: 2 })
  return code
}

function usageFault({ pipeline, pattern, ...given }: Flags): string | undefined {
  if ((pipeline === undefined) === (pattern === undefined))
    return 'name a script with -P, or give a pattern with --pattern'
  return sourceFault(given)
}
