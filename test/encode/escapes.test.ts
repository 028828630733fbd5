// Texts on the wire: only quotes and backslashes are escaped, by whichever way is faster for the text at hand.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { Point } from '../../src/point/point.js'

function sent(text: string): string {
  const point = new Point('m', 1n)
  point.setField('a', text)
  point.setField('b', 1)
  point.setField('status', text)
  return encodeLine(point)
}

function wanted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&')
  return `m a="${escaped}",b=1,status="${escaped}" 1\n`
}

test.each([
  '{"a": "b\\\\c"}',
  'a "quoted" line\nand a \\ second one',
  '"\u0000\u001f\t\u007f\u2028"',
  '"lone \udc80 byte"',
  '"😀 \\ é"',
  `"${'x'.repeat(100)}\\`,
])('%j', (text) => {
  expect(sent(text)).toBe(wanted(text))
})

test('whatever the text', () => {
  const unit = fc.oneof(fc.constantFrom('"', '\\', '\n', '\u0001', '\ud800', '\udc80'), fc.string())
  const text = fc.array(unit, { maxLength: 20 }).map((units) => units.join(''))
  fc.assert(fc.property(text, (value) => sent(value) === wanted(value)))
})
