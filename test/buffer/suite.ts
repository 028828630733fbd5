// What every buffer must do, whatever it keeps its chunks in. Each kind of buffer calls this with its own factory.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Buffer, Delivery, TakeLimit } from '../../src/buffer/buffer.js'
import type { WhenFull } from '../../src/buffer/options.js'
import type { Chunk } from '../../src/point/chunk.js'

export interface BufferSetup {
  readonly capacityBytes: number
  readonly whenFull: WhenFull
  readonly clock: { now(): number }
  readonly onDrop: (count: number, reason: string) => void
}

/** A started buffer; the caller stops it. */
export type MakeBuffer = (setup: BufferSetup) => Promise<Buffer>

/** A chunk of `size` bytes that all tell its number. */
export function chunkOf(id: number, size = 10, storageIndex = '', count = 1): Chunk {
  const bytes = new Uint8Array(size).fill(id)
  return { bytes, count, category: 'logging', storageIndex, encoding: 'v1' }
}

const ALL: TakeLimit = { bytes: Number.POSITIVE_INFINITY, count: Number.POSITIVE_INFINITY }

function ids(delivery: Delivery | undefined): number[] {
  return (delivery?.chunks ?? []).map((chunk) => chunk.bytes[0]!)
}

export function bufferSuite(name: string, make: MakeBuffer): void {
  async function using(
    setup: Partial<BufferSetup>,
    test: (buffer: Buffer) => void | Promise<void>,
  ): Promise<void> {
    const defaults: BufferSetup = {
      capacityBytes: 100,
      whenFull: 'block',
      clock: { now: () => 0 },
      onDrop: () => {},
    }
    const buffer = await make({ ...defaults, ...setup })
    try {
      await test(buffer)
    } finally {
      await buffer.stop()
    }
  }

  describe(name, () => {
    it('hands chunks out in the order in which they came', () =>
      using({}, (buffer) => {
        for (const id of [1, 2, 3]) expect(buffer.append(chunkOf(id))).toBe(true)
        expect(ids(buffer.take(ALL))).toEqual([1, 2, 3])
        expect(buffer.take(ALL)).toBeUndefined()
      }))

    it('hands the bytes out as they came', () =>
      using({}, (buffer) => {
        const chunk = { ...chunkOf(0, 0), bytes: Uint8Array.from([0, 10, 13, 255]), count: 2 }
        buffer.append(chunk)
        const { chunks, ...sums } = buffer.take(ALL)!
        expect([...chunks[0]!.bytes]).toEqual([0, 10, 13, 255])
        expect(sums).toMatchObject({ bytes: 4, count: 2, category: 'logging', encoding: 'v1' })
      }))

    it('never joins chunks of different destinations', () =>
      using({}, (buffer) => {
        const came: [number, string][] = [
          [1, 'a'],
          [2, 'b'],
          [3, 'a'],
        ]
        for (const [id, index] of came) buffer.append(chunkOf(id, 10, index))
        const first = buffer.take(ALL)
        expect([ids(first), first?.storageIndex]).toEqual([[1, 3], 'a'])
        const second = buffer.take(ALL)
        expect([ids(second), second?.storageIndex]).toEqual([[2], 'b'])
      }))

    it('stops at the limit of bytes and of records, but always hands out one chunk', () =>
      using({}, (buffer) => {
        for (const id of [1, 2, 3, 4, 5]) buffer.append(chunkOf(id))
        expect(ids(buffer.take({ bytes: 20, count: 100 }))).toEqual([1, 2])
        expect(ids(buffer.take({ bytes: 100, count: 2 }))).toEqual([3, 4])
        expect(ids(buffer.take({ bytes: 1, count: 0 }))).toEqual([5])
      }))

    it('puts a released delivery back in its old place', () =>
      using({}, (buffer) => {
        for (const id of [1, 2, 3, 4]) buffer.append(chunkOf(id))
        const first = buffer.take({ bytes: 20, count: 100 })!
        const second = buffer.take({ bytes: 10, count: 100 })!
        buffer.release(second)
        buffer.release(first)
        expect(ids(buffer.take(ALL))).toEqual([1, 2, 3, 4])
      }))

    it('counts what waits apart from what is on its way', () => {
      let now = 1000
      return using({ clock: { now: () => now } }, (buffer) => {
        expect(buffer.waiting).toEqual({ bytes: 0, count: 0, since: undefined })
        buffer.append(chunkOf(1, 10, '', 3))
        now = 2000
        buffer.append(chunkOf(2, 20, '', 4))
        expect(buffer.waiting).toEqual({ bytes: 30, count: 7, since: 1000 })
        const delivery = buffer.take({ bytes: 10, count: 100 })!
        expect(delivery.since).toBe(1000)
        expect(buffer.waiting).toEqual({ bytes: 20, count: 4, since: 2000 })
        expect(buffer.state).toMatchObject({ bytes: 30, count: 7, oldest: 1000 })
        buffer.accept(delivery)
        expect(buffer.state).toMatchObject({ bytes: 20, count: 4, oldest: 2000 })
      })
    })

    it('refuses what does not fit and says when there is room again', () =>
      using({}, (buffer) => {
        let rooms = 0
        buffer.onRoom = () => rooms++
        expect(buffer.append(chunkOf(1, 60))).toBe(true)
        expect(buffer.append(chunkOf(2, 50))).toBe(false)
        const delivery = buffer.take(ALL)!
        expect([ids(delivery), rooms]).toEqual([[1], 0])
        buffer.accept(delivery)
        expect(rooms).toBe(1)
        expect(buffer.append(chunkOf(2, 50))).toBe(true)
      }))

    it('says nothing about room that nobody waits for', () =>
      using({}, (buffer) => {
        let rooms = 0
        buffer.onRoom = () => rooms++
        buffer.append(chunkOf(1))
        buffer.accept(buffer.take(ALL)!)
        expect(rooms).toBe(0)
      }))

    it('takes a chunk that is larger than all it may keep when it is empty', () =>
      using({}, (buffer) => {
        expect(buffer.append(chunkOf(1, 500))).toBe(true)
        expect(buffer.append(chunkOf(2, 1))).toBe(false)
        buffer.accept(buffer.take(ALL)!)
        expect(buffer.append(chunkOf(2, 1))).toBe(true)
      }))

    it('gives up the oldest waiting chunks for new ones when told so, and counts their records', () => {
      const drops: [number, string][] = []
      const onDrop = (count: number, reason: string) => void drops.push([count, reason])
      return using({ whenFull: 'drop_oldest', onDrop }, (buffer) => {
        buffer.append(chunkOf(1, 40, '', 1))
        buffer.append(chunkOf(2, 40, '', 2))
        const inFlight = buffer.take({ bytes: 40, count: 1 })!
        expect(buffer.append(chunkOf(3, 50, '', 3))).toBe(true)
        expect(drops).toEqual([[2, 'buffer_full']])
        expect(ids(inFlight)).toEqual([1])
        expect(ids(buffer.take(ALL))).toEqual([3])
      })
    })

    it('gives up the new chunk when everything it keeps is on its way', () => {
      let dropped = 0
      const onDrop = (count: number) => {
        dropped += count
      }
      return using({ whenFull: 'drop_oldest', onDrop }, (buffer) => {
        buffer.append(chunkOf(1, 80))
        const inFlight = buffer.take(ALL)!
        expect(buffer.append(chunkOf(2, 80, '', 5))).toBe(true)
        expect([dropped, buffer.state.count, ids(inFlight)]).toEqual([5, 1, [1]])
      })
    })

    it('settles a delivery only once', () =>
      using({}, (buffer) => {
        buffer.append(chunkOf(1))
        const delivery = buffer.take(ALL)!
        buffer.accept(delivery)
        buffer.accept(delivery)
        buffer.release(delivery)
        expect(buffer.state).toMatchObject({ bytes: 0, count: 0, oldest: undefined })
      }))

    it('announces every append', () =>
      using({}, (buffer) => {
        let appends = 0
        buffer.onAppend = () => appends++
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

    it('behaves as a plain list does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 60 }), (steps) =>
          using({}, (buffer) => compare(buffer, steps)),
        ),
        { numRuns: 60 },
      )
    })
  })
}

type Step =
  | { readonly do: 'append'; readonly size: number; readonly index: string }
  | { readonly do: 'take'; readonly bytes: number; readonly count: number }
  | { readonly do: 'accept' | 'release'; readonly which: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('append' as const),
    size: fc.integer({ min: 1, max: 40 }),
    index: fc.constantFrom('', 'a', 'b'),
  }),
  fc.record({
    do: fc.constant('take' as const),
    bytes: fc.integer({ min: 1, max: 80 }),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ do: fc.constantFrom('accept' as const, 'release' as const), which: fc.nat(8) }),
)

interface ModelChunk {
  readonly id: number
  readonly size: number
  readonly index: string
  flight: Delivery | undefined
}

/** Runs the steps on the buffer and on an array in order of age, and compares what can be seen. */
function compare(buffer: Buffer, steps: readonly Step[]): void {
  let model: ModelChunk[] = []
  const flights: Delivery[] = []
  let nextId = 0
  for (const s of steps) {
    if (s.do === 'append') {
      const id = nextId++
      const used = sum(model)
      const fits = used === 0 || used + s.size <= 100
      expect(buffer.append(chunkOf(id, s.size, s.index))).toBe(fits)
      if (fits) model.push({ id, size: s.size, index: s.index, flight: undefined })
    } else if (s.do === 'take') {
      const expected = modelTake(model, s)
      const delivery = buffer.take(s)
      expect(ids(delivery)).toEqual(expected.map(({ id }) => id))
      for (const chunk of expected) chunk.flight = delivery
      if (delivery) flights.push(delivery)
    } else if (flights.length > 0) {
      const [delivery] = flights.splice(s.which % flights.length, 1)
      buffer[s.do](delivery!)
      if (s.do === 'accept') model = model.filter(({ flight }) => flight !== delivery)
      for (const chunk of model) if (chunk.flight === delivery) chunk.flight = undefined
    }
    const idle = model.filter(({ flight }) => !flight)
    expect(buffer.waiting).toMatchObject({ bytes: sum(idle), count: idle.length })
    expect(buffer.state).toMatchObject({ bytes: sum(model), count: model.length })
  }
}

function modelTake(model: readonly ModelChunk[], limit: TakeLimit): ModelChunk[] {
  const idle = model.filter(({ flight }) => !flight)
  const lane = idle.filter(({ index }) => index === idle[0]!.index)
  const taken: ModelChunk[] = []
  for (const chunk of lane) {
    const fits = sum([...taken, chunk]) <= limit.bytes && taken.length < limit.count
    if (taken.length > 0 && !fits) break
    taken.push(chunk)
  }
  return taken
}

function sum(chunks: readonly ModelChunk[]): number {
  return chunks.reduce((total, { size }) => total + size, 0)
}
