// A site is where a value stands: a variable, or a place in a file. What is found wrong with the value is told there.
import type { Code, Diagnostic, Position } from '../errors.js'

/** Takes findings, faults and warnings alike; the code tells which. */
export type Report = (found: Diagnostic) => void

export interface Site {
  readonly report: Report
  /** The file, or the name of the variable. */
  readonly file: string
  readonly position?: Position | undefined
  /** The code of a value that cannot work. */
  readonly fault: Code
  /** What is done in place of such a value, where the program starts all the same. */
  readonly instead?: string
}

export function tell(site: Site, code: Code, message: string, hint?: string): undefined {
  site.report({
    code,
    message,
    file: site.file,
    ...(site.position ? { position: site.position } : {}),
    ...(hint === undefined ? {} : { hint }),
  })
}

/** The value cannot work. */
export function refuse(site: Site, message: string, hint: string): undefined {
  const { fault, instead } = site
  return tell(site, fault, instead === undefined ? message : `${message}; ${instead}`, hint)
}

/** Whether a finding does not keep the program from running. */
export function isWarning(found: Diagnostic): boolean {
  return /^..9/.test(found.code)
}
