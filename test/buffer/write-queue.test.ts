// What waits for a disk that takes nothing.
import { expect, it } from 'vitest'
import { ChunkLog } from '../../src/buffer/chunk-log.js'
import { Segments } from '../../src/buffer/segments.js'
import { WriteQueue } from '../../src/buffer/write-queue.js'
import { ManualClock } from '../forward/manual-clock.js'
import { SimulatedDisk } from './simulated-disk.js'
import { ALL, chunkOf } from './suite.js'

const CAPACITY = 1024 * 1024
/** So many of them are delivered that all would be 100 MB. */
const CHUNK = 100_000

/** A log before a queue on a disk. */
function logOn(disk: SimulatedDisk) {
  const queue = new WriteQueue(new Segments(disk.view(), '/buffer', CAPACITY), () => {})
  const log = new ChunkLog(
    {
      capacityBytes: CAPACITY,
      whenFull: 'block',
      clock: new ManualClock(),
      readers: ['r'],
      onDrop: () => {},
    },
    {
      capacity: CAPACITY,
      fits: (bytes, total) => total + bytes <= CAPACITY,
      helps: () => true,
      append: (entry, kept) => queue.add(entry, kept),
      read: () => [],
      settled: () => {},
      dropped: () => {},
      freed: (entry) => queue.forget(entry),
    },
  )
  const reader = log.reader('r')
  return { log, queue, reader, settleNext: () => reader.accept(reader.take(ALL)!) }
}

it('what was delivered does not stay in memory, however long the disk takes nothing', () => {
  const disk = new SimulatedDisk()
  const { log, queue, reader, settleNext } = logOn(disk)
  disk.fail('write', 'EIO')
  // One that cannot be delivered stands before the others.
  log.append(chunkOf(0, CHUNK))
  reader.take(ALL)
  for (let id = 1; id <= 1000; id++) {
    log.append(chunkOf(id, CHUNK))
    settleNext()
    expect(() => queue.write()).toThrow('EIO')
  }
  expect(queue.held).toBeLessThan(50)
  expect(queue.unwritten).toBe(CHUNK)
})

it('what was delivered does not stay in memory, however long a sync takes', () => {
  const { log, queue, settleNext } = logOn(new SimulatedDisk())
  for (let id = 1; id <= 1000; id++) {
    log.append(chunkOf(id, CHUNK))
    queue.write()
    settleNext()
  }
  expect(queue.held).toBeLessThan(50)
})
