// The formats of `datetime`: names of well-known layouts, else a strftime text.

import { formatLayout } from './layout-format.js'
import { layoutOf } from './layout-tokens.js'
import { momentOf } from './moment.js'
import { compileStrftime } from './strftime.js'
import type { Zone } from './zone.js'

/** Layouts by the name `datetime` knows them by. */
export const namedLayouts: Readonly<Record<string, string>> = {
  ANSIC: 'Mon Jan _2 15:04:05 2006',
  UnixDate: 'Mon Jan _2 15:04:05 MST 2006',
  RubyDate: 'Mon Jan 02 15:04:05 -0700 2006',
  RFC822: '02 Jan 06 15:04 MST',
  RFC822Z: '02 Jan 06 15:04 -0700',
  RFC850: 'Monday, 02-Jan-06 15:04:05 MST',
  RFC1123: 'Mon, 02 Jan 2006 15:04:05 MST',
  RFC1123Z: 'Mon, 02 Jan 2006 15:04:05 -0700',
  RFC3339: '2006-01-02T15:04:05Z07:00',
  RFC3339Nano: '2006-01-02T15:04:05.999999999Z07:00',
  Kitchen: '3:04PM',
  Stamp: 'Jan _2 15:04:05',
  StampMilli: 'Jan _2 15:04:05.000',
  StampMicro: 'Jan _2 15:04:05.000000',
  StampNano: 'Jan _2 15:04:05.000000000',
}

/** Prepares a format; the result prints int64 nanoseconds. */
export function timeFormat(format: string): (ns: bigint, zone: Zone) => string {
  if (!Object.hasOwn(namedLayouts, format)) {
    const print = compileStrftime(format)
    return (ns, zone) => print(momentOf(ns, zone))
  }
  const layout = layoutOf(namedLayouts[format]!)
  return (ns, zone) => formatLayout(layout, momentOf(ns, zone))
}

/** Nanoseconds of one unit of a precision; all but `s`, `ms` and `us` count as nanoseconds. */
export function unitOf(precision: string): bigint {
  return precision === 's'
    ? 1_000_000_000n
    : precision === 'ms'
      ? 1_000_000n
      : precision === 'us'
        ? 1000n
        : 1n
}
