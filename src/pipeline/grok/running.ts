// Which regular expression is executing. The matchers write it just before they start and clear it when they
// are through, so whoever interrupts a batch that took too long can tell what it was stuck in.

/** An expression that can be switched to the engine whose time grows linearly with the text. */
export interface Switchable {
  readonly id: number
  /** The expression in Go's syntax. */
  readonly source: string
  /** True: linear time from now on. Slower on ordinary lines, safe on hostile ones. */
  linear: boolean
}

export const running: { matcher: Switchable | undefined } = { matcher: undefined }

let last = 0

/** A number for a new matcher. */
export function nextId(): number {
  return ++last
}
