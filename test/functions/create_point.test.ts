// create_point: what the new point is like in each category, scripts that run on it, and its bounds.
import { describe, expect, it, test } from 'vitest'
import type { MadePoint } from '../../src/pipeline/define.js'
import type { PointCategory } from '../../src/point/category.js'
import { buildPoint, folderOf, NOW, type Record, runScript } from '../support/run-script.js'

const made = (script: string, record: Partial<Record> = {}) =>
  runScript(script, { message: 'm', ...record }).made

const shown = ({ category, point }: MadePoint) => ({
  category,
  name: point.name,
  tags: Object.fromEntries(point.tags.sorted()),
  fields: Object.fromEntries(point.fields()),
})

describe('the category', () => {
  const FIELDS = '{"n": 1, "text": "t", "a.b": 2, "source": 3, "class": 4, "date": 5}'
  const cases: [string, PointCategory, object][] = [
    ['M', 'metric', { n: 1n, 'a.b': 2n, source: 3n, class: 4n, date: 5n }],
    ['L', 'logging', { n: 1n, text: 't', a_b: 2n, class: 4n, status: 'info' }],
    ['DT', 'dialtesting', { n: 1n, text: 't', a_b: 2n, class: 4n, status: 'info' }],
    ['O', 'object', { n: 1n, text: 't', a_b: 2n, source: 3n, name: 'default' }],
    ['CO', 'custom_object', { n: 1n, text: 't', a_b: 2n, source: 3n, name: 'default' }],
    ['T', 'tracing', { n: 1n, text: 't', a_b: 2n, source: 3n, class: 4n, date: 5n }],
    ['R', 'rum', { n: 1n, text: 't', a_b: 2n, source: 3n, class: 4n, date: 5n }],
    ['N', 'network', { n: 1n, text: 't', a_b: 2n, source: 3n, class: 4n, date: 5n }],
    ['S', 'security', { n: 1n, text: 't', a_b: 2n, source: 3n, class: 4n, date: 5n }],
  ]

  it.each(cases)('%s makes a point of %s that obeys it', (short, category, fields) => {
    const points = made(`create_point("p", {"k": "v"}, ${FIELDS}, category = "${short}")`)
    expect(points.map(shown)).toEqual([{ category, name: 'p', tags: { k: 'v' }, fields }])
    expect(made(`create_point("p", {}, {"n": 1}, category = "${category}")`)).toHaveLength(1)
  })

  it('is metric when it is absent or nil, and none that is not known makes no point', () => {
    expect(made('create_point("p", nil, {"n": 1})')[0]?.category).toBe('metric')
    expect(made('create_point("p", nil, {"n": 1}, category = nil)')[0]?.category).toBe('metric')
    expect(made('create_point("p", nil, {"n": 1}, category = "Metric")')).toEqual([])
  })
})

describe('the new point', () => {
  it('takes texts as tags and scalars as fields, and a key that is both is a tag', () => {
    const script = `create_point("", {"a": "1", "b": 2, "": "x"}, {
      "a": 3, "l": [1], "m": {}, "n": nil, "f": 1.5, "t": true})`
    const [point] = made(script)
    expect(shown(point!)).toMatchObject({
      name: '__default',
      tags: { a: '1' },
      fields: { f: 1.5, t: true },
    })
  })

  it.each([
    ['L', '{"a_b": 1, "a.b": 2, "c.d": 3}', { a_b: 1n, c_d: 3n }],
    ['M', '{"a_b": 1, "a.b": 2, "x\\ny": 3}', { a_b: 1n, 'a.b': 2n, 'x y': 3n }],
    ['N', '{"f\\n": "a\\n\\\\", "g\\\\\\\\": 1, "\\\\": 2}', { 'f ': 'a\n\\', g: 1n }],
    ['N', `{"${'k'.repeat(300)}": 1}`, { ['k'.repeat(256)]: 1n }],
  ])('of %s has keys that can be sent, of the fields %s', (category, given, fields) => {
    const [point] = made(`create_point("p", {}, ${given}, category = "${category}")`)
    expect(shown(point!).fields).toMatchObject(fields)
    const status = category === 'L' ? 1 : 0
    expect(Object.keys(shown(point!).fields)).toHaveLength(Object.keys(fields).length + status)
  })

  it('has tags and a measurement that can be sent', () => {
    const long = 'v'.repeat(1030)
    const [point] = made(`create_point("${long}", {
      "a.b": "line1\\nline2\\r", "c": "x\\\\\\\\", "d": "${long}"}, {"n": 1, "a.b": 5}, category = "N")`)
    expect(shown(point!)).toMatchObject({
      name: 'v'.repeat(1024),
      tags: { a_b: 'line1 line2\r', c: 'x', d: 'v'.repeat(1024) },
      fields: { n: 1n },
    })
  })

  it.each([
    ['the time of the record', '', NOW - 5n],
    ['the given time', ', ts = 7', 7n],
    ['the time of the record for 0', ', ts = 0', NOW - 5n],
    ['the time of the record for nil', ', ts = nil', NOW - 5n],
  ])('has %s', (_, ts, time) => {
    const [point] = made(`create_point("p", {}, {"n": 1}${ts})`, { time: NOW - 5n })
    expect(point!.point.time).toBe(time)
  })

  it('is of the storage index of the record when it is a log record', () => {
    const script =
      'create_point("a", {}, {"n": 1}, category = "L")\ncreate_point("b", {}, {"n": 1})'
    const record = buildPoint({ message: 'm' })
    record.storageIndex = 'idx'
    const { effects } = folderOf(script).require('main.p').run(record, NOW)
    const indexes: string[] = []
    for (const effect of effects!) effect(({ point }) => indexes.push(point.storageIndex))
    expect(indexes).toEqual(['idx', ''])
  })

  it.each([
    ['name is nil', 'create_point(nil, {}, {})'],
    ['name is missing', 'create_point(nothing, {}, {})'],
    ['tags is a list', 'create_point("p", [], {})'],
    ['fields is a text', 'create_point("p", {}, "f")'],
    ['ts is a float', 'create_point("p", {}, {}, 1.5)'],
    ['category is an int', 'create_point("p", {}, {}, 1, 2)'],
  ])('is not made and the script fails when %s', (_, script) => {
    const { failure, made } = runScript(script, { message: 'm' })
    expect(failure).toBeDefined()
    expect(made).toEqual([])
  })

  it.each(['create_point("p", 1 / zero, {})', 'create_point("p", {}, {"n": 1 / zero})'])(
    'is silently not made when an argument cannot be evaluated: %s',
    (call) => {
      const script = `zero = 0\n${call}\nadd_key(after, true)`
      const { failure, point, made } = runScript(script, { message: 'm' })
      expect([failure, point.get('after'), made]).toEqual([undefined, true, []])
    },
  )

  it('is made with tags of a name that nothing is known by', () => {
    expect(made('create_point("p", nothing, {"n": 1})')).toHaveLength(1)
  })

  it('is lost when the script fails later', () => {
    const { made, failure } = runScript(
      'create_point("p", {}, {"n": 1})\ncreate_point(1, {}, {})',
      {
        message: 'm',
      },
    )
    expect(failure).toBeDefined()
    expect(made).toEqual([])
  })
})

describe('after_use', () => {
  const AFTER = 'create_point("p", {"k": "v"}, {"n": 1}, after_use = "after.p")'

  it('runs a script on the new point and leaves the record alone', () => {
    const scripts = {
      'after.p':
        'set_tag(seen, "yes")\nadd_key(n, n + 1)\nset_measurement("q")\nsetopt(status_mapping = false)',
    }
    const { point, made } = runScript(`${AFTER}\nadd_key(status, "I")`, { message: 'm', scripts })
    expect(made.map(shown)).toEqual([
      { category: 'metric', name: 'q', tags: { k: 'v', seen: 'yes' }, fields: { n: 2n } },
    ])
    expect(point.get('status')).toBe('info')
    expect(point.has('seen')).toBe(false)
  })

  it('may drop the point, or give it another time', () => {
    expect(made(AFTER, { scripts: { 'after.p': 'drop()' } })).toEqual([])
    const [point] = made(AFTER, { scripts: { 'after.p': 'add_key(time, 9)' } })
    expect(point!.point.time).toBe(9n)
  })

  it.each([
    ['M', 'add_key(text, "t")', { n: 1n, text: 't' }],
    ['L', 'drop_key(status)', { n: 1n }],
    ['O', 'drop_key(name)', { n: 1n }],
  ])('may change what the category %s asks of a new point: %s', (category, after, fields) => {
    const script = `create_point("p", {}, {"n": 1}, category = "${category}", after_use = "after.p")`
    expect(made(script, { scripts: { 'after.p': after } }).map(shown)[0]?.fields).toEqual(fields)
  })

  it('ends only itself when it exits, and the whole script when it fails', () => {
    expect(made(AFTER, { scripts: { 'after.p': 'exit()' } })).toHaveLength(1)
    const failing = { 'after.p': 'create_point(1, {}, {})' }
    const { failure, made: none } = runScript(AFTER, { message: 'm', scripts: failing })
    expect(failure?.file).toBe('after.p')
    expect(none).toEqual([])
  })

  it('makes no points of its own, and adds to no bucket', () => {
    const bucket = 'agg_create("b", "1s", 1)\nagg_metric("b", "sum", "sum", ["k"], "n")'
    const scripts = { 'after.p': `create_point("inner", {}, {"n": 1})\n${bucket}` }
    expect(made(AFTER, { scripts }).map(({ point }) => point.name)).toEqual(['p'])
  })

  it('has no cache', () => {
    const get = 'add_key(seen, cache_get("k") != nil)'
    const scripts = { 'after.p': `${get}\ncache_set("k", 2)` }
    const script = `cache_set("k", 1)\n${AFTER}\n${get}\nadd_key(k, cache_get("k"))`
    const { point, made } = runScript(script, { message: 'm', scripts })
    expect([made[0]?.point.get('seen'), point.get('seen'), point.get('k')]).toEqual([
      false,
      true,
      1n,
    ])
  })

  it('stands in no window, whatever the record does', () => {
    const scripts = { 'after.p': 'point_window(1, 1, ["k"])\nwindow_hit()\ndrop()' }
    const script = `point_window(1, 1, ["status"])\n${AFTER}\ndrop()`
    expect(made(script, { scripts })).toEqual([])
  })

  it('counts its loop rounds with those of the script', () => {
    const loop = 'for i = 0; i < 300000; i = i + 1 { }\n'
    const scripts = { 'after.p': loop }
    const { point } = runScript(`${AFTER}\n${AFTER}\n${AFTER}\n${AFTER}`, { message: 'm', scripts })
    expect(point.get('message')).toBe('m')
    const rounds = 'n = 0\nfor ;; {\n n = n + 1\n add_key(n)\n}'
    const left = runScript(`${AFTER}\n${rounds}`, { message: 'm', scripts }).point.get('n')
    expect(left).toBe(700_000n)
  })

  it.each([
    ['does not exist', {}, '1:53'],
    ['leads back to this script', { 'after.p': 'use("main.p")' }, '1:53'],
  ])('is refused at the argument when its script %s', (_, scripts, at) => {
    const { compileError } = runScript(AFTER, { message: 'm', scripts })
    const { position } = compileError!.diagnostics[0]
    expect(`${position?.line}:${position?.column}`).toBe(at)
  })
})

describe('the bound', () => {
  const loop = (count: number) =>
    `for i = 0; i < ${count}; i = i + 1 {\n create_point("p", {}, {"n": i})\n}`

  test('a thousand points of one record leave', () => {
    expect(made(loop(1000))).toHaveLength(1000)
  })

  test('with one more the script fails, in a script of after_use too', () => {
    const { failure, made } = runScript(loop(1001), { message: 'm' })
    expect(failure?.message).toContain('1000')
    expect(made).toEqual([])
    const scripts = { 'after.p': loop(1001) }
    const call = 'create_point("p", {}, {"n": 1}, after_use = "after.p")'
    expect(runScript(call, { message: 'm', scripts }).made).toHaveLength(0)
  })
})
