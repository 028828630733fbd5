import { expect, it } from 'vitest'
import { MemoryBuffer } from '../../src/buffer/memory.js'
import { ManualClock } from '../forward/manual-clock.js'
import { bufferSuite, chunkOf } from './suite.js'

bufferSuite('memory buffer', async (setup) => {
  const buffer = new MemoryBuffer(setup)
  await buffer.start()
  return buffer
})

it('reports what is lost when it stops, on its way or not', async () => {
  const drops: [number, string][] = []
  const buffer = new MemoryBuffer({
    capacityBytes: 100,
    whenFull: 'block',
    clock: new ManualClock(0),
    readers: ['r'],
    onDrop: (count, reason) => drops.push([count, reason]),
  })
  await buffer.start()
  buffer.append(chunkOf(1, 10, '', 2))
  buffer.append(chunkOf(2, 10, '', 3))
  buffer.reader('r').take({ bytes: 10, count: 10 })
  await buffer.stop()
  expect(drops).toEqual([[5, 'stopped']])
  expect(buffer.state).toMatchObject({ bytes: 0, count: 0, oldest: undefined })
})
