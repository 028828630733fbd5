// What a layout reads is what JSON.parse reads; what it has not been made for, it leaves alone.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '../../bench/corpus.js'
import { layoutReader } from '../../src/pipeline/functions/support/json-layout.js'
import { JsonLayouts } from '../../src/pipeline/functions/support/json-layouts.js'
import { parseJson } from '../../src/pipeline/functions/support/json-text.js'

/** Values with their order of members and their zeros below zero. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (Object.is(item, -0) ? 'minus zero' : item))
}

/** Scalars as JSON text, texts without escapes. */
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => `"${text.replace(/["\\\p{Cc}]/gu, '')}"`),
  fc.integer().map(String),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
  fc.constantFrom('0', '-0', '-0.50', '1.0', '12345678901234567890', '1e5', '1E-7'),
  fc.constantFrom('true', 'false', 'null'),
)
const blank = fc.constantFrom('', '', ' ', '\n\t')
const key = fc.constantFrom(
  'a',
  'b',
  '0',
  '7',
  'a.b',
  '$x',
  '(',
  'schlüssel',
  '键',
  'constructor',
  ' ',
)

/** JSON with a place `?` for each scalar. */
const { layout } = fc.letrec<{ layout: string; list: string; map: string }>((tie) => ({
  layout: fc.oneof({ maxDepth: 4 }, fc.constant('?'), tie('list'), tie('map')),
  list: fc
    .array(fc.tuple(blank, tie('layout')), { maxLength: 4 })
    .map((items) => `[${items.map(([space, item]) => space + item + space).join(',')}]`),
  map: fc
    .array(fc.tuple(blank, key, tie('layout')), { maxLength: 6 })
    .map(
      (items) => `{${items.map(([s, name, item]) => `${s}"${name}"${s}:${item}${s}`).join(',')}}`,
    ),
}))

function filled(places: string, scalars: readonly string[]): string {
  let next = 0
  return places.replaceAll('?', () => scalars[next++ % scalars.length]!)
}

const scalars = fc.array(scalar, { minLength: 1, maxLength: 12 })

describe('the reader of a layout', () => {
  test('reads the text it was made of', () => {
    const text = '{"b": [1, -2.50, {"1": "x", "0": null}], "a": true, "a": "é键"}'
    expect(shown(layoutReader(text)!(text))).toBe(shown(JSON.parse(text)))
  })

  test('reads what JSON.parse reads, or nothing', () => {
    let read = 0
    fc.assert(
      fc.property(layout, scalars, scalars, (places, first, second) => {
        const reader = layoutReader(filled(places, first))
        const text = filled(places, second)
        const value = reader?.(text)
        if (value === undefined) return
        read++
        expect(shown(value)).toBe(shown(JSON.parse(text)))
      }),
      { numRuns: 3_000 },
    )
    expect(read).toBeGreaterThan(300)
  })

  test('reads no text that JSON.parse refuses', () => {
    const letters = fc.constantFrom(
      '"',
      '\\',
      '\n',
      '0',
      '-',
      '.',
      ',',
      ':',
      '}',
      ']',
      ' ',
      'e',
      '\u0000',
    )
    fc.assert(
      fc.property(
        layout,
        scalars,
        fc.nat(),
        fc.nat(2),
        letters,
        (places, values, at, cut, letter) => {
          const text = filled(places, values)
          const from = at % (text.length + 1)
          const broken = text.slice(0, from) + letter + text.slice(from + cut)
          const value = layoutReader(text)?.(broken)
          if (value !== undefined) expect(shown(value)).toBe(shown(JSON.parse(broken)))
        },
      ),
      { numRuns: 5_000 },
    )
  })

  test.each([
    ['a member __proto__', '{"__proto__": 1}'],
    ['no scalars', '{"a": [{}]}'],
    ['many scalars', JSON.stringify(Array.from({ length: 65 }, () => 1))],
    ['deep nesting', `${'['.repeat(2_000)}1${']'.repeat(2_000)}`],
    ['a long text', JSON.stringify({ a: 'x'.repeat(8_192) })],
  ])('there is none for %s', (_what, text) => {
    expect(layoutReader(text)).toBeUndefined()
  })

  test('leaves long texts alone', () => {
    const reader = layoutReader('{"a": "x"}')!
    expect(reader(`{"a": "${'x'.repeat(8_000)}"}`)).toEqual({ a: 'x'.repeat(8_000) })
    expect(reader(`{"a": "${'x'.repeat(8_192)}"}`)).toBeUndefined()
  })
})

describe('the layouts of a place', () => {
  /** How many of so many texts were read by a layout. */
  function fitting(layouts: JsonLayouts, count: number, line: (i: number) => string): number {
    let fits = 0
    for (let i = 0; i < count; i++) {
      const text = line(i)
      if (layouts.read(text) !== undefined) fits++
      else layouts.learn(text)
    }
    return fits
  }

  const next = random(3)
  /** One of so many layouts. */
  const mixed = (count: number) => () => `{"m${Math.floor(next() * count)}": 1, "n": "x"}`

  test('one layout is learned from its first text', () => {
    expect(fitting(new JsonLayouts(), 1_000, (i) => `{"n": ${i}}`)).toBe(999)
  })

  test('of two all but the first texts fit', () => {
    expect(fitting(new JsonLayouts(), 1_000, mixed(2))).toBeGreaterThan(950)
  })

  test('of many hardly a text is tried', () => {
    expect(fitting(new JsonLayouts(), 10_000, mixed(50))).toBeLessThan(200)
  })

  test('another layout is learned when lines change', () => {
    const layouts = new JsonLayouts()
    fitting(layouts, 1_000, mixed(2))
    expect(fitting(layouts, 3_000, (i) => `{"new": ${i}}`)).toBeGreaterThan(1_500)
  })
})

test('a text is read alike whether its layout is known or not', () => {
  const layouts = new JsonLayouts()
  const texts = [
    '{"a": "x"}',
    '{"a": "q\\n\\u0041"}',
    '{"a": "raw\nbreak"}',
    '{"a": "\\ud800"}',
    '{"a": "x',
  ]
  const fresh = texts.map((text) => parseJson(text, new JsonLayouts()))
  for (let i = 0; i < 3; i++) expect(texts.map((text) => parseJson(text, layouts))).toEqual(fresh)
})
