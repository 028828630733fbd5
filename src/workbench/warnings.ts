// What is to be said about a script that compiles. It is worked out once while only the lines change, and has a time of its
// own, so that results do not wait long for it.
import type { Diagnostic } from '../errors.js'
import { inTime } from '../pipeline/watchdog.js'
import { checkFolder } from './lint.js'

const LONGEST_MS = 300

type Texts = ReadonlyMap<string, string>

export class Warnings {
  private key = ''
  private found: readonly Diagnostic[] = []

  constructor(private readonly hostTags: readonly string[]) {}

  /** @param patterns texts of the pattern files */
  of(name: string, scripts: Texts, patterns: Texts): readonly Diagnostic[] {
    const key = JSON.stringify([name, [...scripts], [...patterns]])
    if (key === this.key) return this.found
    let found: readonly Diagnostic[] = []
    const { hostTags } = this
    const done = inTime(LONGEST_MS, () => {
      found = checkFolder({ scripts, patterns }, { hostTags, only: [name] }).get(name) ?? []
    })
    this.found = found
    // What the time did not suffice for is tried again with the next lines.
    this.key = done ? key : ''
    return found
  }
}
