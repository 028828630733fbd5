// The search for one path in one text, map by map and list by list. It stops at the first hit. Where a key fits but what is
// behind it does not, it goes on: a repeated key may fit later.
import type { Budget } from './budget.js'
import { unescapeText } from './escape.js'
import type { ElementPart, Path } from './path.js'
import { exists, jsonResult, NOTHING, type Result, readValue, resultAt } from './result.js'
import {
  beginsValue,
  CLOSE_LIST,
  CLOSE_MAP,
  closingQuote,
  nextValue,
  OPEN_LIST,
  OPEN_MAP,
  QUOTE,
  valueEnd,
} from './scan.js'

/** What a search needs of the look-up it belongs to. */
export interface Engine {
  readonly budget: Budget
  /** @throws Exhausted */
  get(text: string, path: Path): Result
}

type Query = NonNullable<ElementPart['query']>

export class Search {
  value: Result = NOTHING
  /** What is to be looked up in the value. */
  pipe: Path | undefined
  private hit = false

  constructor(
    private readonly text: string,
    private readonly engine: Engine,
  ) {}

  /** Looks into the first list or map of the text. */
  run(path: Path): void {
    const at = this.text.search(/[[{]/)
    if (at >= 0) this.into(at, path)
  }

  /** Takes the whole text as the elements of a list: JSON lines. */
  runLines(path: Path): void {
    this.inList(0, path)
  }

  private into(at: number, path: Path): number {
    this.engine.budget.enter()
    const isMap = this.text.charCodeAt(at) === OPEN_MAP
    const end = isMap ? this.inMap(at + 1, path) : this.inList(at + 1, path)
    this.engine.budget.leave()
    return end
  }

  private take(at: number, end: number): number {
    this.value = resultAt(this.text, at, end)
    this.hit = true
    return end
  }

  /** @returns the place behind the map, or behind the hit */
  private inMap(from: number, path: Path): number {
    const { text } = this
    const part = path.key
    if (!part.rest && part.pipe) this.pipe = part.pipe
    let i = from
    for (;;) {
      i = keyStart(text, i)
      if (text.charCodeAt(i) !== QUOTE) return i + 1
      const keyEnd = closingQuote(text, i + 1)
      if (keyEnd < 0) return text.length
      const fits = keyFits(text, i + 1, keyEnd, part)
      i = nextValue(text, keyEnd + 1)
      if (i >= text.length) return i
      if (fits && part.rest && opens(text, i)) {
        i = this.into(i, part.rest)
        if (this.hit) return i
        continue
      }
      const end = valueEnd(text, i)
      if (end < 0) return text.length
      if (fits && !part.rest) return this.take(i, end)
      i = end
    }
  }

  private inList(from: number, path: Path): number {
    const { text } = this
    const part = path.element
    if (!part.rest && part.pipe) this.pipe = part.pipe
    const found: string[] = []
    const starts: number[] = []
    let i = from
    for (let index = 0; ; index++) {
      const fits = index === part.index
      if (part.each) starts.push(i)
      i = nextElement(text, i)
      if (i >= text.length || text.charCodeAt(i) === CLOSE_LIST) {
        this.endList(part, starts, found, index)
        return i + 1
      }
      if (fits && part.rest && opens(text, i)) {
        i = this.into(i, part.rest)
        if (this.hit) return i
        continue
      }
      const end = valueEnd(text, i)
      if (end < 0) return text.length
      if (part.query && this.ask(part, part.query, resultAt(text, i, end), found)) return end
      if (fits && !part.rest) return this.take(i, end)
      i = end
    }
  }

  /** Puts a query to an element; true when that was the one looked for. */
  private ask(part: ElementPart, query: Query, element: Result, found: string[]): boolean {
    const { of, subject, all } = query
    const isJson = element.kind === 'json'
    if (!isJson && of.path !== '') return false
    if (!of.fits(isJson ? this.engine.get(element.raw, subject) : element)) return false
    if (part.rest && part.pipe) this.pipe = part.pipe
    const value = part.rest ? this.engine.get(element.raw, part.rest) : element
    if (all) {
      if (value.raw !== '') found.push(value.raw)
      return false
    }
    this.value = value
    this.hit = true
    return true
  }

  private endList(
    part: ElementPart,
    starts: readonly number[],
    found: readonly string[],
    count: number,
  ): void {
    if (part.counts) {
      this.value = part.each
        ? jsonResult(`[${this.membersOfEach(starts, part.each).join(',')}]`)
        : { kind: 'number', raw: String(count), text: '' }
      this.hit = true
    } else if (part.query?.all && !exists(this.value)) {
      this.value = jsonResult(`[${found.join(',')}]`)
    }
  }

  private membersOfEach(starts: readonly number[], each: NonNullable<ElementPart['each']>) {
    const found: string[] = []
    if (each.pipe) this.pipe = each.pipe
    for (const start of starts) {
      const at = blanksEnd(this.text, start)
      const read = this.text.charCodeAt(at) === CLOSE_LIST ? undefined : readValue(this.text, at)
      if (!read || !each.rest) continue
      const value = this.engine.get(read.value.raw, each.rest)
      if (exists(value)) found.push(value.raw)
    }
    return found
  }
}

function opens(text: string, at: number): boolean {
  const c = text.charCodeAt(at)
  return c === OPEN_MAP || c === OPEN_LIST
}

/** The quote of the next key, or the end of the map or text. */
function keyStart(text: string, at: number): number {
  let i = at
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === QUOTE || c === CLOSE_MAP) return i
    i++
  }
  return i
}

function nextElement(text: string, at: number): number {
  let i = at
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === CLOSE_LIST || beginsValue(c)) return i
    i++
  }
  return i
}

function blanksEnd(text: string, at: number): number {
  let i = at
  while (i < text.length && ' \t\r\n'.includes(text[i] as string)) i++
  return i
}

function keyFits(
  text: string,
  start: number,
  end: number,
  { name, like }: { readonly name: string; readonly like?: (key: string) => boolean },
): boolean {
  const raw = text.slice(start, end)
  const key = raw.includes('\\') ? unescapeText(raw) : raw
  return like ? like(key) : key === name
}
