// The buffer of a node: a reader for each Dataway in it, known by the name that people see.
import { join } from 'node:path'
import type { Buffer } from './buffer/buffer.js'
import { makeBuffer } from './buffer/make-buffer.js'
import type { Config } from './config/config.js'
import { readerNames, shownNames } from './forward/reader-name.js'
import type { ReaderReading } from './telemetry/buffer-metrics.js'
import type { Events } from './telemetry/events.js'
import { systemClock } from './util/clock.js'

/** The local Dataway, wherever it listens. */
export const LOCAL = { url: '', reader: 'local' }

export interface NodeBuffer {
  readonly buffer: Buffer
  /** What waits for each Dataway. */
  waiting(): ReaderReading[]
}

export function nodeBuffer(config: Config, events: Events): NodeBuffer {
  const { folders, forward, buffer: chosen } = config
  const { endpoints } = forward
  const { metrics } = events
  const isLocal = endpoints.length === 0
  const readers = readerNames(isLocal ? [LOCAL] : endpoints)
  const shown = isLocal ? [LOCAL.reader] : shownNames(endpoints)
  // The local Dataway is in memory itself: a disk before it would keep nothing.
  const options = isLocal ? { ...chosen, kind: 'memory' as const } : chosen
  const folder = join(folders.cacheDir, 'buffer')
  const buffer = makeBuffer(options, { clock: systemClock, events, readers, folder })
  const waiting = () =>
    readers.map((name, i) => ({ endpoint: shown[i]!, ...buffer.reader(name).waiting }))
  metrics.watchBuffer(() => buffer.state, systemClock.now)
  if (buffer.disk) metrics.buffer.watchDisk(() => buffer.disk!)
  metrics.buffer.watchReaders(waiting)
  return { buffer, waiting }
}
