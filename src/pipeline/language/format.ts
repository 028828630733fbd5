// One canonical layout of a script. Tokens and comments stay as they are and in their order; only what is between them is
// made anew, so that the meaning cannot change.
//
// The taste: two spaces an indent, one statement a line, a line up to 120 columns, of which a text takes 40 at most: nobody
// reads a call better that is broken for a long pattern. Spaces round operators and behind commas; none inside brackets,
// round the `=` of a named argument and in `a[1:2]`. `if … {`, `} elif … {`, `} else {`; an empty block takes two lines.
// Keywords are lower case, numbers and texts stay as they are written. Blank lines stay, one at most, none at the edge of a
// block. Comments stay where they are, on their own line or at the end of one. A list, map or call is broken when it is too
// long or was broken behind its opening: items on lines of their own with a comma behind the last, those that stood
// together on a line staying so. An expression goes on behind `&&`, `||`, `+ - * / %` where its author let it, one indent
// deeper, in a header two.
import type { CompileError } from '../../errors.js'
import { compileError, nestingError } from './compile-error.js'
import { layOut } from './format-layout.js'
import { statementsOf } from './format-parts.js'
import grammar from './pipeline.ohm-bundle.js'
import { parseAll } from './recover.js'

/**
 * The script in its canonical layout.
 * @param file name of the script in errors
 * @throws CompileError for a syntax error
 */
export function formatScript(source: string, file = 'script.p'): string {
  try {
    const match = grammar.match(source)
    if (match.failed()) throw refusal(source, file)
    return layOut(source, statementsOf(match))
  } catch (error) {
    throw nestingError(error, source, file)
  }
}

function refusal(source: string, file: string): CompileError | Error {
  const [first, ...others] = parseAll(source).refusals
  if (first === undefined) return new Error(`${file} is refused for no reason`)
  return compileError(source, file, first, others)
}
