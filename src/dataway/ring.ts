// The newest so many items; older ones make room.
//
//   slots  [6][7][3][4][5]      next = 2: item 8 takes the place of 3
export class Ring<T> {
  private readonly slots: T[] = []
  private next = 0

  constructor(private readonly capacity: number) {}

  push(item: T): void {
    this.slots[this.next] = item
    this.next = (this.next + 1) % this.capacity
  }

  /** Oldest first. */
  items(): T[] {
    if (this.slots.length < this.capacity) return this.slots.slice()
    return [...this.slots.slice(this.next), ...this.slots.slice(0, this.next)]
  }

  clear(): void {
    this.slots.length = 0
    this.next = 0
  }
}
