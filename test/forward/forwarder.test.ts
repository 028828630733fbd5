import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as zlib from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { readerNames } from '../../src/forward/reader-name.js'
import { systemClock } from '../../src/util/clock.js'
import { VERSION } from '../../src/version.js'
import { letterBox } from './letter-box.js'
import { ManualClock } from './manual-clock.js'
import { messagesOf, numbered, startDataway, startForwarder, TOKEN } from './setup.js'

describe('a request', () => {
  it('has the address and the headers that a Dataway knows', async () => {
    const dataway = await startDataway()
    const { send, forwarder } = await startForwarder([], {
      endpoints: [{ url: `${dataway.url}/path?token=${TOKEN}&a=x%20y` }],
    })
    send(['one', 'two'])
    await dataway.until(({ points }) => points === 2)
    const [request] = dataway.requests()
    expect(request?.url).toBe(`/v1/write/logging?a=x+y&token=${TOKEN}`)
    const arch = process.arch === 'x64' ? 'amd64' : process.arch
    const { host, connection, 'content-length': length, ...headers } = request!.headers
    expect(headers).toEqual({
      'user-agent': `datakit-${process.platform}-${arch}/${VERSION}/node-1`,
      'content-type': 'application/line-protocol',
      'content-encoding': 'gzip',
      referer: 'DataKit',
      'x-pkg-id': expect.stringMatching(/^dk_[0-9a-v]{20}$/),
      'x-points': '2',
    })
    expect([host, connection, length]).toEqual([
      dataway.url.slice('http://'.length),
      'keep-alive',
      String(request!.sentBytes),
    ])
    await forwarder.stop()
  })

  it('carries the chunks end to end', async () => {
    const dataway = await startDataway()
    const { send, waiting } = await startForwarder([dataway.url], {
      flushIntervalMs: 60_000,
      maxCount: 3,
    })
    send(['one', 'two'])
    expect(waiting().count).toBe(2)
    send(['three'])
    await dataway.until(({ points }) => points === 3)
    const [request] = dataway.requests()
    expect(String(request?.body)).toBe(
      'm message="one" 1\nm message="two" 1\nm message="three" 1\n',
    )
    expect(request?.headers['x-points']).toBe('3')
  })

  it('names the storage index of its records, whatever a client called it', async () => {
    const dataway = await startDataway()
    const { send } = await startForwarder([dataway.url])
    send(['one'], 'idx')
    send(['two'], 'ü\n\ud800')
    await dataway.until(({ points }) => points === 2)
    const names = dataway.requests().map(({ headers }) => headers['x-storage-index-name'])
    expect(names.sort()).toEqual(['%C3%BC%0A%EF%BF%BD', 'idx'])
  })

  it('is sent as it is when compression is off', async () => {
    const dataway = await startDataway()
    const { send } = await startForwarder([dataway.url], { compression: 'none' })
    send(['one'])
    await dataway.until(({ points }) => points === 1)
    const [request] = dataway.requests()
    expect(request?.headers).not.toHaveProperty('content-encoding')
    expect(request?.sentBytes).toBe(request?.body.length)
  })
})

const noZstd = !('zstdCompress' in zlib)
it.skipIf(noZstd)('zstd is how a body goes where Node has it (22.15 or newer)', async () => {
  const dataway = await startDataway()
  const { send } = await startForwarder([dataway.url], { compression: 'zstd' })
  send(['one', 'two'])
  await dataway.until(({ points }) => points === 2)
  const [request] = dataway.requests()
  expect(request?.headers['content-encoding']).toBe('zstd')
  expect(messagesOf(dataway)).toEqual(['one', 'two'])
})

it.runIf(noZstd)('gzip takes the place of zstd where Node has none', async () => {
  const dataway = await startDataway()
  const { send } = await startForwarder([dataway.url], { compression: 'zstd' })
  send(['one'])
  await dataway.until(({ points }) => points === 1)
  expect(dataway.requests()[0]?.headers['content-encoding']).toBe('gzip')
})

it('a proxy is asked for the whole address', async () => {
  const asked: (string | undefined)[] = []
  const proxy = createServer((request, response) => {
    asked.push(request.url)
    request.resume().on('end', () => response.end())
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  const { port } = proxy.address() as AddressInfo
  const { send, forwarder } = await startForwarder(['http://dataway.test:9528'], {
    proxy: `http://127.0.0.1:${port}`,
  })
  send(['one'])
  expect(await forwarder.stop()).toEqual({ count: 0, bytes: 0 })
  proxy.close()
  expect(asked).toEqual([`http://dataway.test:9528/v1/write/logging?token=${TOKEN}`])
})

describe('records wait', () => {
  it('until they fill a body', async () => {
    const dataway = await startDataway()
    const { send, waiting } = await startForwarder([dataway.url], {
      flushIntervalMs: 60_000,
      maxRawBody: 60,
    })
    send(['one', 'two'])
    expect(waiting().count).toBe(2)
    send(['three', 'four'])
    await dataway.until(({ points }) => points >= 2)
    expect(dataway.requests()[0]?.body.length).toBeLessThanOrEqual(60)
  })

  it('until the oldest has waited long enough', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    const { send, waiting } = await startForwarder(
      [dataway.url],
      { flushIntervalMs: 10_000 },
      clock,
    )
    send(['one'])
    clock.advance(9999)
    send(['two'])
    expect(waiting().count).toBe(2)
    clock.advance(1)
    expect(waiting().count).toBe(0)
    await dataway.until(({ points }) => points === 2)
    expect(dataway.counts.requests).toBe(1)
  })

  // Between two looks at the clock a record may become due: it must not be forgotten.
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    '%i looks at the clock long, and no longer',
    async (looks) => {
      let time = 1_700_000_000_000
      const clock = { now: () => time++, after: systemClock.after }
      const dataway = await startDataway()
      const { send } = await startForwarder([dataway.url], { flushIntervalMs: looks }, clock)
      send(['one'])
      await dataway.until(({ points }) => points === 1)
      expect(messagesOf(dataway)).toEqual(['one'])
    },
  )

  it('behind the request that is on its way', async () => {
    const dataway = await startDataway()
    dataway.fail({ status: 200, delayMs: Number.POSITIVE_INFINITY, times: 1 })
    const { send, waiting } = await startForwarder([dataway.url])
    for (const message of ['one', 'two', 'three']) send([message])
    await dataway.until(({ requests }) => requests === 1)
    expect(waiting().count).toBe(2)
  })

  it('behind one that fails, as long as it is the Dataway that is away or busy', async () => {
    const dataway = await startDataway()
    dataway.fail({ status: 503, times: 10 })
    const { send } = await startForwarder([dataway.url])
    for (const message of numbered(50)) send([message])
    await dataway.until(({ points }) => points === 50)
    expect(messagesOf(dataway)).toEqual(numbered(50))
  })
})

describe('records are sent again', () => {
  it.each([301, 401, 403, 408, 425, 429, 500, 502, 503, 504, 'reset' as const])(
    'after %s',
    async (status) => {
      const dataway = await startDataway()
      dataway.fail({ status, times: 3 })
      const { send, waiting } = await startForwarder([dataway.url])
      send(['one', 'two'])
      await dataway.until(({ points }) => points === 2)
      expect(dataway.counts.requests).toBe(4)
      expect(messagesOf(dataway)).toEqual(['one', 'two'])
      const ids = dataway.requests().map(({ headers }) => headers['x-pkg-id'])
      expect(new Set(ids).size).toBe(1)
      expect(waiting().count).toBe(0)
    },
  )

  it('after an answer that never comes', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 200, delayMs: Number.POSITIVE_INFINITY, times: 1 })
    const { send, count } = await startForwarder(
      [dataway.url],
      { retryDelayMs: 500, maxRetryDelayMs: 500 },
      clock,
    )
    send(['one'])
    await dataway.until(({ requests }) => requests === 1)
    const waits = clock.waitedFor(500)
    clock.advance(30_000)
    await waits
    clock.advance(500)
    await dataway.until(({ points }) => points === 1)
    const labels = '{api="/v1/write/logging",status="timeout"}'
    expect(await count(`datakit_io_http_retry_total${labels}`)).toBe(1)
  })

  it('not before the time that the Dataway asks for', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 429, times: 1, headers: { 'retry-after': '7' } })
    const { send } = await startForwarder([dataway.url], {}, clock)
    send(['one'])
    await clock.waitedFor(7000)
    expect(dataway.counts.requests).toBe(1)
    clock.advance(7000)
    await dataway.until(({ points }) => points === 1)
    expect(dataway.counts.requests).toBe(2)
  })

  it('when the Dataway, which was not there, is back', async () => {
    const clock = new ManualClock()
    const away = await startDataway()
    await away.stop()
    const options = { retryDelayMs: 500, maxRetryDelayMs: 500 }
    const { send, count } = await startForwarder([away.url], options, clock)
    send(['one'])
    await clock.waitedFor(500)
    const labels = '{api="/v1/write/logging",status="ECONNREFUSED"}'
    expect(await count(`datakit_io_http_retry_total${labels}`)).toBe(1)
    const back = await startDataway(Number(new URL(away.url).port))
    clock.advance(500)
    await back.until(({ points }) => points === 1)
  })

  it('until they are too old', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 503, headers: { 'retry-after': '60' } })
    const { send, count, waiting } = await startForwarder(
      [dataway.url],
      { dropExpiredAfterMs: 60_000 },
      clock,
    )
    send(['one', 'two'])
    await clock.waitedFor(60_000)
    dataway.heal()
    clock.advance(60_000)
    send(['three'])
    await dataway.until(({ points }) => points === 1)
    expect(messagesOf(dataway)).toEqual(['three'])
    expect(dataway.counts.requests).toBe(2)
    expect(await count('logfwdserver_dropped_points_total{reason="expired"}')).toBe(2)
    expect(waiting().count).toBe(0)
  })
})

describe('a Dataway that refuses the token', () => {
  it('is left alone and reported, and is well when it takes records again', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 403 })
    const { send, forwarder, log } = await startForwarder(
      [dataway.url],
      { maxRetryDelayMs: 20_000 },
      clock,
    )
    send(['one'])
    await clock.waitedFor(20_000)
    const endpoint = `${dataway.url}/ignored?token=***`
    expect(forwarder.status).toEqual([{ endpoint, state: 'paused', last: 'Forbidden' }])
    dataway.heal()
    clock.advance(20_000)
    await dataway.until(({ points }) => points === 1)
    await forwarder.stop()
    expect(forwarder.status).toEqual([{ endpoint, state: 'ok', last: 'OK' }])
    expect(log()).toMatch(/"event":"paused".*\n.*"event":"resumed"/)
  })
})

describe('a body that is refused', () => {
  it('as too large is sent in parts', async () => {
    const dataway = await startDataway()
    dataway.fail({ status: 413, when: ({ body }) => body.length > 100 })
    const { send, buffer, forwarder, count } = await startForwarder([dataway.url])
    const messages = numbered(50)
    send(messages.slice(0, 30))
    send(messages.slice(30))
    await dataway.until(({ points }) => points === 50)
    await forwarder.stop()
    expect(messagesOf(dataway)).toEqual(messages)
    expect(buffer.state.count).toBe(0)
    expect(await count('logfwdserver_dropped_points_total{reason="too_large"}')).toBe(0)
  })

  it('as too large loses only the record that is too large itself', async () => {
    const dataway = await startDataway()
    dataway.fail({ status: 413, when: ({ body }) => body.length > 300 })
    const { send, forwarder, count, log } = await startForwarder([dataway.url])
    const messages = numbered(20)
    send([...messages.slice(0, 9), 'x'.repeat(400), ...messages.slice(9)])
    await dataway.until(({ points }) => points === 20)
    await forwarder.stop()
    expect(messagesOf(dataway)).toEqual(messages)
    expect(await count('logfwdserver_dropped_points_total{reason="too_large"}')).toBe(1)
    expect(log()).not.toContain('xxxx')
  })

  it.each([400, 404, 422])('with %i loses only the bad records', async (status) => {
    const dataway = await startDataway()
    dataway.fail({ status, when: ({ body }) => body.includes('poison') })
    const { send, forwarder, count } = await startForwarder([dataway.url])
    const messages = numbered(200)
    send(['poison\nwith a second line', ...messages.slice(0, 77), 'poison', ...messages.slice(77)])
    await dataway.until(({ points }) => points === 200)
    await forwarder.stop()
    expect(messagesOf(dataway)).toEqual(messages)
    expect(dataway.counts.requests).toBeLessThan(50)
    const labels = `{category="logging",error="http_${status}"}`
    expect(await count(`datakit_io_dataway_http_drop_point_total${labels}`)).toBe(2)
  })

  it('whatever is in it ends with all of it set aside, and the next is sent', async () => {
    const dataway = await startDataway()
    dataway.fail({ status: 400, when: ({ body }) => body.includes('line') })
    const { send, forwarder, count } = await startForwarder([dataway.url], { maxInFlight: 1 })
    send(numbered(2000))
    send(['good'])
    await dataway.until(({ points }) => points === 1)
    await forwarder.stop()
    expect(await count('logfwdserver_dropped_points_total{reason="http_400"}')).toBe(2000)
    expect(dataway.counts.requests).toBeLessThan(200)
  })
})

describe('what is set aside', () => {
  it('is handed over record by record, with all that is needed to send it again', async () => {
    const box = letterBox()
    const dataway = await startDataway()
    dataway.fail({ status: 400, when: ({ body }) => body.includes('poison') })
    const { send, forwarder, log } = await startForwarder([dataway.url], {}, undefined, box)
    send(['one', 'poison', 'two'], 'idx')
    await dataway.until(({ points }) => points === 2)
    await forwarder.stop()
    expect(box.letters.map(({ text }) => text)).toEqual(['m message="poison" 1\n'])
    expect(box.letters[0]?.refusal).toMatchObject({
      dataway: `${dataway.url}/ignored?token=***`,
      reader: readerNames([{ url: `${dataway.url}?token=${TOKEN}` }])[0],
      reason: 'http_400',
      category: 'logging',
      storageIndex: 'idx',
      encoding: 'v1',
    })
    expect(log()).toContain('"where":"/dead-letters"')
  })

  it('counts as delivered only when it is written', async () => {
    let written = (_kept: boolean) => {}
    const box = letterBox(() => new Promise((resolve) => (written = resolve)))
    const dataway = await startDataway()
    dataway.fail({ status: 400, when: ({ body }) => body.includes('poison') })
    const { send, buffer } = await startForwarder([dataway.url], {}, undefined, box)
    send(['one', 'poison'])
    await dataway.until(({ points }) => points === 1)
    await expect.poll(() => box.letters.length).toBe(1)
    send(['two'])
    await expect.poll(() => buffer.state.count).toBe(2)
    written(true)
    await expect.poll(() => buffer.state.count).toBe(0)
  })

  it('holds nothing up when it cannot be written', async () => {
    const box = letterBox(async () => false)
    const dataway = await startDataway()
    dataway.fail({ status: 400, times: 1 })
    const { send, buffer, log } = await startForwarder([dataway.url], {}, undefined, box)
    send(['poison'])
    await expect.poll(() => buffer.state.count).toBe(0)
    expect(log()).toContain('records refused by the Dataway and given up')
  })
})

it('a stop does not wait for a disk that does not answer', async () => {
  const box = letterBox(() => new Promise(() => {}))
  const dataway = await startDataway()
  dataway.fail({ status: 400 })
  const { send, forwarder } = await startForwarder([dataway.url], {}, undefined, box)
  send(['poison'])
  await expect.poll(() => box.letters.length).toBe(1)
  expect(await forwarder.stop(1)).toMatchObject({ count: 1 })
})

describe('records that grew too old', () => {
  const options = { dropExpiredAfterMs: 60_000, flushIntervalMs: 1000, maxInFlight: 1 }

  it('in the buffer are set aside without a request, chunk by chunk, and no younger ones with them', async () => {
    const box = letterBox()
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 503, headers: { 'retry-after': '100' } })
    const { send, buffer, count } = await startForwarder([dataway.url], options, clock, box)
    send(['first'])
    clock.advance(1000)
    await clock.waitedFor(100_000)
    for (const message of ['old', 'older than a minute']) send([message])
    clock.advance(50_000)
    send(['young'])
    dataway.heal()
    clock.advance(50_000)
    await dataway.until(({ points }) => points === 1)
    expect(messagesOf(dataway)).toEqual(['young'])
    expect(dataway.counts.requests).toBe(2)
    await expect.poll(() => buffer.state.count).toBe(0)
    expect(box.messages()).toEqual(['first', 'old', 'older than a minute'])
    expect(new Set(box.letters.map(({ reason }) => reason))).toEqual(new Set(['expired']))
    expect(await count('logfwdserver_dropped_points_total{reason="expired"}')).toBe(3)
  })

  it('on their way come back, and only the old ones of them are set aside', async () => {
    const box = letterBox()
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 503, headers: { 'retry-after': '33' }, times: 1 })
    const { send, buffer } = await startForwarder(
      [dataway.url],
      { ...options, flushIntervalMs: 50_000 },
      clock,
      box,
    )
    send(['old'])
    clock.advance(40_000)
    send(['young'])
    clock.advance(10_000)
    await clock.waitedFor(33_000)
    clock.advance(33_000)
    await expect.poll(() => buffer.state.count).toBe(1)
    expect(box.messages()).toEqual(['old'])
    clock.advance(7000)
    await dataway.until(({ points }) => points === 1)
    expect(messagesOf(dataway)).toEqual(['young'])
    await expect.poll(() => buffer.state.count).toBe(0)
  })
})

describe('several Dataways', () => {
  it('take each record once, though one of them fails for a while', async () => {
    const well = await startDataway()
    const ill = await startDataway()
    ill.fail({ status: 503, times: 5 })
    const { send, forwarder, buffer } = await startForwarder([well.url, ill.url])
    const messages = numbered(10)
    for (const message of messages) send([message])
    await ill.until(({ points }) => points === 10)
    await forwarder.stop()
    expect(messagesOf(well)).toEqual(messages)
    expect(messagesOf(ill)).toEqual(messages)
    expect(buffer.state.count).toBe(0)
  })

  it('are not delayed by one that takes nothing', async () => {
    const well = await startDataway()
    const ill = await startDataway()
    ill.fail({ status: 503 })
    const { send, buffer, waiting } = await startForwarder([well.url, ill.url], { maxInFlight: 2 })
    const messages = numbered(50)
    for (const message of messages) send([message])
    await well.until(({ points }) => points === 50)
    expect(messagesOf(well)).toEqual(messages)
    expect([waiting().count, buffer.state.count]).toEqual([0, 50])
    ill.heal()
    await ill.until(({ points }) => points === 50)
    expect(well.counts.points).toBe(50)
  })

  it('refuse bad records each for itself', async () => {
    const first = await startDataway()
    const second = await startDataway()
    second.fail({ status: 400, when: ({ body }) => body.includes('0003') })
    const { send, forwarder } = await startForwarder([first.url, second.url])
    const messages = numbered(8)
    send(messages)
    await first.until(({ points }) => points === 8)
    await second.until(({ points }) => points === 7)
    await forwarder.stop()
    expect(first.counts.requests).toBe(1)
    expect(messagesOf(second)).toEqual(messages.filter((message) => !message.includes('0003')))
  })
})

it('workspaces of one host do not hide each other', async () => {
  const dataway = await startDataway()
  dataway.fail({ status: 403, times: 1 })
  const endpoints = ['a', 'b'].map((token) => ({ url: `${dataway.url}?token=${token}` }))
  const { send, forwarder, count } = await startForwarder([], { endpoints }, new ManualClock())
  send(['one'])
  await dataway.until(({ points }) => points === 1)
  await vi.waitFor(() =>
    expect(forwarder.status.map(({ last }) => last).sort()).toEqual(['Forbidden', 'OK']),
  )
  const names = forwarder.status.map(({ endpoint }) => endpoint)
  expect(names).toEqual([`${dataway.url}?token=***`, `${dataway.url}?token=*** #2`])
  const paused = names.map((name) => count(`logfwdserver_endpoint_paused{endpoint="${name}"}`))
  expect((await Promise.all(paused)).sort()).toEqual([0, 1])
})

describe('a stop', () => {
  it('delivers what waits', async () => {
    const dataway = await startDataway()
    const { send, forwarder } = await startForwarder([dataway.url], {
      flushIntervalMs: 60_000,
      maxRawBody: 100,
      maxInFlight: 2,
    })
    const messages = numbered(30)
    send(messages.slice(0, 1))
    for (const message of messages.slice(1)) send([message])
    expect(await forwarder.stop()).toEqual({ count: 0, bytes: 0 })
    expect(messagesOf(dataway)).toEqual(messages)
  })

  it('does not wait for the end of a back-off', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 503, times: 1, headers: { 'retry-after': '60' } })
    const { send, forwarder } = await startForwarder([dataway.url], {}, clock)
    send(['one'])
    await clock.waitedFor(60_000)
    expect(await forwarder.stop()).toEqual({ count: 0, bytes: 0 })
    expect(messagesOf(dataway)).toEqual(['one'])
  })

  it('gives back what could not be delivered in time, and says how much', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 200, delayMs: Number.POSITIVE_INFINITY })
    const { send, forwarder, buffer, log, waiting } = await startForwarder(
      [dataway.url],
      { maxInFlight: 1 },
      clock,
    )
    send(['one', 'two'])
    send(['three'])
    await dataway.until(({ requests }) => requests === 1)
    const stopping = forwarder.stop(5000)
    clock.advance(5000)
    const { bytes } = buffer.state
    expect(await stopping).toEqual({ count: 3, bytes })
    expect(waiting()).toMatchObject({ count: 3, bytes })
    expect(log()).toContain('"event":"undelivered"')
  })

  it('leaves no timer behind that would keep the process', async () => {
    const clock = new ManualClock()
    const dataway = await startDataway()
    dataway.fail({ status: 200, delayMs: Number.POSITIVE_INFINITY })
    const { send, forwarder } = await startForwarder([dataway.url], {}, clock)
    send(['one'])
    await dataway.until(({ requests }) => requests === 1)
    await forwarder.stop(0)
    expect(clock.waits).toEqual([])
  })

  it('may be asked for twice', async () => {
    const dataway = await startDataway()
    const { send, forwarder } = await startForwarder([dataway.url], { flushIntervalMs: 60_000 })
    send(['one'])
    const [first, second] = await Promise.all([forwarder.stop(), forwarder.stop()])
    expect([first, second, await forwarder.stop()]).toEqual(
      Array.from({ length: 3 }, () => ({ count: 0, bytes: 0 })),
    )
    expect(dataway.counts.points).toBe(1)
  })
})

it('a start needs a Dataway', async () => {
  await expect(startForwarder([])).rejects.toThrow('no Dataway')
})

it('tokens show up neither in the log nor in metrics', async () => {
  const dataway = await startDataway()
  dataway.fail({ status: 503, times: 1 })
  dataway.fail({ status: 403, times: 1 })
  dataway.fail({ status: 'reset', times: 1 })
  dataway.fail({ status: 413, times: 1 })
  dataway.fail({ status: 400, times: 2 })
  const { send, forwarder, metrics, log } = await startForwarder([dataway.url])
  send(['one', 'two', 'three'])
  await dataway.until(({ points }) => points >= 1)
  await forwarder.stop()
  const text = log() + (await metrics.text()) + JSON.stringify(forwarder.status)
  expect(text).toContain('token=***')
  expect(text).not.toContain(TOKEN)
})
