// First in, first out, whatever its length: taking moves a mark, and what lies before it goes when it is half of the list.

export class Queue<T extends object> {
  private items: (T | undefined)[] = []
  private begin = 0

  get first(): T | undefined {
    return this.items[this.begin]
  }

  add(item: T): void {
    this.items.push(item)
  }

  take(): T | undefined {
    const item = this.first
    if (item === undefined) return undefined
    this.items[this.begin++] = undefined
    if (this.begin * 2 > this.items.length) {
      this.items = this.items.slice(this.begin)
      this.begin = 0
    }
    return item
  }
}
