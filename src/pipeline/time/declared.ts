// Reading by a layout that a script declares.

import { bytesOf } from './byte-string.js'
import { nanoseconds } from './calendar.js'
import { parseLayout } from './layout-parse.js'
import { layoutOf } from './layout-tokens.js'
import type { Zone } from './zone.js'

/** Prepares a layout; the result reads a text to int64 nanoseconds, undefined if it does not fit. */
export function timeLayout(text: string): (text: string, zone: Zone) => bigint | undefined {
  const layout = layoutOf(bytesOf(text))
  return (time, zone) => {
    const result = parseLayout(layout, bytesOf(time), zone)
    return result.ok ? nanoseconds(result.seconds, result.nanos) : undefined
  }
}
