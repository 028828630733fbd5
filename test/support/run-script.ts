// Runs a script on one record, built as the log receiver builds it, and does everything that follows its end.
import { type Code, CompileError, type RunFailure } from '../../src/errors.js'
import type { MadePoint, Services } from '../../src/pipeline/define.js'
import { ScriptFolder } from '../../src/pipeline/folder.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { settle } from '../../src/pipeline/script.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
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
  /** What is not given is the one of a script that nothing is joined to. */
  readonly services?: Partial<Services>
}

export interface Outcome {
  readonly point: Point
  readonly failure?: RunFailure | undefined
  readonly compileError?: CompileError
  /** Points made beside the record. */
  readonly made: readonly MadePoint[]
}

/** A fixed clock: 2023-11-14T22:13:20Z. */
export const NOW = 1_700_000_000_000_000_000n

/** A folder with one script, `main.p`, and the others of the record. */
export function folderOf(source: string, record: Partial<Record> = {}): ScriptFolder {
  const sources = new Map(Object.entries({ ...record.scripts, 'main.p': source }))
  return new ScriptFolder(sources, {
    functions: functionTable,
    patterns: () => PatternScope.builtin().child(),
    services: { ...NO_SERVICES, ...record.services },
  })
}

export function runScript(source: string, record: Record): Outcome {
  const point = buildPoint(record)
  try {
    const outcome = folderOf(source, record).require('main.p').run(point, NOW)
    return { point, failure: outcome.failure, made: settle(outcome) }
  } catch (error) {
    if (error instanceof CompileError) return { point, compileError: error, made: [] }
    throw error
  }
}

/** The code of the first finding, if the script does not compile. */
export function compileCode(outcome: Outcome): Code | undefined {
  return outcome.compileError?.diagnostics[0].code
}

export function buildPoint(record: Record): Point {
  const tags = Tags.of(Object.entries(record.tags ?? {}))
  const point = new Point(record.name ?? 'test', record.time ?? NOW, tags)
  point.set('message', record.message)
  for (const [key, value] of Object.entries(record.fields ?? {})) point.set(key, value)
  if (!point.has('status')) point.set('status', 'info')
  return point
}
