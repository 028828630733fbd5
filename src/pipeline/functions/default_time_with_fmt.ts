// default_time_with_fmt: a time text of one declared layout.

import { keyText } from '../../point/scalar.js'
import { defineFunction } from '../define.js'
import { timeLayout } from '../time/declared.js'
import { zoneOf } from '../time/zone.js'

export const defaultTimeWithFmt = defineFunction({
  name: 'default_time_with_fmt',
  category: 'time',
  summary: 'Reads a time text by a layout.',
  doc: `The layout is written by the example of the reference time \`Mon Jan 2 15:04:05 -0700 MST 2006\`: \`02/01/2006
15:04\` reads \`07/06/2023 21:08\`. The key gets Unix nanoseconds.`,
  style: 'positional',
  params: {
    key: { kind: 'name', doc: 'The key that holds the time text, not in quotes.' },
    layout: { kind: 'string', doc: 'The layout.' },
    tz: {
      kind: 'string',
      optional: true,
      doc: 'Zone of texts without an offset, such as `Asia/Tokyo`.',
    },
    more: { kind: 'ignored', optional: true, doc: 'Further arguments have no effect.' },
  },
  failures: [
    'There is no such key, the text does not fit, or there is no such zone: nothing changes.',
  ],

  prepare({ key, layout, tz }) {
    const zone = zoneOf(tz ?? '')
    const read = timeLayout(layout)
    return (point, _run, value) => {
      const text = keyText(value)
      if (text === undefined || zone === undefined) return
      const ns = read(text, zone)
      if (ns !== undefined) point.set(key, ns)
    }
  },

  examples: [
    {
      title: 'Day first',
      input: '07-06-2023 21:08:17',
      script:
        'add_key(time, message)\ndefault_time_with_fmt(time, "02-01-2006 15:04:05", "Asia/Shanghai")',
      time: 1686143297000000000n,
    },
    {
      title: 'A text that does not fit',
      input: '2023/06/07',
      script: 'add_key(seen, message)\ndefault_time_with_fmt(seen, "2006-01-02")',
      fields: { seen: '2023/06/07' },
    },
  ],
})
