import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { crc32c } from '../../src/buffer/crc32c.js'
import { nodeFileSystem } from '../../src/buffer/file-system.js'
import { ManualClock } from '../forward/manual-clock.js'
import { diskBuffer, FOLDER, SimulatedProcess, settle } from './disk-setup.js'
import { SimulatedDisk } from './simulated-disk.js'
import { ALL, bufferSuite, chunkOf, ids } from './suite.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

bufferSuite('disk buffer', async ({ capacityBytes, ...setup }) => {
  const { buffer } = diskBuffer(new SimulatedDisk(), {
    diskCapacityBytes: capacityBytes,
    capacityBytes,
    ...setup,
  })
  await buffer.start()
  return buffer
})

// Next to nothing stays in memory: all is read back.
bufferSuite('disk buffer with real files', async ({ capacityBytes, ...setup }) => {
  const diskPath = mkdtempSync(join(tmpdir(), 'logfwdserver-buffer-'))
  folders.push(diskPath)
  const { buffer } = diskBuffer(new SimulatedDisk(), {
    diskCapacityBytes: capacityBytes,
    ...setup,
    capacityBytes: 160,
    segmentBytes: 500,
    files: nodeFileSystem,
    diskPath,
  })
  await buffer.start()
  return buffer
})

const SEGMENT = /\.segment$/

/** A machine on which one process with a buffer follows another. */
async function machine(options: Parameters<typeof diskBuffer>[1] = {}) {
  const disk = new SimulatedDisk()
  const clock = new ManualClock(1_000_000)
  const begin = async (more: typeof options = {}) => {
    const life = diskBuffer(disk, { clock, ...options, ...more })
    await life.buffer.start()
    return { ...life, r: life.buffer.reader((more.readers ?? options.readers ?? ['r'])[0]!) }
  }
  let life = await begin()
  return {
    disk,
    clock,
    get life() {
      return life
    },
    segments: () => disk.list(FOLDER).filter((name) => SEGMENT.test(name)),
    /** Time passes and what it brings about is done. */
    async pass(ms: number) {
      clock.advance(ms)
      await settle()
    },
    /** The process is killed, another one begins. */
    async kill(more: typeof options = {}, after: 'process' | 'machine' = 'process') {
      disk.crash()
      life.process.end()
      await settle()
      disk.restart(after)
      life = await begin(more)
      return life
    },
    /** The process ends as it should, another one begins. */
    async restart(more: typeof options = {}) {
      await life.buffer.stop()
      life.process.end()
      life = await begin(more)
      return life
    },
    begin,
  }
}

describe('what is on disk', () => {
  it('is there after a stop and after a kill, with all that belongs to it', async () => {
    const m = await machine()
    m.life.buffer.append({ ...chunkOf(1, 30, 'ü\ud800', 3), encoding: 'v2', category: 'rum' })
    m.clock.advance(50)
    m.life.buffer.append(chunkOf(2))
    for (const again of [() => m.restart(), () => m.kill()]) {
      const { r, buffer } = await again()
      const first = r.take(ALL)!
      expect(first).toMatchObject({
        storageIndex: 'ü\ud800',
        category: 'rum',
        encoding: 'v2',
        count: 3,
        bytes: 30,
        since: 1_000_000,
      })
      expect(ids(first)).toEqual([1])
      expect(r.take(ALL)).toMatchObject({ storageIndex: '', since: 1_000_050 })
      expect(buffer.state).toMatchObject({ bytes: 40, count: 4 })
    }
  })

  it.each([
    ['is not sent again when it was settled', 'process', [2, 4]],
    ['is sent again when it was settled after the last sync', 'machine', [2, 3, 4]],
  ] as const)('%s, before the end of a %s', async (_title, after, expected) => {
    const m = await machine()
    for (const id of [1, 2, 3, 4]) m.life.buffer.append(chunkOf(id))
    const [first, , third] = [1, 2, 3].map(() => m.life.r.take({ bytes: 10, count: 9 })!)
    m.life.r.accept(first!)
    await m.pass(200)
    m.life.r.accept(third!)
    const { r } = await m.kill({}, after)
    expect(ids(r.take(ALL))).toEqual(expected)
  })

  it('is gone when all of it is settled', async () => {
    const m = await machine({ segmentBytes: 300 })
    for (let id = 0; id < 40; id++) m.life.buffer.append(chunkOf(id, 100))
    expect(m.segments().length).toBeGreaterThan(10)
    m.life.r.accept(m.life.r.take({ bytes: 2000, count: 99 })!)
    expect(m.segments().length).toBeLessThan(15)
    m.life.r.accept(m.life.r.take(ALL)!)
    expect(m.segments()).toHaveLength(1)
    await m.restart()
    expect(m.segments()).toEqual([])
    m.life.buffer.append(chunkOf(7))
    const { r } = await m.kill()
    expect(ids(r.take(ALL))).toEqual([7])
  })

  it('survives the end of the machine from the next sync on', async () => {
    const m = await machine()
    for (const id of [1, 2, 3]) m.life.buffer.append(chunkOf(id))
    await m.pass(200)
    expect(m.life.buffer.disk.unsynced).toBe(0)
    const { r, names } = await m.kill({}, 'machine')
    expect(ids(r.take(ALL))).toEqual([1, 2, 3])
    expect(names()).toEqual([])
  })

  it('is synced as soon when positions wait to be saved', async () => {
    const m = await machine()
    m.life.buffer.append(chunkOf(1))
    await m.pass(200)
    m.life.r.accept(m.life.r.take(ALL)!)
    await m.pass(200)
    m.life.buffer.append(chunkOf(2))
    await m.pass(200)
    expect(m.life.buffer.disk.unsynced).toBe(0)
  })

  it('is synced at once when there is much of it', async () => {
    const m = await machine({ syncBytes: 100 })
    m.life.buffer.append(chunkOf(1, 200))
    await settle()
    expect([m.life.buffer.disk.unsynced, m.disk.syncs]).toEqual([0, 2])
  })

  it.each([30, 5000])('is read by destination, chunks of %i bytes apart', async (size) => {
    const m = await machine({ segmentBytes: 1024 * 1024 })
    for (let id = 1; id <= 9; id++) m.life.buffer.append(chunkOf(id, size, String(id % 3)))
    const { r } = await m.kill()
    const lanes = [1, 2, 3].map(() => ids(r.take(ALL)))
    expect(lanes).toEqual([
      [1, 4, 7],
      [2, 5, 8],
      [3, 6, 9],
    ])
  })

  it('stays given up when it was given up', async () => {
    const m = await machine({ whenFull: 'drop_oldest', diskCapacityBytes: 200, capacityBytes: 160 })
    for (let id = 1; id < 10; id++) m.life.buffer.append(chunkOf(id, 50, id % 2 ? 'a' : '', id))
    expect(m.life.told.map(({ detail }) => detail)).toEqual(
      [1, 2, 3, 4, 5].map((n) => [n, 'buffer_full']),
    )
    const { r } = await m.restart()
    expect([ids(r.take(ALL)), ids(r.take(ALL))]).toEqual([
      [6, 8],
      [7, 9],
    ])
  })
})

describe('damage', () => {
  const lost = (life: { told: readonly { what: string; detail: unknown }[] }) =>
    life.told.filter(({ what }) => what === 'damaged').map(({ detail }) => (detail as unknown[])[0])

  /** Five chunks with 1 to 5 records, each 50 bytes, in one segment. */
  async function five() {
    const m = await machine()
    for (const id of [1, 2, 3, 4, 5]) m.life.buffer.append(chunkOf(id, 50, '', id))
    const path = `${FOLDER}/${m.segments()[0]}`
    const content = Buffer.from(m.disk.bytes(path))
    const length = (content.length - 20) / 5
    return { m, path, content, length, recordAt: (index: number) => 20 + index * length }
  }

  it('of the end of a segment is cut without a word', async () => {
    const { m, path, content } = await five()
    m.disk.setBytes(path, content.subarray(0, -1))
    const life = await m.kill()
    expect(ids(life.r.take(ALL))).toEqual([1, 2, 3, 4])
    expect(life.told).toEqual([])
    expect(m.disk.bytes(path)).toHaveLength(20 + ((content.length - 20) / 5) * 4)
  })

  it.each<[string, (bytes: Buffer, at: number) => void]>([
    ['its content', (bytes, at) => void bytes.fill(0x41, at + 60, at + 64)],
    ['its length', (bytes, at) => void bytes.writeUInt32LE(0xffff_fff0, at + 8)],
    [
      'its length, a little',
      (bytes, at) => void bytes.writeUInt32LE(bytes.readUInt32LE(at + 8) + 40, at + 8),
    ],
    ['its marker', (bytes, at) => void bytes.fill(0, at, at + 4)],
    ['all of it', (bytes, at) => void bytes.fill(0, at, at + 100)],
  ])('of a record in %s costs this record, and is counted', async (_title, damage) => {
    const { m, path, content, length, recordAt } = await five()
    damage(content, recordAt(2))
    m.disk.setBytes(path, content)
    const life = await m.kill()
    expect(ids(life.r.take(ALL))).toEqual([1, 2, 4, 5])
    expect(lost(life)).toEqual([{ bytes: length, count: 3 }])
  })

  it('of what is settled does not count', async () => {
    const { m, path, recordAt } = await five()
    const flights = [1, 2, 3].map(() => m.life.r.take({ bytes: 50, count: 99 })!)
    m.life.r.accept(flights[2]!)
    await m.pass(200)
    const content = Buffer.from(m.disk.bytes(path))
    content.fill(0, recordAt(1), recordAt(2) + 50)
    m.disk.setBytes(path, content)
    const life = await m.kill()
    expect(ids(life.r.take(ALL))).toEqual([1, 4, 5])
    expect(lost(life)).toMatchObject([{ count: 2 }])
  })

  it('of the head of a segment costs nothing while its first record is well', async () => {
    const { m, path, content } = await five()
    m.disk.setBytes(path, content.fill(0xff, 0, 20))
    const life = await m.kill()
    expect(ids(life.r.take(ALL))).toEqual([1, 2, 3, 4, 5])
    expect(life.told).toEqual([])
  })

  it('of the head and the first record puts the segment out of the way', async () => {
    const { m, path, content } = await five()
    m.disk.setBytes(path, content.fill(0xff, 0, 40))
    const life = await m.kill()
    expect(life.r.take(ALL)).toBeUndefined()
    expect(life.names()).toEqual(['damaged', 'setAside'])
    expect(m.disk.bytes(`${path}.set-aside`)).toEqual(content)
  })

  it('that is found in reading costs what cannot be read', async () => {
    const { m, path, recordAt } = await five()
    const life = await m.kill({ capacityBytes: 1600 })
    const content = Buffer.from(m.disk.bytes(path))
    m.disk.setBytes(path, content.fill(0, recordAt(3), recordAt(3) + 60))
    expect(ids(life.r.take(ALL))).toEqual([1, 2, 3, 5])
    expect(lost(life)).toEqual([{ bytes: 50, count: 4 }])
  })

  it('of a whole segment does not keep the next from being read', async () => {
    const m = await machine({ segmentBytes: 120 })
    for (const id of [1, 2, 3]) m.life.buffer.append(chunkOf(id, 50, String(id)))
    const life = await m.kill()
    m.disk.remove(`${FOLDER}/${m.segments()[0]}`)
    expect(ids(life.r.take(ALL))).toEqual([2])
    expect(lost(life)).toEqual([{ bytes: 50, count: 1 }])
    expect(life.buffer.state.count).toBe(2)
  })

  it('of the positions makes all of it be sent again', async () => {
    const { m } = await five()
    m.life.r.accept(m.life.r.take({ bytes: 50, count: 9 })!)
    await m.pass(200)
    const content = Buffer.from(m.disk.bytes(`${FOLDER}/positions`))
    m.disk.setBytes(`${FOLDER}/positions`, content.fill('1', 30, 32))
    const life = await m.kill()
    expect(ids(life.r.take(ALL))).toEqual([1, 2, 3, 4, 5])
  })

  it('is not what a newer version wrote: that is put out of the way', async () => {
    const { m, path, content } = await five()
    content.writeUInt32LE(9, 8)
    content.writeUInt32LE(crc32c(content.subarray(0, 16)), 16)
    m.disk.setBytes(path, content)
    const life = await m.kill()
    expect(life.told).toEqual([
      { what: 'setAside', detail: [`${path}.set-aside`, 'its format is version 9'] },
    ])
    life.buffer.append(chunkOf(6))
    expect(ids((await m.kill()).r.take(ALL))).toEqual([6])
    expect(m.disk.bytes(`${path}.set-aside`)).toEqual(content)
  })
})

describe('a disk that takes nothing', () => {
  it.each(['ENOSPC', 'EIO', 'EROFS'] as const)(
    'with %s leaves the records in memory until it takes them again',
    async (fault) => {
      const m = await machine()
      m.life.buffer.append(chunkOf(1))
      m.disk.fail('write', fault)
      for (const id of [2, 3]) expect(m.life.buffer.append(chunkOf(id))).toBe(true)
      await m.pass(5000)
      expect(m.life.told).toEqual([{ what: 'trouble', detail: [FOLDER, fault] }])
      expect(m.life.buffer.disk).toMatchObject({ inTrouble: true, unwritten: 20 })
      m.disk.heal()
      await m.pass(5000)
      expect(m.life.names()).toEqual(['trouble', 'mended'])
      m.life.buffer.append(chunkOf(4))
      expect(m.life.buffer.disk).toMatchObject({ inTrouble: false, unwritten: 0 })
      expect(ids(m.life.r.take(ALL))).toEqual([1, 2, 3, 4])
      const life = await m.kill()
      expect(ids(life.r.take(ALL))).toEqual([1, 2, 3, 4])
      expect(life.told).toEqual([])
    },
  )

  it('lets only as much wait in memory as may be there', async () => {
    const m = await machine({ capacityBytes: 100 })
    let rooms = 0
    m.life.buffer.onRoom = () => rooms++
    m.life.buffer.append(chunkOf(1, 500))
    m.disk.fail('write', 'ENOSPC')
    expect([2, 3, 4].map((id) => m.life.buffer.append(chunkOf(id, 40)))).toEqual([
      true,
      true,
      false,
    ])
    m.disk.heal()
    await m.pass(5000)
    expect([rooms, m.life.buffer.append(chunkOf(4, 40))]).toEqual([1, true])
  })

  it('gives up the oldest of what waits in memory when told so', async () => {
    const m = await machine({ capacityBytes: 100, whenFull: 'drop_oldest' })
    m.life.buffer.append(chunkOf(1, 500, '', 9))
    m.disk.fail('write', 'ENOSPC')
    for (const id of [2, 3, 4]) m.life.buffer.append(chunkOf(id, 40, '', id))
    expect(m.life.told.at(-1)).toEqual({ what: 'drop', detail: [2, 'buffer_full'] })
    m.disk.heal()
    const { r } = await m.restart()
    expect(ids(r.take(ALL))).toEqual([1, 3, 4])
  })

  it('at a stop loses what waits for it, and counts that', async () => {
    const m = await machine()
    m.life.buffer.append(chunkOf(1, 10, '', 5))
    m.disk.fail('write', 'EIO')
    for (const id of [2, 3]) m.life.buffer.append(chunkOf(id, 10, '', id))
    m.life.r.accept(m.life.r.take({ bytes: 20, count: 99 })!)
    await m.life.buffer.stop()
    expect(m.life.told.at(-1)).toEqual({ what: 'drop', detail: [3, 'stopped'] })
  })

  it('from the start is read nevertheless, for what is delivered makes room', async () => {
    const m = await machine()
    m.life.buffer.append(chunkOf(1))
    await m.life.buffer.stop()
    m.disk.fail('write', 'EROFS')
    const { r, buffer, names } = await m.begin()
    buffer.append(chunkOf(2))
    expect([ids(r.take(ALL)), names()]).toEqual([[1, 2], ['trouble']])
  })

  it('does not see a record that was settled in the meantime', async () => {
    const m = await machine()
    m.disk.fail('write', 'ENOSPC')
    for (const id of [1, 2, 3]) m.life.buffer.append(chunkOf(id))
    m.life.r.accept(m.life.r.take({ bytes: 20, count: 9 })!)
    m.disk.heal()
    await m.pass(5000)
    expect(m.life.buffer.disk.unwritten).toBe(0)
    expect(ids((await m.kill()).r.take(ALL))).toEqual([3])
  })

  it('fails to sync: what it may have forgotten is written again', async () => {
    const m = await machine()
    for (const id of [1, 2]) m.life.buffer.append(chunkOf(id))
    m.disk.fail('sync', 'EIO')
    await m.pass(200)
    expect(m.life.buffer.disk).toMatchObject({ inTrouble: true, unwritten: 20 })
    m.disk.heal()
    await m.pass(5000)
    expect(m.life.buffer.disk).toMatchObject({ inTrouble: false, unwritten: 0, unsynced: 0 })
    const { r } = await m.kill({}, 'machine')
    expect(ids(r.take(ALL))).toEqual([1, 2])
  })

  it('cannot be read for a while: the records wait', async () => {
    const m = await machine()
    m.life.buffer.append(chunkOf(1))
    const { r, names } = await m.kill()
    let appends = 0
    r.onAppend = () => appends++
    m.disk.fail('read', 'EMFILE')
    expect([r.take(ALL), r.waiting.count, names()]).toEqual([undefined, 1, ['trouble']])
    m.disk.heal()
    await m.pass(5000)
    expect([appends, ids(r.take(ALL))]).toEqual([1, [1]])
  })
})

describe('a folder that another process has', () => {
  it('is left alone until that one ends', async () => {
    const m = await machine()
    m.life.buffer.append(chunkOf(1))
    const other = await m.begin()
    expect(other.told).toEqual([{ what: 'trouble', detail: [FOLDER, 'EBUSY'] }])
    other.buffer.append(chunkOf(2))
    expect(ids(other.r.take({ bytes: 10, count: 1 }))).toEqual([2])
    other.buffer.append(chunkOf(3))
    await m.pass(5000)
    expect(other.buffer.state.count).toBe(2)
    await m.life.buffer.stop()
    await m.pass(5000)
    expect([ids(other.r.take(ALL)), other.names()]).toEqual([
      [1, 3],
      ['trouble', 'mended'],
    ])
  })

  it('is told from the folder of one that was killed', async () => {
    const m = await machine()
    expect((await m.kill()).told).toEqual([])
  })

  it.each([
    ['on another start of the machine', new SimulatedProcess('other boot'), []],
    ['in another container, not long ago', new SimulatedProcess('boot', 'other'), ['trouble']],
  ])('%s', async (_title, processes, expected) => {
    const m = await machine()
    expect((await m.begin({ processes })).names()).toEqual(expected)
  })

  it('in another container is there also when the clock of the machine was set since it began', async () => {
    let wall = 1_000_000
    const m = await machine({ wall: () => wall })
    wall += 3_600_000
    await m.pass(2000)
    const clock = new ManualClock(wall)
    const processes = new SimulatedProcess('boot', 'other')
    expect((await m.begin({ processes, clock })).names()).toEqual(['trouble'])
  })

  it('in another container is taken over when that one gives no sign of life', async () => {
    const m = await machine()
    m.life.buffer.append(chunkOf(1))
    m.disk.crash()
    await m.pass(1000)
    m.disk.restart('process')
    const { r, names } = await m.begin({ processes: new SimulatedProcess('boot', 'other') })
    expect([r.take(ALL), names()]).toEqual([undefined, ['trouble']])
    for (let i = 0; i < 4; i++) await m.pass(5000)
    expect([ids(r.take(ALL)), names()]).toEqual([[1], ['trouble', 'mended']])
  })
})

describe('readers after a restart', () => {
  async function twoReaders() {
    const m = await machine({ readers: ['a', 'b'] })
    for (const id of [1, 2, 3]) m.life.buffer.append(chunkOf(id, 10, '', id))
    const { buffer, r: a } = m.life
    const b = buffer.reader('b')
    a.accept(a.take({ bytes: 20, count: 9 })!)
    b.accept(b.take({ bytes: 10, count: 9 })!)
    return m
  }

  it('go on where they were, in any order', async () => {
    const m = await twoReaders()
    const { buffer } = await m.restart({ readers: ['b', 'a'] })
    expect(ids(buffer.reader('a').take(ALL))).toEqual([3])
    expect(ids(buffer.reader('b').take(ALL))).toEqual([2, 3])
  })

  it('that are new beside known ones begin at the end', async () => {
    const m = await twoReaders()
    const { buffer } = await m.restart({ readers: ['a', 'b', 'c'] })
    const c = buffer.reader('c')
    expect(c.take(ALL)).toBeUndefined()
    buffer.append(chunkOf(4))
    expect(ids(c.take(ALL))).toEqual([4])
  })

  it('that are gone leave nothing behind, which is told', async () => {
    const m = await twoReaders()
    const { buffer, told, r } = await m.restart({ readers: ['a'] })
    expect(told).toEqual([{ what: 'removed', detail: [2] }])
    expect([ids(r.take(ALL)), buffer.state.count]).toEqual([[3], 3])
  })

  it('take over when none of those before is left', async () => {
    const m = await twoReaders()
    const { r, told } = await m.restart({ readers: ['new'] })
    expect([ids(r.take(ALL)), told]).toEqual([[2, 3], []])
  })
})
