// datetime: prints a Unix time.

import type { Value } from '../../point/value.js'
import { defineFunction } from '../define.js'
import { toInt } from '../grok/convert.js'
import { timeFormat, unitOf } from '../time/format.js'
import { zoneOf } from '../time/zone.js'

export const datetime = defineFunction({
  name: 'datetime',
  category: 'time',
  summary: 'Prints the Unix time of a key.',
  doc: `\`fmt\` is one of \`ANSIC UnixDate RubyDate RFC822 RFC822Z RFC850 RFC1123 RFC1123Z RFC3339 RFC3339Nano Kitchen Stamp
StampMilli StampMicro StampNano\`, else a strftime text such as \`%Y-%m-%d %H:%M:%S\`. The text replaces the number.`,
  style: 'named',
  params: {
    key: { kind: 'key', doc: 'The key that holds the time.' },
    precision: {
      kind: 'string',
      doc: 'Its unit: `s`, `ms` or `us`; anything else is nanoseconds.',
    },
    fmt: { kind: 'string', doc: 'The format.' },
    tz: {
      kind: 'string',
      optional: true,
      doc: 'Zone such as `Asia/Tokyo`; without it the zone of the process.',
    },
  },
  failures: [
    'There is no such key: nothing changes.',
    'The value is no number: it counts as 0, 1970-01-01.',
    'There is no such zone: the script ends.',
  ],

  prepare({ key, precision, fmt, tz }, site) {
    const zone = zoneOf(tz ?? '')
    const unit = unitOf(precision)
    const format = timeFormat(fmt)
    return (point, _run, value) => {
      if (value === undefined) return
      if (zone === undefined) return site.fail(`unknown time zone ${tz}`)
      point.set(key, format(BigInt.asIntN(64, wholeNumber(value) * unit), zone))
    }
  },

  examples: [
    {
      title: 'A named format',
      input: '1686172097442',
      script: 'datetime(message, "ms", "RFC3339Nano", "Asia/Shanghai")',
      fields: { message: '2023-06-08T05:08:17.442+08:00' },
    },
    {
      title: 'A strftime text',
      input: '1686172097',
      script: 'datetime(message, precision="s", fmt="%d %b %Y", tz="UTC")',
      fields: { message: '07 Jun 2023' },
    },
    {
      title: 'A zone that does not exist',
      input: '1686172097',
      script: 'datetime(message, "s", "RFC3339", "CST")',
      failure: 'unknown time zone CST',
    },
  ],
})

/** Floats are cut off; what is no number is 0. */
function wholeNumber(value: Value): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return cutOff(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  return typeof value === 'string' ? toInt(value) : 0n
}

function cutOff(value: number): bigint {
  if (!(value >= -(2 ** 63) && value < 2 ** 63)) return -(2n ** 63n)
  return BigInt(Math.trunc(value))
}
