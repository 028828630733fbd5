// The buffer on disk: what is unsettled outlives the process, and may be much more than memory holds.
import type { DiskState } from './buffer.js'
import { ChunkLog, type LogOptions } from './chunk-log.js'
import { DiskStore, type DiskStoreOptions } from './disk-store.js'
import { nodeFileSystem } from './file-system.js'
import { LogBuffer } from './log-buffer.js'
import { systemProcesses } from './process-facts.js'

type System = Pick<DiskStoreOptions, 'files' | 'processes'>

export type DiskBufferOptions = LogOptions & Omit<DiskStoreOptions, keyof System> & Partial<System>

export class DiskBuffer extends LogBuffer {
  readonly durable = true
  protected readonly log: ChunkLog
  private readonly store: DiskStore

  constructor(options: DiskBufferOptions) {
    super(options)
    const system = { files: nodeFileSystem, processes: systemProcesses }
    this.store = new DiskStore({ ...system, ...options }, options.readers)
    this.log = new ChunkLog(
      { ...options, onDamage: (lost) => options.disk.damaged(lost) },
      this.store,
    )
  }

  override get disk(): DiskState {
    return this.store.state
  }

  protected open(): void {
    this.store.start(this.log)
  }

  protected close(): Promise<number> {
    return this.store.stop()
  }
}
