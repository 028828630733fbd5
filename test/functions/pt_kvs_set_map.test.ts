// Which members of a map are taken, and what they become.
import { describe, expect, test } from 'vitest'
import { compileCode, runScript } from '../support/run-script.js'

const MAP =
  '{"ab": 1, "abc": "x", "a*": true, "list": [1, "y"], "deep": [[1]], "none": nil, "new\\nline": 2}'

function run(rest: string) {
  return runScript(`m = ${MAP}\nadd_key(n, pt_kvs_set_map(m${rest}))`, { message: '' })
}

function keys(rest: string): string[] {
  const own = new Set(['message', 'status', 'n'])
  return [...run(rest).point.fields()].map(([key]) => key).filter((key) => !own.has(key))
}

test.each([
  ['', []],
  [', nil, nil', []],
  [', [], []', []],
  [', ["ab", "ab", "zz"]', ['ab']],
  [', ["a*"]', ['a*']],
  [', key_patterns=["a*"]', ['a*', 'ab', 'abc']],
  [', key_patterns=["a?"]', ['a*', 'ab']],
  [', key_patterns=["???", "a."]', ['abc']],
  [', key_patterns=["new*"]', []],
  [', key_patterns=["*b", "deep"]', ['ab', 'deep']],
  [', ["none"], ["ab"]', ['ab', 'none']],
])('taken with %j', (rest, expected) => {
  expect(keys(rest)).toEqual(expected)
  expect(run(rest).point.get('n')).toBe(BigInt(expected.length))
})

describe('what members become', () => {
  test('fields, lists as JSON text', () => {
    const { point } = run(', ["list", "none", "ab"]')
    expect([point.get('list'), point.get('none'), point.get('ab')]).toEqual(['[1,"y"]', null, 1n])
  })

  test('with raw, a list of scalars stays a list', () => {
    const { point } = run(', ["list", "deep"], raw=true')
    expect([point.get('list'), point.get('deep')]).toEqual([[1n, 'y'], '[[1]]'])
  })

  test('tags, as text', () => {
    const { point } = run(', ["list", "none", "ab"], as_tag=true')
    expect(Object.fromEntries(point.tags.sorted())).toEqual({ list: '[1,"y"]', none: '', ab: '1' })
  })

  test('a tag stays a tag', () => {
    const { point } = runScript('pt_kvs_set_map({"t": 2}, ["t"])', {
      message: '',
      tags: { t: 'x' },
    })
    expect(point.tags.get('t')).toBe('2')
  })

  test('a key called _ is a key like any other', () => {
    const { point } = runScript('pt_kvs_set_map({"_": 2}, ["_"])', { message: 'm' })
    expect([point.get('_'), point.get('message')]).toEqual([2n, 'm'])
  })
})

test('lists that are computed are checked when the script runs', () => {
  const { point, failure } = run(', names')
  expect([failure?.message, point.get('n')]).toEqual([undefined, 0n])
  expect(runScript('k = [1]\npt_kvs_set_map({}, k)', { message: '' }).failure?.message).toContain(
    'include_keys',
  )
})

test.each([
  ['pt_kvs_set_map([1])', 'PL301'],
  ['pt_kvs_set_map({}, "a")', 'PL301'],
  ['pt_kvs_set_map({}, [a])', 'PL301'],
  ['pt_kvs_set_map({}, key_patterns=[1])', 'PL301'],
  ['pt_kvs_set_map({}, limit=1)', 'PL202'],
  ['pt_kvs_set_map()', 'PL202'],
])('%s is refused', (script, code) => {
  expect(compileCode(runScript(script, { message: '' }))).toBe(code)
})
