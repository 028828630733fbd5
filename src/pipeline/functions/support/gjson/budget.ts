// The work one look-up may do. Paths can make text out of text (`@dig`, `[@this,@this]|…`), and nested queries read parts of
// a text again, so work is counted in characters, and calls within calls are counted too. Beyond the bound there is no
// answer.

/** Calls within calls: about a fifth of what the stack holds. */
const MAX_DEPTH = 1_000
/** Characters that may be read or made for each character of the text. */
const READS = 64
/** So that short texts may have long paths. */
const FLOOR = 1 << 22

/** Thrown when the work is used up; caught where the look-up began. */
export class Exhausted extends Error {}

export class Budget {
  private left: number
  private depth = 0

  /** @param size characters of the text */
  constructor(size: number) {
    this.left = FLOOR + size * READS
  }

  /** Counts characters that are read or made. */
  spend(characters: number): void {
    this.left -= characters
    if (this.left < 0) throw new Exhausted()
  }

  /** Goes one call deeper; `leave` comes back. An exception in between ends the look-up, so it need not. */
  enter(): void {
    if (++this.depth > MAX_DEPTH) throw new Exhausted()
  }

  leave(): void {
    this.depth--
  }
}
