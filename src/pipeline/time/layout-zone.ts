// How the tokens of offsets and zone names are read.

import { MINUS, PLUS, type Reader, signedInteger } from './layout-reader.js'
import type { Token } from './layout-tokens.js'

/** `-07:00` has its parts at fixed places; each is read as an integer with an optional sign. */
export function readOffset(r: Reader, { kind }: Token): boolean {
  const { text, at } = r
  if (r.code() === 0x5a && (kind === 'Z0700' || kind === 'Z07:00' || kind === 'Z07')) {
    r.at++
    r.utc = true
    return true
  }
  if (text.length < at + kind.length || !colonsFit(kind, text, at)) return false
  const step = kind.includes(':') ? 3 : 2
  let size = 0
  for (let part = 0; part < 3; part++) {
    const from = 1 + part * step
    const value = from < kind.length ? signedInteger(text.slice(at + from, at + from + 2)) : 0
    size = size * 60 + value
  }
  const sign = r.code()
  r.at += kind.length
  r.offset = sign === MINUS ? -size : size
  return !Number.isNaN(size) && (sign === PLUS || sign === MINUS)
}

function colonsFit(kind: string, text: string, at: number): boolean {
  const colons = !kind.includes(':') ? 0 : kind.length > 6 ? 2 : 1
  return (colons < 1 || text[at + 3] === ':') && (colons < 2 || text[at + 6] === ':')
}

/** A name in letters or numbers; only `UTC` fixes the offset here. */
export function readZoneName(r: Reader): boolean {
  if (r.text.startsWith('UTC', r.at)) {
    r.utc = true
    r.at += 3
    return true
  }
  const length = zoneNameLength(r.text.slice(r.at, r.at + 24))
  r.zoneName = r.text.slice(r.at, r.at + length)
  r.at += length
  return length > 0
}

/** Length of what looks like a zone name at the front: `CET`, `AEST`, `GMT+3`, `+05`; 0 if nothing does. */
function zoneNameLength(text: string): number {
  if (/^(ChST|MeST|WITA(?![A-Z]))/.test(text)) return 4
  if (text.startsWith('GMT')) return 3 + signedHoursLength(text.slice(3))
  if (/^[+-]/.test(text)) return signedHoursLength(text)
  const capitals = /^[A-Z]*/.exec(text)![0]
  if (capitals.length === 3) return 3
  const endsInT = capitals.endsWith('T')
  return (capitals.length === 4 || capitals.length === 5) && endsInT ? capitals.length : 0
}

function signedHoursLength(text: string): number {
  const [found, digits] = /^[+-](\d+)/.exec(text) ?? ['', '']
  return Number(digits) <= 23 ? found.length : 0
}
