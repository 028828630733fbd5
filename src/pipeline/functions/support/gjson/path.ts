// Paths, read part by part: a part means one thing in a map and another in a list, so it is read when the look-up
// gets there, and kept. What may stand first: a modifier `@name:arg`, a value `!"…"`, parts `[…]` or `{…}`, or `..` for JSON
// lines. A `.` goes on in the text, a `|` begins anew on what was found.
import { isModifier } from './modifiers.js'
import { type Multipath, parseMultipath } from './multipath.js'
import { BROKEN_QUERY, parseQuery, type Query, quotedEnd } from './query.js'
import { bracketEnd, groupEnd } from './scan.js'
import { compileWildcards } from './wildcard.js'

/** What goes on behind a part: on inside of the value, or anew on the result. */
interface Onward {
  readonly rest?: Path
  readonly pipe?: Path
}

/** A part as a map takes it. */
export interface KeyPart extends Onward {
  readonly name: string
  /** Set when the name has wildcards. */
  readonly like?: (key: string) => boolean
}

/** A part as a list takes it: an element, the count `#`, a member of each `#.x`, or a query `#(…)`. */
export interface ElementPart extends Onward {
  /** -1 for none. */
  readonly index: number
  readonly counts: boolean
  readonly each?: Onward
  readonly query?: { readonly of: Query; readonly subject: Path; readonly all: boolean }
}

/** How a path begins. `next` is what follows on the result. */
export type Head =
  | { readonly kind: 'search'; readonly path: Path }
  | { readonly kind: 'lines'; readonly path: Path }
  | { readonly kind: 'value'; readonly raw: string; readonly next?: Path }
  | { readonly kind: 'modifier'; readonly name: string; readonly arg: string; readonly next?: Path }
  | { readonly kind: 'multipath'; readonly parts: Multipath; readonly next?: Path }

export class Path {
  private headRead: Head | undefined
  private keyRead: KeyPart | undefined
  private elementRead: ElementPart | undefined

  constructor(readonly source: string) {}

  get head(): Head {
    this.headRead ??= readHead(this)
    return this.headRead
  }

  get key(): KeyPart {
    this.keyRead ??= readKey(this.source)
    return this.keyRead
  }

  get element(): ElementPart {
    this.elementRead ??= readElement(this.source)
    return this.elementRead
  }
}

function readHead(path: Path): Head {
  const { source } = path
  if (source.length > 1) {
    const head =
      source[0] === '@' ? readModifier(source) : source[0] === '!' ? readStatic(source) : undefined
    if (head) return head
    if (source[0] === '[' || source[0] === '{') return readMultipath(source)
  }
  return readSearch(path)
}

function readSearch(path: Path): Head {
  if (!path.source.startsWith('..')) return { kind: 'search', path }
  return { kind: 'lines', path: new Path(path.source.slice(2)) }
}

/** When the brackets are not closed, or something else follows, the rest is searched for. */
function readMultipath(source: string): Head {
  const { parts, end } = parseMultipath(source, (text) => new Path(text))
  if (!parts) return readSearch(new Path(''))
  const rest = source.slice(end)
  if (rest !== '' && !continues(rest)) return readSearch(new Path(rest))
  return { kind: 'multipath', parts, ...following(rest) }
}

function continues(rest: string): boolean {
  return rest[0] === '.' || rest[0] === '|'
}

/** What follows a `.` or `|`; nothing else counts. */
function following(rest: string): { next?: Path } {
  return continues(rest) ? { next: new Path(rest.slice(1)) } : {}
}

/** `!` and a value: what is in brackets or quotes, a number, or a word. */
function readStatic(source: string): Head | undefined {
  if (/^!["{[+\-0-9]/.test(source)) {
    const end = bracketEnd(source, 1)
    return { kind: 'value', raw: source.slice(1, end), ...following(source.slice(end)) }
  }
  const end = endOf(source, 1, '|.')
  const raw = source.slice(1, end)
  if (!/^(?:true|false|null|nan|inf)$/i.test(raw)) return undefined
  return { kind: 'value', raw, ...following(source.slice(end)) }
}

function readModifier(source: string): Head | undefined {
  const end = endOf(source, 1, ':|.')
  const name = source.slice(1, end)
  if (!isModifier(name)) return undefined
  const from = source[end] === ':' ? end + 1 : end
  const to = from > end ? argumentEnd(source, from) : end
  const next = following(source.slice(to))
  return { kind: 'modifier', name, arg: source.slice(from, to), ...next }
}

/** An argument is one JSON value in brackets or quotes, or goes to the next `|` outside of such. */
function argumentEnd(source: string, from: number): number {
  if (/["{[]/.test(source[from] ?? '')) return groupEnd(source, from)
  let i = from
  while (i < source.length && source[i] !== '|') {
    i = /["{[(]/.test(source[i] as string) ? groupEnd(source, i) : i + 1
  }
  return i
}

function endOf(source: string, from: number, stops: string): number {
  let i = from
  while (i < source.length && !stops.includes(source[i] as string)) i++
  return i
}

/** A name ends at `.` or `|`. A `\` takes the next character as it is; wildcards are not exempt from their meaning. */
function readKey(source: string): KeyPart {
  let name = ''
  let wild = false
  let i = 0
  for (; i < source.length && source[i] !== '.' && source[i] !== '|'; i++) {
    const escaped = source[i] === '\\'
    if (escaped) i++
    else if (source[i] === '*' || source[i] === '?') wild = true
    name += source[i] ?? ''
  }
  const like = wild ? { like: compileWildcards(name) } : {}
  return { name, ...like, ...onward(source, i, true) }
}

/** @param at place of the `.` or `|`, or the end */
function onward(source: string, at: number, mayPipe: boolean): Onward {
  if (at >= source.length) return {}
  const after = source.slice(at + 1)
  if (source[at] === '|' || (mayPipe && beginsAnew(after))) return { pipe: new Path(after) }
  return { rest: new Path(after) }
}

/** Behind a `.`, a modifier or a multipath begins anew as behind a `|`. */
function beginsAnew(after: string): boolean {
  if (after[0] !== '@') return after[0] === '[' || after[0] === '{'
  return isModifier(after.slice(1, endOf(after, 1, '.|:')))
}

function readElement(source: string): ElementPart {
  const query = /^#[[(]/.test(source) ? parseQuery(source) : undefined
  const broken = !query && /^#[[(]/.test(source)
  const end = broken ? source.length : endOf(source, query?.end ?? 0, '.|')
  const name = source.slice(0, end)
  const special = name.includes('#')
  const behind = onward(source, end, !special)
  const index = /^\d+$/.test(name) ? Number(name) : -1
  const part = { index: special ? -1 : index, counts: name === '#' }
  if (part.counts && source[end] === '.')
    return { ...part, ...behind, each: splitPipe(source.slice(2)) }
  if (!query && !broken) return { ...part, ...behind }
  const of = query?.query ?? BROKEN_QUERY
  const all = query !== undefined && source[query.end] === '#'
  const further = behind.rest ? splitPipe(behind.rest.source) : behind
  return { ...part, ...further, query: { of, subject: new Path(of.path), all } }
}

/** A path up to its first `|` that is not inside of brackets, and what is behind it. */
function splitPipe(source: string): Onward & { readonly rest: Path } {
  const at = source[0] === '{' ? pipeAfterMap(source) : pipePlace(source)
  if (at < 0) return { rest: new Path(source) }
  return { rest: new Path(source.slice(0, at)), pipe: new Path(source.slice(at + 1)) }
}

function pipeAfterMap(source: string): number {
  const end = source.length > 1 ? groupEnd(source.slice(1), 0) + 1 : 1
  return source[end] === '|' ? end : -1
}

function pipePlace(source: string): number {
  for (let i = 0; i < source.length; i++) {
    const c = source[i]
    if (c === '|') return i
    if (c === '\\') i++
    else if (c === '.' && source[i + 1] === '#') {
      i += 2
      if (source[i] === '[' || source[i] === '(') i = closingBracket(source, i)
    }
  }
  return -1
}

/** The bracket that closes the one here, or the end; only brackets of this kind count. */
function closingBracket(source: string, at: number): number {
  const open = source[at]
  const close = open === '[' ? ']' : ')'
  let depth = 1
  for (let i = at + 1; i < source.length; i++) {
    const c = source[i]
    if (c === '\\') i++
    else if (c === open) depth++
    else if (c === close && --depth === 0) return i
    else if (c === '"') i = quotedEnd(source, i)
  }
  return source.length
}
