// What the workbench tells about a script at work: the shapes that the command line prints and the page shows. All of it is
// JSON; types only, so that the page can import them.
import type { Diagnostic, Position } from '../errors.js'
import type { GrokExplanation } from '../pipeline/grok/explain.js'

export type { FailedPiece, GrokExplanation } from '../pipeline/grok/explain.js'

/** A script and lines to try it on: `POST /v1/pipeline/try`. */
export interface TryRequest {
  readonly script: string
  /** Name of the script in errors; `playground.p` when absent. */
  readonly name?: string
  /** Other scripts by name, for `use`. */
  readonly scripts?: Readonly<Record<string, string>>
  readonly lines: readonly string[]
  /** Measurement of the records. */
  readonly source?: string
  readonly tags?: Readonly<Record<string, string>>
  /** The clock, and the time at which the records come, in Unix nanoseconds; that of the server when absent. */
  readonly now?: string
  /** Lines, by index from 0, whose steps are told; all that fit into the budget when absent. */
  readonly explain?: readonly number[]
  /** Whether warnings are told, which cost more time than the lines; true when absent. */
  readonly warnings?: boolean
}

export interface TryAnswer {
  /** Errors and warnings of the script; with an error there are no results. */
  readonly diagnostics: readonly Diagnostic[]
  /** One for each line, in order; fewer when the budget was used up. */
  readonly results: readonly LineResult[]
  /** Points that came of all lines together, such as aggregates; absent when there are none. */
  readonly gathered?: readonly (ShownPoint & { readonly category: string })[]
  readonly compileMs: number
  readonly runMs: number
  /** Time zone of the server, in which scripts read times that do not say theirs. */
  readonly zone: string
}

export interface LineResult {
  readonly point: ShownPoint
  /** Points that the script made beside the record. */
  readonly made: readonly (ShownPoint & { readonly category: string })[]
  /** Why the script stopped, with its place. */
  readonly failure?: { readonly message: string; readonly position?: Position }
  /** Whether a grok, json or time function took something out of the line. */
  readonly matched: boolean
  readonly costNs: number
  /** The calls in the order they ran; absent where the line was not to be explained. */
  readonly steps?: readonly StepTrace[]
}

/** A point as people read it: numbers of type int are texts where JavaScript would round them. */
export interface ShownPoint {
  readonly name: string
  readonly dropped: boolean
  /** Unix nanoseconds. */
  readonly timeNs: string
  readonly tags: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, ShownValue>>
}

export interface ShownValue {
  readonly type: 'str' | 'int' | 'float' | 'bool' | 'nil' | 'list' | 'map'
  readonly value: unknown
}

/** One call of a function on one line. */
export interface StepTrace {
  readonly call: string
  /** The script that the call stands in; another one than the tried when it came by `use`. */
  readonly file: string
  readonly position: Position
  readonly costNs: number
  /** What the call returned, shortened; absent for nothing. */
  readonly result?: ShownValue
  /** Tags and fields that the call set, changed or removed (null). */
  readonly changed: Readonly<Record<string, ShownValue | null>>
  /** What else of the record the call changed; absent for nothing. */
  readonly record?: { readonly name?: string; readonly timeNs?: string; readonly dropped?: boolean }
  /** For a call of `grok`. */
  readonly grok?: GrokExplanation
}

/** What the editor completes and explains: `GET /v1/pipeline/functions`. */
export interface Catalogue {
  readonly functions: readonly CataloguedFunction[]
  /** The patterns of grok: built-in ones, then those of the pattern files. */
  readonly patterns: readonly CataloguedPattern[]
}

export interface CataloguedFunction {
  readonly name: string
  readonly category: string
  /** `grok(input, pattern, [trim_space])` */
  readonly signature: string
  readonly summary: string
  /** Further paragraphs, Markdown. */
  readonly doc?: string
  /** When nothing happens, or the script fails. */
  readonly failures?: readonly string[]
  readonly params: readonly CataloguedParam[]
  readonly examples: readonly {
    readonly title: string
    readonly script: string
    /** The line that it runs on. */
    readonly input: string
  }[]
}

export interface CataloguedParam {
  readonly name: string
  /** How it is passed, such as `key`, `string`, `any`. */
  readonly kind: string
  readonly doc: string
  readonly optional?: true
  /** Takes all further arguments. */
  readonly rest?: true
  /** Kinds of expressions or types of values that it takes. */
  readonly kinds?: readonly string[]
  readonly default?: string
}

export interface CataloguedPattern {
  readonly name: string
  readonly pattern: string
  /** What it takes, in a few words; "" for one of a pattern file. */
  readonly doc: string
  /** Topic, or the name of the pattern file. */
  readonly topic: string
}

/** The script in its canonical layout, or why it has none. */
export interface FormatAnswer {
  readonly script?: string
  readonly diagnostics: readonly Diagnostic[]
}

/** The scripts of the server: `GET /v1/pipeline/scripts`. */
export interface ScriptTexts {
  readonly scripts: readonly ScriptText[]
}

export interface ScriptText {
  readonly name: string
  readonly text: string
}
