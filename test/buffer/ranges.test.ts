import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Ranges } from '../../src/buffer/ranges.js'

const range = fc.tuple(fc.nat(30), fc.nat(12)).map(([from, size]) => [from, from + size] as const)
const NUMBERS = Array.from({ length: 50 }, (_, i) => i)

function setOf(ranges: readonly (readonly [number, number])[]): Set<number> {
  return new Set(NUMBERS.filter((n) => ranges.some(([from, to]) => from <= n && n < to)))
}

it('ranges are the set of their numbers, in the fewest pieces', () => {
  const several = fc.array(range, { maxLength: 12 })
  fc.assert(
    fc.property(several, several, range, (one, two, [from, to]) => {
      const first = Ranges.of(one.flat())
      const second = Ranges.of(two.flat())
      const expected = setOf(one)
      expect(NUMBERS.filter((n) => first.has(n))).toEqual([...expected])
      const missing = NUMBERS.filter((n) => from <= n && n < to && !expected.has(n))
      expect(first.missing(from, to)).toBe(missing.length)
      expect(first.end).toBe([...expected].at(-1) === undefined ? 0 : [...expected].at(-1)! + 1)
      const both = NUMBERS.filter((n) => expected.has(n) && setOf(two).has(n))
      expect(NUMBERS.filter((n) => first.and(second).has(n))).toEqual(both)
      const edges = first.toJSON()
      expect(edges.every((edge, i) => i === 0 || edges[i - 1]! < edge)).toBe(true)
      expect(Ranges.of(edges).toJSON()).toEqual(edges)
    }),
  )
})
