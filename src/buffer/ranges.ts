// A set of numbers kept as ranges, each with its end outside, in order, none touching another.

export class Ranges {
  /** from, to, from, to, … */
  private edges: number[] = []

  static of(edges: readonly number[]): Ranges {
    const ranges = new Ranges()
    for (let i = 0; i + 1 < edges.length; i += 2) ranges.add(edges[i]!, edges[i + 1]!)
    return ranges
  }

  add(from: number, to: number): void {
    if (to <= from) return
    const { edges } = this
    // An even index stands outside of the ranges, an odd one inside of one or at its end.
    const first = this.firstAtLeast(from)
    let last = first
    while (last < edges.length && edges[last]! <= to) last++
    const isInside = first % 2 === 1
    const endsInside = last % 2 === 1
    const put = [...(isInside ? [] : [from]), ...(endsInside ? [] : [to])]
    edges.splice(first, last - first, ...put)
  }

  addAll(other: Ranges): void {
    for (let i = 0; i < other.edges.length; i += 2) this.add(other.edges[i]!, other.edges[i + 1]!)
  }

  has(number: number): boolean {
    return this.firstAtLeast(number + 1) % 2 === 1
  }

  /** How many of the numbers from one to another are not in it. */
  missing(from: number, to: number): number {
    let missing = to - from
    const { edges } = this
    for (let i = this.firstAtLeast(from) & ~1; i < edges.length && edges[i]! < to; i += 2)
      missing -= Math.max(0, Math.min(to, edges[i + 1]!) - Math.max(from, edges[i]!))
    return missing
  }

  /** What is in both. */
  and(other: Ranges): Ranges {
    const both = new Ranges()
    for (let i = 0; i < this.edges.length; i += 2)
      for (let j = 0; j < other.edges.length; j += 2)
        both.add(
          Math.max(this.edges[i]!, other.edges[j]!),
          Math.min(this.edges[i + 1]!, other.edges[j + 1]!),
        )
    return both
  }

  /** The end of the last range. */
  get end(): number {
    return this.edges.at(-1) ?? 0
  }

  toJSON(): readonly number[] {
    return this.edges
  }

  /** Index of the first edge that is not less than the number. */
  private firstAtLeast(number: number): number {
    let low = 0
    let high = this.edges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.edges[middle]! < number) low = middle + 1
      else high = middle
    }
    return low
  }
}
