// What the playground asks: a script on lines, its layout, what the editor knows, and the scripts of the server.
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type {
  Catalogue,
  FormatAnswer,
  LineResult,
  ScriptTexts,
  TryAnswer,
} from '../../src/workbench/contract.js'
import { type BenchServer, startBench } from './bench-server.js'

let patterns: ReadonlyMap<string, string> = new Map()
let server: BenchServer
beforeAll(async () => {
  server = await startBench({
    patterns: () => patterns,
    scripts: { 'a.p': 'add_key(a, 1)', 'broken.p': 'nothing(' },
  })
})
afterAll(() => server.stop())

async function answerOf(body: object): Promise<TryAnswer> {
  const response = await server.post('/v1/pipeline/try', body)
  expect(response.status).toBe(200)
  return (await response.json()) as TryAnswer
}

const resultsOf = async (script: string, lines: readonly string[], more: object = {}) =>
  (await answerOf({ script, lines, ...more })).results as LineResult[]

describe('a script that is tried', () => {
  it('shows what each line becomes, with types', async () => {
    const script = `grok(_, "n=%{INT:n:int}")
add_key(big, 9007199254740993)
add_key(f, 1.5)
add_key(no, nil)
set_tag(kind, "x")`
    const answer = await answerOf({
      script,
      lines: ['n=7'],
      source: 'app',
      now: '1700000000000000000',
    })
    expect(answer.compileMs).toBeGreaterThan(0)
    expect(answer.runMs).toBeGreaterThan(0)
    expect(answer.results[0]).toMatchObject({
      point: {
        name: 'app',
        dropped: false,
        timeNs: '1700000000000000000',
        tags: { kind: 'x' },
        fields: {
          message: { type: 'str', value: 'n=7' },
          n: { type: 'int', value: 7 },
          big: { type: 'int', value: '9007199254740993' },
          f: { type: 'float', value: 1.5 },
          no: { type: 'nil', value: null },
          status: { type: 'str', value: 'info' },
        },
      },
      made: [],
      matched: true,
    })
    expect(answer.results[0]!.costNs).toBeGreaterThan(0)
  })

  it('has the name of the script as source, and the tags that are given', async () => {
    const [named] = await resultsOf('x = 1', ['a'], { name: 'nginx.p', tags: { service: 'web' } })
    expect(named!.point).toMatchObject({ name: 'nginx', tags: { service: 'web' } })
    expect((await resultsOf('x = 1', ['a']))[0]!.point.name).toBe('playground')
  })

  it('says for each line whether something was taken out of it', async () => {
    const taken = async (script: string, lines: readonly string[]) =>
      (await resultsOf(script, lines)).map(({ matched }) => matched)
    expect(await taken('grok(_, "n=%{INT:n}")', ['n=1', 'm=1'])).toEqual([true, false])
    expect(await taken('json(_, a)', ['{"a":1}', 'text'])).toEqual([true, false])
    expect(await taken('x = load_json(_)', ['{"a":1}'])).toEqual([true])
    expect(await taken('add_key(a, 1)', ['n=1'])).toEqual([false])
    expect(await taken('default_time(message)', ['2022-08-04 10:21:14'])).toEqual([true])
  })

  it('tells why it stopped on a line, and goes on with the others', async () => {
    const results = await resultsOf('x = load_json(_)\nadd_key(y, 10 / x["n"])', [
      '{"n":0}',
      '{"n":5}',
    ])
    expect(results[0]!.failure).toEqual({
      message: expect.stringMatching(/zero/),
      position: { line: 2, column: expect.any(Number) },
    })
    expect(results[1]!.failure).toBeUndefined()
  })

  it('names the other script that it stopped in', async () => {
    const scripts = { 'b.p': '\nadd_key(y, 1 / (1 - 1))' }
    const [result] = await resultsOf('use("b.p")', ['x'], { scripts })
    expect(result!.failure).toEqual({ message: expect.stringMatching(/^b\.p:2:\d+: /) })
  })

  it('has points made beside the record, with their category', async () => {
    const [result] = await resultsOf('create_point("m", nil, {"f": 1}, 0, "M")', ['x'])
    expect(result!.made).toMatchObject([
      { category: 'metric', name: 'm', fields: { f: { type: 'int', value: 1 } } },
    ])
  })

  it('ends with the points that come of all lines', async () => {
    const script = `agg_create("sum", on_count = 100)
grok(_, "%{INT:n:int}")
agg_metric("sum", "n", "sum", ["status"], "n")`
    expect(await answerOf({ script, lines: ['1', '41'] })).toMatchObject({
      gathered: [{ category: 'metric', name: 'sum', fields: { n: { type: 'float', value: 42 } } }],
    })
  })

  it('explains the lines that are asked for', async () => {
    const results = await resultsOf('grok(_, "n=%{INT:n}")', ['n=1', 'm=1', 'n=3'], {
      explain: [1],
    })
    expect(results.map(({ steps }) => steps?.length)).toEqual([undefined, 1, undefined])
    expect(results[1]!.steps![0]).toMatchObject({
      call: 'grok',
      file: 'playground.p',
      position: { line: 1, column: 1 },
      result: { type: 'bool', value: false },
      grok: { matched: false, text: 'm=1', failed: { found: expect.any(String) } },
    })
  })

  it('explains all lines when nobody says which', async () => {
    const results = await resultsOf('add_key(a, 1)', ['a', 'b'])
    expect(results.map(({ steps }) => steps?.length)).toEqual([1, 1])
  })

  it('has no results when it does not compile, but all findings with their places', async () => {
    const { results, diagnostics } = await answerOf({ script: 'foo()\nbar()', lines: ['x'] })
    expect(results).toEqual([])
    expect(diagnostics).toMatchObject([
      { code: 'PL201', position: { line: 1, column: 1 }, file: 'playground.p' },
      { code: 'PL201', position: { line: 2, column: 1 } },
    ])
  })

  it('is warned of', async () => {
    const { diagnostics, results } = await answerOf({
      script: 'exit()\nadd_key(a, 1)',
      lines: ['x'],
    })
    expect(diagnostics).toMatchObject([
      { code: expect.stringMatching(/^PL9/), position: { line: 2 } },
    ])
    expect(results).toHaveLength(1)
  })

  it('sees the patterns of the server, as they are now', async () => {
    const script = 'grok(_, "%{OWN:x}")'
    expect((await answerOf({ script, lines: ['a'] })).diagnostics).toMatchObject([
      { code: 'PL401' },
    ])
    patterns = new Map([['pattern/own', 'OWN a+']])
    expect((await resultsOf(script, ['baa']))[0]!.point.fields.x).toEqual({
      type: 'str',
      value: 'aa',
    })
  })

  it('may have any text', async () => {
    const lines = ['', '中文 💩', '\u0000', '\ud800', '{"__proto__":1}']
    const results = await resultsOf('json_all()\nadd_key(`__proto__`, 1)', lines)
    expect(results).toHaveLength(5)
    expect(results[1]!.point.fields.message).toEqual({ type: 'str', value: '中文 💩' })
  })
})

const large = 'x'.repeat(2 ** 20)
const refused: [what: string, body: unknown, status: number][] = [
  ['no JSON', '{', 400],
  ['lines that are no texts', { script: '', lines: [1] }, 400],
  ['a script that is none', { script: 1 }, 400],
  ['tags that are no texts', { script: '', tags: { a: 1 } }, 400],
  ['a time that is none', { script: '', now: 'now' }, 400],
  ['a line to explain that is none', { script: '', explain: ['0'] }, 400],
  ['too large a script', { script: `#${large.slice(0, 2 ** 18)}` }, 413],
  ['too many lines', { script: '', lines: Array(1001).fill('') }, 413],
  ['too large lines', { script: '', lines: [large, 'y'] }, 413],
  ['too large a body', { script: '', more: large.repeat(8) }, 413],
]

test.each(refused)('%s is refused', async (_what, body, status) => {
  const response = await server.post('/v1/pipeline/try', body)
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ error_code: expect.stringMatching(/^datakit\./) })
})

test('a thousand lines of a megabyte are tried in time', async () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `n=${i} ${'-'.repeat(1000)}`)
  const results = await resultsOf('grok(_, "n=%{INT:n:int}")', lines, { explain: [] })
  expect(results).toHaveLength(1000)
})

describe('a script that is laid out', () => {
  const format = async (body: object) =>
    (await (await server.post('/v1/pipeline/format', body)).json()) as FormatAnswer

  it('comes back in its canonical layout', async () => {
    expect(await format({ script: 'if  true {\nadd_key( a,1 )\n}' })).toEqual({
      script: 'if true {\n  add_key(a, 1)\n}\n',
      diagnostics: [],
    })
  })

  it('stays as it is when it does not follow the grammar', async () => {
    const answer = await format({ script: 'if {', name: 'x.p' })
    expect(answer.script).toBeUndefined()
    expect(answer.diagnostics).toMatchObject([{ code: 'PL102', file: 'x.p' }])
  })
})

describe('what the editor knows', () => {
  it('is every function with its parameters, and every pattern', async () => {
    const known = (await (await server.get('/v1/pipeline/functions')).json()) as Catalogue
    expect(known.functions.find(({ name }) => name === 'grok')).toMatchObject({
      category: 'grok',
      signature: expect.stringMatching(/^grok\(/),
      summary: expect.any(String),
      params: expect.arrayContaining([
        expect.objectContaining({ optional: true, default: 'true' }),
      ]),
      examples: expect.arrayContaining([expect.objectContaining({ script: expect.any(String) })]),
    })
    expect(known.patterns.find(({ name }) => name === 'INT')).toMatchObject({
      pattern: expect.stringContaining('[0-9]'),
      doc: expect.any(String),
    })
  })

  it('has the patterns of the server, and is sent once', async () => {
    patterns = new Map([['pattern/own', '# mine\nMINE [ab]+ c\n']])
    const first = await server.get('/v1/pipeline/functions')
    const known = (await first.json()) as Catalogue
    expect(known.patterns.at(-1)).toEqual({
      name: 'MINE',
      pattern: '[ab]+ c',
      doc: '',
      topic: 'pattern/own',
    })
    const tag = { 'if-none-match': first.headers.get('etag')! }
    expect((await server.get('/v1/pipeline/functions', tag)).status).toBe(304)
    patterns = new Map([['pattern/own', 'MINE d']])
    expect((await server.get('/v1/pipeline/functions', tag)).status).toBe(200)
  })

  it('is what scripts the server has, also those that do not compile', async () => {
    const { scripts } = (await (await server.get('/v1/pipeline/scripts')).json()) as ScriptTexts
    expect(scripts).toEqual([
      { name: 'a.p', text: 'add_key(a, 1)' },
      { name: 'broken.p', text: 'nothing(' },
    ])
  })
})
