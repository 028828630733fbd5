// What waits for a disk that takes nothing.
import { expect, it } from 'vitest'
import { ChunkLog } from '../../src/buffer/chunk-log.js'
import { Segments } from '../../src/buffer/segments.js'
import { WriteQueue } from '../../src/buffer/write-queue.js'
import { ManualClock } from '../forward/manual-clock.js'
import { SimulatedDisk } from './simulated-disk.js'
import { ALL, chunkOf } from './suite.js'

it('what was delivered from memory does not stay there, however long the disk takes nothing', () => {
  const disk = new SimulatedDisk()
  const queue = new WriteQueue(new Segments(disk.view(), '/buffer', 1024), () => {})
  const log = new ChunkLog(
    {
      capacityBytes: 1000,
      whenFull: 'block',
      clock: new ManualClock(),
      readers: ['r'],
      onDrop: () => {},
    },
    {
      capacity: 1000,
      fits: (bytes, total) => total + bytes <= 1000,
      helps: () => true,
      append: (entry, kept) => queue.add(entry, kept),
      read: () => [],
      settled: () => {},
      dropped: () => {},
      freed: (entry) => queue.forget(entry),
    },
  )
  const reader = log.reader('r')
  disk.fail('write', 'EIO')
  // One that cannot be delivered stands before the others.
  log.append(chunkOf(0, 100))
  reader.take(ALL)
  for (let id = 1; id <= 1000; id++) {
    log.append(chunkOf(id, 100))
    reader.accept(reader.take(ALL)!)
    expect(() => queue.write()).toThrow('EIO')
  }
  expect([queue.length, queue.unwritten]).toEqual([1, 100])
})
