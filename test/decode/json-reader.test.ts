// Fields of points in JSON, and what would cost more than it is worth: refused, and never an error of the program.
import { expect, test } from 'vitest'
import { JsonReader } from '../../src/decode/json-reader.js'
import { MalformedBody } from '../../src/point/wire-record.js'

const point = (field: string) => `[{"measurement":"m","fields":{"a":${field}}}]`
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

test.each([
  ['1', 1],
  ['"a\\ud83d"', 'a\ufffd'],
  ['true', true],
  ['[1,2.5]', [1, 2.5]],
  ['["a","b"]', ['a', 'b']],
  ['[]', []],
  ['null', null],
  ['[1,"a",true]', null],
  ['[1,null]', null],
  ['[[1]]', null],
  ['{"b":1}', null],
  [nested(50_000), null],
])('a field that is %.20s has the value of one kind, or none', (json, value) => {
  expect(new JsonReader(point(json)).next()!.fields.a).toEqual(value)
})

test('a point that holds too much is refused', () => {
  const text = point(`[${'{},'.repeat(200_000)}0]`)
  expect(() => new JsonReader(text).next()).toThrow(MalformedBody)
})
