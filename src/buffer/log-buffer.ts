// What the buffers have in common: a log that is opened and closed.
import type { Chunk } from '../point/chunk.js'
import type { Buffer, BufferState, DiskState, Reader } from './buffer.js'
import type { ChunkLog, LogOptions } from './chunk-log.js'

export abstract class LogBuffer implements Buffer {
  abstract readonly durable: boolean
  protected abstract readonly log: ChunkLog
  private isOpen = false

  constructor(private readonly dropping: Pick<LogOptions, 'onDrop'>) {}

  protected abstract open(): void

  /** Answers how many records are lost by it. */
  protected abstract close(): Promise<number>

  async start(): Promise<void> {
    if (this.isOpen) return
    this.open()
    this.isOpen = true
  }

  async stop(): Promise<void> {
    if (!this.isOpen) return
    this.isOpen = false
    const lost = await this.close()
    if (lost > 0) this.dropping.onDrop(lost, 'stopped')
  }

  append(chunk: Chunk): boolean {
    return this.isOpen && this.log.append(chunk)
  }

  reader(name: string): Reader {
    return this.log.reader(name)
  }

  get state(): BufferState {
    return this.log.state
  }

  get disk(): DiskState | undefined {
    return undefined
  }

  get onRoom(): (() => void) | undefined {
    return this.log.onRoom
  }

  set onRoom(run: (() => void) | undefined) {
    this.log.onRoom = run
  }
}
