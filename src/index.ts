// The face of the library: compile a pipeline script once, run it on points, encode them. Nothing else is public.
import { ScriptFolder } from './pipeline/folder.js'
import { functionTable } from './pipeline/functions/index.js'
import { PatternScope } from './pipeline/grok/expand.js'
import type { Script } from './pipeline/script.js'

export { encodeLine } from './encode/line-protocol.js'
export {
  CompileError,
  type Diagnostic,
  formatDiagnostic,
  type Position,
  RunFailure,
} from './errors.js'
export type { Outcome, Script } from './pipeline/script.js'
export { Point } from './point/point.js'
export { Tags } from './point/tags.js'
export type { FieldValue } from './point/value.js'

export interface CompileSettings {
  /** Name of the script in errors, and the name that `use` would know it by. Default `script.p`. */
  readonly file?: string
  /** Other scripts of its folder by name, for `use`. */
  readonly scripts?: Readonly<Record<string, string>>
  /** Grok patterns besides the built-in ones, by name. */
  readonly patterns?: Readonly<Record<string, string>>
}

/**
 * Compiles a pipeline script.
 * @param source text of the script
 * @returns a script whose `run(point, now?)` changes the point and tells why it stopped, if it did
 * @throws CompileError with file, line, column (in bytes) and what was expected
 */
export function compile(source: string, settings: CompileSettings = {}): Script {
  const file = settings.file ?? 'script.p'
  const sources = new Map(Object.entries(settings.scripts ?? {})).set(file, source)
  const patterns = PatternScope.builtin().child()
  for (const [name, pattern] of Object.entries(settings.patterns ?? {}))
    patterns.define(name, pattern)
  return new ScriptFolder(sources, {
    functions: functionTable,
    patterns: () => patterns.child(),
  }).require(file)
}
