// How many values become one: average, sum, least, greatest, last.

export interface Aggregation {
  add(value: number): void
  readonly value: number
}

class Average implements Aggregation {
  private sum = 0
  private count = 0
  add(value: number): void {
    this.sum += value
    this.count++
  }
  get value(): number {
    return this.sum / this.count
  }
}

/** The value so far and the next one become the new value. */
class Folded implements Aggregation {
  private folded: number | undefined
  constructor(private readonly fold: (all: number, one: number) => number) {}
  add(value: number): void {
    this.folded = this.folded === undefined ? value : this.fold(this.folded, value)
  }
  get value(): number {
    return this.folded ?? 0
  }
}

const KINDS = new Map<string, () => Aggregation>([
  ['avg', () => new Average()],
  ['sum', () => new Folded((all, one) => all + one)],
  ['min', () => new Folded(Math.min)],
  ['max', () => new Folded(Math.max)],
  ['set', () => new Folded((_all, one) => one)],
])

/** Names of the ways to aggregate. */
export const AGGREGATIONS = [...KINDS.keys()]

/** A new one of that name; undefined when there is none. */
export function aggregation(name: string): Aggregation | undefined {
  return KINDS.get(name)?.()
}
