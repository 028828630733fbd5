// `POST /v1/pipeline/debug` as clients of the original ask it.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { ByteWriter } from '../../src/encode/byte-writer.js'
import { writePoint } from '../../src/encode/protobuf.js'
import { Point as SentPoint } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import { type BenchServer, base64, startBench } from './bench-server.js'

let server: BenchServer
beforeAll(async () => {
  server = await startBench()
})
afterAll(() => server.stop())

interface Content {
  readonly cost: string
  readonly benchmark: string
  readonly pl_errors: readonly unknown[] | null
  readonly plresults:
    | readonly {
        readonly point: Point | null
        readonly create_point: unknown
        readonly run_error: unknown
      }[]
    | null
}

interface Point {
  readonly name: string
  readonly tags: Record<string, string>
  readonly fields: Record<string, unknown>
  readonly time: number
  readonly time_ns: number
}

const request = (script: string, lines: readonly (string | Uint8Array)[], more: object = {}) => ({
  pipeline: { logging: { app: base64(script) } },
  script_name: 'app',
  category: 'logging',
  data: lines.map(base64),
  ...more,
})

const ask = (body: unknown) => server.post('/v1/pipeline/debug', body)

async function contentOf(body: unknown): Promise<Content> {
  const response = await ask(body)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch('application/json')
  return ((await response.json()) as { content: Content }).content
}

const pointsOf = async (body: unknown) =>
  (await contentOf(body)).plresults?.map(({ point }) => point as Point) ?? []

describe('a script on lines', () => {
  it('is answered with a point for each, in the original form', async () => {
    const { cost, ...rest } = await contentOf(
      request(
        'grok(_, "n=%{INT:n:int} %{GREEDYDATA:time}")\nset_tag(kind, "x")\ndefault_time(time)',
        ['n=7 2022-08-04T02:21:14.5Z'],
      ),
    )
    expect(cost).toMatch(/^[\d.]+(?:µs|ms|s)$/)
    expect(rest).toEqual({
      benchmark: '',
      pl_errors: null,
      plresults: [
        {
          point: {
            dropped: false,
            name: 'app',
            tags: { kind: 'x' },
            fields: { message: 'n=7 2022-08-04T02:21:14.5Z', n: 7, status: 'info' },
            time: 1659579674,
            time_ns: 500_000_000,
          },
          create_point: null,
          run_error: null,
        },
      ],
    })
  })

  it('has no results where there is no data', async () => {
    expect(await contentOf(request('x = 1', []))).toMatchObject({
      plresults: null,
      pl_errors: null,
    })
  })

  it('keeps all digits of an int, and says what JSON has no word for', async () => {
    const response = await ask(request('add_key(i, 9007199254740993)\nadd_key(f, 2.0)', ['x']))
    const text = await response.text()
    expect(text).toContain('"i":9007199254740993')
    expect(text).toContain('"f":2,')
  })

  it('marks a dropped record, and shows what was made beside it', async () => {
    const script = 'create_point("other", {"t": "v"}, {"f": 1}, 0, "M")\ndrop()'
    const { plresults } = await contentOf(request(script, ['x']))
    expect(plresults![0]).toMatchObject({
      point: { dropped: true },
      create_point: [{ name: 'other', tags: { t: 'v' }, fields: { f: 1 } }],
    })
  })

  it('ends with the points that come of many records', async () => {
    const script = `agg_create("sum", on_count = 100)
grok(_, "%{INT:n:int}")
agg_metric("sum", "n", "sum", ["status"], "n")`
    const points = await pointsOf(request(script, ['1', '2', '39']))
    expect(points).toHaveLength(4)
    expect(points[3]).toMatchObject({ name: 'sum', tags: { status: 'info' }, fields: { n: 42 } })
  })

  it('keeps nothing from one request to the next', async () => {
    const script = 'add_key(seen, cache_get("k"))\ncache_set("k", "v")'
    const fields = async () =>
      (await pointsOf(request(script, ['a', 'b']))).map((p) => p.fields.seen)
    expect(await fields()).toEqual([null, 'v'])
    expect(await fields()).toEqual([null, 'v'])
  })

  it('knows the other scripts of the request', async () => {
    const body = request('use("b.p")', ['x'])
    const pipeline = { logging: { ...body.pipeline.logging, b: base64('add_key(by, "b")') } }
    expect((await pointsOf({ ...body, pipeline }))[0]!.fields).toMatchObject({ by: 'b' })
  })

  it('shows a point that its own script has dropped', async () => {
    const body = request('create_point("p", {}, {"n": 1}, after_use="b.p")', ['x'])
    const pipeline = { logging: { ...body.pipeline.logging, b: base64('drop()') } }
    const { plresults } = await contentOf({ ...body, pipeline })
    expect(plresults![0]).toMatchObject({ create_point: [{ name: 'p', dropped: true }] })
  })

  it('is timed in the words of Go when asked', async () => {
    const { benchmark } = await contentOf(request('add_key(a, 1)', ['x'], { benchmark: true }))
    expect(benchmark).toMatch(/^ *\d+\t *[\d.]+ ns\/op$/)
  })
})

describe('errors of scripts', () => {
  it('have file, line, column and offset in bytes', async () => {
    const content = await contentOf(request('x = 1\n  y = "é" + foo(1)', ['x']))
    expect(content).toEqual({
      cost: '',
      benchmark: '',
      pl_errors: [
        {
          pos_chain: [{ file: 'app.p', ln: 2, col: 14, pos: 19 }],
          error: 'PL201: there is no function "foo"',
        },
      ],
      plresults: null,
    })
  })

  it('of one that is used lead to the call that uses it', async () => {
    const body = request('x = 1\nuse("b.p")', ['x'])
    const pipeline = { logging: { ...body.pipeline.logging, b: base64('\n foo()') } }
    expect((await contentOf({ ...body, pipeline })).pl_errors).toEqual([
      {
        pos_chain: [
          { file: 'b.p', ln: 2, col: 2, pos: 2 },
          { file: 'app.p', ln: 2, col: 1, pos: 6 },
        ],
        error: 'there is no function "foo"',
      },
    ])
  })

  it('at run time are of their record; the others go on', async () => {
    const script = 'x = load_json(_)\nadd_key(half, 10 / x["n"])'
    const { plresults } = await contentOf(request(script, ['{"n":5}', '{"n":0}', '{"n":2}']))
    expect(plresults!.map(({ point }) => point?.fields.half)).toEqual([2, undefined, 5])
    expect(plresults![1]).toEqual({
      point: null,
      create_point: null,
      run_error: {
        pos_chain: [{ file: 'app.p', ln: 2, col: expect.any(Number), pos: expect.any(Number) }],
        error: expect.stringMatching(/zero/),
      },
    })
  })

  it('are told for a loop without end', async () => {
    const { plresults } = await contentOf(request('for ;; { }', ['x']))
    expect(plresults![0]).toMatchObject({ point: null, run_error: { error: expect.any(String) } })
  })
})

const gbk = Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4)
const texts: [encode: string, bytes: Uint8Array | string, text: string][] = [
  ['gbk', gbk, '中文'],
  ['GBK', gbk, '中文'],
  ['gb18030', gbk, '中文'],
  ['gb18030', Uint8Array.of(0x94, 0x39, 0xda, 0x33), '💩'],
  ['', '中文', '中文'],
  ['utf-8', '中文', '中文'],
  ['UTF8', '中文', '中文'],
  ['latin', '中文', '中文'],
]

test.each(texts)('data in "%s" is read', async (encode, bytes, text) => {
  const [point] = await pointsOf(request('x = 1', [bytes], { encode }))
  expect(point!.fields.message).toBe(text)
})

describe('other categories', () => {
  const inCategory = (category: string, script: string, data: string, more: object = {}) => ({
    pipeline: { [category]: { app: base64(script) } },
    script_name: 'app',
    category,
    data: [base64(data)],
    ...more,
  })
  const LINE = 'cpu,host=a usage.total=1.5,n=3i 1700000000123456789'

  it.each(['metric', 'metrics'])(
    '%s comes in line protocol and keeps dots in its keys',
    async (category) => {
      const points = await pointsOf(inCategory(category, 'add_key(seen, true)', `${LINE}\ncpu v=1`))
      expect(points).toMatchObject([
        {
          name: 'cpu',
          tags: { host: 'a' },
          fields: { 'usage.total': 1.5, n: 3, seen: true },
          time: 1700000000,
          time_ns: 123456789,
        },
        { name: 'cpu', tags: {}, fields: { v: 1, seen: true } },
      ])
    },
  )

  it.each([
    'tracing',
    'rum',
    'network',
    'object',
    'custom_object',
    'security',
    'keyevent',
    'profiling',
    'dialtesting',
  ])('%s comes in line protocol, its keys without dots', async (category) => {
    const [point] = await pointsOf(inCategory(category, 'add_key(seen, true)', LINE))
    expect(point!.fields).toEqual({ usage_total: 1.5, n: 3, seen: true })
  })

  it('have no status words, logs have', async () => {
    const script = 'add_key(status, "E")'
    const fields = async (category: string, more: object = {}) =>
      (await pointsOf(inCategory(category, script, 'm v=1', more)))[0]!.fields.status
    expect(await fields('tracing')).toBe('E')
    expect(await fields('logging')).toBe('error')
    expect(await fields('logging', { data_type: 'application/line-protocol' })).toBe('error')
  })

  it('come in JSON, protobuf or plain text where the type says so', async () => {
    const json =
      '[{"measurement":"m","tags":{"a":"b"},"fields":{"v":1},"time":1700000000000000000}]'
    const point = { name: 'm', tags: { a: 'b' }, fields: { v: 1 }, time: 1700000000 }
    expect(
      await pointsOf(inCategory('tracing', 'x = 1', json, { data_type: 'application/json' })),
    ).toMatchObject([point])
    const sent = new SentPoint('m', 1_700_000_000_000_000_000n, Tags.of([['a', 'b']]))
    sent.set('v', 1)
    const out = new ByteWriter()
    writePoint(sent, 'tracing', out)
    const types = { data_type: 'application/protobuf; proto=com.guance.Point' }
    const proto = {
      ...inCategory('tracing', 'x = 1', '', types),
      data: [base64(out.bytes.subarray(0, out.length))],
    }
    expect(await pointsOf(proto)).toMatchObject([point])
    const plain = inCategory('tracing', 'x = 1', 'just text', { data_type: 'text/plain' })
    expect((await pointsOf(plain))[0]).toMatchObject({
      name: 'app',
      fields: { message: 'just text' },
    })
  })
})

const bad: [what: string, body: unknown, status: number, code: string][] = [
  ['what is no JSON', '{', 400, 'invalidRequest'],
  ['a list', '[]', 400, 'invalidRequest'],
  ['a member of another kind', request('x = 1', [], { data: 'x' }), 400, 'invalidRequest'],
  ['no category', {}, 400, 'invalidCategory'],
  ['an unknown category', { category: 'else' }, 400, 'invalidCategory'],
  ['no script', { category: 'logging' }, 400, 'invalidPipeline'],
  ['a script of another name', { ...request('', []), script_name: 'b' }, 400, 'invalidPipeline'],
  [
    'a script that is no Base64',
    { ...request('', []), pipeline: { logging: { app: '%%' } } },
    400,
    'invalidData',
  ],
  ['data that is no Base64', request('x = 1', [], { data: ['YQ', 'x'] }), 400, 'invalidData'],
  [
    'data that is no line protocol',
    request('x = 1', ['x'], { data_type: 'application/line-protocol' }),
    400,
    'invalidData',
  ],
  ['a script that is too large', request(`# ${'x'.repeat(2 ** 20)}`, []), 400, 'invalidData'],
  ['an empty body', '', 400, 'invalidRequest'],
]

test.each(bad)('%s is refused', async (_what, body, status, code) => {
  const response = await ask(body)
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({
    error_code: `datakit.${code}`,
    message: expect.any(String),
  })
})

it('takes JSON only, so that no form of another site can ask', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const response = await server.post('/v1/pipeline/debug', '{}', { 'content-type': type })
    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({ error_code: 'datakit.badRequest' })
  }
})

it('takes a line of 32 MiB, and no more', { timeout: 60_000 }, async () => {
  const line = 'x'.repeat(32 * 2 ** 20)
  const points = await pointsOf(request('drop_origin_data()\nadd_key(a, 1)', [line]))
  expect(points[0]!.fields).toMatchObject({ a: 1 })
  expect((await ask(request('x = 1', [`${line}y`]))).status).toBe(400)
  expect((await ask(request('x = 1', [line, line]))).status).toBe(413)
  expect(server.reasons).toEqual([])
})
