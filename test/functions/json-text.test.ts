// One parse of a text for all calls on a record: what is shared, what is a copy, and how long it is kept.
import { describe, expect, test } from 'vitest'
import { JsonLayouts } from '../../src/pipeline/functions/support/json-layouts.js'
import {
  ownDocument,
  parseJson,
  readDocument,
} from '../../src/pipeline/functions/support/json-text.js'
import { Point } from '../../src/point/point.js'
import { runScript } from '../support/run-script.js'

const layouts = new JsonLayouts()
const TEXT = '{"a": {"b": [1, {"c": 2}]}, "__proto__": 1, "n": null}'

describe('documents of a record', () => {
  const point = new Point('test', 0n)

  test('readers of one text share its document, whatever else is read in between', () => {
    const first = readDocument(TEXT, point, layouts)
    readDocument('[1]', point, layouts)
    expect(readDocument(TEXT, point, layouts)).toBe(first)
  })

  test('a text that is no JSON is not parsed again either', () => {
    expect(readDocument('{', point, layouts)).toBeUndefined()
    expect(readDocument('{', point, layouts)).toBeUndefined()
  })

  test('a changed copy changes neither the document nor other copies', () => {
    const copy = ownDocument(TEXT, point, layouts) as { a: { b: unknown[] } }
    copy.a.b.push('changed')
    expect(Object.entries(ownDocument(TEXT, point, layouts) as object)).toEqual(
      Object.entries(parseJson(TEXT, layouts) as object),
    )
    expect(readDocument(TEXT, point, layouts)).toEqual(parseJson(TEXT, layouts))
  })

  test('the next record begins anew', () => {
    const first = readDocument(TEXT, point, layouts)
    expect(readDocument(TEXT, new Point('test', 0n), layouts)).not.toBe(first)
  })

  test('a text nested as deep as any that is read has a copy', () => {
    const depth = 10_000
    const deep = '['.repeat(depth) + ']'.repeat(depth)
    expect(Array.isArray(ownDocument(deep, point, layouts))).toBe(true)
  })
})

describe('numbers beyond the range of floats make a text invalid', () => {
  test.each(['1e999', '{"a": [{"b": -1e400}]}', `[${'9'.repeat(400)}]`])('%s', (text) => {
    expect(parseJson(text, layouts)).toBeUndefined()
  })

  test.each(['{"id": "4e123"}', '["9e999,"]', '[1e308, 1e-999]'])('but not %s', (text) => {
    expect(parseJson(text, layouts)).toEqual(JSON.parse(text))
  })
})

test('load_json, json and gjson on one text see the text, not what the script made of its value', () => {
  const { point } = runScript(
    'd = load_json(_)\nd["a"] = 2\nadd_key(x, d["a"])\njson(_, a, y)\ngjson(_, "a", "z")',
    { message: '{"a": 1}' },
  )
  expect(['x', 'y', 'z'].map((key) => point.get(key))).toEqual([2n, 1, 1])
})

test('a text of more values than can be read in time is none', () => {
  const crowded = `[${'{},'.repeat(2 ** 17)}{}]`
  expect(parseJson(crowded, layouts)).toBeUndefined()
  expect(parseJson(JSON.stringify('{},'.repeat(2 ** 17)), layouts)).toBe('{},'.repeat(2 ** 17))
})
