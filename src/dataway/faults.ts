// Answers that a local Dataway gives instead of taking records, to see what a sender makes of them.
import type { WriteRequest } from './local.js'

export interface Fault {
  /** Status of the answer; `reset` closes the connection without one. */
  readonly status: number | 'reset'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Written to the connection in place of an answer, as it is; `reset` closes the connection behind it. */
  readonly raw?: string
  /** Takes the records all the same. */
  readonly takes?: boolean
  /** Waits before the answer; `Infinity` never answers. */
  readonly delayMs?: number
  /** Requests that are answered so; all of them by default. */
  readonly times?: number
  /** Only requests for which this holds. */
  readonly when?: (request: WriteRequest) => boolean
}

/** The faults in force. The first that matches a request answers it. */
export class Faults {
  private active: { readonly fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.active = []
  }

  /** The fault for this request, used up by one. */
  take(request: WriteRequest): Fault | undefined {
    const entry = this.active.find(({ fault }) => fault.when?.(request) ?? true)
    if (!entry) return undefined
    entry.left--
    if (entry.left <= 0) this.active = this.active.filter((other) => other !== entry)
    return entry.fault
  }
}
