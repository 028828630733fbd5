// Makes a case of a line and what becomes of it. The clock and the time zone go into the case only where the result
// depends on them, so most cases read the same as those written by hand.
import { CASE_ZONE, titleFrom } from './case-form.js'
import type { Case } from './cases.js'
import { compareRecords } from './compare.js'
import { type CaseOutcome, settledCase } from './run-cases.js'
import type { Workplace } from './workplace.js'

/** What a record came with. */
export type Given = Pick<Case, 'input' | 'title' | 'name' | 'tags' | 'fields'>

/** Where and when the line is looked at. */
export interface Present {
  /** Unix nanoseconds. */
  readonly now: string
  readonly zone: string
}

/** A case, and what became of its line. */
export interface MadeCase {
  readonly one: Case
  readonly outcome: CaseOutcome
}

/**
 * @param script name of the script in its folder
 * @throws CompileError
 */
export async function makeCase(
  place: Workplace,
  script: string,
  given: Given,
  { now, zone }: Present,
): Promise<MadeCase> {
  const bare: Case = { ...given, title: given.title || titleFrom(given.input) }
  const tz = zone === CASE_ZONE ? {} : { tz: zone }
  const whole = { ...bare, now, ...tz }
  const seen = await place.run(script, whole)
  const simpler = seen.outOfTime ? [] : [bare, { ...bare, ...tz }, { ...bare, now }]
  for (const one of simpler) {
    const outcome = await place.run(script, one)
    if (outcome.outOfTime) break
    if (compareRecords(seen.image, outcome.image).length === 0)
      return { one: settledCase(one, outcome, script), outcome }
  }
  return { one: settledCase(whole, seen, script), outcome: seen }
}
