// Something made from files, and made again when they change: Kubernetes replaces certificates and tokens while the process runs.
// What cannot be used changes nothing but is told once.
import { isDeepStrictEqual } from 'node:util'

export interface RefreshEvents<T> {
  changed(value: T): void
  /** The value of before stays in force. */
  failed(error: Error): void
}

export class Refreshed<T> {
  value: T
  private told = ''
  private timer: NodeJS.Timeout | undefined

  /** @param make reads the files; the first time it may throw */
  constructor(
    private readonly make: () => T,
    private readonly events: RefreshEvents<T>,
  ) {
    this.value = make()
  }

  /** Looks at the files so often from now on. */
  start(everyMs: number): void {
    this.timer ??= setInterval(() => this.refresh(), everyMs).unref()
  }

  stop(): void {
    clearInterval(this.timer)
  }

  refresh(): void {
    try {
      const value = this.make()
      this.told = ''
      if (isDeepStrictEqual(value, this.value)) return
      this.value = value
      this.events.changed(value)
    } catch (error) {
      const { message } = error as Error
      if (message !== this.told) this.events.failed(error as Error)
      this.told = message
    }
  }
}
