// A map that forgets what has not been asked for the longest, so that scripts cannot fill the memory.

export class BoundedCache<V> {
  private readonly entries = new Map<string, V>()
  private readonly capacity: number

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** The value of the key, made and kept if there is none. */
  get(key: string, make: () => V): V {
    const known = this.entries.get(key)
    const value = known ?? make()
    if (known !== undefined) this.entries.delete(key)
    else if (this.entries.size >= this.capacity) {
      this.entries.delete(this.entries.keys().next().value!)
    }
    this.entries.set(key, value)
    return value
  }
}
