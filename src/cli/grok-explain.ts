// `grok explain`: every grok call of a script on a line, in the order it ran, or a bare pattern on it.
import { createReadStream, existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { Command } from 'commander'
import { type FolderChoice, resolveFolders } from '../config/folders.js'
import { CompileError } from '../errors.js'
import type { Services } from '../pipeline/define.js'
import { functionTable } from '../pipeline/functions/index.js'
import { expandPattern } from '../pipeline/grok/expand.js'
import { parseGoRegexp } from '../pipeline/grok/go-regexp-parse.js'
import { nowNs } from '../util/clock.js'
import { recordPoint } from '../workbench/record.js'
import { explainInTime, type RecordedStep, type TracedRun, traced } from '../workbench/trace.js'
import { findScript, PathFault } from './case-paths.js'
import { cut, shown } from './columns.js'
import { patternFault, readScripts } from './grok-scripts.js'
import { bareText, callTexts, summary } from './grok-text.js'
import { logLines } from './log-lines.js'
import { openLookup } from './open-lookup.js'
import { type Paint, paintFor } from './paint.js'
import { leaveWhenUnread } from './pipes.js'

interface Flags extends FolderChoice {
  readonly pipeline?: string
  readonly pattern?: string
  readonly text?: string
  readonly file?: string
  readonly json?: boolean
}

/** Columns of the line above its groks. */
const LINE = 120

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
  return new Command('explain')
    .description(
      'Show how far the groks of a script, or a pattern, match a line, and the piece that failed.',
    )
    .option('-P, --pipeline <script>', 'script: a name in the pipeline folder, or a path')
    .option('--pattern <pattern>', 'a grok pattern instead of a script')
    .option('-T, --text <text>', 'the line')
    .option('-F, --file <file>', 'file whose lines are explained; - for standard input')
    .option('--json', 'one JSON object a line')
    .option('--home <dir>', 'home folder')
    .option('--pipeline-dir <dir>', 'pipeline folder')
    .addHelpText('after', HELP)
    .action(async (flags: Flags, command: Command) => {
      leaveWhenUnread(process.stdout)
      process.exitCode = await explain(flags, command)
    })
}

async function explain(flags: Flags, command: Command): Promise<number> {
  const fault = usageFault(flags)
  if (fault !== undefined) command.error(`error: ${fault}`, { exitCode: 2 })
  const teller = await (flags.pattern === undefined
    ? scriptTeller(flags, command)
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

function usageFault({ pipeline, pattern, text, file }: Flags): string | undefined {
  if ((pipeline === undefined) === (pattern === undefined))
    return 'name a script with -P, or give a pattern with --pattern'
  if (text !== undefined && file !== undefined) return 'give either -T or -F'
  if (text === undefined && file === undefined && process.stdin.isTTY)
    return 'give a line with -T, a file with -F, or lines on standard input'
  if (file !== undefined && file !== '-' && !existsSync(file)) return `there is no ${file}`
  return undefined
}

async function* givenLines({ text, file }: Flags): AsyncGenerator<string> {
  if (text !== undefined) yield text
  else yield* logLines(file === undefined || file === '-' ? process.stdin : createReadStream(file))
}

interface Teller {
  tell(line: string): Promise<{ readonly matched: boolean; readonly text: string }>
  close(): Promise<void>
}

async function patternTeller(flags: Flags, command: Command): Promise<Teller> {
  const { scope } = await readScripts(resolveFolders(flags).pipelineDir)
  const paint = paintFor(process.stdout)
  try {
    const expanded = expandPattern(flags.pattern!, scope)
    parseGoRegexp(expanded.source)
    return {
      async tell(line) {
        const told = explainInTime(expanded, line)
        const text = flags.json ? JSON.stringify(told ?? null) : bareText(told, paint)
        return { matched: told?.matched === true, text }
      },
      async close() {},
    }
  } catch (error) {
    return command.error(`error: ${patternFault(error)}`, { exitCode: 2 })
  }
}

/** Undefined for a script that does not compile. */
async function scriptTeller(flags: Flags, command: Command): Promise<Teller | undefined> {
  const path = scriptPath(flags, command)
  const lookup = openLookup(flags, Math.random)
  await lookup.start()
  try {
    return await tellerOf(path, flags, lookup, () => lookup.stop())
  } catch (error) {
    await lookup.stop()
    if (!(error instanceof CompileError)) throw error
    process.stderr.write(`${error.message}\n`)
    return undefined
  }
}

function scriptPath(flags: Flags, command: Command): string {
  try {
    return findScript(flags.pipeline!, resolveFolders(flags).pipelineDir).script
  } catch (error) {
    if (!(error instanceof PathFault)) throw error
    return command.error(`error: ${error.message}`, { exitCode: 2 })
  }
}

/** @throws CompileError */
async function tellerOf(
  path: string,
  { json }: Flags,
  services: Services,
  close: () => Promise<void>,
): Promise<Teller> {
  const name = basename(path)
  const { sources, scope } = await readScripts(dirname(path), path)
  const patterns = () => scope.child()
  const { folder, run } = traced(sources, { functions: functionTable, patterns, services })
  folder.require(name)
  const paint = paintFor(process.stdout)
  const tell = async (line: string) => {
    const now = nowNs()
    const point = recordPoint({ message: line, name: name.replace(/\.p$/, '') }, now)
    const ran = await run(name, point, now)
    const groks = ran.steps.filter(({ call }) => call === 'grok')
    const matched = groks.some(({ result }) => result?.value === true) && !ran.failure
    const text = json ? jsonText(line, matched, groks, ran) : plainText(line, groks, ran, paint)
    return { matched, text }
  }
  return { tell, close }
}

type Groks = readonly RecordedStep[]

function jsonText(line: string, matched: boolean, groks: Groks, { failure, more }: TracedRun) {
  const calls = groks.map((step) => {
    const { file, position } = step
    return { file, position, explain: step.explain() ?? null }
  })
  return JSON.stringify({
    text: line.toWellFormed(),
    matched,
    ...(failure !== undefined && { failure }),
    groks: calls,
    more,
  })
}

function plainText(line: string, groks: Groks, { failure, more }: TracedRun, paint: Paint): string {
  const head = paint.strong(cut(shown(line), LINE))
  const failed = failure === undefined ? [] : [paint.bad(failure)]
  return [head, ...callTexts(groks, paint), ...failed, summary(groks, more)].join('\n')
}
