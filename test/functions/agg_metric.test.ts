// agg_create and agg_metric: what is aggregated, when it leaves, and what bounds it. The clock is given.
import { describe, expect, it, test } from 'vitest'
import type { MadePoint } from '../../src/pipeline/define.js'
import {
  Bucket,
  type BucketSettings,
  MAX_GROUPS,
} from '../../src/pipeline/functions/support/bucket.js'
import { buildPoint, folderOf, NOW, type Record, runScript } from '../support/run-script.js'

const SECOND = 1_000_000_000n
const at = (seconds: number) => NOW + BigInt(Math.round(seconds * 1000)) * 1_000_000n

/** A folder whose script runs on one record after the other; what has left is in `made`. */
function running(source: string, scripts: Record['scripts'] = {}) {
  const folder = folderOf(source, { scripts })
  const made: MadePoint[] = []
  const emit = (one: MadePoint) => made.push(one)
  return {
    run(record: Partial<Record>, seconds = 0) {
      const outcome = folder
        .require('main.p')
        .run(buildPoint({ message: '', ...record }), at(seconds))
      for (const effect of outcome.effects ?? []) effect(emit)
      return outcome
    },
    tick: (seconds: number, last = false) => folder.states.tick(at(seconds), emit, last),
    taken: () => made.splice(0).map(shown),
  }
}

const shown = ({ category, point, by }: MadePoint) => {
  expect(by).toBe('agg_create')
  const { name, time, tags } = point
  const fields = Object.fromEntries(point.fields())
  return { category, name, time, tags: Object.fromEntries(tags.sorted()), fields }
}

const fieldsOf = (points: readonly { fields: object }[]) => points.map(({ fields }) => fields)

describe('what is aggregated', () => {
  const ways = ['avg', 'sum', 'min', 'max', 'set']
  const SCRIPT = `agg_create("b", "10s")\n${ways
    .map((way) => `agg_metric("b", "${way}", "${way}", ["host"], "n")`)
    .join('\n')}`

  it.each([
    ['ints', [3n, 9n, 1n, 5n], { avg: 4.5, sum: 18, min: 1, max: 9, set: 5 }],
    ['floats below 0', [-1.5, -0.5, -4], { avg: -2, sum: -6, min: -4, max: -0.5, set: -4 }],
    ['texts and truth', ['4', 'x', true], { avg: 5 / 3, sum: 5, min: 0, max: 4, set: 1 }],
    ['one value', [7n], { avg: 7, sum: 7, min: 7, max: 7, set: 7 }],
    ['nil', [null], { avg: 0, sum: 0, min: 0, max: 0, set: 0 }],
  ])('%s become floats', (_, values, fields) => {
    const { run, tick, taken } = running(SCRIPT)
    for (const n of values) run({ tags: { host: 'h' }, fields: { n } })
    tick(10)
    expect(fieldsOf(taken())).toEqual([fields])
  })

  it('is grouped by the texts of all keys', () => {
    const { run, tick, taken } = running(
      'agg_create("b", "10s")\nagg_metric("b", "n", "sum", ["host", "code"], "n")',
    )
    for (const [host, code, n] of [
      ['a', '1', 1n],
      ['a', '2', 2n],
      ['b', '1', 4n],
      ['a', '1', 8n],
    ] as const)
      run({ tags: { host }, fields: { code, n } })
    tick(10)
    expect(taken().map(({ tags, fields }) => [tags, fields.n])).toEqual([
      [{ host: 'a', code: '1' }, 9],
      [{ host: 'a', code: '2' }, 2],
      [{ host: 'b', code: '1' }, 4],
    ])
  })

  it.each([
    ['a key is missing', { fields: { n: 1n } }],
    ['a key holds no text', { fields: { n: 1n, host: 5n } }],
    ['the value is missing', { tags: { host: 'h' } }],
  ])('is nothing when %s', (_, record) => {
    const { run, tick, taken } = running(SCRIPT)
    expect(run(record).failure).toBeUndefined()
    tick(10)
    expect(taken()).toEqual([])
  })

  it.each([
    ['bucket', 'agg_create("b")\nagg_metric("c", "f", "sum", ["host"], "n")'],
    ['aggregation', 'agg_create("b")\nagg_metric("b", "f", "p99", ["host"], "n")'],
    ['category', 'agg_create("b")\nagg_metric("b", "f", "sum", ["host"], "n", "nope")'],
    ['bucket of the category', 'agg_create("b")\nagg_metric("b", "f", "sum", ["host"], "n", "L")'],
  ])('is nothing for an unknown %s', (_, script) => {
    const { run, tick, taken } = running(script)
    run({ tags: { host: 'h' }, fields: { n: 1n } })
    tick(60)
    expect(taken()).toEqual([])
  })

  it('is taken from variables before the point', () => {
    const { run, tick, taken } = running(`agg_create("b", "10s")
host = "of the variable"
n = 5
agg_metric("b", "n", "sum", ["host", "_"], "n")`)
    run({ message: 'm', tags: { host: 'of the point' }, fields: { n: 1n } })
    tick(10)
    expect(taken()).toMatchObject([{ tags: { host: 'of the variable', _: 'm' }, fields: { n: 5 } }])
  })

  it('leaves out records whose script fails', () => {
    const script = `${SCRIPT}\nif message == "bad" {\n create_point(1, {}, {})\n}`
    const { run, tick, taken } = running(script)
    for (const message of ['good', 'bad', 'good'])
      run({ message, tags: { host: 'h' }, fields: { n: 1n } })
    tick(10)
    expect(fieldsOf(taken())).toEqual([{ avg: 1, sum: 2, min: 1, max: 1, set: 1 }])
  })
})

describe('the point that leaves', () => {
  it('is named as the bucket, has its tags below those of the group, and the time of leaving', () => {
    const { run, tick, taken } =
      running(`agg_create("http", "10s", const_tags = {"app": "shop", "host": "x", "n": 1})
agg_metric("http", "n", "sum", ["host"], "n")`)
    run({ tags: { host: 'h' }, fields: { n: 2n } })
    tick(11)
    expect(taken()).toEqual([
      {
        category: 'metric',
        name: 'http',
        time: at(11),
        tags: { app: 'shop', host: 'h' },
        fields: { n: 2 },
      },
    ])
  })

  it('obeys its category', () => {
    const { run, tick, taken } = running(`agg_create("http", "10s", category = "L")
agg_metric("http", "n", "sum", ["a.b"], "n", "logging")`)
    run({ fields: { n: 2n, 'a.b': 'x' } })
    tick(10)
    const [point] = taken()
    expect(point).toMatchObject({ category: 'logging', tags: { a_b: 'x' } })
    expect(point!.fields).toEqual({ n: 2, status: 'info' })
  })
})

describe('when points leave', () => {
  const add = 'agg_metric("b", "n", "sum", ["host"], "n")'
  const one = { tags: { host: 'h' }, fields: { n: 1n } }

  test('at the end of every interval that had a value', () => {
    const { run, tick, taken } = running(`agg_create("b", "10s")\n${add}`)
    run(one, 0)
    tick(9)
    expect(taken()).toEqual([])
    tick(10)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
    tick(20)
    expect(taken()).toEqual([])
    run(one, 29)
    tick(31)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
    tick(39.9)
    run(one, 39.9)
    expect(taken()).toEqual([])
    run(one, 40)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
    tick(50)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
  })

  test('after so many values, however they are grouped', () => {
    const { run, tick, taken } = running(`agg_create("b", "0s", 3)\n${add}`)
    for (const host of ['a', 'b', 'a', 'a']) run({ ...one, tags: { host } })
    expect(fieldsOf(taken())).toEqual([{ n: 2 }, { n: 1 }])
    tick(3600)
    expect(taken()).toEqual([])
  })

  test('with what they had before when the bucket keeps its values', () => {
    const { run, tick, taken } = running(`agg_create("b", "10s", keep_value = true)\n${add}`)
    run(one)
    tick(10)
    run(one, 11)
    tick(20)
    tick(30)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }, { n: 2 }, { n: 2 }])
  })

  test('when the script goes, and never again', () => {
    const { run, tick, taken } = running(`agg_create("b", "1h")\n${add}`)
    run(one)
    tick(1, true)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
    tick(7200)
    expect(taken()).toEqual([])
  })

  test('also when the clock was set back', () => {
    const { run, tick, taken } = running(`agg_create("b", "10s")\n${add}`)
    run(one, 3600)
    tick(0)
    tick(10)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
  })

  test('by the settings of the first call for the bucket', () => {
    const { run, tick, taken } = running(`agg_create("b", "10s")\nagg_create("b", "1s", 1)\n${add}`)
    run(one)
    tick(5)
    expect(taken()).toEqual([])
    tick(10)
    expect(fieldsOf(taken())).toEqual([{ n: 1 }])
  })
})

describe('the bounds', () => {
  const settings: BucketSettings = {
    category: 'metric',
    name: 'b',
    interval: SECOND,
    count: 0,
    keepsValues: true,
    tags: [],
  }
  const addition = (id: string) => ({ field: 'n', how: 'sum', by: [['id', id]], value: 1 }) as const

  test('one group too many makes all of them leave, and values that were kept are forgotten', () => {
    const bucket = new Bucket(settings, NOW)
    const made: MadePoint[] = []
    const emit = (one: MadePoint) => made.push(one)
    for (let i = 0; i < MAX_GROUPS; i++) bucket.add(addition(`${i}`), NOW, emit)
    expect(made).toHaveLength(0)
    bucket.add(addition('one more'), NOW, emit)
    expect(made).toHaveLength(MAX_GROUPS)
    bucket.flush(NOW, emit)
    expect(made).toHaveLength(MAX_GROUPS + 1)
  })

  test('so do long texts, of which the beginning counts', () => {
    const bucket = new Bucket(settings, NOW)
    const made: MadePoint[] = []
    const emit = (one: MadePoint) => made.push(one)
    const text = 'x'.repeat(1000)
    for (let i = 0; i < MAX_GROUPS; i++) bucket.add(addition(i + text), NOW, emit)
    expect(made.length).toBeGreaterThan(MAX_GROUPS / 2)
    const long = new Bucket(settings, NOW)
    for (const end of 'ab') long.add(addition('x'.repeat(2000) + end), NOW, emit)
    made.splice(0)
    long.flush(NOW, emit)
    expect(made.map(({ point }) => point.get('n'))).toEqual([2])
  })

  test('a thousand values of one record', () => {
    const loop =
      'agg_create("b", "0s", 1)\nfor i = 0; i < 1000; i = i + 1 {\n agg_metric("b", "n", "sum", ["status"], "message")\n}'
    const { run } = running(loop)
    expect(run({}).failure?.message).toContain('1000')
  })
})

describe('at compile time', () => {
  it.each([
    ['agg_create("b", "10 s")', '1:17'],
    ['agg_create("b", "0s")', '1:12'],
    ['agg_create("b", "-1s", 0)', '1:12'],
    ['agg_metric("b", "f", "sum", [], "n")', '1:29'],
    ['agg_metric("b", "f", "sum", ["a", b], "n")', '1:29'],
  ])('%s is refused at %s', (script, place) => {
    const errors = folderOf(script).check()
    expect(`${errors[0]?.position?.line}:${errors[0]?.position?.column}`).toBe(place)
  })
})

test('a bucket belongs to the script that the record was given to, also where another script makes it', () => {
  const scripts = { 'bucket.p': 'agg_create("req", on_count = 1)' }
  const source = 'use("bucket.p")\nagg_metric("req", "n", "sum", ["message"], "message")'
  const { made } = runScript(source, { message: '7', scripts })
  expect(made.map(({ point }) => point.get('n'))).toEqual([7])
})
