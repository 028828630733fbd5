// Runs a script on one record, built as the log receiver builds it, and does the finishing steps.
import { type Code, CompileError, RunFailure } from '../../src/errors.js'
import type { CallSite, Run, ScriptBody } from '../../src/pipeline/define.js'
import { finish } from '../../src/pipeline/finish.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { compileScript } from '../../src/pipeline/language/compile.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'

/** The record a script runs on. */
export interface Record {
  readonly message: string
  readonly name?: string
  readonly tags?: Readonly<{ [key: string]: string }>
  readonly fields?: Readonly<{ [key: string]: FieldValue }>
  readonly time?: bigint
  /** Other scripts of the folder, for `use`. */
  readonly scripts?: Readonly<{ [file: string]: string }>
}

export interface Outcome {
  readonly point: Point
  readonly failure?: RunFailure
  readonly compileError?: CompileError
}

/** A fixed clock: 2023-11-14T22:13:20Z. */
export const NOW = 1_700_000_000_000_000_000n

export function runScript(source: string, record: Record): Outcome {
  const point = buildPoint(record)
  try {
    const script = compile(source, 'main.p', record.scripts ?? {}, [])
    const run: Run = { now: NOW, statusMapping: true, steps: 1_000_000 }
    script(point, run)
    finish(point, run)
    return { point }
  } catch (error) {
    if (error instanceof CompileError) return { point, compileError: error }
    if (!(error instanceof RunFailure)) throw error
    point.dropped = false
    return { point, failure: error }
  }
}

/** The code of the first finding, if the script does not compile. */
export function compileCode(outcome: Outcome): Code | undefined {
  return outcome.compileError?.diagnostics[0].code
}

/** @param users the scripts that led here by `use` */
function compile(
  source: string,
  file: string,
  scripts: Readonly<{ [file: string]: string }>,
  users: readonly string[],
): ScriptBody {
  const script = (name: string, site: CallSite): ScriptBody => {
    const other = scripts[name]
    const open = [...users, file]
    if (other === undefined) return site.refuse('call', 'PL203', `there is no script "${name}"`)
    if (open.includes(name)) return site.refuse('call', 'PL203', `"${name}" uses itself`)
    return compile(other, name, scripts, open)
  }
  const patterns = PatternScope.builtin().child()
  return compileScript(source, { file, functions: functionTable, patterns, script })
}

function buildPoint(record: Record): Point {
  const tags = Tags.of(Object.entries(record.tags ?? {}))
  const point = new Point(record.name ?? 'test', record.time ?? NOW, tags)
  point.set('message', record.message)
  for (const [key, value] of Object.entries(record.fields ?? {})) point.set(key, value)
  if (!point.has('status')) point.set('status', 'info')
  return point
}
