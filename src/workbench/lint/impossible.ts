// Whether a regular expression can match any text at all. What an assertion asks for depends on the characters at both
// sides only by their kind: none (an end of the text), LF, a word character, another one. So a place in a text is the kind
// before it and the kinds that may still come behind, 4 × 16 in all, and an expression leads from places to places. That
// is exact: no text matches if and only if no place is left at the end.
import { complement, normalise } from '../../pipeline/grok/code-point-set.js'
import type { Node, Place, Repeat } from '../../pipeline/grok/go-regexp-ast.js'

const EDGE = 1
const LF = 2
const WORD = 4
const OTHER = 8
const ALL = EDGE | LF | WORD | OTHER
const KINDS = [EDGE, LF, WORD, OTHER]

/** Places as numbers: the kind before times 16, and the kinds that may follow. */
type Places = ReadonlySet<number>

/** The part of an expression at which every way ends, and why; undefined where some text matches. */
export function contradiction(root: Node): string | undefined {
  const search = new Search()
  const start = new Set(KINDS.map((before) => before * 16 + ALL))
  return search.through(root, start).size > 0 ? undefined : search.reason
}

class Search {
  reason = 'it contradicts itself'

  through(node: Node, from: Places): Places {
    switch (node.kind) {
      case 'empty':
        return from
      case 'assert':
        return this.kept(from, asserted(from, node.place), WHY[node.place])
      case 'group':
        return this.through(node.body, from)
      case 'concat':
        return node.parts.reduce((places, part) => this.through(part, places), from)
      case 'alternate':
        return union(node.branches.map((branch) => this.through(branch, from)))
      case 'repeat':
        return this.repeated(node, from)
      default:
        return this.taken(node, from)
    }
  }

  private repeated({ body, min, max }: Repeat, from: Places): Places {
    let places = from
    for (let round = 0; round < min && places.size > 0; round++) places = this.through(body, places)
    const reached = new Set(places)
    for (let round = min; round < max; round++) {
      const { size } = reached
      places = this.through(body, places)
      for (const place of places) reached.add(place)
      if (reached.size === size) break
    }
    return reached
  }

  private taken(node: Node, from: Places): Places {
    const kinds = kindsOf(node)
    if (kinds === 0) return this.kept(from, new Set(), 'a class of characters in it is empty')
    const to = new Set<number>()
    let onlyEdge = from.size > 0
    for (const place of from) {
      if ((place & ALL) !== EDGE) onlyEdge = false
      for (const kind of KINDS) if (kinds & place & kind) to.add(kind * 16 + ALL)
    }
    return this.kept(from, to, onlyEdge ? WHY['text-end'] : WHY.word)
  }

  /** Notes why no place is left, if it is so. */
  private kept(from: Places, to: Places, why: string): Places {
    if (from.size > 0 && to.size === 0) this.reason = why
    return to
  }
}

const WHY: Readonly<Record<Place, string>> = {
  'text-start': 'something must come before the start of the text (`^`)',
  'text-end': 'something must come behind the end of the text (`$`)',
  'line-start': 'a `^` stands inside a line',
  'line-end': 'a `$` stands inside a line',
  word: 'a `\\b` or `\\B` in it contradicts the characters beside it',
  'no-word': 'a `\\b` or `\\B` in it contradicts the characters beside it',
}

function asserted(from: Places, place: Place): Places {
  const to = new Set<number>()
  for (const each of from) {
    const behind = each & ALL & allowed(place, each >> 4)
    if (behind !== 0) to.add((each & ~ALL) + behind)
  }
  return to
}

/** The kinds that may follow an assertion, by the kind before it. */
function allowed(place: Place, before: number): number {
  switch (place) {
    case 'text-start':
      return before === EDGE ? ALL : 0
    case 'line-start':
      return before === EDGE || before === LF ? ALL : 0
    case 'text-end':
      return EDGE
    case 'line-end':
      return EDGE | LF
    default:
      return (before === WORD) === (place === 'word') ? ALL & ~WORD : WORD
  }
}

function union(all: readonly Places[]): Places {
  return new Set(all.flatMap((places) => [...places]))
}

const WORDS = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
] as const
const NOT_OTHER = [[0x0a, 0x0a], ...WORDS] as const

/** The kinds of the characters that a node takes; with Unicode properties, all that it may take. */
function kindsOf(node: Node): number {
  if (node.kind === 'any') return WORD | OTHER | (node.newline ? LF : 0)
  const code = node.kind === 'char' ? node.code : -1
  const set =
    node.kind === 'class'
      ? node.set
      : { negated: false, ranges: [[code, code]] as const, properties: [] }
  if (set.properties.length > 0) return LF | WORD | OTHER
  const ranges = set.negated ? complement(set.ranges) : normalise(set.ranges)
  const has = (low: number, high: number) => ranges.some((one) => one[0] <= high && low <= one[1])
  const word = WORDS.some(([low, high]) => has(low, high))
  const other = complement(NOT_OTHER).some(([low, high]) => has(low, high))
  return (has(0x0a, 0x0a) ? LF : 0) | (word ? WORD : 0) | (other ? OTHER : 0)
}
