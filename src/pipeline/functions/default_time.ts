// default_time: makes a text the time of the record. The shapes it takes are those of pipeline/time.

import { keyText } from '../../point/scalar.js'
import { defineFunction } from '../define.js'
import { timeReader } from '../time/default-time.js'

export const defaultTime = defineFunction({
  name: 'default_time',
  category: 'time',
  summary: 'Makes an extracted text the time of the record.',
  doc: `The key gets the time in Unix nanoseconds; under the key \`time\` that becomes the time of the record when the script
has ended. Most shapes of servers and languages are known, Unix times of 10, 13, 16 and 19 digits too; in \`06/07/2023\`
the month comes first. An offset in the text is honoured, but \`Z\` and zone names behind a fraction are not read: the
text is then a wall clock of \`tz\`.

\`tz\` is a name such as \`Asia/Tokyo\`, or one of \`-11\` … \`+14\`, which are cities with their summer time:
\`+8\` is Shanghai, \`+0\` London, \`-5\` New York.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key that holds the time text.' },
    tz: {
      kind: 'string',
      optional: true,
      doc: 'Zone of texts without an offset; without it the zone of the process.',
    },
    more: { kind: 'ignored', optional: true, doc: 'Further arguments have no effect.' },
  },
  failures: [
    'There is no such key: nothing changes.',
    'The text is no time, or there is no such zone: the key gets the time of the record, and `pl_msg` says why.',
  ],

  prepare({ key, tz }) {
    const read = timeReader(tz)
    return (point, run, value) => {
      const text = keyText(value)
      if (text === undefined) return
      const parsed = read(text, run.now)
      if (!parsed.ok) point.set('pl_msg', `time convert failed: ${parsed.reason}`)
      point.set(key, parsed.ok ? parsed.ns : point.time)
    }
  },

  examples: [
    {
      title: 'A text without offset',
      input: '2022-08-04 10:21:14.731 ready',
      script: 'grok(_, "%{TIMESTAMP_ISO8601:time} ")\ndefault_time(time, "Asia/Shanghai")',
      time: 1659579674731000000n,
    },
    {
      title: 'A text with an offset',
      input: '07/Jun/2023:21:08:17 +0530',
      script: 'add_key(time, message)\ndefault_time(time, "Asia/Shanghai")',
      time: 1686152297000000000n,
    },
    {
      title: 'Another key than `time`',
      input: '1686172097',
      script: 'add_key(seen, message)\ndefault_time(seen)',
      fields: { seen: 1686172097000000000n },
    },
    {
      title: 'A text that is no time',
      input: 'yesterday',
      script: 'add_key(time, message)\ndefault_time(time)',
      fields: { pl_msg: 'time convert failed: Could not find format for "yesterday"' },
    },
    {
      title: 'A zone that does not exist',
      input: '2022-08-04 10:21:14',
      script: 'add_key(time, message)\ndefault_time(time, "CST")',
      fields: { pl_msg: 'time convert failed: unknown time zone CST' },
    },
  ],
})
