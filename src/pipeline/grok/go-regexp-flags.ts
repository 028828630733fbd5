// `(?flags)` and `(?flags:` with `i m s U` and `-`. Whatever else follows `(?` is refused by name.

import { RegexpError } from './go-regexp-ast.js'

export interface Flags {
  /** `i`: letters stand for all their case variants. */
  readonly fold: boolean
  /** `m`: `^` and `$` are ends of lines. */
  readonly lines: boolean
  /** `s`: `.` takes LF too. */
  readonly dotAll: boolean
  /** `U`: repeats are lazy unless marked with `?`. */
  readonly lazy: boolean
}

const FLAG_GROUP = /^\(\?([imsU]*)(?:-([imsU]+))?([:)])/
const NAMES: Readonly<Record<string, keyof Flags>> = {
  i: 'fold',
  m: 'lines',
  s: 'dotAll',
  U: 'lazy',
}

/** Reads a flag group at the start of `text`; `opens` tells `(?i:` from `(?i)`. */
export function readFlags(text: string, current: Flags) {
  const match = FLAG_GROUP.exec(text)
  if (match === null) throw new RegexpError(refusal(text))
  const flags = { ...current }
  for (const letter of match[1]!) flags[NAMES[letter]!] = true
  for (const letter of match[2] ?? '') flags[NAMES[letter]!] = false
  return { flags: flags as Flags, length: match[0].length, opens: match[3] === ':' }
}

function refusal(text: string): string {
  if (/^\(\?<?[=!]/.test(text)) return `look-around "${text.slice(0, 4)}" is not supported`
  if (text.startsWith('(?<')) return 'a named group is written (?P<name>…), not (?<name>…)'
  if (text.startsWith('(?>')) return 'atomic groups "(?>" are not supported'
  if (text.startsWith('(?#')) return 'comments "(?#" are not supported'
  return `"${text.slice(0, 4)}" is no group; the flags are i, m, s and U`
}
