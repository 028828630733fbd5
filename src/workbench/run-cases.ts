// Runs cases through the guard of the server, each alone: no case sees what another left behind, and none takes the
// time of another. The clock, the time zone and chance are those of the case, so the result is the same everywhere.
import type { Script } from '../pipeline/script.js'
import type { Point } from '../point/point.js'
import { ARRIVAL } from './case-form.js'
import { fieldValue } from './case-values.js'
import type { Case } from './cases.js'
import { compareRecords, type Difference } from './compare.js'
import { actualImage, casePoint, expectedImage, type RecordImage } from './point-image.js'
import { recordPoint } from './record.js'
import { NOTHING, Trial } from './trial.js'

/** What became of a case. */
export interface CaseOutcome {
  readonly passed: boolean
  readonly image: RecordImage
  /** What differs; empty too for a case that has no point yet, or whose script did not end. */
  readonly differences: readonly Difference[]
  /** Why the script stopped, with its place. */
  readonly failure?: string
  /** The script did not end within its time. Such a result is not to be written into a case. */
  readonly outOfTime: boolean
}

/** Measurement of the record of a case. */
export function recordName(one: Case, script: string): string {
  return one.name || script.replace(/\.p$/, '')
}

/** Chance in cases: no lots are drawn. */
export const EVEN = () => 0.5

/** The record of a case as it comes, and the clock. */
export function caseRecord(one: Case, script: string): { point: Point; now: bigint } {
  const { input: message, tags = {} } = one
  const fields = Object.entries(one.fields ?? {}).map(([key, value]) => [key, fieldValue(value)])
  const name = recordName(one, script)
  const given = { message, name, tags, fields: Object.fromEntries(fields), time: ARRIVAL }
  return { point: recordPoint(given, 0n), now: BigInt(one.now ?? ARRIVAL) }
}

/** @param script compiled, and called, in the time zone of the case */
export async function runCase(script: Script, one: Case): Promise<CaseOutcome> {
  const { point, now } = caseRecord(one, script.file)
  const job = { script: script.fresh(), point }
  const {
    failure,
    outOfTime = false,
    made,
  } = (await new Trial().run([job], now)).get(job) ?? NOTHING
  const image = actualImage(point, failure, made)
  const differences = outOfTime ? [] : differencesOf(one, image, script.file)
  const passed = one.point !== undefined && !outOfTime && differences.length === 0
  return { passed, image, differences, outOfTime, ...(failure !== undefined && { failure }) }
}

function differencesOf(one: Case, image: RecordImage, script: string): Difference[] {
  if (one.point === undefined) return []
  return compareRecords(expectedImage(one, one.point, recordName(one, script)), image)
}

/** The case with the record that there is as the one that it expects. */
export function settledCase(one: Case, { image }: CaseOutcome, script: string): Case {
  return { ...one, point: casePoint(image, one, recordName(one, script)) }
}
