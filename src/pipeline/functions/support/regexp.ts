// Regular expressions and grok patterns of a call, compiled with the script: a fault refuses the call.
import type { CallSite } from '../../define.js'
import { PatternError } from '../../grok/expand.js'
import { compileRegexp, type Regexp } from '../../grok/regexp.js'

/** The compiled expression; refuses the call at the parameter `at` when it is not valid. */
export function compiledRegexp(pattern: string, at: string, site: CallSite): Regexp {
  try {
    return compileRegexp(pattern)
  } catch (error) {
    return site.refuse(at, 'PL402', (error as Error).message)
  }
}

/** Refuses the call for a fault in its parameter `pattern`: a wrong reference, or an expression that is not valid. */
export function refusePattern(error: unknown, site: CallSite): never {
  const { message } = error as Error
  if (!(error instanceof PatternError))
    return site.refuse('call', 'PL402', message, undefined, 'pattern')
  const hint = error.suggestion && `did you mean "${error.suggestion}"?`
  return site.refuse('call', 'PL401', message, hint, 'pattern')
}
