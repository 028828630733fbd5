// Asks where a part of a pattern is found in a text, in linear time. Answers are kept, since the parts that are asked for
// begin alike, and their number is bounded.
import { BoundedCache } from './bounded-cache.js'
import { concat, type Node } from './go-regexp-ast.js'
import { isNullable } from './go-regexp-exact.js'
import { keepGroups, partsOf } from './go-regexp-keep.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { javascriptSearch } from './javascript-engine.js'
import { type Found, linearSearch, type Search } from './linear-engine.js'

/** JavaScript's engine is ready at once, but a hostile text may stall it; the other one's time is linear. */
export type Engine = 'javascript' | 'linear'

const searches = new BoundedCache<Search>(500)

export class Probe {
  private readonly answers = new Map<string, Found | null>()

  constructor(
    readonly text: string,
    private readonly engine: Engine,
    /** Searches still allowed. */
    private left: number,
  ) {}

  /** Whether there is room for a further look inside a piece. */
  get canGoOn(): boolean {
    return this.left > 0
  }

  /** Where a Go expression is found, without its groups. */
  find(source: string): Found | null {
    const known = this.answers.get(source)
    if (known !== undefined) return known
    this.left--
    const search = searches.get(this.engine + source, () =>
      searchWith(this.engine, greedyEnd(keepGroups(parseGoRegexp(source), []))),
    )
    const found = search(this.text, 0)
    this.answers.set(source, found)
    return found
  }

  /** The texts of its named groups; of several with one name the last counts. */
  captures(source: string): Map<string, string | undefined> {
    const { root, names } = parseGoRegexp(source)
    const groups = searchWith(this.engine, greedyEnd(root))(this.text, 0)?.groups
    const captured = new Map<string, string | undefined>()
    names.forEach((name, index) => {
      if (name !== '') captured.set(name, groups?.[index])
    })
    return captured
  }
}

/** Searches by that engine if it can serve the expression. */
export function searchWith(engine: Engine, node: Node): Search {
  return (engine === 'javascript' && javascriptSearch(node)) || linearSearch(node)
}

/**
 * A part that ends in a lazy repeat of a class would end at once: it takes as much as it can, since the question is how far
 * the text satisfies it. Dots stay lazy: they would take everything.
 */
function greedyEnd(node: Node): Node {
  switch (node.kind) {
    case 'repeat':
      return node.body.kind === 'any' ? node : { ...node, greedy: true }
    case 'group':
      return { ...node, body: greedyEnd(node.body) }
    case 'alternate':
      return { ...node, branches: node.branches.map(greedyEnd) }
    case 'concat': {
      const parts = [...node.parts]
      for (let i = parts.length - 1; i >= 0; i--) {
        parts[i] = greedyEnd(parts[i]!)
        if (!isNullable(parts[i]!)) break
      }
      return concat(parts)
    }
    default:
      return node
  }
}

/** Whether it takes everything up to the end of the line or text, so that what follows it fails anywhere. */
export function takesAll(node: Node): boolean {
  if (node.kind === 'group') return takesAll(node.body)
  if (node.kind === 'concat') return partsOf(node).length === 1 && takesAll(node.parts[0]!)
  if (node.kind !== 'repeat' || node.max !== Number.POSITIVE_INFINITY) return false
  return node.body.kind === 'any' || isAllButNewline(node.body)
}

function isAllButNewline(node: Node): boolean {
  if (node.kind !== 'class' || !node.set.negated || node.set.properties.length > 0) return false
  return node.set.ranges.every(([low, high]) => low === 0x0a && high === 0x0a)
}
