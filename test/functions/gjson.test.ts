// Paths of gjson on raw text: what is found, in valid documents and in broken ones, and that no text takes long.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gjsonValue } from '../../src/pipeline/functions/support/gjson/get.js'
import { Path } from '../../src/pipeline/functions/support/gjson/path.js'

const SHOP = `{
  "name": "corner shop", "open": true, "rooms": null, "area": 41.5, "a.b": "dotted", "wild*": "star",
  "items": [
    {"id": 1, "kind": "tea", "price": 3.5, "tags": ["hot", "leaf"], "sold": true},
    {"id": 2, "kind": "cake", "price": 4, "tags": ["sweet"], "sold": false},
    {"id": 3, "kind": "tent", "price": 90, "tags": []}
  ],
  "codes": [7, "x", [8, 9], {"n": 10}, null],
  "say": "a \\"quote\\" \\ud83d\\ude00"
}`

function get(text: string, path: string): unknown {
  return gjsonValue(text, new Path(path))
}

type Case = readonly [path: string, value: unknown]

const PATHS: readonly Case[] = [
  ['name', 'corner shop'],
  ['open', true],
  ['rooms', undefined],
  ['nothing', undefined],
  ['area', 41.5],
  ['items.1.kind', 'cake'],
  ['items.-1', undefined],
  ['items.3', undefined],
  ['name.0', undefined],
  ['a\\.b', 'dotted'],
  ['wild\\*', 'star'],
  ['n*', 'corner shop'],
  ['ar?a', 41.5],
  ['items.0.ta*.1', 'leaf'],
  ['codes.2', '[8, 9]'],
  ['codes.3.n', 10],
  ['say', 'a "quote" 😀'],
]

const LISTS: readonly Case[] = [
  ['items.#', 3],
  ['items.#.id', '[1,2,3]'],
  ['items.#.tags.#', '[2,1,0]'],
  ['items.#.sold', '[true,false]'],
  ['items.#.none', '[]'],
  ['items.#.id|@reverse', '[3,2,1]'],
  ['items.#.id|0', 1],
  ['codes.#', 5],
  ['items|1|id', 2],
]

const QUERIES: readonly Case[] = [
  ['items.#(price>3.9).id', 2],
  ['items.#(price>3.9)#.id', '[2,3]'],
  ['items.#(kind=="tea").id', 1],
  ['items.#(kind=tea).id', 1],
  ['items.#(kind!="tea")#.id', '[2,3]'],
  ['items.#(kind%"te*")#.id', '[1,3]'],
  ['items.#(kind!%"te*")#.id', '[2]'],
  ['items.#(kind>="cb")#.id', '[1,3]'],
  ['items.#(sold=true).id', 1],
  ['items.#(sold<true).id', 2],
  ['items.#(sold)#.id', '[1,2]'],
  ['items.#(sold==~false)#.id', '[2,3]'],
  ['items.#(sold==~null)#.id', '[3]'],
  ['items.#(sold!=~*)#.id', '[3]'],
  ['items.#(tags.#(=="hot"))#.id', '[1]'],
  ['items.#(tags.#>0)#.kind|@reverse', '["cake","tea"]'],
  ['items.#(price>100)#', '[]'],
  ['items.#(price>100)', undefined],
  ['items.#[price<4].kind', 'tea'],
  ['codes.#(>5)#', '[7,"x"]'],
  ['codes.#(n=10).n', 10],
  ['items.#(price>1', undefined],
]

const MODIFIERS: readonly Case[] = [
  ['items.0.tags|@this', '["hot", "leaf"]'],
  ['items.0.tags.@reverse', '["leaf","hot"]'],
  ['items.1|@keys', '["id","kind","price","tags","sold"]'],
  ['items.1|@values', '[2,"cake",4,["sweet"],false]'],
  ['codes|@flatten', '[7,"x",8, 9,{"n": 10},null]'],
  ['items.#.tags|@flatten', '["hot", "leaf","sweet"]'],
  ['codes|@ugly', '[7,"x",[8,9],{"n":10},null]'],
  ['codes.3|@tostr', '{"n": 10}'],
  ['[codes.3|@tostr]', '["{\\"n\\": 10}"]'],
  ['codes.3|@tostr|@fromstr|n', 10],
  ['@dig:id', '[1,2,3]'],
  ['@dig:tags.0', '["hot","sweet"]'],
  ['@none', undefined],
  ['codes.3|@valid|n', 10],
  ['!"fixed"', 'fixed'],
  ['!true', true],
]

const MULTIPATHS: readonly Case[] = [
  ['[name,area,nothing]', '["corner shop",41.5]'],
  ['{name,"size":area,items.#}', '{"name":"corner shop","size":41.5,"_":3}'],
  ['{name,codes.#(>5)}', '{"name":"corner shop","_":7}'],
  ['items.0.[id,kind]', '[1,"tea"]'],
  ['items.#.{id,price}|1', '{"id":2,"price":4}'],
  ['[items.0.id,codes.0].1', 7],
  ['{"a<b":open}', '{"a<b":true}'],
  ['{a<b:open}', '{"a\\u003cb":true}'],
  ['[name', undefined],
]

const TABLES = { PATHS, LISTS, QUERIES, MODIFIERS, MULTIPATHS }

for (const [name, cases] of Object.entries(TABLES)) {
  describe(name.toLowerCase(), () => {
    test.each(cases)('%s', (path, value) => {
      expect(get(SHOP, path)).toEqual(value)
    })
  })
}

describe('texts that are no JSON', () => {
  test.each<readonly [text: string, path: string, value: unknown]>([
    ['level=warn {"a": 1} end', 'a', 1],
    ['{"a": 1', 'a', 1],
    ['{"a": [1, 2', 'a', '[1, 2'],
    ['{"a": [1, 2', 'a.#', 2],
    ['{"a": "open', 'a', undefined],
    ['{a: 1, "b": 2}', 'b', 2],
    ['{"a": }{"b": 3}', 'a', '{"b": 3}'],
    ['{"a": 1, "a": 2}', 'a', 1],
    ['{"a": {"x": 1}, "a": {"y": 2}}', 'a.y', 2],
    ['{"a": nan, "b": -, "c": 1e999}', '[a,b,c]', '[nan,-,1e999]'],
    ['{"a": 1e999}', 'a', Infinity],
    ['{"a": --1}', 'a', 0],
    ['{"a": "\\ud800 \\q rest"}', 'a', '\ufffd '],
    ['{"a": "\udc80"}', 'a', '\udc80'],
    ['{"a": "\udc80"}', 'a|@tostr', '"\ufffd"'],
    ['', 'a', undefined],
    ['"a"', 'a', undefined],
    ['{"a":1}\n{"a":2}\n', '..#.a', '[1,2]'],
    ['{"a":1}\n{"a":2}\n', '..1.a', 2],
    ['{"a":1}\n{"a":2}\n', '..#', 2],
    ['{"k": [1], "l": [2, 3], "m": 4}', '@group', '[{"k":1,"l":2},{"l":3}]'],
    ['[{"a": 1, "b": 2}, 5, {"a": 3}]', '@join', '{"a":3,"b":2}'],
    ['[{"a": 1}, {"a": 3}]', '@join:{"preserve":true}', '{"a": 1,"a": 3}'],
    ['[1, [2, [3, []]]]', '@flatten:{"deep":true}', '[1,2,3]'],
  ])('%s at %s', (text, path, value) => {
    expect(get(text, path)).toEqual(value)
  })
})

describe('@pretty', () => {
  test('a member a line; a list on one line when it is short and holds no map', () => {
    const long = Array.from({ length: 30 }, (_, i) => 100 + i)
    const text = JSON.stringify({ b: [1, [2, 3]], a: { x: 'y' }, l: long, m: [{ n: 1 }], e: {} })
    const lines = long.map((n) => `    ${n}`).join(',\n')
    expect(get(text, '@pretty')).toBe(
      `{\n  "b": [1, [2, 3]],\n  "a": {\n    "x": "y"\n  },\n  "l": [\n${lines}\n  ],\n  "m": [\n    {\n      "n": 1\n    }\n  ],\n  "e": {}\n}\n`,
    )
  })

  test('its options', () => {
    const arg = '{"sortKeys":true,"indent":"\\t","prefix":" ","width":0}'
    expect(get('{"b":[1],"a":null}', `@pretty:${arg}`)).toBe(
      ' {\n \t"a": null,\n \t"b": [\n \t\t1\n \t]\n }\n'.slice(1),
    )
  })
})

describe('hostile texts', () => {
  const MANY = 100_000
  const TEXTS = ['[', '{"a":', '"', '{"\\"', '\\', '[1,', '{"a":1,', '[[],', '{"a":{"a":1},']
  const PATHS = [
    'a',
    'a.a',
    '#.a',
    '#(a>1)#.a',
    '*a*a*b',
    '@dig:a',
    '@pretty',
    '@flatten:{"deep":1}',
  ]
  const MORE = ['..#.#', '@ugly|@tostr', '[@this,@this]|[@this,@this]', 'a.'.repeat(5_000), '#']

  test.each(TEXTS)('%s over and over', (part) => {
    for (const path of [...PATHS, ...MORE]) expect(() => get(part.repeat(MANY), path)).not.toThrow()
  })

  test('whatever the text and the path, nothing is thrown', () => {
    const piece = fc.constantFrom(
      ...'{}[]()":,.|#@!*?\\~=<%0a \n',
      'true',
      '@dig:',
      '@pretty',
      '#(a>',
    )
    const soup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(soup, soup, (text, path) => void get(text, path)),
      { numRuns: 3_000 },
    )
  })

  test('in a valid document, a path of names finds what JSON.parse finds', () => {
    const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.string({ maxLength: 5 }))
    const names = fc.stringMatching(/^[a-z]{1,3}$/)
    const document = fc.dictionary(names, fc.dictionary(names, scalar), { minKeys: 1 })
    fc.assert(
      fc.property(document, (value) => {
        const text = JSON.stringify(value)
        for (const [outer, map] of Object.entries(value))
          for (const [inner, found] of Object.entries(map))
            expect(get(text, `${outer}.${inner}`)).toBe(found)
      }),
    )
  })
})
