// Records of a running server as taps show them: what they are, which of them, and how many.
import { describe, expect, it } from 'vitest'
import { openTap, SCRIPT, sidecar, start } from './setup.js'

const RENAMING = 'set_measurement("renamed")'

describe('a tap', () => {
  it('shows what is sent, typed as the records of the local Dataway are', async () => {
    const server = await start()
    const tap = await openTap(server, '?count=1')
    expect([tap.status, tap.type]).toEqual([200, 'application/x-ndjson'])
    const { send } = await sidecar(server)
    send(['n=5 warning'])
    const [record] = await tap.records()
    expect(record).toEqual({
      source: 'app',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
      tags: { pod: 'p1', host: 'node-1' },
      fields: { message: 'n=5 warning', status: 'warning', n: 5 },
      script: 'app.p',
      matched: true,
    })
    const [sent] = await server.dataway.waitFor(1, 10_000)
    expect(sent!.fields).toMatchObject({ n: 5n })
  })

  it('says what became of a record', async () => {
    const server = await start({ 'app.p': SCRIPT, 'other.p': RENAMING })
    const tap = await openTap(server, '?count=6')
    const { send } = await sidecar(server)
    send(['n=5 info', 'none', 'n=7 info', 'n=13 info'])
    send(['x'], 'other')
    send(['y'], 'plain')
    const records = await tap.records()
    const told = records.map(({ source, time, tags, fields, ...rest }) => [fields.message, rest])
    expect(told).toEqual([
      ['n=5 info', { script: 'app.p', matched: true }],
      ['none', { script: 'app.p', matched: false }],
      [
        'n=7 info',
        { script: 'app.p', matched: false, failure: expect.stringMatching(/^app\.p:3:\d+: /) },
      ],
      ['n=13 info', { script: 'app.p', matched: true, dropped: 'script' }],
      ['x', { from: 'other', script: 'other.p', matched: true }],
      ['y', {}],
    ])
  })

  it('shows what filters leave out, and points that scripts make', async () => {
    const script = 'create_point("made", {"t": "1"}, {"f": 2})'
    const filters = { logging: ["{ source = 'app' and message = 'out' }"] }
    const server = await start({ 'app.p': script }, { ENV_IO_FILTERS: JSON.stringify(filters) })
    const tap = await openTap(server, '?count=4')
    const { send } = await sidecar(server)
    send(['in', 'out'])
    const records = await tap.records()
    const own = records.filter(({ source }) => source === 'app')
    expect(own.map(({ fields, dropped }) => [fields.message, dropped])).toEqual([
      ['in', undefined],
      ['out', 'filter'],
    ])
    expect(records.find(({ made }) => made)).toMatchObject({
      source: 'made',
      tags: { t: '1' },
      fields: { f: 2 },
      made: { category: expect.any(String), by: 'create_point' },
    })
  })

  it('says when a script had no time', async () => {
    const hostile = 'for i = 0; i < 900000; i = i + 1 {\n  ok = match("(a+)+$", message)\n}'
    const server = await start({ 'app.p': hostile })
    const tap = await openTap(server, '?count=1&matched=false')
    const { send } = await sidecar(server)
    send([`${'a'.repeat(5000)}!`])
    const [record] = await tap.records()
    expect(record).toMatchObject({ script: 'app.p', matched: false, unparsed: 'time' })
  })

  it.each([
    ['source=app', ['n=5 info', 'none', 'n=6 error']],
    ['source=plain', ['Some.Text']],
    ['source=other&source=plain', ['x', 'Some.Text']],
    ['source=renamed', ['x']],
    ['source=none', []],
    ['script=app.p', ['n=5 info', 'none', 'n=6 error']],
    ['script=app', ['n=5 info', 'none', 'n=6 error']],
    ['status=ERROR', ['n=6 error']],
    ['status=info&status=error&source=app', ['n=5 info', 'none', 'n=6 error']],
    ['matched=true&script=app', ['n=5 info', 'n=6 error']],
    ['matched=false', ['none']],
    ['matched=', ['n=5 info', 'none', 'n=6 error', 'x', 'Some.Text']],
    ['text=some.text', ['Some.Text']],
    ['text=p1&source=plain', ['Some.Text']],
    ['text=(', []],
    ['host=node-1&source=plain', ['Some.Text']],
    ['host=node-2', []],
    ['token=anything&source=plain', ['Some.Text']],
  ])('shows only what is asked for: %s', async (query, expected) => {
    const server = await start({ 'app.p': SCRIPT, 'other.p': RENAMING })
    const tap = await openTap(server, `?${query}`)
    const all = await openTap(server, '?count=5')
    const { send } = await sidecar(server)
    send(['n=5 info', 'none', 'n=6 error'])
    send(['x'], 'other')
    send(['Some.Text'], 'plain')
    await all.records()
    const [records] = await Promise.all([tap.records(), server.stop()])
    expect(records.map(({ fields }) => fields.message)).toEqual(expected)
  })

  it.each([
    ['nonsense=1', 'there is no parameter "nonsense"'],
    ['__proto__=1', 'there is no parameter'],
    ['matched=yes', '"matched" is true or false, not "yes"'],
    ['count=0', '"count"'],
    ['count=1.5', '"count"'],
    ['count=1&count=2', '"count" is given 2 times'],
    ['rate=1001', '"rate" is a whole number of 1 to 1000'],
    [`text=${'x'.repeat(1001)}`, '"text" has at most 1000 characters'],
  ])('refuses a query that means nothing: %s', async (query, message) => {
    const { addresses } = await start()
    const answer = await fetch(`http://${addresses.api}/v1/tap?${query}`)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({
      error_code: 'datakit.invalidTapQuery',
      message: expect.stringContaining(message),
    })
  })

  it('ends after as many records as were asked for, and says so', async () => {
    const server = await start()
    const tap = await openTap(server, '?count=2')
    const { send } = await sidecar(server)
    send(['a', 'b', 'c'])
    const lines = [await tap.next(), await tap.next(), await tap.next(), await tap.next()]
    expect(lines.map((line) => line && Object.keys(line)[0])).toEqual([
      'record',
      'record',
      'end',
      undefined,
    ])
    expect(lines[2]).toEqual({ end: 'count' })
  })

  it('shortens what is very long', async () => {
    const server = await start()
    const tap = await openTap(server, '?count=1')
    const { send } = await sidecar(server)
    send([`n=1 ${'x'.repeat(1_000_000)}`])
    const [record] = await tap.records()
    expect(record!.cut).toBe(true)
    expect(JSON.stringify(record).length).toBeLessThan(300_000)
    expect(record!.fields.n).toBe(1)
  })
})
