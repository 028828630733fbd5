// Ends connections so that no message is lost on the way. The sidecars never read, so they cannot be told: what their kernel
// has taken when a connection ends is gone, and what they write afterwards fails and is sent again. So a connection ends at
// the moment when its next message is least likely to be on its way:
//
//   a turn of the event loop brings something ─▶ read on
//   a turn brings nothing to anybody ──────────▶ end the one that wrote last, and only one: the next turn is short again
//   one does not write for PATIENCE_MS ────────▶ it writes seldom: it ends in a turn that brings nothing
//
// They are reset, not closed: after a close the kernel of the peer would take one more message before it knows.
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

/** How long a sidecar has to write once more. */
const PATIENCE_MS = 250
/** From then on connections end although others bring something. */
const LAST_MS = 1000

/** A connection that is to end. */
export interface Leaving {
  readonly socket: Pick<Socket, 'bytesRead' | 'destroyed'>
  /** Resets it; `destroyed` tells so at once. */
  end(): void
}

/** Reads on and ends all connections; resolves when each has been ended or has gone by itself. */
export async function farewell(leaving: readonly Leaving[]): Promise<void> {
  const begin = performance.now()
  let open = leaving.map((one) => new Watched(one))
  while (open.length > 0) {
    await turn()
    const waited = performance.now() - begin
    const busy = open.filter((one) => one.wroteNow(waited))
    if (busy.length === 0) lastWriter(open, waited > PATIENCE_MS)?.leaving.end()
    else if (waited > LAST_MS) busy[0]!.leaving.end()
    open = open.filter(({ leaving }) => !leaving.socket.destroyed)
  }
}

class Watched {
  /** When something came last, in milliseconds from the beginning; before it, never. */
  wroteAt = -1
  private seen: number

  constructor(readonly leaving: Leaving) {
    this.seen = leaving.socket.bytesRead
  }

  /** Whether this turn brought something. */
  wroteNow(now: number): boolean {
    const { bytesRead } = this.leaving.socket
    if (bytesRead === this.seen) return false
    this.seen = bytesRead
    this.wroteAt = now
    return true
  }
}

/** @param anyone also one that has not written */
function lastWriter(open: readonly Watched[], anyone: boolean): Watched | undefined {
  const [first, ...rest] = open.filter(({ wroteAt }) => anyone || wroteAt >= 0)
  return first && rest.reduce((last, one) => (one.wroteAt > last.wroteAt ? one : last), first)
}
