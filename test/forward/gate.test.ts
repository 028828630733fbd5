import { beforeEach, describe, expect, it } from 'vitest'
import { Gate, Stopped, type Ticket } from '../../src/forward/gate.js'
import { ManualClock } from './manual-clock.js'

const OPTIONS = { maxInFlight: 3, retryDelayMs: 100, maxRetryDelayMs: 1000 }

describe('a gate', () => {
  let clock: ManualClock
  let random: number
  let gate: Gate
  let inside: Ticket[]

  beforeEach(() => {
    clock = new ManualClock()
    random = 1
    inside = []
    gate = new Gate({ ...OPTIONS, clock, random: () => random })
  })

  /** Lets `count` more ask to go in, and all that may go in. */
  async function ask(count: number): Promise<void> {
    for (let i = 0; i < count; i++) void gate.enter().then((ticket) => inside.push(ticket))
    await settled()
  }

  async function settled(): Promise<void> {
    for (let i = 0; i < 5; i++) await Promise.resolve()
  }

  it('lets as many in as may be on their way', async () => {
    await ask(5)
    expect(inside).toHaveLength(3)
    gate.succeed(inside[0]!)
    await settled()
    expect(inside).toHaveLength(4)
  })

  it('doubles the wait with each failure in a row, up to the longest', async () => {
    const waits: number[] = []
    for (let i = 0; i < 6; i++) {
      await ask(1)
      waits.push(gate.fail(inside.pop()!, 'broken'))
      clock.advance(waits.at(-1)!)
    }
    expect(waits).toEqual([100, 200, 400, 800, 1000, 1000])
  })

  it('takes up to half of the wait away by chance', async () => {
    random = 0
    await ask(1)
    expect(gate.fail(inside.pop()!, 'broken')).toBe(50)
  })

  it('begins again with the shortest wait after a success', async () => {
    await ask(1)
    clock.advance(gate.fail(inside.pop()!, 'broken'))
    await ask(1)
    gate.succeed(inside.pop()!)
    await ask(1)
    expect(gate.fail(inside.pop()!, 'broken')).toBe(100)
  })

  it('counts failures of requests that were on their way together once', async () => {
    await ask(3)
    expect(inside.splice(0).map((ticket) => gate.fail(ticket, 'broken'))).toEqual([100, 100, 100])
  })

  it('lets one in after failures and one more with each success', async () => {
    await ask(3)
    for (const ticket of inside.splice(0)) gate.fail(ticket, 'broken')
    await ask(6)
    expect(inside).toHaveLength(0)
    clock.advance(99)
    await settled()
    expect(inside).toHaveLength(0)
    clock.advance(1)
    await settled()
    expect(inside).toHaveLength(1)
    gate.succeed(inside[0]!)
    await settled()
    expect(inside).toHaveLength(3)
  })

  it('halves what may be on its way when the Dataway has too much to do, and then adds one a round', async () => {
    gate = new Gate({ ...OPTIONS, maxInFlight: 8, clock, random: () => random })
    await ask(2)
    clock.advance(gate.fail(inside.pop()!, 'busy'))
    expect(gate.limit).toBe(1)
    const limits: number[] = []
    for (let answers = 0; answers < 10; answers++) {
      gate.succeed(inside.pop()!)
      await ask(1)
      limits.push(gate.limit)
    }
    expect(limits).toEqual([4, 4, 4, 4, 5, 5, 5, 5, 5, 6])
  })

  it('is not closed by one that says nothing about the Dataway', async () => {
    await ask(4)
    gate.leave()
    await settled()
    expect(inside).toHaveLength(4)
    expect(gate.limit).toBe(3)
  })

  it('waits longer for one that refuses the token, one request at a time, up to five minutes', async () => {
    const waits: number[] = []
    for (let i = 0; i < 11; i++) {
      await ask(1)
      waits.push(gate.fail(inside.pop()!, 'refused'))
      expect(gate.limit).toBe(1)
      clock.advance(waits.at(-1)!)
    }
    expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000])
    expect(waits.at(-1)).toBe(300_000)
  })

  it.each([
    ['waits as long as it is asked to', 7000, 7000],
    ['does not wait for ever', 1e9, 600_000],
    ['backs off when it is asked for no wait', 0, 100],
  ])('%s', async (_title, asked, expected) => {
    await ask(1)
    expect(gate.fail(inside.pop()!, 'broken', asked)).toBe(expected)
  })

  it('opens at once when there is no time left', async () => {
    await ask(1)
    gate.fail(inside.pop()!, 'broken', 60_000)
    await ask(1)
    gate.hurry()
    await settled()
    expect(inside).toHaveLength(1)
  })

  it('turns everybody away when it is closed', async () => {
    await ask(3)
    const waiting = gate.enter()
    gate.close()
    await expect(waiting).rejects.toThrow(Stopped)
    await expect(gate.enter()).rejects.toThrow(Stopped)
  })
})
