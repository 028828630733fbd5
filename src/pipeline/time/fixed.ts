// The seven layouts of common servers, tried in this order before the general parser.

import { bytesOf } from './byte-string.js'
import { nanoseconds, splitNanoseconds, wallClock } from './calendar.js'
import { parseLayout } from './layout-parse.js'
import type { Instant } from './layout-reader.js'
import { layoutOf } from './layout-tokens.js'
import type { Zone } from './zone.js'

const beforeYearless = [
  '02/Jan/2006:15:04:05 -0700', // nginx, Apache access
  '02 Jan 2006 15:04:05.000', // Redis
].map(layoutOf)

/** Redis before 4: the current year is put behind the text. */
const yearless = layoutOf('02 Jan 15:04:05.000 2006')

const afterYearless = [
  '060102 15:04:05', // MySQL
  '2006/01/02 - 15:04:05', // gin
  'Mon Jan 2 15:04:05.000000 2006', // Apache error
  '2006-01-02 15:04:05.000 UTC', // PostgreSQL; the letters are plain text
].map(layoutOf)

/**
 * The instant of the first fixed layout that fits, if it lies after 1970: in int64 nanoseconds, so when
 * it has wrapped.
 */
export function parseFixed(text: string, zone: Zone, now: bigint): Instant | undefined {
  const bytes = bytesOf(text)
  const found = firstFit(bytes, zone, now)
  return found && nanoseconds(found.seconds, found.nanos) > 0n ? found : undefined
}

function firstFit(bytes: string, zone: Zone, now: bigint): Instant | undefined {
  for (const layout of beforeYearless) {
    const result = parseLayout(layout, bytes, zone)
    if (result.ok) return result
  }
  // Only a text with blanks at the third and seventh byte can fit; the year is not worth finding else.
  if (bytes[2] === ' ') {
    const result = parseLayout(yearless, `${bytes} ${yearOf(now)}`, zone)
    if (result.ok) return result
  }
  for (const layout of afterYearless) {
    const result = parseLayout(layout, bytes, zone)
    if (result.ok) return result
  }
  return undefined
}

function yearOf(now: bigint): number {
  return wallClock(splitNanoseconds(now).seconds).year
}
