// The buffer in memory: bounded in bytes, gone with the process.
import type { Chunk } from '../point/chunk.js'
import type { Buffer, BufferState, Reader } from './buffer.js'
import { ChunkLog, type LogOptions, type Store } from './chunk-log.js'

export class MemoryBuffer implements Buffer {
  readonly durable = false
  private readonly log: ChunkLog
  private open = true

  constructor(private readonly options: LogOptions) {
    this.log = new ChunkLog(options, memoryAlone(options.capacityBytes))
  }

  async start(): Promise<void> {
    this.open = true
  }

  /** What is still here is lost, and reported so. */
  async stop(): Promise<void> {
    if (!this.open) return
    this.open = false
    const lost = this.log.total.count
    this.log.clear()
    if (lost > 0) this.options.onDrop(lost, 'stopped')
  }

  append(chunk: Chunk): boolean {
    return this.open && this.log.append(chunk)
  }

  reader(name: string): Reader {
    return this.log.reader(name)
  }

  get state(): BufferState {
    return this.log.state
  }

  get onRoom(): (() => void) | undefined {
    return this.log.onRoom
  }

  set onRoom(run: (() => void) | undefined) {
    this.log.onRoom = run
  }
}

/** Nothing is anywhere else. */
function memoryAlone(capacity: number): Store {
  return {
    capacity,
    fits: (bytes, total) => total + bytes <= capacity,
    helps: () => true,
    append: () => {},
    read: () => [],
    settled: () => {},
    dropped: () => {},
    freed: () => {},
  }
}
