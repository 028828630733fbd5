// How many requests a Dataway is trusted with at a time: more while it answers well, half as many when it says that it
// has too much to do or takes too long, one when it was not there. Additive increase, multiplicative decrease.
//
//   one ──doubles──▶ threshold ──one more a round──▶ most        a round: as many answers as requests at a time
//                       ▲ half of what was too much

/** An answer that takes so many times as long as good ones did is a sign of too much at a time. */
const SLOWER = 4
/** Below this nothing is slow. */
const FAST_MS = 100
/** Share of the newest answer in the average. */
const WEIGHT = 0.2
/** The best average is forgotten little by little, so that a new address may be a slower one. */
const DRIFT = 1.001
const EASE = 0.8

export class Concurrency {
  private level: number
  private threshold: number
  private average: number | undefined
  private best = Number.POSITIVE_INFINITY
  /** Answers since the last decrease for slowness. */
  private answers = 0

  constructor(private readonly most: number) {
    this.level = most
    this.threshold = most
  }

  /** Requests at a time, at least one. */
  get limit(): number {
    return Math.floor(this.level)
  }

  /** A request was answered after so many milliseconds. */
  answered(ms: number): void {
    this.answers++
    if (!this.isSlow(ms)) {
      this.level = Math.min(
        this.most,
        this.level + (this.level < this.threshold ? 1 : 1 / this.level),
      )
    } else if (this.answers > this.level) {
      this.turnDown(EASE)
      this.level = this.threshold
    }
  }

  /** It has too much to do. */
  overloaded(): void {
    this.turnDown(0.5)
    this.level = this.threshold
  }

  /** It was not there: begins again with one. */
  unreachable(): void {
    this.turnDown(0.5)
    this.level = 1
  }

  private turnDown(factor: number): void {
    this.threshold = Math.max(1, this.level * factor)
    this.answers = 0
  }

  private isSlow(ms: number): boolean {
    this.average = this.average === undefined ? ms : this.average + (ms - this.average) * WEIGHT
    this.best = Math.min(this.best * DRIFT, this.average)
    return this.average > SLOWER * Math.max(this.best, FAST_MS / SLOWER)
  }
}
