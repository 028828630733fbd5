// kv_split beyond its examples: patterns that match nothing or everywhere, sets of characters, keys that are there before.
import { describe, expect, test } from 'vitest'
import { compileCode, runScript } from '../support/run-script.js'

function split(message: string, rest: string, keys = '["a", "b"]') {
  const script = `add_key(taken, kv_split(_, include_keys=${keys}${rest && `, ${rest}`}))`
  const { point } = runScript(script, { message })
  return { a: point.get('a'), b: point.get('b'), taken: point.get('taken') }
}

test.each([
  ['a=1 b=2', '', { a: '1', b: '2', taken: true }],
  ['a= b', '', { a: '', b: undefined, taken: true }],
  ['', '', { a: undefined, b: undefined, taken: false }],
  ['  a=1  ', '', { a: '1', b: undefined, taken: true }],
  ['a=1;b=2', 'field_split_pattern=";"', { a: '1', b: '2', taken: true }],
  ['a=1, b=2', 'field_split_pattern="[, ]+"', { a: '1', b: '2', taken: true }],
  ['a1b2', 'field_split_pattern="", value_split_pattern=""', { a: undefined, taken: false }],
  ['a1 b2', 'value_split_pattern=""', { a: '1', b: '2', taken: true }],
  ['a=1=2 b==', '', { a: '1=2', b: '=', taken: true }],
  ['a=> 1', 'field_split_pattern="\\n", value_split_pattern="=> "', { a: '1', taken: true }],
  ['😀a=😀1😀', 'trim_key="😀", trim_value="😀1"', { a: '', taken: true }],
  ['(a)=1', 'trim_key=")("', { a: '1', taken: true }],
  ['()=1', 'trim_key=")("', { a: undefined, taken: false }],
])('%j with %j', (message, rest, expected) => {
  expect(split(message, rest)).toMatchObject(expected)
})

describe('the keys to take', () => {
  test.each([
    ['', '5', undefined],
    ['prefix="x"', '_=5', '5'],
  ])('_ is the message, where it has no prefix: %j', (rest, message, field) => {
    const { point } = runScript(`kv_split(_, include_keys=["_"]${rest && `, ${rest}`})`, {
      message: '_=5',
    })
    expect([point.get('message'), point.get('x_')]).toEqual([message, field])
  })

  test.each([
    ['["a", 1, nil]', true],
    ['[1, nil]', false],
    ['unknown', false],
  ])('%s', (keys, taken) => {
    expect(split('a=1', '', keys).taken).toBe(taken)
  })

  test('a key with a prefix is taken by its name without it', () => {
    const { point } = runScript('kv_split(_, include_keys=["a"], prefix="p_")', {
      message: 'a=1 p_a=2',
    })
    expect(point.get('p_a')).toBe('1')
  })
})

test.each([
  ['kv_split(_, field_split_pattern="(")', 'PL402'],
  ['kv_split(_, value_split_pattern="[")', 'PL402'],
  ['kv_split(_, field_split_pattern=1)', 'PL301'],
  ['kv_split(_, include_keys=a.b)', 'PL301'],
  ['kv_split(_, " ", "=", "", "", ["a"], "p", 1)', 'PL202'],
  ['kv_split()', 'PL202'],
])('%s is refused', (script, code) => {
  expect(compileCode(runScript(script, { message: '' }))).toBe(code)
})
