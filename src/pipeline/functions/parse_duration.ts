// parse_duration: a text such as 1m30s becomes nanoseconds.

import { parseDuration as nanoseconds } from '../../util/duration.js'
import { defineFunction } from '../define.js'

export const parseDuration = defineFunction({
  name: 'parse_duration',
  category: 'time',
  summary: 'Turns a duration into nanoseconds.',
  doc: 'The units are `ns us ms s m h`, with decimals and in any order: `1m30.5s`.',
  style: 'positional',
  params: { key: { kind: 'key', doc: 'The key to change.' } },
  failures: ['There is no such key, or it holds no duration: nothing changes.'],

  prepare({ key }) {
    return (point, _run, text) => {
      if (typeof text !== 'string') return
      const duration = nanoseconds(text)
      if (duration !== undefined) point.set(key, duration)
    }
  },

  examples: [
    {
      title: 'Minutes and seconds',
      input: '1m30s',
      script: 'parse_duration(message)',
      fields: { message: 90_000_000_000n },
    },
    {
      title: 'A number without unit',
      input: '90',
      script: 'parse_duration(message)',
      fields: { message: '90' },
    },
  ],
})
