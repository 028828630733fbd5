// The record as a case sees it, expected or actual: both take this one form, which is compared and written.
import type { MadePoint } from '../pipeline/define.js'
import type { Point } from '../point/point.js'
import type { FieldValue } from '../point/value.js'
import { ARRIVAL, withoutPlace } from './case-form.js'
import { ABSENT, caseValue, fieldValue, isAbsent } from './case-values.js'
import type { Case, CaseMade, CasePoint } from './cases.js'

export interface PointImage {
  readonly name: string
  readonly time: string
  readonly tags: ReadonlyMap<string, string>
  readonly fields: ReadonlyMap<string, FieldValue>
}

/** A record after its script, and what came of it. */
export interface RecordImage extends PointImage {
  readonly dropped: boolean
  readonly failure?: string
  readonly made: readonly (PointImage & { readonly category: string })[]
}

/** The record that a case expects. */
export function expectedImage(one: Case, point: CasePoint, name: string): RecordImage {
  const fields = fieldsOf(point.fields)
  const tags = new Map(Object.entries(point.tags ?? {}))
  const named = Object.hasOwn(point.fields ?? {}, 'message') || tags.has('message')
  return {
    name: point.name ?? name,
    time: point.time ?? ARRIVAL,
    tags,
    fields: named ? fields : new Map([['message', one.input], ...fields]),
    dropped: point.dropped ?? false,
    ...(point.failure !== undefined && { failure: point.failure }),
    made: (point.made ?? []).map(madeImage),
  }
}

function madeImage({ category, name, time, tags, fields }: CaseMade) {
  const entries = new Map(Object.entries(tags ?? {}))
  return { category, name, time: time ?? ARRIVAL, tags: entries, fields: fieldsOf(fields) }
}

function fieldsOf(fields: Readonly<Record<string, unknown>> = {}): Map<string, FieldValue> {
  const there = Object.entries(fields).filter(([, value]) => !isAbsent(value))
  return new Map(there.map(([key, value]) => [key, fieldValue(value)]))
}

/** The record as it is. */
export function actualImage(
  point: Point,
  failure: string | undefined,
  made: readonly MadePoint[],
): RecordImage {
  return {
    ...imageOf(point),
    dropped: point.dropped,
    ...(failure !== undefined && { failure: withoutPlace(failure) }),
    made: made.map(({ category, point }) => ({ category, ...imageOf(point) })),
  }
}

function imageOf(point: Point): PointImage {
  const fields = new Map(point.fields())
  return { name: point.name, time: String(point.time), tags: new Map(point.tags.sorted()), fields }
}

/** The `point` of a case that expects this record. Fields keep the order they have there already. */
export function casePoint(image: RecordImage, one: Case, name: string): CasePoint {
  const { dropped, failure, made } = image
  return {
    ...membersOf(image, name, one.point, messageOf(image, one.input)),
    ...(dropped && { dropped }),
    ...(failure !== undefined && { failure }),
    ...(made.length > 0 && { made: made.map(caseMade) }),
  }
}

function caseMade(image: PointImage & { readonly category: string }): CaseMade {
  return { category: image.category, ...membersOf(image, undefined), name: image.name }
}

/** How `message` is written: undefined for not at all. */
function messageOf({ tags, fields }: PointImage, input: string): unknown {
  const message = fields.get('message')
  if (message === undefined) return tags.has('message') ? undefined : ABSENT
  return message === input ? undefined : caseValue(message)
}

function membersOf(
  { name, time, tags, fields }: PointImage,
  usualName: string | undefined,
  before?: CasePoint,
  message?: unknown,
) {
  const entries = new Map([...fields].map(([key, value]) => [key, caseValue(value)]))
  if (usualName !== undefined) entries.delete('message')
  if (message !== undefined) entries.set('message', message)
  return {
    fields: Object.fromEntries(inOrder(entries, Object.keys(before?.fields ?? {}))),
    ...(tags.size > 0 && { tags: Object.fromEntries(tags) }),
    ...(name !== usualName && { name }),
    ...(time !== ARRIVAL && { time }),
  }
}

function inOrder<T>(entries: ReadonlyMap<string, T>, before: readonly string[]): [string, T][] {
  const kept = before.filter((key) => entries.has(key))
  const added = [...entries.keys()].filter((key) => !kept.includes(key))
  return [...kept, ...added].map((key) => [key, entries.get(key)!])
}
