// Several paths at once: `[a,b]` makes a list of what is found, `{a,"n":b}` a map. A path without a name gets its last part
// as key.
import { isJson } from '../../../../util/is-json.js'
import { quoteText } from './escape.js'
import type { Path } from './path.js'
import { quotedEnd } from './query.js'

export interface Multipath {
  readonly open: '[' | '{'
  readonly paths: readonly { readonly key: string; readonly path: Path }[]
}

interface Cut {
  readonly start: number
  /** Place of the colon behind a name; 0 for none. */
  readonly colon: number
  readonly end: number
}

/**
 * The paths at the start of a source, which begins with a bracket.
 * @returns no parts when the bracket is not closed; else `end`, the place behind it
 */
export function parseMultipath(
  source: string,
  toPath: (text: string) => Path,
): { readonly parts?: Multipath; readonly end: number } {
  const cuts: Cut[] = []
  let depth = 1
  let start = 1
  let colon = 0
  let inModifier = false
  for (let i = 1; i < source.length; i++) {
    const c = source[i] as string
    const closes = (c === ']' || c === ')' || c === '}') && --depth === 0
    if (closes || (c === ',' && depth === 1)) {
      cuts.push({ start, colon, end: i })
      if (closes) return { parts: toMultipath(source, cuts, toPath), end: i + 1 }
      start = i + 1
      colon = 0
      inModifier = false
    } else if (c === '\\') i++
    else if (c === '"') i = quotedEnd(source, i)
    else if (c === '[' || c === '(' || c === '{') depth++
    else if (c === '@') inModifier ||= source[i - 1] === '.' || source[i - 1] === '|'
    else if (c === ':' && depth === 1 && colon === 0 && !inModifier) colon = i
  }
  return { end: source.length }
}

function toMultipath(
  source: string,
  cuts: readonly Cut[],
  toPath: (text: string) => Path,
): Multipath {
  const open = source[0] === '{' ? '{' : '['
  const paths = cuts.map(({ start, colon, end }) => {
    const text = source.slice(colon === 0 ? start : colon + 1, end)
    const name = colon === 0 ? '' : source.slice(start, colon)
    return { key: open === '{' ? keyOf(name, text) : '', path: toPath(text) }
  })
  return { open, paths }
}

/** The quoted key of a member, with its colon. */
function keyOf(name: string, path: string): string {
  if (name === '') return `${quoteText(simpleName(lastPart(path)))}:`
  return `${name.startsWith('"') && isJson(name) ? name : quoteText(name)}:`
}

/** What stands behind the last `.` or `|` without a `\` before it. */
function lastPart(path: string): string {
  for (let i = path.length - 1; i >= 0; i--) {
    if ((path[i] === '.' || path[i] === '|') && path[i - 1] !== '\\') return path.slice(i + 1)
  }
  return path
}

/** A name that a key can have; `_` for a query, an expression or control characters. */
function simpleName(name: string): string {
  return /[\u0000-\u001f[\]{}()#|!]/.test(name) ? '_' : name
}
