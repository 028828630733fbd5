// The buffer that the options ask for, with what it does told to operators.
import { BufferEvents } from '../telemetry/buffer-events.js'
import type { Events } from '../telemetry/events.js'
import type { Clock } from '../util/clock.js'
import type { Buffer } from './buffer.js'
import type { LogOptions } from './chunk-log.js'
import { DiskBuffer } from './disk.js'
import { MemoryBuffer } from './memory.js'
import type { BufferOptions } from './options.js'

export interface BufferTools {
  readonly clock: Clock
  readonly events: Events
  /** Names of all that will read. */
  readonly readers: readonly string[]
  /** Folder of the disk buffer, where the options name none. */
  readonly folder: string
}

export function makeBuffer(options: BufferOptions, tools: BufferTools): Buffer {
  const { clock, events, readers, folder } = tools
  const disk = new BufferEvents(events)
  const log: LogOptions = {
    ...options,
    clock,
    readers,
    onDrop: (count, reason) => events.dropped(count, reason),
    onKeep: ({ category, count }, onDisk) => disk.kept(category, count, onDisk),
  }
  if (options.kind === 'memory') return new MemoryBuffer(log)
  const diskPath = options.diskPath ?? folder
  return new DiskBuffer({ ...options, ...log, wall: Date.now, diskPath, disk })
}
