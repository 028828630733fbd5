// The text of a key whose members have computed indexes.
import { describe, expect, test } from 'vitest'
import { run } from './support.js'

/** Index → how it stands in the key. */
const table: readonly (readonly [string, string])[] = [
  ['x+1', 'x + 1'],
  ['(x+1)*2', '(x + 1) * 2'],
  ['(1)', '(1)'],
  ['x==1&&!y', 'x == 1 && !y'],
  ['x IN [1,"x"]', "x in [1, 'x']"],
  ['-x', '-x'],
  ['- 1', '-1'],
  ['len( b )', 'len(b)'],
  ['{"a":1,"b":[2,]}', "{'a': 1, 'b': [2]}"],
  ['b[1:2]', 'b[1:2]'],
  ['b[:1][2:]', 'b[:1][2:]'],
  ['b[1:2:]', 'b[1:2:]'],
  ['b[::-1]', 'b[::-1]'],
  ['b[x+1]', 'b[x + 1]'],
  ['b[1].c', 'b[1].c'],
  ['_', '_'],
  ['_[1]', '_[1]'],
  ['TRUE', 'true'],
  ['null', 'nil'],
  ['0x1F', '31'],
  ['1e30', '1000000000000000019884624838656.000000'],
  ['0.0078125', '0.007812'],
  ['-0.0', '-0.000000'],
  ['inf', '+Inf'],
  ['-inf', '-Inf'],
  ['nan', 'NaN'],
]

describe('text of a key', () => {
  test.each(table)('a[%s].k', (index, text) => {
    expect(run(`add_key(a[${index}].k, 1)`).made).toEqual({ [`a[${text}].k`]: 1n })
  })
})
