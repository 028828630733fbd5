// The face of the library: compile a pipeline script once, run it on points, encode them. Nothing else is public.
import type { Services } from './pipeline/define.js'
import { ScriptFolder } from './pipeline/folder.js'
import { functionTable } from './pipeline/functions/index.js'
import { PatternScope } from './pipeline/grok/expand.js'
import type { Script } from './pipeline/script.js'
import { NO_SERVICES } from './pipeline/services.js'

export { encodeLine } from './encode/line-protocol.js'
export {
  CompileError,
  type Diagnostic,
  formatDiagnostic,
  type Position,
  RunFailure,
} from './errors.js'
export type { MadePoint, Services } from './pipeline/define.js'
export { type Outcome, type Script, settle } from './pipeline/script.js'
export type { PointCategory } from './point/category.js'
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
  /** What scripts may ask the world beyond their record; what is absent has no answer. */
  readonly services?: Partial<Services>
}

/**
 * Compiles a pipeline script.
 * @param source text of the script
 * @returns a script whose `run(point, now?)` changes the point and tells why it stopped, if it did; `settle` of that outcome
 * gives the points it made beside the record, `tick` those that come with time
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
    services: { ...NO_SERVICES, ...settings.services },
  }).require(file)
}
