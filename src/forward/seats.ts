// Deliveries under way to one Dataway. Each has a seat, and there are as many as may go side by side. One that
// fails again and again leaves its seat and goes on trying aside, so that no records can hold all seats for ever. There
// are as many places aside as there can be seats: memory stays bounded. When those are taken too, the one that has waited there
// longest for nothing but single records, while others were taken, is told to set them aside.
//
//   take ──▶ seated ──leave──▶ aside ──give up──▶ its records are dead letters
//              └───────────────▶ end ◀──┘

export class Seat {
  /** All that it still tries are single records that failed while others were taken. */
  isHopeless = false
  /** It is to set those records aside. */
  mustGiveUp = false
  /** Called when that is so. */
  onGiveUp: (() => void) | undefined

  constructor(private readonly seats: Seats) {}

  /** Lets others be sent meanwhile, where there is room to try on. */
  leave(): void {
    this.seats.leave(this)
  }
}

export class Seats {
  /** Called when a seat became free. */
  onFree: (() => void) | undefined
  private readonly seated = new Set<Seat>()
  private readonly aside = new Set<Seat>()

  /**
   * @param most places aside
   * @param width how many seats there are now
   */
  constructor(
    private readonly most: number,
    private readonly width: () => number = () => most,
  ) {}

  get hasFree(): boolean {
    return this.seated.size < this.width()
  }

  take(): Seat {
    const seat = new Seat(this)
    this.seated.add(seat)
    return seat
  }

  end(seat: Seat): void {
    this.seated.delete(seat)
    this.aside.delete(seat)
  }

  leave(seat: Seat): void {
    if (!this.seated.has(seat)) return
    if (this.aside.size >= this.most) {
      if (!this.hasFree) this.askOldest()
      return
    }
    this.seated.delete(seat)
    this.aside.add(seat)
    this.onFree?.()
  }

  private askOldest(): void {
    const seats = [...this.aside]
    if (seats.some(({ mustGiveUp }) => mustGiveUp)) return
    const oldest = seats.find(({ isHopeless }) => isHopeless)
    if (!oldest) return
    oldest.mustGiveUp = true
    oldest.onGiveUp?.()
  }
}
