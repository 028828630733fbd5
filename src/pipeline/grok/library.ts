// The built-in grok patterns: names and expressions that scripts rely on, so none may change.
// The expressions descend from the Logstash grok library (Apache-2.0) as the DataKit pipeline carries it.

import type { PatternGroup } from './pattern-group.js'
import { LOGS } from './patterns-logs.js'
import { NETWORK } from './patterns-network.js'
import { NUMBERS, PATHS, TEXT } from './patterns-text.js'
import { TIME } from './patterns-time.js'

/** The whole library by topic. */
export const LIBRARY: readonly PatternGroup[] = [TEXT, NUMBERS, NETWORK, PATHS, TIME, LOGS]

/** Name → expression of every built-in pattern. */
export const builtinPatterns: ReadonlyMap<string, string> = new Map(
  LIBRARY.flatMap(({ patterns }) => patterns.map(({ name, expression }) => [name, expression])),
)
