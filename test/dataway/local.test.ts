import { deflateSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LocalDataway } from '../../src/dataway/local.js'

describe('the local Dataway', () => {
  let dataway: LocalDataway
  beforeEach(async () => {
    dataway = new LocalDataway({ maxRecords: 3 })
    await dataway.start()
  })
  afterEach(() => dataway.stop())

  function post(body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${dataway.url}/v1/write/logging?token=tkn_x`, { method: 'POST', body, headers })
  }

  async function get(path: string): Promise<Record<string, unknown>> {
    const answer = await fetch(dataway.url + path)
    return (await answer.json()) as Record<string, unknown>
  }

  it.each([
    ['identity', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => gzipSync(text)],
    ['deflate', (text: string) => deflateSync(text)],
  ])('takes a body with content encoding %s', async (encoding, compress) => {
    const answer = await post(compress('m a=1i 5\n'), { 'content-encoding': encoding })
    expect(answer.status).toBe(200)
    expect(dataway.records()).toMatchObject([{ name: 'm', fields: { a: 1n }, time: 5n }])
  })

  it('takes the same record in protobuf', async () => {
    const body = Buffer.from('0a150a016d120e0a016e10ffffffffffffffffff011805', 'hex')
    const protobuf = { 'content-type': 'application/protobuf; proto=com.guance.Point' }
    expect((await post(body, protobuf)).status).toBe(200)
    await post('m n=-1i 5\n')
    const [one, other] = dataway.records()
    expect(one).toEqual(other)
    expect(await get('/records?limit=1')).toMatchObject({ points: 2, records: [{ source: 'm' }] })
  })

  it.each([
    [415, 'm a=1 5', { 'content-encoding': 'br' }],
    [400, 'x', { 'content-type': 'application/protobuf; proto=com.guance.Point' }],
    [400, 'not gzip', { 'content-encoding': 'gzip' }],
    [400, 'no line protocol', {}],
    [413, gzipSync(Buffer.alloc(65 * 1024 * 1024)), { 'content-encoding': 'gzip' }],
  ])('answers %i to what it cannot take', async (status, body, headers) => {
    expect((await post(body, headers as Record<string, string>)).status).toBe(status)
    expect(dataway.counts.points).toBe(0)
  })

  it('keeps the newest records and counts all', async () => {
    await post('m a=1 1\nm a=1 2\nm a=1 3\n')
    await post('m a=1 4\nm a=1 5\n')
    expect(dataway.records().map(({ time }) => time)).toEqual([3n, 4n, 5n])
    expect(dataway.counts).toEqual({ requests: 2, points: 5, rawBytes: 40, sentBytes: 40 })
  })

  it('gives records without a time the time that it tells', async () => {
    const clocked = new LocalDataway({ now: () => 1_700_000_000_123 })
    await clocked.start()
    await fetch(`${clocked.url}/v1/write/logging`, { method: 'POST', body: 'm a=1\n' })
    expect(clocked.records()).toMatchObject([{ time: 1_700_000_000_123_000_000n }])
    await clocked.stop()
  })

  it('remembers the requests with their headers', async () => {
    await post('m a=1 1\n', { referer: 'DataKit' })
    const [request] = dataway.requests()
    expect(request).toMatchObject({ category: 'logging', status: 200 })
    expect(request?.url).toBe('/v1/write/logging?token=tkn_x')
    expect(request?.headers.referer).toBe('DataKit')
  })

  it('shows the records to people, newest first', async () => {
    await post('a,t=x n=9007199254740993i,f=1.5 1700000000123456789\nb m="hi" 2\n')
    const all = await get('/records?limit=1')
    expect(all).toMatchObject({ points: 2, records: [{ source: 'b' }] })
    const ofA = await get('/records?source=a')
    expect(ofA.records).toEqual([
      {
        source: 'a',
        time: '2023-11-14T22:13:20.123456789Z',
        tags: { t: 'x' },
        fields: { n: '9007199254740993', f: 1.5 },
      },
    ])
  })

  it('tells the time', async () => {
    const { timestamp_sec } = await get('/v1/ntp')
    expect(Number.isSafeInteger(timestamp_sec)).toBe(true)
  })

  it('fails as often as it is told and then takes records again', async () => {
    dataway.fail({ status: 503, times: 2, headers: { 'retry-after': '7' } })
    const first = await post('m a=1 1\n')
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '7'])
    expect((await post('m a=1 1\n')).status).toBe(503)
    expect((await post('m a=1 1\n')).status).toBe(200)
    expect(dataway.counts).toMatchObject({ requests: 3, points: 1 })
  })

  it('fails for some requests only', async () => {
    dataway.fail({ status: 400, when: ({ body }) => body.includes('poison') })
    expect((await post('m a="poison" 1\n')).status).toBe(400)
    expect((await post('m a="good" 1\n')).status).toBe(200)
    dataway.heal()
    expect((await post('m a="poison" 1\n')).status).toBe(200)
  })

  it('closes the connection without an answer', async () => {
    dataway.fail({ status: 'reset' })
    await expect(post('m a=1 1\n')).rejects.toThrow()
  })

  it('stops while a request has no answer', async () => {
    dataway.fail({ status: 200, delayMs: Number.POSITIVE_INFINITY })
    const asked = post('m a=1 1\n').catch(() => 'closed')
    await dataway.until(({ requests }) => requests === 1)
    await dataway.stop()
    expect(await asked).toBe('closed')
  })

  it('waits for records', async () => {
    const waiting = dataway.waitFor(2, 10_000)
    await post('m a=1 1\n')
    await post('m a=1 2\n')
    expect(await waiting).toHaveLength(2)
  })
})
