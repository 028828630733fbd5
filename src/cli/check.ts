// `check`: what is wrong with scripts, for people or for editors. Nothing is run.
import { text as textOf } from 'node:stream/consumers'
import { Command } from 'commander'
import { readEnvironment } from '../config/environment.js'
import { type FolderChoice, resolveFolders } from '../config/folders.js'
import { type LintSettings, USUAL_HOST_TAGS } from '../workbench/lint.js'
import { carryOut, withFolders } from './carry-out.js'
import { type CheckedFile, checkFile, checkPaths, countsOf } from './check-files.js'
import { checkJson } from './check-json.js'
import { checkText } from './check-text.js'
import { paintFor } from './paint.js'

interface Flags extends FolderChoice {
  readonly json?: boolean
  readonly strict?: boolean
  readonly as?: string
}

const HELP = `
A path is a script, a folder (all *.p below it, and pattern/*), a name in the pipeline folder, or - for standard input. Without
one it is the pipeline folder, else this folder. A script is compiled among the scripts and patterns of its folder. Warnings are of scripts that compile:
patterns that can never match or that some line holds up for long, captures that nobody reads, and the like; docs/errors.md
explains each code.

Examples:
  logfwdserver check
  logfwdserver check pipelines nginx.p
  logfwdserver check --strict pipelines
  logfwdserver check --json --as pipelines/nginx.p - < unsaved.p

With --json standard output is one document; members may be added to it later, none changes:
  {"version": 1, "summary": {"scripts", "errors", "warnings"},
   "files": [{"file", "diagnostics": [{"code", "severity": "error" | "warning", "line", "column", "end": {"line", "column"},
     "range": {"start": {"line", "character"}, "end": {"line", "character"}}, "message", "hint"?}]}]}
Lines and columns count from 1, columns in bytes of UTF-8, as they are printed; range counts from 0 in UTF-16 units, as
editors do. Files without findings are listed too.

Exit code: 0 no errors, 1 errors (with --strict also warnings), 2 wrong usage.`

export function checkCommand(): Command {
  return withFolders(
    new Command('check')
      .description('Compile pipeline scripts and warn of what compiles but cannot be meant.')
      .argument(
        '[paths...]',
        'scripts and folders, - for standard input; the pipeline folder, or this one',
      )
      .option('--json', 'print one JSON document, for editors')
      .option('--strict', 'warnings count as errors for the exit code')
      .option(
        '--as <path>',
        'path that the script of standard input has: those beside it serve `use`',
      ),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags, command: Command) => {
      await carryOut(command, () => check(paths, flags, command))
    })
}

async function check(paths: readonly string[], flags: Flags, command: Command): Promise<number> {
  const wrong = (message: string) => command.error(`error: ${message}`, { exitCode: 2 })
  if (paths.includes('-') && paths.length > 1) wrong('- stands alone')
  if (flags.as !== undefined && !paths.includes('-')) wrong('--as goes with - only')
  const files = await checked(paths, flags)
  const counts = countsOf(files)
  const text = flags.json
    ? checkJson(files, counts)
    : checkText(files, counts, paintFor(process.stdout))
  process.stdout.write(`${text}\n`)
  return counts.errors > 0 || (flags.strict && counts.warnings > 0) ? 1 : 0
}

function checked(paths: readonly string[], flags: Flags): Promise<CheckedFile[]> {
  const settings = { hostTags: hostTags() }
  if (!paths.includes('-')) return checkPaths(paths, flags, settings)
  return checkInput(flags.as, resolveFolders(flags).pipelineDir, settings)
}

/** Without a path the text is a script of the pipeline folder. */
async function checkInput(
  path: string | undefined,
  folder: string,
  settings: LintSettings,
): Promise<CheckedFile[]> {
  const text = await textOf(process.stdin)
  if (path !== undefined) return checkFile(path, text, settings)
  const named = await checkFile(`${folder}/stdin.p`, text, settings)
  const file = 'stdin.p'
  return named.map((one) => {
    return { ...one, file, diagnostics: one.diagnostics.map((found) => ({ ...found, file })) }
  })
}

/** Names of the tags of the node, as the environment has them; the usual ones where it says nothing. */
function hostTags(): Iterable<string> {
  const { tag } = readEnvironment(process.env, () => {})
  const names = Object.keys(tag.globalHostTags)
  if (names.length === 0) return USUAL_HOST_TAGS
  const cluster = tag.clusterName ?? tag.usualClusterName
  return ['host', ...names, ...(cluster ? ['cluster_name_k8s'] : [])]
}
