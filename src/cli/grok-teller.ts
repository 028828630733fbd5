// What `grok explain` says of a line: how each grok of a script met it, or a bare pattern; for people, or as one JSON object.
import { basename, dirname } from 'node:path'
import type { Command } from 'commander'
import { type FolderChoice, resolveFolders } from '../config/folders.js'
import { CompileError } from '../errors.js'
import type { Services } from '../pipeline/define.js'
import { functionTable } from '../pipeline/functions/index.js'
import { expandPattern, PatternError } from '../pipeline/grok/expand.js'
import { RegexpError } from '../pipeline/grok/go-regexp-ast.js'
import { parseGoRegexp } from '../pipeline/grok/go-regexp-parse.js'
import { nowNs } from '../util/clock.js'
import { recordPoint } from '../workbench/record.js'
import { explainInTime, type RecordedStep, type TracedRun, traced } from '../workbench/trace.js'
import { cut, shown } from './columns.js'
import { bareText, callTexts, summary } from './grok-text.js'
import { openLookup } from './open-lookup.js'
import { type Paint, paintFor } from './paint.js'
import { namedScript } from './script-files.js'
import { readSources } from './sources.js'

export interface TellerFlags extends FolderChoice {
  readonly pipeline?: string
  readonly pattern?: string
  readonly json?: boolean
}

/** Columns of the line above its groks. */
const LINE = 120

/** Tells of one line after the other. */
export interface Teller {
  tell(line: string): Promise<{ readonly matched: boolean; readonly text: string }>
  close(): Promise<void>
}

/** A bare pattern, with those of the pipeline folder. */
export async function patternTeller(flags: TellerFlags, command: Command): Promise<Teller> {
  const { scope } = await readSources(resolveFolders(flags).pipelineDir)
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

/** What is wrong with a pattern that was given. Other errors are thrown on. */
function patternFault(error: unknown): string {
  if (error instanceof RegexpError) return `the pattern is not valid: ${error.message}`
  if (!(error instanceof PatternError)) throw error
  const meant = error.suggestion === undefined ? '' : `; did you mean "${error.suggestion}"?`
  return error.message + meant
}

/** Undefined for a script that does not compile: that is told. */
export async function scriptTeller(flags: TellerFlags): Promise<Teller | undefined> {
  const path = namedScript(flags.pipeline!, flags)
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

/** @throws CompileError */
async function tellerOf(
  path: string,
  { json }: TellerFlags,
  services: Services,
  close: () => Promise<void>,
): Promise<Teller> {
  const name = basename(path)
  const { sources, scope } = await readSources(dirname(path))
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
