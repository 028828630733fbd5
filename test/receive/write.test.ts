// Records over HTTP, from a real socket through the whole server to a local Dataway.
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { Encoder } from '../../src/encode/encoder.js'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { Pump } from '../../src/pump.js'
import { Place, Room } from '../../src/receive/body.js'
import type { Connection, ReceiveEvents } from '../../src/receive/events.js'
import { FairQueue } from '../../src/receive/fair-queue.js'
import { Feeder } from '../../src/receive/feeder.js'
import { Lane } from '../../src/receive/lane.js'
import type { WriteQuery } from '../../src/receive/write-query.js'
import { WriteInput } from '../../src/write-input.js'
import { startServer } from '../support/server.js'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function setUp(env: Record<string, string> = {}, scripts: Record<string, string> = {}) {
  const server = await startServer(env, scripts)
  cleanUps.push(() => server.stop())
  const url = `http://${server.addresses.api}/v1/write/logging`
  const post = (body: string | Buffer, query = '', headers: Record<string, string> = {}) =>
    fetch(url + query, { method: 'POST', body, headers })
  return { ...server, url, post }
}

const JSON_TYPE = { 'content-type': 'application/json' }
const PROTOBUF = { 'content-type': 'application/protobuf; proto=com.guance.Point' }
const NOW = 1_700_000_000_123_456_789n
const WITHOUT_CORRECTION = { ENV_IO_AUTO_TIMESTAMP_CORRECTION: 'false' }

describe('records over HTTP', () => {
  it('go the way of every record: tags, script, status', async () => {
    const script = 'grok(_, "n=%{INT:n:int}")\nadd_key(ran, true)'
    const env = { ...WITHOUT_CORRECTION, ENV_GLOBAL_HOST_TAGS: 'dc=d1,zone=z0' }
    const { post, dataway } = await setUp(env, { 'app.p': script })
    const answer = await post(`app,zone=z1,a.b=x message="n=7",f=1.5,b=T ${NOW}\n# no record\n`)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    const [record] = await dataway.waitFor(1, 10_000)
    expect(record).toEqual({
      name: 'app',
      tags: { zone: 'z1', a_b: 'x', dc: 'd1', host: 'node-1' },
      fields: { message: 'n=7', f: 1.5, b: true, n: 7n, ran: true, status: 'info' },
      time: NOW,
    })
  })

  it('are the same in line protocol, JSON and protobuf', async () => {
    const { post, dataway } = await setUp(WITHOUT_CORRECTION)
    const fields = { message: '日志 "x"', f: 1.5, list: ['a', 'b'], yes: true }
    const json = JSON.stringify({ measurement: 'm', tags: { t: 'a' }, fields }).slice(0, -1)
    const point = new Point('m', NOW, Tags.of([['t', 'a']]))
    for (const [key, value] of Object.entries(fields)) point.setField(key, value)
    const protobuf = new Encoder(1000, 'v2')
    protobuf.add(point)
    await post(encodeLine(point))
    await post(`[${json},"time":${NOW}}]`, '', JSON_TYPE)
    await post(Buffer.from(protobuf.finish()[0]!.bytes), '', PROTOBUF)
    const records = await dataway.waitFor(3, 10_000)
    const all = { ...fields, status: 'info' }
    const record = { name: 'm', tags: { t: 'a', host: 'node-1' }, fields: all, time: NOW }
    expect(records).toEqual([record, record, record])
  })

  it.each([
    ['', '1700000000', 1_700_000_000_000_000_000n],
    ['', '1700000000123', 1_700_000_000_123_000_000n],
    ['', '1700000000123456', 1_700_000_000_123_456_000n],
    ['', '1700000000123456789', NOW],
    ['?precision=n', '1700000000', 1_700_000_000n],
    ['?precision=u', '1700000000', 1_700_000_000_000n],
    ['?precision=ms', '1700000000', 1_700_000_000_000_000n],
    ['?precision=s', '1700000000', 1_700_000_000_000_000_000n],
    ['?precision=m', '28333333', 1_699_999_980_000_000_000n],
    ['?precision=h', '472222', 1_699_999_200_000_000_000n],
  ])('have times in the unit of %j: %s', async (query, time, nanoseconds) => {
    const { post, dataway } = await setUp(WITHOUT_CORRECTION)
    await post(`m message="x" ${time}`, query)
    const [record] = await dataway.waitFor(1, 10_000)
    expect(record!.time).toBe(nanoseconds)
  })

  it('may say which script and which storage index, and want no tags of the host', async () => {
    const scripts = { 'm.p': 'add_key(by, "m")', 'other.p': 'add_key(by, "other")' }
    const { post, dataway, addresses } = await setUp({}, scripts)
    const query = '?source=other&storage_index=idx&ignore_global_host_tags=1&input=probe'
    await post('m message="x"', query)
    const [record] = await dataway.waitFor(1, 10_000)
    expect(record).toMatchObject({ name: 'm', fields: { by: 'other' } })
    expect(record!.tags).toEqual({})
    expect(dataway.requests()[0]!.headers['x-storage-index-name']).toBe('idx')
    const metrics = await (await fetch(`http://${addresses.api}/metrics`)).text()
    expect(metrics).toContain(
      'datakit_io_feed_point{name="v1-write.probe.idx",category="logging"} 1',
    )
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('may be compressed with %s', async (encoding, compress) => {
    const { post, dataway } = await setUp()
    const body = compress(Buffer.from('m message="x"'))
    expect((await post(body, '', { 'content-encoding': encoding })).status).toBe(200)
    expect((await post(body, `?encoding=${encoding}`)).status).toBe(200)
    expect(await dataway.waitFor(2, 10_000)).toHaveLength(2)
  })

  it('may only be looked at', async () => {
    const { post, dataway } = await setUp()
    const body = `m,t=a message="x",n=9007199254740993i 5000000000000000000`
    const lp = await post(body, '?dry=1&echo=lp')
    expect(await lp.text()).toBe(
      'm,t=a message="x",n=9007199254740993i,status="info" 5000000000000000000',
    )
    const json = await post(body, '?dry=1&echo=json')
    expect(json.headers.get('content-type')).toContain('application/json')
    expect(await json.text()).toBe(
      '[{"fields":{"message":"x","n":9007199254740993,"status":"info"},"measurement":"m","tags":{"t":"a"},"time":5000000000000000000}]',
    )
    expect(dataway.counts.points).toBe(0)
  })

  const gzip = { 'content-encoding': 'gzip' }
  it.each<[number, string, string | Buffer, string, Record<string, string>]>([
    [400, 'emptyBody', '', '', {}],
    [400, 'emptyBody', gzipSync(''), '', gzip],
    [400, 'noPoints', '\n', '', {}],
    [400, 'noPoints', '[]', '', JSON_TYPE],
    [400, 'invalidLinePoint', 'm a=1\nm a', '', {}],
    [400, 'invalidJSONPoint', '{"measurement":"m"}', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"measurement":"m"}', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"measurement":"m"}] x', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"measurement":1}]', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"tags":{"a":1}}]', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"fields":[]}]', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"time":1.5}]', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{"a":"}]', '', JSON_TYPE],
    [400, 'invalidJSONPoint', '[{}]', '', { 'content-type': 'application/pbjson' }],
    [400, 'invalidProtobufPoint', 'm a=1', '', PROTOBUF],
    [400, 'invalidProtobufPoint', 'm a=1', '?encoding=v2', {}],
    [400, 'invalidPrecision', 'm a=1', '?precision=d', {}],
    [400, 'decodeBodyFailed', 'no gzip', '', gzip],
    [400, 'decodeBodyFailed', gzipSync('m a=1').subarray(0, 15), '', gzip],
    [400, 'decodeBodyFailed', 'm a=1', '', { 'content-encoding': 'lzw' }],
    [413, 'bodyTooLarge', `m a="${'x'.repeat(2000)}"`, '', {}],
    [413, 'bodyTooLarge', gzipSync(Buffer.alloc(10_000_000)), '', gzip],
  ])('are refused with %i %s', async (status, code, body, query, headers) => {
    const { post, dataway } = await setUp({ ENV_LOGFWDSERVER_MAX_BODY_BYTES: '16KiB' })
    const large = status === 413 && !Buffer.isBuffer(body) ? body.repeat(20) : body
    const answer = await post(large, query, headers)
    const { error_code, message } = (await answer.json()) as Record<string, string>
    expect([answer.status, error_code]).toEqual([status, `datakit.${code}`])
    expect(message).not.toBe('')
    expect((await post('m message="next"')).status).toBe(200)
    expect(await dataway.waitFor(1, 10_000)).toHaveLength(1)
  })

  it('are logs only', async () => {
    const { url } = await setUp()
    const answer = await fetch(url.replace('logging', 'metric'), { method: 'POST', body: 'm a=1' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error_code: 'datakit.invalidCategory' })
  })

  it('all arrive from a large body, and those of sidecars beside them are not held up', async () => {
    const { post, dataway } = await setUp({ ENV_LOGFWDSERVER_CONNECTION_BYTES_IN_FLIGHT: '64KiB' })
    const lines = Array.from({ length: 5000 }, (_, n) => `m message="${'-'.repeat(80)}",n=${n}i\n`)
    expect((await post(lines.join(''))).status).toBe(200)
    const records = await dataway.waitFor(5000, 15_000)
    expect(new Set(records.map(({ fields }) => fields.n)).size).toBe(5000)
  })

  it('are answered only when they are in the buffer', async () => {
    const { post, dataway } = await setUp({
      ENV_LOGFWDSERVER_BUFFER: 'memory',
      ENV_LOGFWDSERVER_BUFFER_BYTES: '1KiB',
    })
    dataway.fail({ status: 503 })
    const line = `m message="${'-'.repeat(600)}"\n`
    expect((await post(line)).status).toBe(200)
    let answered = false
    const second = post(line + line).finally(() => {
      answered = true
    })
    await dataway.until(({ requests }) => requests >= 1)
    const third = await untilFull(() => post(line))
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await third.json()).toMatchObject({ error_code: 'datakit.bufferFull' })
    expect(answered).toBe(false)
    dataway.heal()
    expect((await second).status).toBe(200)
    await dataway.waitFor(3, 10_000)
  })

  it('wait for the answer that their script waits for', async () => {
    const env = {
      ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC: 'false',
      ENV_PIPELINE_HTTP_REQUEST_CIDR_WHITELIST: '127.0.0.0/8',
    }
    const asked = await setUp()
    const script = `a = http_request("GET", "http://${asked.addresses.api}/v1/ping")\nadd_key(code, a["status_code"])`
    const { post, addresses } = await setUp(env, { 'm.p': script })
    const [answer] = await Promise.all([post('m message="x"')])
    expect(answer.status).toBe(200)
    const metrics = await (await fetch(`http://${addresses.api}/metrics`)).text()
    expect(metrics).toMatch(/datakit_pipeline_point_total\{[^}]*name="m.p"[^}]*\} 1/)
  })

  it('may end in the middle of a body', async () => {
    const { url, post, dataway } = await setUp()
    const { port } = new URL(url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      'POST /v1/write/logging HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nm a=1\n',
    )
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.destroy()
    expect((await post('m message="x"')).status).toBe(200)
    expect(await dataway.waitFor(1, 10_000)).toHaveLength(1)
  })

  it('never do harm, whatever they are', async () => {
    const { post } = await setUp()
    const good = [
      [Buffer.from('m,t=a message="x",n=1i 5\nb a="y\\"",c=[1i,2i]'), {}],
      [
        Buffer.from('[{"measurement":"m","tags":{"a":"b"},"fields":{"c":[1,"\\ud800"]},"time":1}]'),
        JSON_TYPE,
      ],
      [gzipSync('m message="x"'), gzip],
    ] as const
    const change = fc.tuple(fc.nat(), fc.nat({ max: 255 }))
    const body = fc.oneof(
      fc.tuple(fc.uint8Array({ maxLength: 100 }), fc.constantFrom({}, JSON_TYPE, PROTOBUF, gzip)),
      fc
        .tuple(fc.constantFrom(...good), fc.array(change, { maxLength: 4 }))
        .map(([[bytes, headers], changes]) => {
          const mutated = Uint8Array.from(bytes)
          for (const [at, byte] of changes) mutated[at % mutated.length] = byte
          return [mutated, headers] as const
        }),
    )
    await fc.assert(
      fc.asyncProperty(body, async ([bytes, headers]) => {
        const answer = await post(
          Buffer.from(bytes),
          '?echo=json',
          headers as Record<string, string>,
        )
        expect([200, 400]).toContain(answer.status)
        JSON.parse(await answer.text())
      }),
      { numRuns: 200 },
    )
  })
})

describe('the HTTP input', () => {
  const events = { pauseChanged() {}, paused() {} } as unknown as ReceiveEvents
  const limits = { connectionBytesInFlight: 1000, totalBytesInFlight: 1000 }
  const query = { input: 'x', source: '', storageIndex: '', unit: 1n } as WriteQuery
  const body = { bytes: Buffer.from('m a=1\nm a=2\n'), format: 'v1', query } as const

  it('gives up when the buffer stays full, and leaves the queue', async () => {
    const queue = new FairQueue(limits, events)
    const pump = { adopt() {}, kept: () => new Promise<void>(() => {}), blocked: true }
    const input = new WriteInput({
      queue,
      pump: pump as unknown as Pump,
      hostTags: () => new Map(),
      patienceMs: 1,
    })
    queue.pauseAll()
    expect(await input.feed(body, '127.0.0.1')).toBe(false)
    queue.resumeAll()
    await new Promise((resolve) => setImmediate(resolve))
    expect([queue.empty, queue.connections]).toEqual([true, 0])
  })

  it('puts in no more than the queue takes, and goes on when there is room', async () => {
    const most = 2 * Lane.sizeOf({ length: 1 })
    const queue = new FairQueue({ ...limits, connectionBytesInFlight: most }, events)
    const feeder = new Feeder(Array.from({ length: 9 }, () => ({ length: 1 })).values())
    let fed = false
    const done = feeder.feed(queue, {} as Connection).then(() => {
      fed = true
    })
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    let taken = 0
    for (let turns = 0; turns < 9; turns++) {
      await turn()
      expect(queue.bytes).toBeLessThanOrEqual(most * 1.5)
      taken += queue.take(1, 1).count
      expect(fed).toBe(false)
    }
    await turn()
    await done
    expect(taken).toBe(9)
  })
})

describe('a connection', () => {
  it('serves the next request behind a body that was too large', async () => {
    const { addresses } = await setUp({ ENV_LOGFWDSERVER_MAX_BODY_BYTES: '4096' })
    const [host, port] = addresses.api.split(':')
    const socket = connect(Number(port), host)
    cleanUps.push(() => socket.destroy())
    const head = `POST /v1/write/logging HTTP/1.1\r\nhost: ${host}\r\ncontent-length: `
    const large = 'x'.repeat(3_000_000)
    socket.write(`${head}${large.length}\r\n\r\n${large}${head}13\r\n\r\na message="x"`)
    const statuses: string[] = []
    let text = ''
    for await (const part of socket) {
      text += part
      const found = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status!)
      statuses.splice(0, statuses.length, ...found)
      if (found.length === 2) break
    }
    expect(statuses).toEqual(['413', '200'])
  })
})

describe('the room of bodies', () => {
  const stream = (size: number) => Readable.from([Buffer.alloc(size)])

  it('is shared, and given back', async () => {
    const room = new Room(100)
    const [one, other] = [new Place(room, 80), new Place(room, 80)]
    expect(await one.read(stream(80), '')).toHaveLength(80)
    await expect(other.read(stream(30), '')).rejects.toMatchObject({ status: 503 })
    one.leave()
    expect(await other.read(stream(30), '')).toHaveLength(30)
  })

  it('counts what unfolds', async () => {
    const bomb = () => Readable.from([gzipSync(Buffer.alloc(1_000_000))])
    const [small, large] = [new Place(new Room(9e9), 100_000), new Place(new Room(100_000), 9e9)]
    await expect(small.read(bomb(), 'gzip')).rejects.toMatchObject({ status: 413 })
    await expect(large.read(bomb(), 'gzip')).rejects.toMatchObject({ status: 503 })
  })

  it('keeps of a body that comes byte by byte its bytes, not its pieces', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const held = () => {
      collect()
      return process.memoryUsage().heapUsed
    }
    const pieces = 300_000
    const before = held()
    let after = 0
    let sent = 0
    const source = new Readable({
      objectMode: true,
      read() {
        if (sent === pieces) after = held()
        const give = () => this.push(sent++ < pieces ? Buffer.from('x') : null)
        // As a socket: some, and then the next turn.
        if (sent % 1000 === 0) setImmediate(give)
        else give()
      },
    })
    const body = await new Place(new Room(9e9), 9e9).read(source, '')
    expect(body.toString()).toBe('x'.repeat(pieces))
    expect(after - before).toBeLessThan(10_000_000)
  })
})

async function untilFull(post: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await post()
    if (answer.status !== 200) return answer
  }
}
