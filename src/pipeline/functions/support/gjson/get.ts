// gjson: looks a path up in a text that may be JSON, with the answers of tidwall/gjson 1.17. The text is not validated: what
// can be found is found. Time is bounded by the length of the text (see budget.ts); nothing is thrown.
//
//   text ─▶ head of the path ─┬─ search in maps and lists ─┬─▶ what follows on the result ─▶ …
//                             ├─ modifier, multipath ──────┤
//                             └─ a value in the path ──────┘
import { Budget, Exhausted } from './budget.js'
import { applyModifier, type Workshop } from './modifiers.js'
import type { Multipath } from './multipath.js'
import { type Head, Path } from './path.js'
import { exists, floatOf, jsonResult, NOTHING, parse, type Result } from './result.js'
import { type Engine, Search } from './search.js'

/** The value at a path: lists and maps as their text. Undefined when there is none, and for null. */
export function gjsonValue(text: string, path: Path): string | number | boolean | undefined {
  const result = lookUp(text, path)
  switch (result.kind) {
    case 'null':
      return undefined
    case 'number':
      return floatOf(result.raw)
    case 'string':
      return result.text
    case 'json':
      return result.raw
    default:
      return result.kind === 'true'
  }
}

function lookUp(text: string, path: Path): Result {
  try {
    return new LookUp(new Budget(text.length)).get(text, path)
  } catch (error) {
    if (error instanceof Exhausted || error instanceof RangeError) return NOTHING
    throw error
  }
}

/** What one step of a path gives. */
interface Outcome {
  readonly result: Result
  readonly next: Path | undefined
}

class LookUp implements Engine, Workshop {
  constructor(readonly budget: Budget) {}

  get(text: string, path: Path): Result {
    this.budget.enter()
    let outcome = this.step(text, path)
    while (outcome.next) outcome = this.step(outcome.result.raw, outcome.next)
    this.budget.leave()
    return outcome.result
  }

  find(text: string, path: string): Result {
    return this.get(text, new Path(path))
  }

  private step(text: string, path: Path): Outcome {
    this.budget.spend(text.length)
    const { head } = path
    if (head.kind === 'search' || head.kind === 'lines') return this.search(text, head)
    const raw =
      head.kind === 'value'
        ? head.raw
        : head.kind === 'modifier'
          ? applyModifier(head.name, text, head.arg, this)
          : this.together(text, head.parts)
    if (head.next) return { result: jsonResult(raw), next: head.next }
    return { result: head.kind === 'multipath' ? jsonResult(raw) : parse(raw), next: undefined }
  }

  private search(text: string, head: Head & { kind: 'search' | 'lines' }): Outcome {
    const search = new Search(text, this)
    if (head.kind === 'lines') search.runLines(head.path)
    else search.run(head.path)
    return { result: search.value, next: search.pipe }
  }

  private together(text: string, { open, paths }: Multipath): string {
    const found: string[] = []
    for (const { key, path } of paths) {
      const result = this.get(text, path)
      if (exists(result)) found.push(key + result.raw)
    }
    return open + found.join(',') + (open === '{' ? '}' : ']')
  }
}
