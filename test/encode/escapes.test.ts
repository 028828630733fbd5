// Texts on the wire: only quotes and backslashes are escaped, by whichever way is faster for the text at hand.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Encoder } from '../../src/encode/encoder.js'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { Point } from '../../src/point/point.js'

function pointOf(text: string): Point {
  const point = new Point('m', 1n)
  point.setField('a', text)
  point.setField('b', 1)
  point.setField('status', text)
  return point
}

/** The line as text, and the bytes of a chunk, between a record before and one behind. */
function sent(text: string): { line: string; bytes: Buffer } {
  const encoder = new Encoder(2 ** 20)
  for (const one of ['"before"', text, '"behind"']) encoder.add(pointOf(one))
  return { line: encodeLine(pointOf(text)), bytes: Buffer.from(encoder.finish()[0]!.bytes) }
}

function wanted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&')
  return `m a="${escaped}",b=1,status="${escaped}" 1\n`
}

function wantedOf(text: string): { line: string; bytes: Buffer } {
  const bytes = Buffer.from(wanted('"before"') + wanted(text) + wanted('"behind"'))
  return { line: wanted(text), bytes }
}

test.each([
  '{"a": "b\\\\c"}',
  'a "quoted" line\nand a \\ second one',
  '"\u0000\u001f\t\u007f\u2028"',
  '"lone \udc80 byte"',
  '"😀 \\ é"',
  `"${'x'.repeat(100)}\\`,
])('%j', (text) => {
  expect(sent(text)).toEqual(wantedOf(text))
})

test('whatever the text', () => {
  const unit = fc.oneof(fc.constantFrom('"', '\\', '\n', '\u0001', '\ud800', '\udc80'), fc.string())
  const text = fc.array(unit, { maxLength: 40 }).map((units) => units.join(''))
  fc.assert(fc.property(text, (value) => isDeepStrictEqual(sent(value), wantedOf(value))))
})
