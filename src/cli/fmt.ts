// `fmt`: scripts in their canonical layout, in place or shown. One that cannot be formatted is told and left alone, and does
// not keep the others from it.
import { buffer } from 'node:stream/consumers'
import { Command } from 'commander'
import type { FolderChoice } from '../config/folders.js'
import { CompileError } from '../errors.js'
import { carryOut, withFolders } from './carry-out.js'
import { readScript, replaceFile, scriptText } from './fmt-files.js'
import { isInputGiven } from './input.js'
import { type Paint, paintFor } from './paint.js'
import { placesOf, scriptsOf } from './script-files.js'

interface Flags extends FolderChoice {
  readonly check?: boolean
  readonly diff?: boolean
  readonly stdout?: boolean
}

/** A script to format, and where the result may go. */
interface Source {
  readonly name: string
  read(): string
  /** Undefined: nowhere but to standard output. */
  readonly write?: (text: string) => void
}

const HELP = `
Scripts are written in place, and those that changed are listed. Of a folder all *.p below it are taken. Without a path it is
what is piped to it, or else the scripts of the pipeline folder, or of this folder.
Two spaces an indent, one statement a line, spaces round operators; comments, texts, numbers and parentheses stay.

Examples:
  logfwdserver fmt nginx.p
  logfwdserver fmt --check pipelines
  logfwdserver fmt --diff pipelines/nginx.p
  logfwdserver fmt - < my.p

Exit code: 0 done, 1 a script has a syntax error or, with --check, would change, 2 wrong usage.`

export function fmtCommand(): Command {
  return withFolders(
    new Command('fmt')
      .description('Format pipeline scripts: one canonical layout, comments kept, same meaning.')
      .argument('[paths...]', 'scripts and folders; -: standard input to standard output')
      .option('--check', 'write nothing, list the scripts that would change')
      .option('--diff', 'write nothing, show what would change')
      .option('--stdout', 'write nothing, print the formatted scripts'),
  )
    .addHelpText('after', HELP)
    .action(async (paths: string[], flags: Flags, command: Command) => {
      await carryOut(command, () => fmt(paths, flags, command))
    })
}

async function fmt(paths: readonly string[], flags: Flags, command: Command): Promise<number> {
  const wrong = (message: string) => command.error(`error: ${message}`, { exitCode: 2 })
  if (flags.stdout && (flags.check || flags.diff))
    wrong('--stdout goes neither with --check nor with --diff')
  if (paths.includes('-') && paths.length > 1) wrong('- stands alone')
  const fromInput = paths.length === 0 ? isInputGiven() : paths.includes('-')
  const sources = fromInput ? [await input()] : files(paths, flags)
  const format = await formatter(flags)
  return Math.max(...sources.map((source) => attempt(source, format)))
}

async function input(): Promise<Source> {
  const bytes = await buffer(process.stdin)
  return { name: 'standard input', read: () => scriptText(bytes) }
}

function files(paths: readonly string[], flags: Flags): Source[] {
  return scriptsOf(placesOf(paths, flags)).map((path) => ({
    name: path,
    read: () => readScript(path),
    write: (text) => replaceFile(path, text),
  }))
}

/** Does to one source what the flags say; the exit code that this asks for. */
type Format = (source: Source) => number

async function formatter(flags: Flags): Promise<Format> {
  const { formatScript } = await import('../pipeline/language/format.js')
  const show = flags.diff ? await differ(paintFor(process.stdout)) : undefined
  return (source) => {
    const before = source.read()
    const after = formatScript(before, source.name)
    if (flags.stdout || (!source.write && !flags.check && !show)) process.stdout.write(after)
    else if (before !== after) {
      if (show) process.stdout.write(show(source.name, before, after))
      else process.stdout.write(`${source.name}\n`)
      if (!show && !flags.check) source.write?.(after)
      return flags.check ? 1 : 0
    }
    return 0
  }
}

/** A script with an error, or a file that cannot be read or written, is told. */
function attempt(source: Source, format: Format): number {
  try {
    return format(source)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const { code, syscall } = error as NodeJS.ErrnoException
    const why = syscall === undefined ? error.message : `cannot be read or written (${code})`
    const isOfScript = error instanceof CompileError
    process.stderr.write(isOfScript ? `${error.message}\n` : `${source.name}: ${why}\n`)
    return 1
  }
}

/** Shows two texts as a patch. */
async function differ(paint: Paint) {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff')
  const options = { headerOptions: FILE_HEADERS_ONLY, context: 3 }
  return (name: string, before: string, after: string) => {
    const patch = createTwoFilesPatch(name, name, before, after, undefined, undefined, options)
    return patch.replace(/^.*$/gm, (line) => painted(line, paint))
  }
}

function painted(line: string, paint: Paint): string {
  if (/^(---|\+\+\+) /.test(line)) return paint.strong(line)
  if (line.startsWith('@@')) return paint.faint(line)
  if (line.startsWith('-')) return paint.bad(line)
  return line.startsWith('+') ? paint.good(line) : line
}
