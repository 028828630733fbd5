// What an operator may have to know of the disk buffer, one method each, on the rules of `events.ts`.
import type { Events } from './events.js'

export class BufferEvents {
  constructor(private readonly events: Events) {}

  /** The disk takes nothing, or another process has the folder: records wait in memory. */
  trouble(path: string, error: Error): void {
    this.events.metrics.buffer.troubled()
    const message = 'the disk buffer cannot be written: records wait in memory'
    this.events.say('error', 'buffer_trouble', error.message, message, {
      path,
      error: error.message,
    })
  }

  mended(path: string): void {
    const message = 'the disk buffer is written again, with what waited in memory'
    this.events.say('info', 'buffer_mended', path, message, { path })
  }

  /** What was on disk cannot be read. */
  damaged({ bytes, count }: { readonly bytes: number; readonly count: number }): void {
    this.events.metrics.buffer.damaged(count, bytes)
    if (count > 0) this.events.metrics.dropped('buffer_damaged', count)
    this.events.say('error', 'buffer_damaged', '', 'the disk buffer is damaged', { count, bytes })
  }

  /** A file of the buffer is kept and not used. */
  setAside(path: string, reason: string): void {
    this.events.metrics.buffer.setAside()
    const message = 'a file of the disk buffer is put out of the way'
    this.events.say('error', 'buffer_set_aside', path, message, { path, reason })
  }

  /** Only Dataways that are not configured any more had not got these records. */
  removed(count: number): void {
    this.events.dropped(count, 'dataway_removed')
  }

  synced(): void {
    this.events.metrics.buffer.synced()
  }

  kept(category: string, count: number, onDisk: boolean): void {
    this.events.metrics.buffer.kept(category, count, onDisk)
  }
}
