// The worker and its owner: what hangs, dies or is too much harms neither the next request nor the server.
import { afterEach, describe, expect, it } from 'vitest'
import { MOST_WAITING } from '../../src/workbench/desk.js'
import { Workbench } from '../../src/workbench/workbench.js'
import { type BenchOptions, base64, settingsOf, startBench } from './bench-server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(options: BenchOptions = {}) {
  const server = await startBench(options)
  cleanUps.push(() => server.stop())
  const tried = (script: string, lines: readonly string[] = ['x']) =>
    server.post('/v1/pipeline/try', { script, lines, explain: [] })
  return { server, tried }
}

/** Budgets that let a script hold its thread. */
const FOREVER = { scriptBudgetMs: 600_000, batchBudgetMs: 600_000, watchBudgetMs: 600_000 }
const HANGING = `if len(message) > 100 {
  for i = 0; i < 900000; i = i + 1 { ok = match("(a+)+$", message) }
}`
const VICTIM = `${'a'.repeat(5000)}!`

describe('a worker that hangs', () => {
  it('is ended and replaced, and the next request is answered', async () => {
    const { server, tried } = await start({ pipeline: FOREVER, limitMs: { try: 500 } })
    const [hung, next] = await Promise.all([tried(HANGING, [VICTIM]), tried('add_key(a, 1)')])
    expect(hung.status).toBe(422)
    expect(await hung.json()).toEqual({
      error_code: 'datakit.pipelineTimeout',
      message: 'not done within 500 ms, so it was ended',
    })
    expect(next.status).toBe(200)
    expect(server.reasons).toEqual(['a request took more than 500 ms'])
  })

  it('does not come to it under the budgets of the server: the line is a failure, the others go on', async () => {
    const { server, tried } = await start({ pipeline: { scriptBudgetMs: 25, batchBudgetMs: 20 } })
    await (await tried(HANGING)).json()
    const response = await tried(HANGING, ['aaa', VICTIM, 'aa'])
    const { results } = (await response.json()) as { results: { failure?: { message: string } }[] }
    expect(results.map(({ failure }) => failure?.message)).toEqual([
      undefined,
      'the script did not end within its time (25 ms)',
      undefined,
    ])
    expect(server.reasons).toEqual([])
  })
})

describe('a worker that takes too much memory', () => {
  it('is ended and replaced', { timeout: 60_000 }, async () => {
    const { server } = await start({ pipeline: { ...FOREVER, loopSteps: 1e9 } })
    const bomb = `s = "0123456789abcdef"
for i = 0; i < 20; i = i + 1 { s = s + s }
a = []
for ;; {
  pt_kvs_set("k", s)
  uppercase(k)
  a = append(a, pt_kvs_get("k"))
}`
    const debug = (script: string) =>
      server.post('/v1/pipeline/debug', {
        pipeline: { logging: { a: base64(script) } },
        script_name: 'a',
        category: 'logging',
        data: [base64('x')],
      })
    const response = await debug(bomb)
    expect([response.status, await response.json()]).toEqual([
      422,
      { error_code: 'datakit.pipelineOutOfMemory', message: expect.stringContaining('MiB') },
    ])
    expect((await debug('x = 1')).status).toBe(200)
  })
})

describe('a debug request that takes long', () => {
  it('holds up no trial', async () => {
    const { server, tried } = await start({ pipeline: FOREVER, limitMs: { debug: 600_000 } })
    const left = new AbortController()
    const endless = server.post(
      '/v1/pipeline/debug',
      {
        pipeline: { logging: { a: base64(HANGING) } },
        script_name: 'a',
        category: 'logging',
        data: [base64(VICTIM)],
      },
      {},
      left.signal,
    )
    expect((await tried('add_key(a, 1)')).status).toBe(200)
    left.abort()
    await expect(endless).rejects.toThrow()
  })
})

describe('many requests', () => {
  it('are answered one after the other, and refused when too many wait', async () => {
    const { server, tried } = await start()
    await tried('x = 1')
    const responses = await Promise.all(Array.from({ length: 100 }, () => tried('add_key(a, 1)')))
    const statuses = responses.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(MOST_WAITING)
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([])
    for (const response of responses)
      if (response.status === 429) {
        expect(response.headers.get('retry-after')).toBe('1')
        expect(await response.json()).toMatchObject({ error_code: 'datakit.reachMaxAPILimit' })
      }
    expect((await tried('x = 1')).status).toBe(200)
    expect(server.reasons).toEqual([])
  })

  it('are refused beyond the queue', async () => {
    const workbench = new Workbench(settingsOf())
    cleanUps.push(() => workbench.stop())
    const ask = (gone?: AbortSignal) =>
      workbench.ask('try', new TextEncoder().encode('{"script":"x = 1"}'), gone)
    const first = ask()
    const waiting = Array.from({ length: MOST_WAITING }, () => ask())
    await expect(ask()).rejects.toMatchObject({ status: 429 })
    for (const { status } of await Promise.all([first, ...waiting])) expect(status).toBe(200)
  })

  it('are forgotten when nobody waits for them any more', async () => {
    const workbench = new Workbench(settingsOf())
    cleanUps.push(() => workbench.stop())
    const body = () => new TextEncoder().encode('{"script":"x = 1"}')
    const first = workbench.ask('try', body())
    const gone = new AbortController()
    const second = workbench.ask('try', body(), gone.signal)
    gone.abort()
    await expect(second).rejects.toMatchObject({ code: 'closed' })
    expect((await first).status).toBe(200)
  })
})

describe('a workbench that stops', () => {
  it('answers what waits, and takes nothing more', async () => {
    const workbench = new Workbench(settingsOf())
    const body = () => new TextEncoder().encode('{"script":"x = 1"}')
    const asked = [workbench.ask('try', body()), workbench.ask('try', body())]
    const ends = asked.map((one) => expect(one).rejects.toMatchObject({ status: 503 }))
    workbench.stop()
    await Promise.all(ends)
    await expect(workbench.ask('try', body())).rejects.toMatchObject({ status: 503 })
  })
})
