// Source text to tree.
import type { Block } from './ast.js'
import { buildScript } from './build.js'
import grammar from './pipeline.ohm-bundle.js'
import { Refusal } from './source.js'
import { syntaxError } from './syntax-error.js'

/**
 * The tree of a script.
 * @throws Refusal for the first error in the source; one in a literal or header before a syntax error is the first
 */
export function parse(source: string): Block {
  const match = grammar.match(source)
  if (!match.failed()) return buildScript(match)
  const [error, whole] = syntaxError(source, match)
  if (whole > 0) buildWhole(source.slice(0, whole), error)
  throw error
}

/** Throws what is wrong with the statements before the syntax error, if it comes first. */
function buildWhole(source: string, error: Refusal): void {
  const match = grammar.match(source)
  if (match.failed()) return
  try {
    buildScript(match)
  } catch (earlier) {
    if (!(earlier instanceof Refusal) || earlier.at < error.at) throw earlier
  }
}
