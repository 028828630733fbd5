// The shape in which the built-in patterns are written down: rows of name, expression and what it takes.

/** One built-in pattern. */
export interface BuiltinPattern {
  readonly name: string
  /** Go syntax with `%{…}` references. */
  readonly expression: string
  /** What it takes, in a few words. */
  readonly doc: string
}

/** Patterns of one topic. */
export interface PatternGroup {
  readonly topic: string
  readonly patterns: readonly BuiltinPattern[]
}

type Row = readonly [name: string, expression: string, doc: string]

export function patternGroup(topic: string, rows: readonly Row[]): PatternGroup {
  return { topic, patterns: rows.map(([name, expression, doc]) => ({ name, expression, doc })) }
}
