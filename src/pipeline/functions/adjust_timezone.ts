// adjust_timezone: moves a time by whole hours to the current hour.

import { defineFunction } from '../define.js'
import { toCurrentHour } from '../time/adjust.js'

export const adjustTimezone = defineFunction({
  name: 'adjust_timezone',
  category: 'time',
  summary: 'Moves a time by whole hours, so that it lies close to now.',
  doc: `For clocks whose zone is not known. The minutes stay; the result lies at most two minutes ahead of now and less than
58 minutes behind.`,
  style: 'positional',
  params: {
    key: {
      kind: 'key',
      doc: 'The key that holds Unix nanoseconds, as `default_time` leaves them.',
    },
  },
  failures: ['There is no such key: nothing changes.', 'The value is no int: the script ends.'],

  prepare({ key }, site) {
    return (point, run, value) => {
      if (value === undefined) return
      if (typeof value !== 'bigint') return site.fail('the time to adjust is no int')
      point.set(key, toCurrentHour(value, run.now))
    }
  },

  examples: [
    {
      title: 'A key that does not exist',
      input: '',
      script: 'adjust_timezone(nothing)',
      fields: { nothing: undefined },
    },
    {
      title: 'A text',
      input: '2023-06-07 21:08:17',
      script: 'adjust_timezone(message)',
      failure: 'the time to adjust is no int',
    },
  ],
})
