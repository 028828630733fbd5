// timestamp: now, the clock of the batch that the record belongs to.
import { defineFunction } from '../define.js'

/** Nanoseconds of a unit. */
const UNITS: ReadonlyMap<unknown, bigint> = new Map([
  ['us', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
])

export const timestamp = defineFunction({
  name: 'timestamp',
  category: 'time',
  summary: 'Gives the time now as Unix time.',
  style: 'named',
  params: {
    precision: {
      kind: 'any',
      optional: true,
      default: 'ns',
      doc: 'The unit: `ns`, `us`, `ms` or `s`.',
    },
  },
  failures: ['The unit is another one: nanoseconds.'],

  prepare() {
    return (_point, run, precision) => run.now / (UNITS.get(precision) ?? 1n)
  },

  examples: [
    {
      title: 'Seconds are fewer than milliseconds',
      input: '',
      script: 'add_key(smaller, timestamp("s") < timestamp("ms"))',
      fields: { smaller: true },
    },
    {
      title: 'An unknown unit',
      input: '',
      script: 'add_key(same, timestamp("days") == timestamp())',
      fields: { same: true },
    },
  ],
})
