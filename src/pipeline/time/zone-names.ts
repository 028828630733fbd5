// The names of the time zone database and the abbreviations of their clocks. Needed beside Intl, which
// folds case, knows names the database does not have, and prints "GMT+8" where logs say "CST".

import { wallSeconds } from './calendar.js'
import { zoneTable } from './zone-table.js'

/** One abbreviation and the offset it stands for, in seconds east of Greenwich. */
export interface Abbreviation {
  /** `CST`, or `+03` where the database has no letters. */
  readonly name: string
  readonly offset: number
  /** The second from which on the offset bears the name. */
  readonly since: number
}

const entryShape = /^(-00|[A-Za-z]*)([+-])(\d+)(?::(\d+))?(?::(\d+))?(?:@(\d{4})(\d\d)(\d\d))?$/

/** Zone name (exact case) to its abbreviations, oldest first. */
export const zoneNames: ReadonlyMap<string, readonly Abbreviation[]> = readTable(zoneTable)

/** An offset as an abbreviation: `+03`, `-0330`. */
export function numericName(offset: number): string {
  const size = Math.abs(offset)
  const minutes = Math.floor(size / 60) % 60
  const sign = offset < 0 ? '-' : '+'
  return `${sign}${two(Math.floor(size / 3600))}${minutes ? two(minutes) : ''}`
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

function readTable(text: string): Map<string, readonly Abbreviation[]> {
  const names = new Map<string, readonly Abbreviation[]>()
  for (const line of text.trim().replaceAll('\n  ', ' ').split('\n')) {
    const [left, right] = line.split(' = ') as [string, string]
    const abbreviations = left.split(' ').map(readAbbreviation)
    for (const name of right.split(' ')) names.set(name, abbreviations)
  }
  return names
}

function readAbbreviation(entry: string): Abbreviation {
  const [, name, sign, hours, minutes, seconds, year, month, day] = entryShape.exec(entry)!
  const size = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  const offset = sign === '-' ? -size : size
  const since =
    year === undefined
      ? Number.NEGATIVE_INFINITY
      : wallSeconds(Number(year), Number(month), Number(day), 0, 0, 0)
  return { name: name || numericName(offset), offset, since }
}
