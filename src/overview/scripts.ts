// Each script: the version in force, what it did, and what is wrong with it.
import { createHash } from 'node:crypto'
import type { Diagnostic } from '../errors.js'
import type { ScriptCounts } from '../telemetry/counts.js'
import { maskText } from '../util/mask.js'
import type { ScriptError, ScriptOverview } from './shape.js'

/** The scripts of a folder. */
export interface Scripts {
  names(): readonly string[]
  /** The version in force; undefined when there is none. */
  version(name: string): { readonly text: string } | undefined
}

/** The last failure of a script on a record; its time is in Unix milliseconds. */
export interface Failures {
  of(script: string): { readonly message: string; readonly at: number } | undefined
}

const HASH_LENGTH = 12
const NOTHING: Omit<ScriptCounts, 'script'> = {
  matched: 0,
  missed: 0,
  failed: 0,
  unparsed: 0,
  dropped: 0,
  quarantines: 0,
  seconds: 0,
  loaded: 0,
}

/** @param faults findings in all files */
export function scriptOverviews(
  counts: readonly ScriptCounts[],
  scripts: Scripts,
  failures: Failures,
  faults: readonly Diagnostic[],
): ScriptOverview[] {
  const counted = new Map(counts.map((one) => [one.script, one]))
  const present = new Set(scripts.names())
  const names = [...new Set([...present, ...counted.keys()])].sort()
  return names.map((name) => {
    const { seconds, loaded, ...own } = { ...NOTHING, ...counted.get(name) }
    const { matched, missed, failed, unparsed, dropped, quarantines } = own
    const version = scripts.version(name)
    const fault = faults.find(({ file }) => file === name)
    const error = fault ? compileError(fault) : runError(name, failures)
    return {
      name,
      state: !present.has(name) ? 'gone' : !fault ? 'ok' : version ? 'kept' : 'refused',
      ...(version && aboutText(version)),
      ...(loaded > 0 && version && { loadedAt: new Date(loaded * 1000).toISOString() }),
      records: matched + missed,
      matched,
      missed,
      failed,
      unparsed,
      dropped,
      quarantines,
      ns: Math.round(seconds * 1e9),
      ...(error && { error }),
    }
  })
}

/** A text is looked at once, whoever asks. */
const known = new WeakMap<object, { readonly hash: string; readonly lines: number }>()

function aboutText(version: { readonly text: string }) {
  const found = known.get(version) ?? {
    hash: createHash('sha256').update(version.text).digest('hex').slice(0, HASH_LENGTH),
    lines: version.text.replace(/\n$/, '').split('\n').length,
  }
  known.set(version, found)
  return found
}

function compileError({ message, file, position, code }: Diagnostic): ScriptError {
  return { kind: 'compile', message: maskText(message), file, ...(position && { position }), code }
}

const PLACE = /^(.+?):(\d+):(\d+): ([\s\S]*)$/

/** A failure tells its place in front. */
function runError(name: string, failures: Failures): ScriptError | undefined {
  const failure = failures.of(name)
  if (!failure) return undefined
  const at = new Date(failure.at).toISOString()
  const placed = PLACE.exec(failure.message)
  if (!placed) return { kind: 'run', message: maskText(failure.message), file: name, at }
  const [, file = name, line, column, text = ''] = placed
  const position = { line: Number(line), column: Number(column) }
  return { kind: 'run', message: maskText(text), file, position, at }
}
