// How much of something a tap may use: it fills again with time, up to what a second gives.
export class Pace {
  private left: number
  private at: number

  /** @param now milliseconds, monotonic */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.left = perSecond
    this.at = now
  }

  /** What may be used now. */
  room(now: number): number {
    const grown = this.left + ((now - this.at) / 1000) * this.perSecond
    this.left = Math.min(this.perSecond, grown)
    this.at = now
    return this.left
  }

  /** It may be used beyond what there is, and is then missing. */
  use(amount: number): void {
    this.left -= amount
  }
}
