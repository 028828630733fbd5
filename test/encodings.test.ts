// Whichever encoding is sent, the Dataway gets the same records.
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import WebSocket from 'ws'
import { startServer, type TestServer } from './support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const SCRIPT = `create_point("made", {"kind": "counter"}, {"n": 7, "f": 0.5}, 0, "M")
add_key(big, 9223372036854775807)
add_key(yes, true)
grok(_, "%{WORD:level} %{INT:n:int} %{NUMBER:cost:float}")
set_tag(level)
if n != nil { add_key(less, 0 - n) }`

const MESSAGE = {
  source: 'app, of "日志"',
  pipeline: 'app.p',
  tags: { 'a.b': 'c=d', filename: '/var/log/a b.log' },
  fields: { list: ['x', '日'], text: 'a "b" \\ c\nd', float: 0.1, whole: 3, flag: false },
}
const lines = ['INFO 1 0.5', 'WARN -2 1e3 日志', 'no match "\\', 'x'.repeat(20_000)]

async function deliver(env: Record<string, string>) {
  const server: TestServer = await startServer(env, { 'app.p': SCRIPT })
  cleanUps.push(() => server.stop())
  const socket = new WebSocket(`ws://${server.addresses.log[0]}/logfwd`)
  await once(socket, 'open')
  for (const log of lines) socket.send(JSON.stringify({ ...MESSAGE, log }))
  socket.close()
  const records = await server.dataway.waitFor(2 * lines.length, 10_000)
  return { records, requests: server.dataway.requests() }
}

/** Records without the time of arrival and without empty tags, for which v1 has no form; in an order of their own. */
function meaning(records: Awaited<ReturnType<typeof deliver>>['records']) {
  const filled = (tags: object) => Object.entries(tags).filter(([, value]) => value !== '')
  return records
    .map(({ name, tags, fields }) => ({ name, tags: filled(tags), fields: { ...fields } }))
    .map((record) => [record.name, record.fields.message, record] as const)
    .sort((a, b) => (String(a) < String(b) ? -1 : 1))
}

it('sends the same records in v1 and v2', async () => {
  const [v1, v2] = [await deliver({}), await deliver({ ENV_DATAWAY_CONTENT_ENCODING: 'v2' })]
  expect(v1.records).toHaveLength(2 * lines.length)
  expect(meaning(v2.records)).toEqual(meaning(v1.records))
  const types = ({ requests }: typeof v1) => [
    ...new Set(requests.map(({ headers }) => headers['content-type'])),
  ]
  expect(types(v1)).toEqual(['application/line-protocol'])
  expect(types(v2)).toEqual(['application/protobuf; proto=com.guance.Point'])
})

it('splits a body in protobuf that the Dataway finds too large', async () => {
  const server = await startServer({ ENV_DATAWAY_CONTENT_ENCODING: 'v2' })
  cleanUps.push(() => server.stop())
  server.dataway.fail({ status: 413, when: ({ body }) => body.length > 1000 })
  const socket = new WebSocket(`ws://${server.addresses.log[0]}/logfwd`)
  await once(socket, 'open')
  for (let n = 0; n < 30; n++) socket.send(JSON.stringify({ source: 'app', log: `line ${n}` }))
  socket.close()
  const records = await server.dataway.waitFor(30, 10_000)
  expect(new Set(records.map(({ fields }) => fields.message)).size).toBe(30)
})
