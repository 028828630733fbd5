// parse_date: makes a time of its parts.

import { defineFunction, type NodeKind, type Step } from '../define.js'
import { BadPart, type DateParts, timeFromParts } from '../time/parse-date.js'
import { keyOf } from './support/keys.js'

/** What a key may be. Nothing is checked before a record comes. */
const KEYS: readonly NodeKind[] = ['ident', 'attr', 'string']

export const parseDate = defineFunction({
  name: 'parse_date',
  category: 'time',
  summary: 'Makes a time of year, month, day and so on.',
  doc: `All parts are texts; what is absent, empty or no integer, or fails, counts as not given. Year, month, day, hour and
minute are then those of now, seconds and fractions are 0. A year below 100 lies in the current century. The key gets Unix
nanoseconds.`,
  style: 'named',
  params: {
    key: { kind: 'any', optional: true, pass: 'none', doc: 'The key to write.' },
    yy: { kind: 'any', optional: true, guard: true, doc: 'Year.' },
    MM: {
      kind: 'any',
      optional: true,
      guard: true,
      doc: 'Month, a number or an English name such as `Jun` or `June`.',
    },
    dd: {
      kind: 'any',
      optional: true,
      guard: true,
      doc: 'Day of the month; the 31st of a short month is the 1st of the next.',
    },
    hh: { kind: 'any', optional: true, guard: true, doc: 'Hour, 0 to 23.' },
    mm: { kind: 'any', optional: true, guard: true, doc: 'Minute.' },
    ss: { kind: 'any', optional: true, guard: true, doc: 'Second.' },
    ms: { kind: 'any', optional: true, guard: true, doc: 'Milliseconds.' },
    us: { kind: 'any', optional: true, guard: true, doc: 'Microseconds.' },
    ns: { kind: 'any', optional: true, guard: true, doc: 'Nanoseconds.' },
    zone: {
      kind: 'any',
      optional: true,
      guard: true,
      doc: 'Zone: a name such as `Asia/Tokyo`, a city by its offset such as `+8`, or `CST` for Shanghai; else UTC.',
    },
  },
  failures: ['There is no key, a part is out of range, or there is no such zone: the script ends.'],

  prepare({ key }, site): Step {
    if (key === undefined) return () => site.breakDown('there is no key to write')
    if (!KEYS.includes(key.kind)) return () => site.fail('what is to be written is no key')
    const name = keyOf(key.name)
    return (point, run, _key, ...values) => {
      try {
        point.set(name, timeFromParts(partsOf(values), run.now))
      } catch (error) {
        if (error instanceof BadPart) site.fail(error.message)
        throw error
      }
    }
  },

  examples: [
    {
      title: 'Parts in order',
      input: '',
      script: 'parse_date(at, "2023", "Jun", "7", "21", "8", "17", "442", "", "", "+8")',
      fields: { at: 1686143297442000000n },
    },
    {
      title: 'Parts by name',
      input: '2023-06-07 21:08',
      script: `grok(_, "%{INT:y}-%{INT:m}-%{INT:d} %{INT:h}:%{INT:min}")
parse_date(key="at", yy=y, MM=m, dd=d, hh=h, mm=min, zone="Asia/Tokyo")`,
      fields: { at: 1686139680000000000n },
    },
    {
      title: 'A part out of range',
      input: '',
      script: 'parse_date(at, "2023", "13", "7", "21", "8")',
      failure: 'month 13 is out of range',
    },
  ],
})

const PARTS = ['yy', 'MM', 'dd', 'hh', 'mm', 'ss', 'ms', 'us', 'ns', 'zone'] as const

function partsOf(values: readonly unknown[]): DateParts {
  const parts: { -readonly [K in keyof DateParts]: DateParts[K] } = {}
  PARTS.forEach((name, i) => {
    const value = values[i]
    if (typeof value === 'string') parts[name] = value
  })
  return parts
}
