// Source text to tree.
import type { Block } from './ast.js'
import { errorBefore } from './before-error.js'
import { buildScript } from './build.js'
import grammar from './pipeline.ohm-bundle.js'
import { syntaxError } from './syntax-error.js'

/**
 * The tree of a script.
 * @throws Refusal for the first error in the source; see before-error.ts
 */
export function parse(source: string): Block {
  const match = grammar.match(source)
  if (!match.failed()) return buildScript(match)
  const [error, start] = syntaxError(source, match)
  throw errorBefore(source, start) ?? error
}
