// The disk buffer against a plain list, on a disk that fails and crashes between any two changes and in the middle of
// one. What must hold:
//   - in one life the buffer behaves as the list does, whatever the disk does
//   - the end of a process loses nothing that was written, the end of the machine nothing that was synced
//   - nothing comes again that was settled, after the end of the machine nothing that was settled before the last sync
//   - what comes is what was appended, in its order, each chunk once
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ManualClock } from '../forward/manual-clock.js'
import { diskBuffer, settle } from './disk-setup.js'
import { type Fault, type FaultAt, SimulatedDisk } from './simulated-disk.js'
import { ALL, chunkOf, ids, ModelReader } from './suite.js'

type Finish = 'accept' | 'release'

type Step =
  | { readonly do: 'append'; readonly size: number; readonly index: string; readonly count: number }
  | { readonly do: 'take'; readonly by: number; readonly bytes: number; readonly count: number }
  | { readonly do: Finish; readonly by: number; readonly which: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'crash'; readonly after: number; readonly end: End }
  | { readonly do: 'fault'; readonly at: FaultAt; readonly fault: Fault }
  | { readonly do: 'heal' | 'restart' }

/** What ends, and whether the disk takes anything when the next process begins. */
type End = { readonly of: 'process' | 'machine'; readonly next: Fault | 'well' }

const READERS = ['a', 'b']
const by = fc.nat(1)
const end: fc.Arbitrary<End> = fc.record({
  of: fc.constantFrom('process', 'machine'),
  next: fc.constantFrom('well', 'well', 'well', 'ENOSPC', 'EROFS'),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      size: fc.integer({ min: 1, max: 30 }),
      index: fc.constantFrom('', 'x', 'y'),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      by,
      bytes: fc.integer({ min: 1, max: 80 }),
      count: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom<Finish>('accept', 'accept', 'release'),
      by,
      which: fc.nat(8),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(50, 200, 5000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('crash' as const), after: fc.nat(12), end }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      at: fc.constantFrom<FaultAt>('write', 'write', 'sync'),
      fault: fc.constantFrom<Fault>('ENOSPC', 'EIO', 'EROFS'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('heal' as const, 'restart' as const) }) },
)

/** A chunk that was appended, and how safe it is. */
interface Appended {
  readonly id: number
  readonly size: number
  readonly index: string
  readonly count: number
  safeFrom: 'nothing' | 'process' | 'machine'
  /** Readers that have settled it, and whether that was saved. */
  readonly settled: Map<string, 'maybe' | 'written' | 'saved'>
}

class World {
  private readonly disk: SimulatedDisk
  private readonly clock = new ManualClock(1_000_000)
  private readonly chunks: Appended[] = []
  private life!: ReturnType<typeof diskBuffer>
  private models: ModelReader[] = []
  private ending: End | undefined

  constructor(seed: number) {
    this.disk = new SimulatedDisk(randomFrom(seed))
  }

  async begin(): Promise<void> {
    this.life = diskBuffer(this.disk, {
      clock: this.clock,
      readers: READERS,
      // Entries of a few chunks, most of them on disk alone.
      capacityBytes: 800,
      segmentBytes: 300,
      syncBytes: 400,
    })
    await this.life.buffer.start()
    await settle()
    this.models = READERS.map((name) => new ModelReader(this.life.buffer.reader(name)))
  }

  async run(s: Step): Promise<void> {
    await this.act(s)
    await settle()
    if (this.disk.crashed) return this.rise(this.ending!)
    this.note()
    // Positions are saved every two seconds.
    const isSaved = s.do === 'pass' && s.ms >= 2000 && !this.life.buffer.disk.inTrouble
    if (isSaved) this.noteSaved()
    for (const model of this.models) model.check()
  }

  /** Ends the process as it should and looks what the next one finds. */
  async restart(): Promise<void> {
    this.disk.heal()
    const stopping = this.life.buffer.stop()
    await settle()
    await stopping
    if (this.disk.crashed) return this.rise(this.ending!)
    this.note()
    this.noteSaved()
    this.life.process.end()
    this.disk.restart('process')
    await this.begin()
    this.compare('process')
  }

  private async act(s: Step): Promise<void> {
    if (s.do === 'append') this.append(s)
    else if (s.do === 'take') this.models[s.by]!.take(s)
    else if (s.do === 'accept' || s.do === 'release') this.finish(s)
    else if (s.do === 'pass') this.clock.advance(s.ms)
    else if (s.do === 'fault') this.disk.fail(s.at, s.fault)
    else if (s.do === 'heal') this.disk.heal()
    else if (s.do === 'restart') await this.restart()
    else if (s.do === 'crash') {
      this.ending = s.end
      this.disk.crashAfter(s.after)
    }
  }

  private append({ size, index, count }: Extract<Step, { do: 'append' }>): void {
    const id = this.chunks.length
    const isTaken = this.life.buffer.append(chunkOf(id, size, index, count))
    if (!isTaken) {
      expect(this.life.buffer.disk.inTrouble).toBe(true)
      return
    }
    this.chunks.push({ id, size, index, count, safeFrom: 'nothing', settled: new Map() })
    for (const model of this.models)
      model.chunks.push({ id, size, index, count, flight: undefined })
  }

  private finish(s: Extract<Step, { do: Finish }>): void {
    const model = this.models[s.by]!
    model.end(s.do, s.which)
    const isWritten = !this.disk.crashed && !this.life.buffer.disk.inTrouble
    const left = new Set(model.chunks.map(({ id }) => id))
    for (const { id, settled } of this.chunks)
      if (!left.has(id) && !settled.has(READERS[s.by]!))
        settled.set(READERS[s.by]!, isWritten ? 'written' : 'maybe')
  }

  /** Takes down what is safe by now. */
  private note(): void {
    const { unwritten, unsynced, inTrouble } = this.life.buffer.disk
    if (unwritten > 0) return
    const isSynced = unsynced === 0 && !inTrouble
    for (const chunk of this.chunks)
      if (isSynced) chunk.safeFrom = 'machine'
      else if (chunk.safeFrom === 'nothing') chunk.safeFrom = 'process'
  }

  private noteSaved(): void {
    for (const { settled } of this.chunks)
      for (const name of settled.keys()) settled.set(name, 'saved')
  }

  /** A new process after a crash. */
  private async rise({ of, next }: End): Promise<void> {
    this.life.process.end()
    this.disk.heal()
    this.disk.restart(of)
    if (next !== 'well') this.disk.fail('write', next)
    await this.begin()
    this.compare(of)
    this.ending = undefined
  }

  /** What each reader finds must be all that is safe, and nothing that is known to be settled. */
  private compare(after: 'process' | 'machine'): void {
    for (const [i, name] of READERS.entries()) {
      const found = this.findings(name)
      const owed = this.chunks.filter(({ settled }) => !settled.has(name))
      const safe = owed.filter(({ safeFrom: from }) => from === 'machine' || from === after)
      expect(found).toEqual(expect.arrayContaining(safe.map(({ id }) => id)))
      const gone = this.chunks.filter(({ settled }) => {
        const how = settled.get(name)
        return how === 'saved' || (how === 'written' && after === 'process')
      })
      expect(found.filter((id) => gone.some((chunk) => chunk.id === id))).toEqual([])
      expect(new Set(found).size).toBe(found.length)
      this.adopt(i, name, found)
    }
    this.note()
  }

  private findings(name: string): number[] {
    const reader = this.life.buffer.reader(name)
    const flights = []
    for (let flight = reader.take(ALL); flight; flight = reader.take(ALL)) flights.push(flight)
    const found = flights.map((flight) => ids(flight))
    for (const lane of found) expect(lane).toEqual([...lane].sort((a, b) => a - b))
    for (const flight of flights) reader.release(flight)
    return found.flat().sort((a, b) => a - b)
  }

  private adopt(i: number, name: string, found: readonly number[]): void {
    for (const id of found) {
      const { size, index, count, settled } = this.chunks[id]!
      settled.delete(name)
      this.models[i]!.chunks.push({ id, size, index, count, flight: undefined })
    }
    // What this process has read may not be synced yet: the end of the machine can take it back.
    for (const { id, settled } of this.chunks)
      if (!found.includes(id) && !settled.has(name)) settled.set(name, 'maybe')
  }
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}

it('the disk buffer loses nothing that is safe and repeats nothing that is settled', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.array(step, { minLength: 5, maxLength: 60 }),
      async (seed, steps) => {
        const world = new World(seed)
        await world.begin()
        for (const s of steps) await world.run(s)
        await world.restart()
      },
    ),
    { numRuns: 500 },
  )
})
