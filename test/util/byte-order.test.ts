// Texts are sorted as the bytes are that they stand for.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { byBytes } from '../../src/util/byte-order.js'
import { toBytes } from '../../src/util/bytes.js'

it.each([
  ['characters beyond the first plane', ['z', '\uffff', '\u{1f600}']],
  ['characters of one high half', ['\u{1f480}', '\u{1f4ff}']],
  ['bytes that are no characters', ['z', '\udc80', 'é', '\u{1f600}', '\udcff']],
  ['such bytes behind characters', ['中\udc80', '中é']],
  ['the beginning before the whole', ['', 'a', 'a\udc80']],
])('%s', (_title, texts) => {
  expect(texts.toReversed().sort(byBytes)).toEqual(texts)
})

it('any two texts compare as their bytes do', () => {
  const unit = fc.constantFrom(
    'a',
    'é',
    'ñ',
    '中',
    '\uffff',
    '\u{1f480}',
    '\u{1f600}',
    '\udc80',
    '\udcc3',
  )
  const text = fc.array(unit, { maxLength: 4 }).map((units) => units.join(''))
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(byBytes(a, b))).toBe(Buffer.compare(toBytes(a), toBytes(b)))
    }),
  )
})
