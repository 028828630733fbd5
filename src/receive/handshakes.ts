// TCP connections that have not become a sidecar's connection yet. Each has so much time for its request; of too many the
// oldest goes. So none of them, however many there are, takes a place that a sidecar needs.
import type { Socket } from 'node:net'
import type { RefusalReason } from './events.js'

const MAX_PENDING = 1024

export class Handshakes {
  private readonly pending = new Map<Socket, NodeJS.Timeout>()

  constructor(
    private readonly timeoutMs: number,
    private readonly refused: (reason: RefusalReason) => void,
  ) {}

  begin(socket: Socket): void {
    const timer = setTimeout(() => this.cut(socket, 'handshake_timeout'), this.timeoutMs)
    this.pending.set(socket, timer)
    socket.once('close', () => this.end(socket))
    if (this.pending.size > MAX_PENDING) this.cutOldest()
  }

  /** The socket is upgraded or gone. */
  end(socket: Socket): void {
    clearTimeout(this.pending.get(socket))
    this.pending.delete(socket)
  }

  endAll(): void {
    for (const socket of this.pending.keys()) {
      this.end(socket)
      socket.destroy()
    }
  }

  private cutOldest(): void {
    for (const socket of this.pending.keys()) {
      this.cut(socket, 'too_many_handshakes')
      return
    }
  }

  private cut(socket: Socket, reason: RefusalReason): void {
    this.end(socket)
    socket.destroy()
    this.refused(reason)
  }
}
