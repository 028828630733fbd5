// What `default_time` does with a text and a zone argument: seven fixed layouts, then the general parser.

import { nanoseconds } from './calendar.js'
import { parseFixed } from './fixed.js'
import { parseGeneral, type Refused } from './general.js'
import { parseIso } from './iso.js'
import { localZone, offsetZone, type Zone, zoneOf } from './zone.js'

/** A time in Unix nanoseconds, or why there is none. */
export type ParsedTime = { readonly ok: true; readonly ns: bigint } | Refused

/**
 * The zone of a time zone argument: none is the zone of the process, `+8` one of the offset forms, all
 * else a name of the time zone database. A string is the reason why there is no such zone.
 */
export function timezoneArgument(argument: string | undefined): Zone | string {
  if (argument === undefined || argument === '') return localZone()
  if (argument[0] === '+' || argument[0] === '-') {
    return offsetZone(argument) ?? `fail to parse timezone ${argument}`
  }
  if (/^[/\\]|\.\./.test(argument)) return 'time: invalid location name'
  return zoneOf(argument) ?? `unknown time zone ${argument}`
}

/** Reads a time text; one without offset is a wall clock of `zone`, one without year is of `now`'s. */
export function parseTime(text: string, zone: Zone, now: bigint): ParsedTime {
  const instant = parseIso(text, zone) ?? parseFixed(text, zone, now) ?? parseGeneral(text, zone)
  return instant.ok ? { ok: true, ns: nanoseconds(instant.seconds, instant.nanos) } : instant
}

/** The same without the shortcut for ISO texts: what the shortcut is measured against. */
export function parseTimeSlowly(text: string, zone: Zone, now: bigint): ParsedTime {
  const instant = parseFixed(text, zone, now) ?? parseGeneral(text, zone)
  return instant.ok ? { ok: true, ns: nanoseconds(instant.seconds, instant.nanos) } : instant
}

/** Reads time texts in the zone of an argument; a bad zone fails even if a text would not need it. */
export function timeReader(
  argument: string | undefined,
): (text: string, now: bigint) => ParsedTime {
  const zone = timezoneArgument(argument)
  if (typeof zone !== 'string') return (text, now) => parseTime(text, zone, now)
  const refused = { ok: false, reason: zone } as const
  return () => refused
}
