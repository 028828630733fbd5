// Points made beside records, on their whole way: a sidecar's frames in, categories of a real Dataway out. And in a batch: what
// is cut off leaves none.
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { LocalDataway } from '../../src/dataway/local.js'
import type { MadePoint } from '../../src/pipeline/define.js'
import { ScriptFolder } from '../../src/pipeline/folder.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { Guard, type Job } from '../../src/pipeline/guard.js'
import { PIPELINE_DEFAULTS } from '../../src/pipeline/options.js'
import type { Outcome } from '../../src/pipeline/script.js'
import { buildPoint, NOW } from '../support/run-script.js'
import { startServer } from '../support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A server with one script for `app`, and the Dataway that it delivers to. */
async function start(script: string, more: Record<string, string> = {}) {
  const { app, dataway, addresses, stop } = await startServer(more, { 'app.p': script })
  cleanUps.push(stop)
  return { app, dataway, address: addresses.log[0]! }
}

async function send(address: string, lines: readonly string[]): Promise<void> {
  const socket = new WebSocket(`ws://${address}/logfwd`)
  await once(socket, 'open')
  for (const log of lines) socket.send(JSON.stringify({ source: 'app', tags: { pod: 'p1' }, log }))
  socket.close()
}

const WITHOUT_CORRECTION = { ENV_IO_AUTO_TIMESTAMP_CORRECTION: 'false' }

/** Bodies that were sent to a route, as text. */
const bodies = (dataway: LocalDataway, category: string) =>
  dataway
    .requests()
    .filter((request) => request.category === category)
    .map(({ body }) => body.toString())
    .join('')

describe('points that scripts make', () => {
  it('arrive at the route of their category, with the tags of the node', async () => {
    const { dataway, address } = await start(
      `grok(_, "%{WORD:method} %{INT:ms:int}")
create_point("http", {"method": method}, {"ms": ms}, 1700000000000000001)
create_point("seen", nil, {"message": message}, category = "logging")
drop()`,
      WITHOUT_CORRECTION,
    )
    await send(address, ['GET 35'])
    await dataway.waitFor(2, 10_000)
    expect(bodies(dataway, 'metric')).toBe(
      'http,host=node-1,method=GET ms=35i 1700000000000000001\n',
    )
    expect(bodies(dataway, 'logging')).toMatch(
      /^seen,host=node-1 message="GET 35",status="info" \d{19}\n$/,
    )
  })

  it('have the time of now when their own is too far from it, and keep that beside their fields', async () => {
    const { dataway, address } = await start(`grok(_, "%{INT:time}")
default_time(time)
create_point("made", nil, {"n": 1}, 1000000000000000000)
create_point("own", nil, {"__orig_time": 5}, 1000000000000000000)
point_window(1, 1, ["pod"])
window_hit()
drop()`)
    await send(address, ['1000000000'])
    await dataway.waitFor(3, 10_000)
    const time = / \d{19}$/gm
    expect(bodies(dataway, 'metric').replace(time, '').split('\n').sort()).toEqual([
      '',
      'made,host=node-1 __orig_time=1000000000000000000i,n=1i',
      'own,host=node-1 __orig_time=5i',
    ])
    expect(dataway.records().every(({ time }) => time > NOW)).toBe(true)
    expect(bodies(dataway, 'logging')).toContain('__orig_time=1000000000000000000i,')
  })

  it('stay when a script of their own has dropped them', async () => {
    const after = 'if n == 1 {\n drop()\n}'
    const script = `create_point("p", {}, {"n": 1}, after_use = "after.p")
create_point("p", {}, {"n": 2}, after_use = "after.p")
drop()`
    const { dataway, addresses, stop } = await startServer(
      {},
      { 'app.p': script, 'after.p': after },
    )
    cleanUps.push(stop)
    await send(addresses.log[0]!, ['x'])
    await dataway.waitFor(1, 10_000)
    expect(bodies(dataway, 'metric')).toMatch(/^p,host=node-1 n=2i \d{19}\n$/)
  })

  it('arrive after their interval when they are aggregates', async () => {
    const { dataway, address } = await start(`grok(_, "%{WORD:method} %{INT:ms:int}")
agg_create("http", on_interval = "1s")
agg_metric("http", "slowest", "max", ["method"], "ms")
drop()`)
    await send(address, ['GET 35', 'PUT 5', 'GET 80'])
    await dataway.waitFor(2, 10_000)
    const lines = bodies(dataway, 'metric').trim().split('\n').sort()
    expect(lines[0]).toMatch(/^http,host=node-1,method=GET slowest=80 \d{19}$/)
    expect(lines[1]).toMatch(/^http,host=node-1,method=PUT slowest=5 \d{19}$/)
  })

  it('arrive when the server stops, however long their interval is', async () => {
    const { app, dataway, address } = await start(`agg_create("lines", on_interval = "1h")
agg_metric("lines", "last", "set", ["pod"], "message")`)
    await send(address, ['1', '2', '3'])
    await dataway.waitFor(3, 10_000)
    await app.stop()
    expect(bodies(dataway, 'metric')).toMatch(/^lines,host=node-1,pod=p1 last=3 \d{19}\n$/)
  })

  it('are the dropped records around a hit, sent once', async () => {
    const { dataway, address } = await start(`point_window(2, 2, ["pod"])
if message == "panic" {
  window_hit()
}
drop()`)
    await send(address, ['one', 'two', 'three', 'panic', 'four', 'five'])
    const records = await dataway.waitFor(4, 10_000)
    expect(records.map(({ fields }) => fields.message)).toEqual(['two', 'three', 'panic', 'four'])
  })
})

describe('a record that is cut off', () => {
  const SCRIPT = `create_point("p", nil, {"n": 1})
agg_create("b", "0s", 1)
agg_metric("b", "n", "sum", ["status"], "n")
if message == "slow" {
  for ;; { }
}`

  it('leaves no points, and the others of its batch leave theirs once', () => {
    const folder = new ScriptFolder(new Map([['app.p', SCRIPT]]), {
      functions: functionTable,
      patterns: () => PatternScope.builtin().child(),
      loopSteps: Number.MAX_SAFE_INTEGER,
    })
    const script = folder.require('app.p')
    const made: MadePoint[] = []
    const ran = (_job: Job, { effects = [] }: Outcome) => {
      for (const effect of effects) effect((one) => made.push(one))
    }
    const unparsed: Job[] = []
    const ignore = () => {}
    const guard = new Guard(PIPELINE_DEFAULTS, {
      ran,
      waits: ignore,
      unparsed: (job) => unparsed.push(job),
      quarantined: ignore,
    })
    const jobs = ['a', 'slow', 'b'].map((message) => ({
      script,
      point: buildPoint({ message, fields: { n: 1n } }),
    }))
    guard.run(jobs, NOW)
    expect(unparsed).toEqual([jobs[1]])
    const each = ['create_point', 'agg_create']
    expect(made.map(({ by }) => by)).toEqual([...each, ...each])
  })
})
