// Points in JSON that would cost more than they are worth: refused, and never an error of the program.
import { expect, test } from 'vitest'
import { JsonReader } from '../../src/decode/json-reader.js'
import { MalformedBody } from '../../src/point/wire-record.js'

const point = (field: string) => `[{"measurement":"m","fields":{"a":${field}}}]`
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

test('what nests is kept as text', () => {
  expect(new JsonReader(point(nested(100))).next()!.fields.a).toBe(nested(100))
})

test.each([
  ['nests too deep', point(nested(50_000))],
  ['holds too much', point(`[${'{},'.repeat(200_000)}0]`)],
])('a point that %s is refused', (_, text) => {
  expect(() => new JsonReader(text).next()).toThrow(MalformedBody)
})
