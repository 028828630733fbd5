// The whole server as it is built: its records go on while a script that is tried hangs.
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import WebSocket from 'ws'
import { built } from '../../bench/built-server.js'
import { startServer } from '../support/server.js'
import { base64 } from './bench-server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const BUDGET = {
  ENV_LOGFWDSERVER_SCRIPT_BUDGET: '10m',
  ENV_LOGFWDSERVER_BATCH_BUDGET: '10m',
}

async function start() {
  const { App } = await built<typeof import('../../src/app.js')>('app.js')
  const files = { 'app.p': 'grok(_, "n=%{INT:n:int}")', 'pattern/own': 'OWN [ab]+' }
  const { addresses, dataway, stop } = await startServer(BUDGET, files, { App })
  cleanUps.push(stop)
  return { dataway, sidecars: addresses.log[0]!, url: `http://${addresses.api}` }
}

const COUNT = 500

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const debugged = (script: string, line: string) => ({
  pipeline: { logging: { app: base64(script) } },
  script_name: 'app',
  category: 'logging',
  data: [base64(line)],
})

it('runs all records of sidecars while requests hang, and then the next request', async () => {
  const { dataway, sidecars, url } = await start()
  let hanging = 0
  const hang = async () => {
    hanging++
    const { status } = await post(`${url}/v1/pipeline/try`, {
      script: 'for i = 0; i < 900000; i = i + 1 {\n  ok = match("(a+)+$", message)\n}',
      lines: [`${'a'.repeat(5000)}!`],
    })
    hanging--
    return status
  }
  const answers = Promise.all([hang(), hang(), hang()])
  const socket = new WebSocket(`ws://${sidecars}/logfwd`)
  await once(socket, 'open')
  for (let i = 0; i < COUNT; i++) socket.send(JSON.stringify({ source: 'app', log: `n=${i}` }))
  const records = await dataway.waitFor(COUNT, 15_000)
  expect(hanging).toBeGreaterThan(0)
  expect(new Set(records.map(({ fields }) => fields.n)).size).toBe(COUNT)
  socket.close()
  expect(await answers).toEqual([422, 422, 422])
  const next = await post(`${url}/v1/pipeline/debug`, debugged('grok(_, "%{OWN:x}")', 'cab'))
  expect(await next.json()).toMatchObject({
    content: { plresults: [{ point: { fields: { x: 'ab' } } }] },
  })
})
