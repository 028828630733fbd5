// What the generated code refers to by number: steps, sets of types, conditions, places, constants and readers of keys and
// members.
import type { ArgumentCondition, Step } from '../define.js'
import * as operators from './runtime.js'

/** Gives out the names that the code uses, and declares them in front of it. */
export class Pool {
  readonly steps: Step[] = []
  readonly kinds: ReadonlySet<string>[] = []
  readonly conditions: ArgumentCondition['holds'][] = []
  readonly places: number[] = []
  readonly temporaries: string[] = []
  private readonly constants: string[] = []
  /** Keys as they are read, one for each place: each place sees its own shapes of records. */
  private readonly readers: string[] = []
  /** Members that are read by name, one for each place too: each sees its own shapes of documents. */
  private readonly members: string[] = []
  private readonly placeOf = new Map<number, number>()

  /** Declarations in front of the function. */
  preamble(): string[] {
    return [
      `const { ${Object.keys(operators).join(', ')} } = rt`,
      ...this.steps.map((_, i) => `const s${i} = steps[${i}]`),
      ...this.kinds.map((_, i) => `const k${i} = kinds[${i}]`),
      ...this.conditions.map((_, i) => `const h${i} = conditions[${i}]`),
      ...this.constants.map((value, i) => `const c${i} = ${value}`),
      ...this.readers.map((key, i) => `const g${i} = keyReader(${key})`),
      ...this.members.map((key, i) => `const e${i} = memberReader(${key})`),
    ]
  }

  step(step: Step): string {
    return `s${this.steps.push(step) - 1}`
  }

  types(types: readonly string[]): string {
    return `k${this.kinds.push(new Set(types)) - 1}`
  }

  condition(holds: ArgumentCondition['holds']): string {
    return `h${this.conditions.push(holds) - 1}`
  }

  /** The number of a place. */
  place(at: number): number {
    const known = this.placeOf.get(at)
    if (known !== undefined) return known
    this.placeOf.set(at, this.places.length)
    return this.places.push(at) - 1
  }

  constant(code: string): string {
    return `c${this.constants.push(code) - 1}`
  }

  reader(key: string): string {
    return `g${this.readers.push(JSON.stringify(key)) - 1}`
  }

  /** @param key as it stands in the code */
  member(key: string): string {
    return `e${this.members.push(key) - 1}`
  }

  temporary(): string {
    const name = `m${this.temporaries.length}`
    this.temporaries.push(name)
    return name
  }
}
