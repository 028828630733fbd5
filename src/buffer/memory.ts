// The buffer in memory: bounded in bytes, gone with the process.
import { ChunkLog, type LogOptions, type Store } from './chunk-log.js'
import { LogBuffer } from './log-buffer.js'

export class MemoryBuffer extends LogBuffer {
  readonly durable = false
  protected readonly log: ChunkLog

  constructor(options: LogOptions) {
    super(options)
    this.log = new ChunkLog(options, memoryAlone(options.capacityBytes))
  }

  protected open(): void {}

  /** What is still here is lost. */
  protected async close(): Promise<number> {
    const { count } = this.log.total
    this.log.clear()
    return count
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
