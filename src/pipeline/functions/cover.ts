// cover: hides a part of a text behind stars. Positions count code points from 1, from the end if negative.
import { type Arg, type CallSite, defineFunction } from '../define.js'

const HAN = /^\p{Script=Han}$/u
const LEAST = -(2 ** 63)

export const cover = defineFunction({
  name: 'cover',
  category: 'text',
  summary: 'Covers the characters of a text from one position to another with stars.',
  doc: `Positions count from 1, below 0 from the end, both ends included. Chinese characters get the wide star \`＊\`. A start of
0 lies behind the end.`,
  style: 'positional',
  params: {
    key: { kind: 'key', doc: 'The key to change.' },
    range: {
      kind: 'node',
      accept: ['list'],
      pass: 'none',
      doc: 'First and last position, such as `[1, 3]`.',
    },
  },
  failures: [
    'There is no such key, or it holds no text: nothing changes.',
    'The range is empty: nothing changes.',
  ],

  prepare({ key, range }, site) {
    const [first, last] = positions(range, site)
    return (point, _run, text) => {
      if (typeof text !== 'string') return
      const covered = coverRunes(text, first, last)
      if (covered !== undefined) point.set(key, covered)
    }
  },

  examples: [
    {
      title: 'The middle of a phone number',
      input: '13812345678',
      script: 'cover(message, [4, 7])',
      fields: { message: '138****5678' },
    },
    {
      title: 'Beyond the end',
      input: 'abc',
      script: 'cover(message, [10, 20])',
      fields: { message: 'abc' },
    },
    { title: 'Not two numbers', input: '', script: 'cover(message, [1])', error: 'PL301' },
  ],
})

function positions(range: Arg, site: CallSite): readonly [number, number] {
  const numbers = range.items.map((item) => {
    const { constant } = item
    return typeof constant === 'bigint' || typeof constant === 'number' ? whole(constant) : NaN
  })
  const [first, last] = numbers
  if (
    numbers.length !== 2 ||
    numbers.some(Number.isNaN) ||
    first === undefined ||
    last === undefined
  )
    return site.refuse('range', 'PL301', 'the range must be a list of two numbers')
  return [first, last]
}

/** A float that is beyond the ints, or no number, counts as the least int. */
function whole(position: bigint | number): number {
  const number = Math.trunc(Number(position))
  if (typeof position === 'bigint' || (number >= LEAST && number < -LEAST)) return number
  return LEAST
}

/** Bytes that are not UTF-8 become U+FFFD. Undefined when the range is empty. */
function coverRunes(text: string, first: number, last: number): string | undefined {
  const runes = [...text]
  const from = first <= 0 ? first + runes.length + 1 : first
  const to = last < 0 ? last + runes.length + 1 : Math.min(last, runes.length)
  if (from > to) return undefined
  return runes
    .map((rune, i) => (i + 1 < from || i + 1 > to ? rune : HAN.test(rune) ? '＊' : '*'))
    .join('')
    .toWellFormed()
}
