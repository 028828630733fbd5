// Filters and the clock of the Dataway in the whole server: what arrives at a Dataway, and what is counted.
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import WebSocket from 'ws'
import { startServer } from '../support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function start(env: Record<string, string>, script: string, now = Date.now) {
  const { dataway, addresses, stop } = await startServer(env, { 'app.p': script }, { now })
  cleanUps.push(stop)
  return { dataway, log: addresses.log[0]!, api: addresses.api }
}

async function send(address: string, logs: readonly string[]): Promise<void> {
  const socket = new WebSocket(`ws://${address}/logfwd`)
  await once(socket, 'open')
  for (const log of logs) socket.send(JSON.stringify({ source: 'app', log }))
  socket.close()
}

it('records and points that a filter names after the script do not arrive, and are counted', async () => {
  const filters = {
    logging: ["{ source = 'app' and level in ['debug'] }"],
    metric: ["{ measurement match ['^noise'] }"],
  }
  const script = `grok(_, "%{WORD:level}")
    create_point("noise", nil, {"n": 1}, category = "metric")
    create_point("signal", nil, {"n": 1}, category = "metric")`
  const { dataway, log, api } = await start({ ENV_IO_FILTERS: JSON.stringify(filters) }, script)
  await send(log, ['debug 1', 'info 2', 'debug 3'])
  const records = await dataway.waitFor(4, 10_000)
  expect(records.map(({ name, fields }) => fields.message ?? name).sort()).toEqual([
    'info 2',
    'signal',
    'signal',
    'signal',
  ])
  const metrics = await (await fetch(`http://${api}/metrics`)).text()
  const series = 'datakit_io_input_filter_point_total'
  expect(metrics).toContain(`${series}{name="logfwd.app",category="logging"} 2`)
  expect(metrics).toContain(`${series}{name="logfwd.noise",category="metric"} 3`)
  expect(metrics).toContain('logfwdserver_dropped_points_total{reason="filtered"} 5')
})

it.each([
  ['false', 3600],
  ['true', 0],
])('with ENV_DATAWAY_DISABLE_NTP=%s the time of records is %i s ahead', async (disabled, ahead) => {
  const before = Date.now()
  const hourAhead = () => Date.now() + 3_600_000
  const { dataway, log } = await start({ ENV_DATAWAY_DISABLE_NTP: disabled }, '', hourAhead)
  await send(log, ['x'])
  const [record] = await dataway.waitFor(1, 10_000)
  const seconds = (Number(record!.time / 1_000_000n) - before) / 1000
  expect(Math.abs(seconds - ahead)).toBeLessThan(60)
})

it.each(['v1', 'v2'])(
  'a record that is too large arrives shortened among the others, in %s',
  async (encoding) => {
    const { dataway, log, api } = await start({ ENV_DATAWAY_CONTENT_ENCODING: encoding }, '')
    await send(log, ['before', '日"'.repeat(500_000), 'after'])
    const records = await dataway.waitFor(3, 10_000)
    const [large] = records.filter(({ fields }) => fields.__truncated !== undefined)
    const message = String(large!.fields.message)
    expect('日"'.repeat(500_000).startsWith(message)).toBe(true)
    expect(large!.fields.__truncated).toBe(BigInt(2_000_000 - Buffer.byteLength(message)))
    expect(records.map(({ fields }) => String(fields.message).slice(0, 6)).sort()).toEqual([
      'after',
      'before',
      message.slice(0, 6),
    ])
    const metrics = await (await fetch(`http://${api}/metrics`)).text()
    expect(metrics).toContain('logfwdserver_adjusted_points_total{reason="oversize"} 1')
  },
)
