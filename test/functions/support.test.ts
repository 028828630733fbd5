// The parts that functions share: lenient JSON, paths, durations, networks, case mapping, bytes of texts.
import { describe, expect, test } from 'vitest'
import { JsonLayouts } from '../../src/pipeline/functions/support/json-layouts.js'
import { removeAt } from '../../src/pipeline/functions/support/json-path.js'
import { parseJson } from '../../src/pipeline/functions/support/json-text.js'
import {
  inNetwork,
  parseAddress,
  parseNetwork,
} from '../../src/pipeline/functions/support/network.js'
import { sameValue } from '../../src/point/same-value.js'
import type { Value } from '../../src/point/value.js'
import { byteLength, fromBytes, toBytes } from '../../src/util/bytes.js'
import { parseDuration } from '../../src/util/duration.js'
import { isJson } from '../../src/util/is-json.js'
import { runeCount, runeSlice } from '../../src/util/runes.js'
import { lowerCase, upperCase } from '../../src/util/simple-case.js'
import { runScript } from '../support/run-script.js'

describe('JSON text', () => {
  const layouts = new JsonLayouts()

  test.each([
    ['{"a": [1, -2.5e1, true, null], "b": {"c": "x"}}', { a: [1, -25, true, null], b: { c: 'x' } }],
    ['{"a": 1, "a": 2}', { a: 2 }],
    ['"line\nbreak\ttab"', 'line\nbreak\ttab'],
    ['[007, 1., -00, 1.e2]', [7, 1, -0, 100]],
    ['5\0 anything', 5],
    ['"\\ud800x \\ud83d\\ude00 \\udc00"', '\ufffdx 😀 \ufffd'],
    ['"\\u00e9\\/\\"\\\\"', 'é/"\\'],
    [' [ ] ', []],
    ['{null:1,"a":{ null : 2}}', { '': 1, a: { '': 2 } }],
  ])('%s is accepted', (text, value) => {
    expect(parseJson(text, layouts)).toEqual(value)
  })

  test.each([
    '',
    '{',
    '[1,]',
    '{"a":1,}',
    '+1',
    '.5',
    '1e999',
    '[1] x',
    "{'a':1}",
    '\ufeff1',
    '"\\x"',
    'nul',
    '{"a" 1}',
    '-',
    '1-2',
    `1${'0'.repeat(309)}`,
    '{1:2}',
    '{true:1}',
    '{null}',
    '{nullx:1}',
    '"open',
  ])('%j is refused', (text) => {
    expect(parseJson(text, layouts)).toBeUndefined()
  })

  test('a member called __proto__ is a member', () => {
    for (const text of ['{"__proto__": 1}', '{"__proto__": 01}'])
      expect(Object.entries(parseJson(text, layouts) as object)).toEqual([['__proto__', 1]])
  })

  test('nesting without end is refused and does not overflow', () => {
    expect(parseJson('['.repeat(200_000), layouts)).toBeUndefined()
  })

  test.each([
    ['[', ']'],
    ['{"a":[', ']}'],
  ])('%s is read 10,000 lists and objects deep, and no deeper', (open, close) => {
    const times = 10_000 / (open.length > 1 ? 2 : 1)
    const deepest = `${open.repeat(times)}"[["${close.repeat(times)}`
    expect(parseJson(deepest, layouts)).toBeDefined()
    expect(isJson(deepest)).toBe(true)
    expect(parseJson(`[${deepest}]`, layouts)).toBeUndefined()
    expect(isJson(`[${deepest}]`)).toBe(false)
  })
})

describe('paths into a document', () => {
  const message =
    '{"a":{"b":[10,{"c":"x"}]},"k-1":"dash","m":[[1,2],[3]],"a.b":"dots","q":{"r.s":"in"}}'
  const at = (path: string, text = message) =>
    runScript(`json(_, ${path}, out)`, { message: text }).point.get('out')

  test.each([
    ['a.b[0]', 10],
    ['a.b[-1].c', 'x'],
    ['m[1][0]', 3],
    ['m[0.9][1.2]', 2],
    ['`k-1`', 'dash'],
    ['`a.b`', 'dots'],
    ['q.`r.s`', 'in'],
    ['a.b[2]', undefined],
    ['a.b[x]', undefined],
    ['a.b["0"]', undefined],
    ['a[0]', undefined],
    ['k.x', undefined],
  ])('%s', (path, value) => {
    expect(at(path)).toEqual(value)
  })

  test.each([
    ['_', '{"_":1,"message":2}', 1],
    ['_', '{"message":2}', undefined],
    ['_[0]', '{"_":[1],"message":[2]}', 1],
    ['_._', '{"_":{"_":1},"message":2}', 1],
    ['message', '{"_":1,"message":2}', 2],
  ])('_ is a member like any other: %s in %s', (path, text, value) => {
    expect(at(path, text)).toBe(value)
  })

  test('a member called _ is written to the message where no key is given', () => {
    const { point } = runScript('json(_, _)', { message: '{"_":1,"message":2}' })
    expect(point.get('message')).toBe(1)
  })

  test('a list at the top', () => {
    expect(at('.[1].a', '[{"a":1},{"a":2}]')).toBe(2)
  })

  test('a member is removed, an element is not', () => {
    const changed: Value = { a: { b: 1, c: [1] } }
    removeAt(changed, ['a', 'b'])
    removeAt(changed, ['a', 'c', 0])
    expect(changed).toEqual({ a: { c: [1] } })
  })
})

test.each([
  ['1h2m3.5s', 3_723_500_000_000n],
  ['+.5s', 500_000_000n],
  ['1.s', 1_000_000_000n],
  ['-0', 0n],
  ['7µs7μs', 14_000n],
  ['1.9ns', 1n],
  ['0.9999999999999999s', 1_000_000_000n],
  ['33.3524231740580555h', 120_068_723_426_609n],
  [`0.${'9'.repeat(300)}h`, 3_600_000_000_000n],
  [`${'0'.repeat(300)}1s`, 1_000_000_000n],
  [`${'1'.repeat(300)}s`, undefined],
  ['-9223372036854775808ns', -(2n ** 63n)],
  ['9223372036854775808ns', undefined],
  ['.s', undefined],
  ['1d', undefined],
  ['5', undefined],
  ['', undefined],
])('the duration %j is %s ns', (text, nanoseconds) => {
  expect(parseDuration(text)).toBe(nanoseconds)
})

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['8.8.8.8', '0.0.0.0/0', true],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['::ffff:10.0.0.1', '10.0.0.0/8', false],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.0/104', true],
  ['10.0.0.1', '::/0', false],
  ['10.1.2.3', '10.0.0.0/+08', true],
  ['11.1.2.3', '10.0.0.0/-0', true],
  ['2001:db8::00001', '2001:00000db8::/032', true],
])('%s in %s is %s', (ip, prefix, inside) => {
  expect(inNetwork(parseAddress(ip)!, parseNetwork(prefix)!)).toBe(inside)
})

test.each([
  '10.0.0.0',
  '10.0.0.0/33',
  '10.0.0.0/-8',
  '10.0.0.0/ 8',
  '010.0.0.0/8',
  '::001.2.3.4/8',
  'fe80::1%eth0/64',
  '::/129',
])('%s is no network', (text) => {
  expect(parseNetwork(text)).toBeUndefined()
})

test('case is mapped code point by code point', () => {
  expect(lowerCase('ΑΣ İ ABC Ǆ')).toBe('ας i abc ǆ'.replace('ς', 'σ'))
  expect(upperCase('straße ﬁ ı µ ǆ ᾳ ᾀ')).toBe('STRAßE ﬁ I Μ Ǆ ᾼ ᾈ')
  expect(lowerCase('É\udcff')).toBe('é\ufffd')
})

test.each(['', 'abc', 'é日😀', '\udcff\udc80x', 'a\udce9é', '\udcf0\udc9f'])(
  'the text %j goes to bytes and back',
  (text) => {
    const bytes = toBytes(text)
    expect(bytes.length).toBe(byteLength(text))
    expect(fromBytes(bytes)).toBe(text)
  },
)

test.each([
  [[0xff, 0x41], '\udcffA'],
  [[0xc3, 0xa9, 0xc3], 'é\udcc3'],
  [[0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
  [[0xf0, 0x9f, 0x98, 0x80], '😀'],
])('the bytes %j are a text', (bytes, text) => {
  expect(fromBytes(Uint8Array.from(bytes))).toBe(text)
})

test('code points are counted and cut', () => {
  expect(runeCount('a😀\udcff')).toBe(3)
  expect(runeSlice('a😀b', 1, 2)).toBe('😀')
  expect(runeSlice('abc', 1, 9)).toBe('bc')
})

test.each<[Value, Value, boolean]>([
  [1n, 1n, true],
  [1n, 1, false],
  [[1n, { a: 'x' }], [1n, { a: 'x' }], true],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: 1 }, [1], false],
  [null, null, true],
])('%s and %s: same %s', (a, b, same) => {
  expect(sameValue(a, b)).toBe(same)
})
