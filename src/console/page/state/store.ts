// A value that components follow: the page has no larger idea of state than this.
import { useEffect, useState } from 'preact/hooks'

export class Store<T> {
  private readonly listeners = new Set<() => void>()

  constructor(private held: T) {}

  get value(): T {
    return this.held
  }

  set(value: T): void {
    if (value === this.held) return
    this.held = value
    for (const listener of this.listeners) listener()
  }

  /** @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

/** The value, and a render whenever it is another one. */
export function useStore<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.value)
  useEffect(() => {
    const follow = () => setValue(() => store.value)
    follow()
    return store.subscribe(follow)
  }, [store])
  return value
}
