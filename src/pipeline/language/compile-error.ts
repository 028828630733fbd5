// What people are told when a script is refused: positions, frames and hints for refusals, and a name for what overran the
// stack.
import { CompileError, type Diagnostic } from '../../errors.js'
import { MOST_ERRORS } from './recover.js'
import { scan, tokenAt } from './scan.js'
import { frameOf, positions, Refusal } from './source.js'

/** The first error is the one that the original reports; the others follow in the order of the source. */
export function compileError(
  source: string,
  file: string,
  first: Refusal,
  others: readonly Refusal[],
): CompileError {
  const position = positions(source)
  const diagnostic = ({ code, message, at, hint, mark }: Refusal): Diagnostic => {
    const frame = frameOf(source, mark, tokenAt(source, mark).end - mark)
    const found = { code, message, file, position: position(at) }
    return { ...found, ...(frame ? { frame } : {}), ...(hint ? { hint } : {}) }
  }
  const sorted = others.toSorted((a, b) => a.at - b.at).slice(0, MOST_ERRORS - 1)
  return new CompileError([diagnostic(first), ...sorted.map(diagnostic)])
}

/** An error of the parser or of V8 as people are told it: when the stack ran out, the script is nested too deeply. */
export function nestingError(error: unknown, source: string, file: string): unknown {
  return isStackOverrun(error) ? compileError(source, file, tooDeep(source), []) : error
}

export function isStackOverrun(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack')
}

/** Names the innermost bracket that was open when the depth was greatest. */
function tooDeep(source: string): Refusal {
  const hint = 'split the expression: give parts of it to variables'
  return new Refusal('PL107', scan(source).deepest, 'the script is nested too deeply', hint)
}
