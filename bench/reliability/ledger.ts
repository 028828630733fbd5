// Which records were seen, by source and number: what is missing, what came twice, and what came before its turn. One
// byte a record, so that millions cost nothing.

/** Records of one source, ends included. */
export interface Range {
  readonly source: number
  readonly from: number
  readonly to: number
}

/** Stands in every line as `rid=<source>-<number>;`. */
export function recordId(source: number, sequence: number): string {
  return `rid=${source}-${sequence};`
}

/** One match for each line, however often the id stands in it. */
const ID = /rid=(\d+)-(\d+);[^\n]*/g

export class Ledger {
  /** Different records. */
  arrived = 0
  /** Records that had been seen before. */
  duplicates = 0
  /** Records that came first after a later one of their source. */
  outOfOrder = 0

  private readonly counts = new Map<number, Uint8Array>()
  private readonly highest = new Map<number, number>()

  /** Takes all records of a text in line protocol, in its order. Returns how many. */
  read(text: string): number {
    let count = 0
    for (const [, source, sequence] of text.matchAll(ID)) {
      this.add(Number(source), Number(sequence))
      count++
    }
    return count
  }

  add(source: number, sequence: number): void {
    const counts = this.countsOf(source, sequence)
    const before = counts[sequence]!
    counts[sequence] = Math.min(before + 1, 255)
    if (before > 0) {
      this.duplicates++
      return
    }
    this.arrived++
    if (sequence < this.last(source)) this.outOfOrder++
    else this.highest.set(source, sequence)
  }

  has(source: number, sequence: number): boolean {
    return (this.counts.get(source)?.[sequence] ?? 0) > 0
  }

  /** The highest number of a source; -1 when there is none. */
  last(source: number): number {
    return this.highest.get(source) ?? -1
  }

  /** The numbers of a range that were not seen. */
  missing({ source, from, to }: Range): number[] {
    const found: number[] = []
    for (let sequence = from; sequence <= to; sequence++)
      if (!this.has(source, sequence)) found.push(sequence)
    return found
  }

  /** How many records of another ledger were not seen here. */
  missingOf(other: Ledger): number {
    let count = 0
    for (const [source, counts] of other.counts)
      counts.forEach((seen, sequence) => {
        if (seen > 0 && !this.has(source, sequence)) count++
      })
    return count
  }

  private countsOf(source: number, sequence: number): Uint8Array {
    const counts = this.counts.get(source) ?? new Uint8Array(1024)
    if (sequence < counts.length && this.counts.has(source)) return counts
    const larger = new Uint8Array(Math.max(counts.length, 2 * (sequence + 1)))
    larger.set(counts)
    this.counts.set(source, larger)
    return larger
  }
}
