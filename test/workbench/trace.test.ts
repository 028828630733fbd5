// A watched script tells its calls, and does what it does unwatched.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Waiting } from '../../src/pipeline/define.js'
import { ScriptFolder } from '../../src/pipeline/folder.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
import { recordPoint, typedPoint } from '../../src/workbench/record.js'
import { MOST_STEPS, toldStep, traced } from '../../src/workbench/trace.js'

const NOW = 1_700_000_000_000_000_000n
const FOLDER = new URL('../../pipelines/', import.meta.url)
const settings = {
  functions: functionTable,
  patterns: () => PatternScope.builtin().child(),
}

async function trace(
  script: string,
  message: string,
  others: Readonly<Record<string, string>> = {},
  services = NO_SERVICES,
) {
  const sources = new Map(Object.entries({ 'a.p': script, ...others }))
  const { run } = traced(sources, { ...settings, services })
  const point = recordPoint({ message, name: 'a' }, NOW)
  const result = await run('a.p', point, NOW)
  return { point, ...result, told: result.steps.map((step) => toldStep(step, true)) }
}

describe('the calls of a run', () => {
  it('are told in the order they began, with place, result and changes', async () => {
    const { told } = await trace(
      'add_key(n, 5)\nif grok(_, "%{INT:i:int}") {\n  drop_key(n)\n}\nset_tag(i)\nset_measurement("b")\ndrop()',
      '7',
    )
    expect(told).toMatchObject([
      { call: 'add_key', file: 'a.p', position: { line: 1, column: 1 } },
      {
        call: 'grok',
        position: { line: 2, column: 4 },
        result: { type: 'bool', value: true },
        changed: { i: { type: 'int', value: 7 } },
        grok: { matched: true, captures: [{ name: 'i', value: '7' }] },
      },
      { call: 'drop_key', changed: { n: null } },
      { call: 'set_tag', changed: { i: { type: 'str', value: '7' } } },
      { call: 'set_measurement', changed: {}, record: { name: 'b' } },
      { call: 'drop', record: { dropped: true } },
    ])
    expect(told[0]?.changed).toEqual({ n: { type: 'int', value: 5 } })
    expect(told.every(({ costNs }) => costNs > 0)).toBe(true)
    expect(JSON.parse(JSON.stringify(told))).toEqual(told)
  })

  it('of another script stand behind the call of use, with the changes that are theirs', async () => {
    const { told } = await trace('use("b.p")\nadd_key(z, 1)', '', { 'b.p': 'add_key(y, 2)' })
    expect(told.map(({ call, file, changed }) => [call, file, Object.keys(changed)])).toEqual([
      ['use', 'a.p', []],
      ['add_key', 'b.p', ['y']],
      ['add_key', 'a.p', ['z']],
    ])
  })

  it('in an argument stand before the call that takes it', async () => {
    const { told } = await trace('add_key(n, len("abc"))', '')
    expect(told.map(({ call }) => call)).toEqual(['len', 'add_key'])
  })

  it('are kept up to a number; the others are counted', async () => {
    const { steps, more } = await trace('for i = 0; i < 1000; i = i + 1 {\n  add_key(i, i)\n}', '')
    expect(steps.length).toBe(MOST_STEPS)
    expect(more).toBe(1000 - MOST_STEPS)
  })

  it('up to the one that fails are told, and why it failed', async () => {
    const { told, failure } = await trace('add_key(a, 1)\nb64dec(message)', '!')
    expect(failure).toMatch(/^a\.p:2:/)
    expect(told.map(({ call, result }) => [call, result])).toEqual([
      ['add_key', undefined],
      ['b64dec', undefined],
    ])
  })

  it('begin anew when the record has to wait for an answer', async () => {
    let asked = 0
    const services = {
      ...NO_SERVICES,
      request() {
        if (asked++ === 0) throw new Waiting(Promise.resolve())
        return { status: 200, body: 'ok' }
      },
    }
    const script = 'add_key(a, 1)\nhttp_request("GET", "http://127.0.0.1:1/")'
    const { told } = await trace(script, '', {}, services)
    expect(asked).toBe(2)
    expect(told.map(({ call }) => call)).toEqual(['add_key', 'http_request'])
  })

  it('show long values by their beginning', async () => {
    const { told } = await trace('add_key(a, _)', 'x'.repeat(5000))
    expect(told[0]?.changed.a?.value).toBe(`${'x'.repeat(200)}…`)
  })
})

describe('a grok', () => {
  it('knows the patterns that were known where it stands', async () => {
    const { told } = await trace(
      'add_pattern("id", "A-%{INT}")\ngrok(_, "^%{id:x}")\nadd_pattern("id", "%{WORD}")\ngrok(_, "^%{id:y}-")',
      'A-b',
    )
    const groks = told.filter(({ call }) => call === 'grok')
    expect(groks[0]?.grok?.failed?.within).toEqual([{ name: 'id', piece: '%{INT}' }])
    expect(groks[1]?.grok?.matched).toBe(true)
  })

  it('on a key without a value has no explanation', async () => {
    const { steps } = await trace('grok(nothing, "x")', '')
    expect(steps[0]?.explain()).toBeUndefined()
    expect(steps[0]?.grok?.key).toBe('nothing')
  })

  it('is not explained where nobody asks', async () => {
    const { steps } = await trace('grok(_, "x")', 'y')
    expect(toldStep(steps[0]!, false).grok).toBeUndefined()
  })

  it('that a hostile line stalls is answered, and explained', async () => {
    const { failure, steps } = await trace('grok(_, "^(a+)+$")', `${'a'.repeat(40)}b`)
    expect(failure).toBeUndefined()
    expect(steps[0]?.explain()?.failed?.piece).toBe('$')
  })
})

it('a script that hangs is a failure', async () => {
  const { failure } = await trace('for ;; {\n  len("a")\n}', '')
  expect(failure).toBeDefined()
})

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.p'))

it.each(files)('%s does the same when it is watched', async (file) => {
  const sources = new Map([[file, read(file)]])
  const plain = new ScriptFolder(sources, settings).require(file)
  const { run } = traced(sources, settings)
  for (const input of lines(file)) {
    const [watched, unwatched] = [1, 2].map(() => recordPoint({ message: input, name: 'a' }, NOW))
    const { failure } = await run(file, watched!, NOW)
    expect(failure).toBe(plain.run(unwatched!, NOW).failure?.message)
    expect(typedPoint(watched!)).toBe(typedPoint(unwatched!))
    expect([...watched!.fields()]).toEqual([...unwatched!.fields()])
  }
})

function lines(file: string): string[] {
  const cases = read(file.replace(/\.p$/, '.cases.jsonl')).split('\n').filter(Boolean)
  return cases.map((line) => (JSON.parse(line) as { input: string }).input)
}

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}
