// TCP connections that have not become a sidecar's connection yet. Each has so much time for TLS and its request; of too many
// the oldest goes. So none of them, however many there are, takes a place that a sidecar needs.
import type { Socket } from 'node:net'
import type { RefusalReason } from './events.js'

const MAX_PENDING = 1024

interface Pending {
  readonly socket: Socket
  readonly remoteAddress: string
  readonly timer: NodeJS.Timeout
}

export class Handshakes {
  /** By the peer's end of the connection: with TLS, the socket that ends one is not the socket that began it. */
  private readonly pending = new Map<string, Pending>()

  constructor(
    private readonly timeoutMs: number,
    private readonly refused: (reason: RefusalReason, remoteAddress: string) => void,
  ) {}

  begin(socket: Socket): void {
    const peer = peerOf(socket)
    const remoteAddress = socket.remoteAddress ?? ''
    const timer = setTimeout(() => this.cut(peer, 'handshake_timeout'), this.timeoutMs)
    this.end(socket)
    this.pending.set(peer, { socket, remoteAddress, timer })
    socket.once('close', () => this.forget(peer, socket))
    if (this.pending.size > MAX_PENDING) this.cutOldest()
  }

  /** The socket is upgraded. Whether it was still waited for. */
  end(socket: Socket): boolean {
    return this.forget(peerOf(socket))
  }

  endAll(): void {
    for (const [peer, { socket }] of this.pending) {
      this.forget(peer)
      socket.destroy()
    }
  }

  private forget(peer: string, socket?: Socket): boolean {
    const found = this.pending.get(peer)
    if (found === undefined || (socket && found.socket !== socket)) return false
    clearTimeout(found.timer)
    return this.pending.delete(peer)
  }

  private cutOldest(): void {
    for (const peer of this.pending.keys()) {
      this.cut(peer, 'too_many_handshakes')
      return
    }
  }

  private cut(peer: string, reason: RefusalReason): void {
    const found = this.pending.get(peer)
    this.forget(peer)
    found?.socket.destroy()
    this.refused(reason, found?.remoteAddress ?? '')
  }
}

function peerOf({ remoteAddress, remotePort, localAddress }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress}`
}
