// What every buffer must do, whatever it keeps its chunks in. Each kind of buffer calls this with its own factory.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Buffer, Delivery, Reader, TakeLimit } from '../../src/buffer/buffer.js'
import type { WhenFull } from '../../src/buffer/options.js'
import type { Chunk } from '../../src/point/chunk.js'
import type { Clock } from '../../src/util/clock.js'
import { ManualClock } from '../forward/manual-clock.js'

export interface BufferSetup {
  readonly capacityBytes: number
  readonly whenFull: WhenFull
  readonly clock: Clock
  readonly readers: readonly string[]
  readonly onDrop: (count: number, reason: string) => void
}

/** A started buffer that may keep so many bytes; the caller stops it. */
export type MakeBuffer = (setup: BufferSetup) => Promise<Buffer>

/** A chunk of `size` bytes that all tell its number. */
export function chunkOf(id: number, size = 10, storageIndex = '', count = 1): Chunk {
  const bytes = new Uint8Array(size).fill(id)
  return { bytes, count, category: 'logging', storageIndex, encoding: 'v1' }
}

export const ALL: TakeLimit = { bytes: Number.POSITIVE_INFINITY, count: Number.POSITIVE_INFINITY }

export function ids(delivery: Delivery | undefined): number[] {
  return (delivery?.chunks ?? []).map((chunk) => chunk.bytes[0]!)
}

export function bufferSuite(name: string, make: MakeBuffer): void {
  async function using(
    setup: Partial<BufferSetup>,
    test: (buffer: Buffer, reader: Reader) => void | Promise<void>,
  ): Promise<void> {
    const defaults: BufferSetup = {
      capacityBytes: 100,
      whenFull: 'block',
      clock: new ManualClock(0),
      readers: ['r'],
      onDrop: () => {},
    }
    const buffer = await make({ ...defaults, ...setup })
    try {
      await test(buffer, buffer.reader(setup.readers?.[0] ?? 'r'))
    } finally {
      await buffer.stop()
    }
  }

  describe(name, () => {
    it('hands chunks out in the order in which they came', () =>
      using({}, (buffer, reader) => {
        for (const id of [1, 2, 3]) expect(buffer.append(chunkOf(id))).toBe(true)
        expect(ids(reader.take(ALL))).toEqual([1, 2, 3])
        expect(reader.take(ALL)).toBeUndefined()
      }))

    it('hands the bytes out as they came', () =>
      using({}, (buffer, reader) => {
        const chunk = { ...chunkOf(0, 0), bytes: Uint8Array.from([0, 10, 13, 255]), count: 2 }
        buffer.append(chunk)
        const { chunks, ...sums } = reader.take(ALL)!
        expect([...chunks[0]!.bytes]).toEqual([0, 10, 13, 255])
        expect(sums).toMatchObject({ bytes: 4, count: 2, category: 'logging', encoding: 'v1' })
      }))

    it('never joins chunks of different destinations', () =>
      using({}, (buffer, reader) => {
        const came: [number, string][] = [
          [1, 'a'],
          [2, 'b'],
          [3, 'a'],
        ]
        for (const [id, index] of came) buffer.append(chunkOf(id, 10, index))
        const first = reader.take(ALL)
        expect([ids(first), first?.storageIndex]).toEqual([[1, 3], 'a'])
        const second = reader.take(ALL)
        expect([ids(second), second?.storageIndex]).toEqual([[2], 'b'])
      }))

    it('stops at the limit of bytes and of records, but always hands out one chunk', () =>
      using({}, (buffer, reader) => {
        for (const id of [1, 2, 3, 4, 5]) buffer.append(chunkOf(id))
        expect(ids(reader.take({ bytes: 20, count: 100 }))).toEqual([1, 2])
        expect(ids(reader.take({ bytes: 100, count: 2 }))).toEqual([3, 4])
        expect(ids(reader.take({ bytes: 1, count: 0 }))).toEqual([5])
      }))

    it('puts a released delivery back in its old place', () =>
      using({}, (buffer, reader) => {
        for (const id of [1, 2, 3, 4]) buffer.append(chunkOf(id))
        const first = reader.take({ bytes: 20, count: 100 })!
        const second = reader.take({ bytes: 10, count: 100 })!
        reader.release(second)
        reader.release(first)
        expect(ids(reader.take(ALL))).toEqual([1, 2, 3, 4])
      }))

    it('counts what waits apart from what is on its way', () => {
      const clock = new ManualClock(1000)
      return using({ clock }, (buffer, reader) => {
        expect(reader.waiting).toEqual({ bytes: 0, count: 0, since: undefined })
        buffer.append(chunkOf(1, 10, '', 3))
        clock.advance(1000)
        buffer.append(chunkOf(2, 20, '', 4))
        expect(reader.waiting).toEqual({ bytes: 30, count: 7, since: 1000 })
        const delivery = reader.take({ bytes: 10, count: 100 })!
        expect(delivery.since).toBe(1000)
        expect(reader.waiting).toEqual({ bytes: 20, count: 4, since: 2000 })
        expect(buffer.state).toMatchObject({ bytes: 30, count: 7, oldest: 1000 })
        reader.accept(delivery)
        expect(buffer.state).toMatchObject({ bytes: 20, count: 4, oldest: 2000 })
      })
    })

    it('refuses what does not fit and says when there is room again', () =>
      using({}, (buffer, reader) => {
        let rooms = 0
        buffer.onRoom = () => rooms++
        expect(buffer.append(chunkOf(1, 60))).toBe(true)
        expect(buffer.append(chunkOf(2, 50))).toBe(false)
        const delivery = reader.take(ALL)!
        expect([ids(delivery), rooms]).toEqual([[1], 0])
        reader.accept(delivery)
        expect(rooms).toBe(1)
        expect(buffer.append(chunkOf(2, 50))).toBe(true)
      }))

    it('says nothing about room that nobody waits for', () =>
      using({}, (buffer, reader) => {
        let rooms = 0
        buffer.onRoom = () => rooms++
        buffer.append(chunkOf(1))
        reader.accept(reader.take(ALL)!)
        expect(rooms).toBe(0)
      }))

    it('takes a chunk that is larger than all it may keep when it is empty', () =>
      using({}, (buffer, reader) => {
        expect(buffer.append(chunkOf(1, 500))).toBe(true)
        expect(buffer.append(chunkOf(2, 1))).toBe(false)
        reader.accept(reader.take(ALL)!)
        expect(buffer.append(chunkOf(2, 1))).toBe(true)
      }))

    it('gives up the oldest waiting chunks for new ones when told so, and counts their records', () => {
      const drops: [number, string][] = []
      const onDrop = (count: number, reason: string) => void drops.push([count, reason])
      return using({ whenFull: 'drop_oldest', onDrop }, (buffer, reader) => {
        buffer.append(chunkOf(1, 40, '', 1))
        buffer.append(chunkOf(2, 40, '', 2))
        const inFlight = reader.take({ bytes: 40, count: 1 })!
        expect(buffer.append(chunkOf(3, 50, '', 3))).toBe(true)
        expect(drops).toEqual([[2, 'buffer_full']])
        expect(ids(inFlight)).toEqual([1])
        expect(ids(reader.take(ALL))).toEqual([3])
      })
    })

    it('gives up the new chunk when everything it keeps is on its way', () => {
      let dropped = 0
      const onDrop = (count: number) => {
        dropped += count
      }
      return using({ whenFull: 'drop_oldest', onDrop }, (buffer, reader) => {
        buffer.append(chunkOf(1, 80))
        const inFlight = reader.take(ALL)!
        expect(buffer.append(chunkOf(2, 80, '', 5))).toBe(true)
        expect([dropped, buffer.state.count, ids(inFlight)]).toEqual([5, 1, [1]])
      })
    })

    it('settles a delivery only once', () =>
      using({}, (buffer, reader) => {
        buffer.append(chunkOf(1))
        const delivery = reader.take(ALL)!
        reader.accept(delivery)
        reader.accept(delivery)
        reader.release(delivery)
        expect(buffer.state).toMatchObject({ bytes: 0, count: 0, oldest: undefined })
      }))

    it('announces every append', () =>
      using({}, (buffer, reader) => {
        let appends = 0
        reader.onAppend = () => appends++
        buffer.append(chunkOf(1, 90))
        buffer.append(chunkOf(2, 90))
        expect(appends).toBe(1)
      }))

    it('takes nothing after a stop, which may be called twice', () =>
      using({}, async (buffer) => {
        await buffer.stop()
        await buffer.stop()
        expect(buffer.append(chunkOf(1))).toBe(false)
      }))

    describe('that is read by two', () => {
      const two = { readers: ['a', 'b'] }

      it('hands everything to both, each at its own pace', () =>
        using(two, (buffer, a) => {
          const b = buffer.reader('b')
          for (const id of [1, 2, 3]) buffer.append(chunkOf(id))
          a.accept(a.take(ALL)!)
          expect(a.waiting).toEqual({ bytes: 0, count: 0, since: undefined })
          expect(b.waiting).toMatchObject({ bytes: 30, count: 3 })
          expect(ids(b.take({ bytes: 10, count: 9 }))).toEqual([1])
          buffer.append(chunkOf(4))
          expect(ids(a.take(ALL))).toEqual([4])
          expect(ids(b.take(ALL))).toEqual([2, 3, 4])
        }))

      it('keeps a chunk until both have settled it, and counts it once', () =>
        using(two, (buffer, a) => {
          const b = buffer.reader('b')
          for (const id of [1, 2, 3]) buffer.append(chunkOf(id, 10, '', id))
          expect(buffer.state).toMatchObject({ bytes: 30, count: 6 })
          a.accept(a.take(ALL)!)
          expect(buffer.state).toMatchObject({ bytes: 30, count: 6, oldest: 0 })
          b.accept(b.take({ bytes: 20, count: 9 })!)
          expect(buffer.state).toMatchObject({ bytes: 10, count: 3 })
          b.accept(b.take(ALL)!)
          expect(buffer.state).toMatchObject({ bytes: 0, count: 0, oldest: undefined })
        }))

      it('has room when the slower one has settled', () =>
        using(two, (buffer, a) => {
          const b = buffer.reader('b')
          let rooms = 0
          buffer.onRoom = () => rooms++
          buffer.append(chunkOf(1, 90))
          expect(buffer.append(chunkOf(2, 90))).toBe(false)
          a.accept(a.take(ALL)!)
          expect(rooms).toBe(0)
          b.accept(b.take(ALL)!)
          expect(rooms).toBe(1)
        }))

      it('gives up for both what it gives up, and counts it once', () => {
        let dropped = 0
        const onDrop = (count: number) => {
          dropped += count
        }
        return using({ ...two, whenFull: 'drop_oldest', onDrop }, (buffer, a) => {
          const b = buffer.reader('b')
          for (const id of [1, 2, 3]) buffer.append(chunkOf(id, 40, '', id))
          expect(dropped).toBe(1)
          expect([ids(a.take(ALL)), ids(b.take(ALL))]).toEqual([
            [2, 3],
            [2, 3],
          ])
        })
      })

      it('never gives up what one of them has on its way', () =>
        using({ ...two, whenFull: 'drop_oldest' }, (buffer, a) => {
          const b = buffer.reader('b')
          buffer.append(chunkOf(1, 40))
          buffer.append(chunkOf(2, 40))
          const flight = a.take({ bytes: 40, count: 9 })!
          buffer.append(chunkOf(3, 40))
          a.release(flight)
          expect([ids(a.take(ALL)), ids(b.take(ALL))]).toEqual([
            [1, 3],
            [1, 3],
          ])
        }))
    })

    it('knows the readers that it was made for and no other', () =>
      using({}, (buffer) => {
        expect(buffer.reader('r')).toBe(buffer.reader('r'))
        expect(() => buffer.reader('x')).toThrow('without the reader x')
      }))

    // With room for little each chunk stands alone; with room for much they share entries, which are cut again.
    it.each([100, 20_000])('behaves as plain lists do, with %i bytes of room', async (capacity) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 80 }), (steps) =>
          using({ capacityBytes: capacity, readers: ['a', 'b'] }, (buffer) =>
            compare(buffer, ['a', 'b'], capacity, steps),
          ),
        ),
        { numRuns: 80 },
      )
    })
  })
}

type Step =
  | { readonly do: 'append'; readonly size: number; readonly index: string }
  | { readonly do: 'take'; readonly by: number; readonly bytes: number; readonly count: number }
  | { readonly do: 'accept' | 'release'; readonly by: number; readonly which: number }

const by = fc.nat(1)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('append' as const),
    size: fc.integer({ min: 1, max: 40 }),
    index: fc.constantFrom('', 'a', 'b'),
  }),
  fc.record({
    do: fc.constant('take' as const),
    by,
    bytes: fc.integer({ min: 1, max: 80 }),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ do: fc.constantFrom('accept' as const, 'release' as const), by, which: fc.nat(8) }),
)

export interface ModelChunk {
  readonly id: number
  readonly size: number
  readonly index: string
  readonly count: number
  flight: Delivery | undefined
}

/** A reader and what it has not settled, in order of age. */
export class ModelReader {
  chunks: ModelChunk[] = []
  private readonly flights: Delivery[] = []

  constructor(private readonly reader: Reader) {}

  take(limit: TakeLimit): void {
    const expected = this.expected(limit)
    const delivery = this.reader.take(limit)
    expect(ids(delivery)).toEqual(expected.map(({ id }) => id))
    for (const chunk of expected) chunk.flight = delivery
    if (delivery) this.flights.push(delivery)
  }

  end(how: 'accept' | 'release', which: number): void {
    const [delivery] = this.flights.splice(which % Math.max(1, this.flights.length), 1)
    if (!delivery) return
    this.reader[how](delivery)
    if (how === 'accept') this.chunks = this.chunks.filter(({ flight }) => flight !== delivery)
    for (const chunk of this.chunks) if (chunk.flight === delivery) chunk.flight = undefined
  }

  check(): void {
    const idle = this.chunks.filter(({ flight }) => !flight)
    expect(this.reader.waiting).toMatchObject({ bytes: sum(idle), count: records(idle) })
  }

  private expected(limit: TakeLimit): ModelChunk[] {
    const idle = this.chunks.filter(({ flight }) => !flight)
    const lane = idle.filter(({ index }) => index === idle[0]!.index)
    const taken: ModelChunk[] = []
    for (const chunk of lane) {
      const more = [...taken, chunk]
      const fits = sum(more) <= limit.bytes && records(more) <= limit.count
      if (taken.length > 0 && !fits) break
      taken.push(chunk)
    }
    return taken
  }
}

/** Runs the steps on the buffer and on an array for each reader, and compares what can be seen. */
function compare(
  buffer: Buffer,
  names: readonly string[],
  capacity: number,
  steps: readonly Step[],
): void {
  const models = names.map((name) => new ModelReader(buffer.reader(name)))
  const kept = () => {
    const sizes = new Map(models.flatMap(({ chunks }) => chunks.map(({ id, size }) => [id, size])))
    return { bytes: [...sizes.values()].reduce((a, b) => a + b, 0), count: sizes.size }
  }
  for (const [id, s] of steps.entries()) {
    if (s.do === 'append') {
      const { bytes } = kept()
      const fits = bytes === 0 || bytes + s.size <= capacity
      expect(buffer.append(chunkOf(id, s.size, s.index))).toBe(fits)
      const chunk = { id, size: s.size, index: s.index, count: 1, flight: undefined }
      if (fits) for (const model of models) model.chunks.push({ ...chunk })
    } else if (s.do === 'take') models[s.by]!.take(s)
    else models[s.by]!.end(s.do, s.which)
    for (const model of models) model.check()
    expect(buffer.state).toMatchObject(kept())
  }
}

function sum(chunks: readonly ModelChunk[]): number {
  return chunks.reduce((total, { size }) => total + size, 0)
}

function records(chunks: readonly ModelChunk[]): number {
  return chunks.reduce((total, { count }) => total + count, 0)
}
