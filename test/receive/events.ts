// Collects what the receiver reports, and waits for a report without sleeping.
import { EventEmitter, on } from 'node:events'
import type { CloseReason, Connection, ReceiveEvents } from '../../src/receive/events.js'

export class Recorded implements ReceiveEvents {
  readonly opened: Connection[] = []
  readonly closed: CloseReason[] = []
  readonly refused: string[] = []
  readonly pauses: string[] = []
  readonly seconds: [reason: string, seconds: number][] = []
  readonly secrets: string[] = []
  frames = 0
  private readonly changed = new EventEmitter().setMaxListeners(0)

  connectionOpened = (connection: Connection) => this.note(this.opened, connection)
  connectionClosed = (_connection: Connection, reason: CloseReason) =>
    this.note(this.closed, reason)
  connectionRefused = (reason: string) => this.note(this.refused, reason)
  secretRenewed = (what: string) => this.note(this.secrets, `${what} renewed`)
  secretRefused = (what: string, reason: string) => this.note(this.secrets, `${what}: ${reason}`)
  pauseChanged = (reason: string, waiting: boolean) =>
    this.note(this.pauses, `${reason} ${waiting ? 'waits' : 'reads'}`)
  paused = (reason: string, seconds: number) => this.note(this.seconds, [reason, seconds])
  frame = () => {
    this.frames++
    this.changed.emit('change')
  }

  /** Resolves when the condition holds after some report. */
  async until(condition: () => boolean): Promise<void> {
    if (condition()) return
    for await (const _ of on(this.changed, 'change')) if (condition()) return
  }

  private note<T>(list: T[], entry: T): void {
    list.push(entry)
    this.changed.emit('change')
  }
}
