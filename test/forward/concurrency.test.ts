import { describe, expect, it } from 'vitest'
import { Concurrency } from '../../src/forward/concurrency.js'

/** The limits after so many answers, each after so many milliseconds. */
function answers(concurrency: Concurrency, count: number, ms: number): number[] {
  return Array.from({ length: count }, () => {
    concurrency.answered(ms)
    return concurrency.limit
  })
}

describe('requests at a time', () => {
  it('are as many as allowed at the start', () => {
    expect(new Concurrency(8).limit).toBe(8)
  })

  it('begin with one when the Dataway was not there, and double up to half of before', () => {
    const concurrency = new Concurrency(8)
    concurrency.unreachable()
    expect(concurrency.limit).toBe(1)
    expect(answers(concurrency, 8, 10)).toEqual([2, 3, 4, 4, 4, 4, 4, 5])
  })

  it('are half as many for each sign of too much, at least one', () => {
    const concurrency = new Concurrency(8)
    const limits = Array.from({ length: 5 }, () => {
      concurrency.overloaded()
      return concurrency.limit
    })
    expect(limits).toEqual([4, 2, 1, 1, 1])
  })

  it('become fewer, once a round, while answers take much longer than they did', () => {
    const concurrency = new Concurrency(8)
    answers(concurrency, 20, 50)
    const limits = answers(concurrency, 60, 2000)
    expect(limits.at(-1)).toBeLessThanOrEqual(3)
    expect(limits.at(-1)).toBeGreaterThanOrEqual(1)
    expect(limits[8]).toBe(5)
  })

  it('become more again when answers are fast again', () => {
    const concurrency = new Concurrency(8)
    answers(concurrency, 20, 50)
    answers(concurrency, 60, 2000)
    expect(answers(concurrency, 200, 50).at(-1)).toBe(8)
  })

  it.each([
    ['slow from the start', [2000]],
    ['fast, though their times differ', [1, 2, 90, 3, 60]],
  ])('stay as many with answers that are %s', (_, times) => {
    const concurrency = new Concurrency(8)
    for (let i = 0; i < 200; i++) concurrency.answered(times[i % times.length]!)
    expect(concurrency.limit).toBe(8)
  })
})
