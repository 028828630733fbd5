// The last failure of each script on a record: what an author asks first. As many scripts as have series of their own.
import type { Clock } from '../util/clock.js'
import { MOST_NAMES } from './labels.js'

export interface Failure {
  /** With file, line and column; nothing of the record. */
  readonly message: string
  /** Unix milliseconds. */
  readonly at: number
}

export class LastFailures {
  private readonly failures = new Map<string, Failure>()

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  note(script: string, message: string): void {
    if (!this.failures.has(script) && this.failures.size >= MOST_NAMES) return
    this.failures.set(script, { message, at: this.clock.now() })
  }

  of(script: string): Failure | undefined {
    return this.failures.get(script)
  }
}
