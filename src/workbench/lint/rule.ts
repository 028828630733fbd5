// The contract of a rule of the linter: a code, what it is about, and a function from a script that compiles to what it
// finds. Rules look at texts and trees only; none runs the script.
import type { Code } from '../../errors.js'
import type { FunctionDef } from '../../pipeline/define.js'
import type { Expanded, PatternScope } from '../../pipeline/grok/expand.js'
import type { Block, Call, Expr } from '../../pipeline/language/ast.js'

/** What a rule has found, at a place of the source. */
export interface Finding {
  /** Offset of the first marked character. */
  readonly at: number
  /** How many are marked; to the end of the token when absent. */
  readonly length?: number
  readonly message: string
  readonly hint?: string
}

export interface Rule {
  readonly code: Code
  run(script: LintedScript): readonly Finding[]
}

/** A script that compiles, as rules see it. */
export interface LintedScript {
  readonly source: string
  readonly tree: Block
  /** Its calls in the order of the source. */
  readonly calls: readonly SeenCall[]
  /** A call as it was compiled. */
  callOf(node: Call): SeenCall | undefined
  /** The patterns that the script begins with: those of pattern files on top of the built-in ones. */
  readonly patterns: PatternScope
  /** Names of the tags that every record of the node has. */
  readonly hostTags: ReadonlySet<string>
  /** How long patterns may be tried, in milliseconds. */
  readonly measureMs: number
}

/** A call with what the compiler knew of it. */
export interface SeenCall {
  readonly node: Call
  readonly def: FunctionDef
  /** What `prepare` got, by parameter. */
  readonly args: Readonly<Record<string, unknown>>
  /** The expressions given for each parameter. */
  readonly given: ReadonlyMap<string, readonly Expr[]>
  /** For a call of `grok`: its pattern without references, as it was at this place. */
  readonly grok: Expanded | undefined
}
