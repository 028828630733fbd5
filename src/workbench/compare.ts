// What differs between the record that a case expects and the record that there is: nothing else is told.
import type { FieldValue } from '../point/value.js'
import { caseValue } from './case-values.js'
import type { ShownValue } from './contract.js'
import type { PointImage, RecordImage } from './point-image.js'
import { shownValue } from './shown-value.js'

export interface Difference {
  readonly what: 'field' | 'tag' | 'name' | 'time' | 'dropped' | 'failure' | 'made'
  /** Key of a field or tag, `made[0].…` of a point made beside the record; the same as `what` for the rest. */
  readonly at: string
  /** Absent where nothing is expected. */
  readonly expected?: ShownValue
  /** Absent where there is nothing. */
  readonly actual?: ShownValue
}

/** Everything that differs: name, time, fields, tags, and what came of the record. */
export function compareRecords(expected: RecordImage, actual: RecordImage): Difference[] {
  return [
    ...single('failure', expected.failure, actual.failure),
    ...single('dropped', expected.dropped, actual.dropped),
    ...comparePoints(expected, actual),
    ...compareMade(expected, actual),
  ]
}

function comparePoints(expected: PointImage, actual: PointImage): Difference[] {
  return [
    ...single('name', expected.name, actual.name),
    ...entries('field', expected.fields, actual.fields),
    ...entries('tag', expected.tags, actual.tags),
    ...single('time', expected.time, actual.time),
  ]
}

function compareMade(expected: RecordImage, actual: RecordImage): Difference[] {
  const count = Math.max(expected.made.length, actual.made.length)
  return Array.from({ length: count }, (_, i) => i).flatMap((i): Difference[] => {
    const [wanted, found] = [expected.made[i], actual.made[i]]
    const at = `made[${i}]`
    if (!wanted || !found) return pair('made', at, wanted?.name, found?.name)
    const inside = comparePoints(wanted, found)
    return [
      ...pair('made', `${at}.category`, wanted.category, found.category),
      ...inside.map((difference) => ({ ...difference, at: `${at}.${difference.at}` })),
    ]
  })
}

function single(
  what: Difference['what'],
  expected: FieldValue | undefined,
  actual: FieldValue | undefined,
): Difference[] {
  return pair(what, what, expected, actual)
}

/** In the order of the expected ones, then those that nobody expected. */
function entries(
  what: 'field' | 'tag',
  expected: ReadonlyMap<string, FieldValue>,
  actual: ReadonlyMap<string, FieldValue>,
): Difference[] {
  const keys = new Set([...expected.keys(), ...actual.keys()])
  return [...keys].flatMap((key) => pair(what, key, expected.get(key), actual.get(key)))
}

function pair(
  what: Difference['what'],
  at: string,
  expected: FieldValue | undefined,
  actual: FieldValue | undefined,
): Difference[] {
  if (isSame(expected, actual)) return []
  return [
    {
      what,
      at,
      ...(expected !== undefined && { expected: shown(expected) }),
      ...(actual !== undefined && { actual: shown(actual) }),
    },
  ]
}

function isSame(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Object.is(a, b)
  return JSON.stringify(caseValue(a)) === JSON.stringify(caseValue(b))
}

/** Texts stay as they are, also where bytes of them are not UTF-8: that may be what differs. */
function shown(value: FieldValue): ShownValue {
  return typeof value === 'string' ? { type: 'str', value } : shownValue(value)
}
