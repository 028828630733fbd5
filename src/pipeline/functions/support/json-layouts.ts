// The layouts that one place of a script knows. They are learned from texts that none of them fits, and forgotten when they do
// not pay: where each line is laid out in another way, a counter is all that is left of them.
import type { Value } from '../../../point/value.js'
import { type LayoutReader, layoutReader } from './json-layout.js'

/** A text is tried against each of them. */
const MAX_LAYOUTS = 2
/** After so many texts it is seen whether layouts pay. */
const TRIAL = 256
/** A text that fits saves half a JSON.parse, one that fits none costs up to as much for each layout. */
const PAYS = 0.75 * TRIAL
/** Of the texts that fit none, one in so many is learned from: so the frequent layouts win. */
const LEARN_EVERY = 8
/** Texts that are left to JSON.parse after a trial in vain; twice as many after the next one. */
const FIRST_REST = 1_024
const LONGEST_REST = 2 ** 20

export class JsonLayouts {
  /** The one that fitted last stands first. */
  private readonly readers: LayoutReader[] = []
  private hits = 0
  private misses = 0
  private resting = 0
  private rest = FIRST_REST

  /** The value of a JSON text without escapes, as JSON.parse gives it; undefined when no layout fits. */
  read(text: string): Value | undefined {
    for (let i = 0; i < this.readers.length; i++) {
      const value = this.readers[i]!(text)
      if (value === undefined) continue
      if (i > 0) this.readers.unshift(...this.readers.splice(i, 1))
      this.hits++
      return value
    }
    return undefined
  }

  /** @param text without escapes, that no layout fitted and JSON.parse has read */
  learn(text: string): void {
    if (this.hits + this.misses >= TRIAL) this.judge()
    if (this.resting > 0) {
      this.resting--
      return
    }
    if (this.misses++ % LEARN_EVERY !== 0 || this.readers.length === MAX_LAYOUTS) return
    const reader = layoutReader(text)
    if (reader !== undefined) this.readers.unshift(reader)
  }

  private judge(): void {
    if (this.hits >= PAYS) this.rest = FIRST_REST
    else {
      this.readers.length = 0
      this.resting = this.rest
      this.rest = Math.min(2 * this.rest, LONGEST_REST)
    }
    this.hits = 0
    this.misses = 0
  }
}
