// A line and what became of it as a case: one line of a `.cases.jsonl` file (pipelines/README.md says the format). What
// is written is what was seen, so a case passes as long as the script does the same.
import { ARRIVAL, CASE_ZONE, withoutPlace } from '../../../workbench/case-form.js'
import type { LineResult, ShownPoint, ShownValue } from '../../../workbench/contract.js'

/** A case that was saved: its title and its line of JSON. */
export interface SavedCase {
  readonly title: string
  readonly json: string
}

/** How the record of a case comes. */
export interface CaseInput {
  readonly title: string
  readonly input: string
  /** Measurement; "" for the name of the script. */
  readonly source: string
  readonly tags: Readonly<Record<string, string>>
  /** Time zone that the result was made in. */
  readonly zone: string
}

/**
 * @param result what became of the line at the time that cases stand still at
 * @param script name of the script, without `.p`
 */
export function makeCase(from: CaseInput, result: LineResult, script: string): SavedCase {
  const { title, input, source, tags, zone } = from
  const tagged = Object.keys(tags).length > 0
  const point = pointOf(result, input, source || script, tagged)
  const place = zone === CASE_ZONE ? {} : { tz: zone }
  const came = { ...(source && { name: source }), ...(tagged && { tags }), ...place }
  return { title, json: JSON.stringify({ title, input, ...came, point }) }
}

/** The text of a file of cases. */
export function casesText(cases: readonly SavedCase[]): string {
  return cases.map(({ json }) => `${json}\n`).join('')
}

function pointOf(
  result: LineResult,
  input: string,
  name: string,
  tagged: boolean,
): Record<string, unknown> {
  const { point, failure, made } = result
  return {
    fields: fieldsOf(point, input),
    ...((tagged || Object.keys(point.tags).length > 0) && { tags: point.tags }),
    ...(point.name !== name && { name: point.name }),
    ...(point.timeNs !== ARRIVAL && { time: point.timeNs }),
    ...(point.dropped && { dropped: true }),
    ...(failure && { failure: withoutPlace(failure.message) }),
    ...(made.length > 0 && { made: made.map(madeOf) }),
  }
}

/** `message` goes without saying where it is the line. */
function fieldsOf({ fields }: ShownPoint, input: string): Record<string, unknown> {
  const { message, ...others } = valuesOf(fields)
  if (message === input) return others
  return { message: message === undefined ? { t: 'absent' } : message, ...others }
}

function madeOf({
  category,
  name,
  fields,
  tags,
  timeNs,
}: LineResult['made'][number]): Record<string, unknown> {
  const time = timeNs === ARRIVAL ? {} : { time: timeNs }
  const tagged = Object.keys(tags).length > 0 ? { tags } : {}
  return { category, name, fields: valuesOf(fields), ...tagged, ...time }
}

function valuesOf(fields: ShownPoint['fields']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, caseValue(value)]))
}

/** Text, truth and nil as themselves, a plain number for a float, all else typed. */
function caseValue({ type, value }: ShownValue): unknown {
  if (type === 'int' || type === 'list') return { t: type, v: value }
  if (type === 'float' && typeof value !== 'number') return { t: type, v: value }
  return value
}
