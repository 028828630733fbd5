import { expect, test } from 'vitest'
import { LineGaps } from '../../src/decode/line-gaps.js'

const cases: [sentence: string, lines: number[], missing: number[]][] = [
  ['a count without a hole misses nothing', [5, 6, 7], [0, 0, 0]],
  ['a hole is as many lines as it skips', [1, 2, 6, 7], [0, 0, 3, 0]],
  ['a count that begins anew is another file', [9, 1, 2], [0, 0, 0]],
  ['a line sent twice misses nothing', [3, 3, 4], [0, 0, 0]],
]

test.each(cases)('%s', (_sentence, lines, missing) => {
  const gaps = new LineGaps()
  expect(lines.map((line) => gaps.missing('/a', line))).toEqual(missing)
})

test('each file has its own count', () => {
  const gaps = new LineGaps()
  gaps.missing('/a', 1)
  gaps.missing('/b', 10)
  expect([gaps.missing('/a', 2), gaps.missing('/b', 12)]).toEqual([0, 1])
})

test('the files it follows are bounded', () => {
  const gaps = new LineGaps()
  for (let i = 0; i < 1000; i++) gaps.missing(`/${i}`, 1)
  expect(gaps.missing('/0', 100)).toBe(0)
  expect(gaps.missing('/999', 3)).toBe(1)
})
