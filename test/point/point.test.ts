import { describe, expect, it } from 'vitest'
import { jsonString, readJson, storedJson } from '../../src/point/json.js'
import { Point } from '../../src/point/point.js'
import { Shape } from '../../src/point/shape.js'
import { Tags } from '../../src/point/tags.js'
import { floatText, VOID } from '../../src/point/value.js'

describe('a point', () => {
  it('keeps a written tag a tag, as text', () => {
    const point = new Point('m', 0n, Tags.of([['t', 'a']]))
    point.set('t', 5n)
    expect([point.tags.get('t'), [...point.fields()]]).toEqual(['5', []])
  })

  it('moves a field to the tags', () => {
    const point = new Point('m', 0n)
    point.set('k', 'v')
    point.setTag('k', 'w')
    expect([point.get('k'), [...point.fields()]]).toEqual(['w', []])
  })

  it('stores lists and maps as text, void as nil', () => {
    const point = new Point('m', 0n)
    point.store('l', [1n, 'a', null, { b: 1.5 }])
    point.store('v', VOID)
    point.store('bad', [Number.NaN])
    expect(Object.fromEntries(point.fields())).toEqual({
      l: '[1,"a",null,{"b":1.5}]',
      v: null,
      bad: null,
    })
  })

  it('goes back to a snapshot whatever was done', () => {
    const point = new Point('m', 7n, Tags.of([['t', 'a']]))
    point.set('k', 'v')
    const kept = point.snapshot()
    point.set('k', 'w')
    point.set('n', 1)
    point.setTag('t', 'b')
    point.name = 'other'
    point.time = 8n
    point.dropped = true
    point.restore(kept)
    expect([
      point.name,
      point.time,
      point.tags.get('t'),
      [...point.fields()],
      point.dropped,
    ]).toEqual(['m', 7n, 'a', [['k', 'v']], false])
  })

  it('renames fields and tags within their kind, over what stood there', () => {
    const point = new Point('m', 0n, Tags.of([['t', 'a']]))
    point.set('k', 'v')
    point.rename('t', 'k')
    expect([point.tags.get('k'), [...point.fields()]]).toEqual(['a', []])
  })

  it('takes keys that JavaScript objects have', () => {
    const point = new Point('m', 0n)
    for (const key of ['__proto__', 'constructor', 'toString']) point.set(key, key)
    expect(point.get('__proto__')).toBe('__proto__')
    expect(point.get('hasOwnProperty')).toBeUndefined()
  })
})

describe('shapes', () => {
  it('are shared by points with the same keys', () => {
    const [a, b] = [new Point('m', 0n), new Point('m', 0n)]
    for (const point of [a, b]) point.set('k', 1)
    expect(a.shape).toBe(b.shape)
  })

  it('begin anew when there are too many, and old points stay whole', () => {
    const first = new Point('m', 0n)
    first.set('k', 'v')
    for (let i = 0; i < 10_000; i++) new Point('m', 0n).set(`key${i}`, i)
    const later = new Point('m', 0n)
    later.set('k', 'w')
    expect([first.get('k'), later.get('k')]).toEqual(['v', 'w'])
    expect(Shape.root().slot('k')).toBeUndefined()
  })
})

describe('text of values', () => {
  it.each([
    [1e21, '1000000000000000000000'],
    [-1.5e-9, '-0.0000000015'],
    [3, '3'],
    [-0, '-0'],
    [0.1, '0.1'],
    [1.2345e22, '12345000000000000000000'],
  ])('%d is %s', (value, text) => {
    expect(floatText(value)).toBe(text)
  })

  it('differs between the two writers in exponents and in the order of keys', () => {
    const value = { 'a b': 1e-7, a: 1e21 }
    expect(storedJson(value)).toBe('{"a b":1e-07,"a":1e+21}')
    expect(readJson(value)).toBe('{"a":1e+21,"a b":1e-7}')
  })

  it('escapes as Go does', () => {
    expect(jsonString('<a>&\u2028\b\n"\\/')).toBe(
      '"\\u003ca\\u003e\\u0026\\u2028\\u0008\\n\\"\\\\/"',
    )
  })
})
