import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SIGN_OF_LIFE_MS } from '../../src/buffer/lock.js'
import { LocalDataway } from '../../src/dataway/local.js'
import { DeadLetters } from '../../src/dead-letters/dead-letters.js'
import { FORWARD_DEFAULTS } from '../../src/forward/options.js'
import { readerNames } from '../../src/forward/reader-name.js'
import { Replay, type ReplayOptions } from '../../src/replay/replay.js'
import { summary } from '../../src/replay/report.js'
import { Events } from '../../src/telemetry/events.js'
import { logTo } from '../../src/telemetry/log.js'
import { Metrics } from '../../src/telemetry/metrics.js'
import { systemClock } from '../../src/util/clock.js'
import { maskUrl } from '../../src/util/mask.js'

const TOKEN = 'tkn_0123456789abcdef0123456789abcdef'
let folder: string
let letters: DeadLetters
let dataway: LocalDataway
let other: LocalDataway

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'logfwdserver-replay-')), 'dead-letters')
  const events = new Events(
    new Metrics({ version: 'test' }),
    logTo({ write() {} }, 'error'),
    systemClock,
  )
  letters = new DeadLetters(
    folder,
    { maxBytes: 1024 * 1024, fileBytes: 4096 },
    { events, clock: systemClock },
  )
  dataway = new LocalDataway()
  other = new LocalDataway()
  await Promise.all([dataway.start(), other.start()])
})
afterEach(async () => {
  await Promise.all([letters.stop(), dataway.stop(), other.stop()])
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

const urlOf = ({ url }: LocalDataway) => `${url}?token=${TOKEN}`

async function refuse(
  messages: readonly string[],
  more: { reason?: string; by?: LocalDataway; storageIndex?: string } = {},
) {
  const url = urlOf(more.by ?? dataway)
  await letters.put({
    dataway: maskUrl(url),
    reader: readerNames([{ url }])[0]!,
    reason: more.reason ?? 'http_400',
    category: 'logging',
    storageIndex: more.storageIndex ?? '',
    encoding: 'v1',
    records: messages.map((message) => ({
      bytes: Buffer.from(`m message="${message}" 1\n`),
      count: 1,
    })),
  })
}

function replay(options: Partial<ReplayOptions> = {}, controller = new AbortController()) {
  const forward = { ...FORWARD_DEFAULTS, retryDelayMs: 1, maxRetryDelayMs: 2 }
  const endpoints = [{ url: urlOf(dataway) }]
  const all = {
    endpoints,
    toAll: false,
    forward,
    reasons: [],
    dryRun: false,
    keep: false,
    ...options,
  }
  return new Replay(all, {
    hostname: 'node-1',
    clock: systemClock,
    random: () => 1,
    signal: controller.signal,
  })
}

const files = () => readdirSync(folder).sort()
const left = () =>
  files()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/message=\\"[^\\]*/g) ?? [])
    .map((text) => text.slice(10))
const messagesOf = (at: LocalDataway) => at.records().map(({ fields }) => fields.message)
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`)

describe('a replay', () => {
  it('sends all letters in few requests, in order, and removes the files', async () => {
    const messages = numbered(100)
    for (let i = 0; i < 100; i += 10) await refuse(messages.slice(i, i + 10))
    expect(files().length).toBeGreaterThan(3)
    const before = files().length
    const report = await replay().run([folder])
    expect(report).toMatchObject({ letters: 100, sent: 100 })
    expect(messagesOf(dataway)).toEqual(messages)
    expect(dataway.counts.requests).toBe(before)
    expect(files()).toEqual([])
  })

  it('sends the storage index and the headers of the server', async () => {
    await refuse(['one'], { storageIndex: 'idx' })
    await replay().run([folder])
    expect(dataway.requests()[0]).toMatchObject({
      url: `/v1/write/logging?token=${TOKEN}`,
      headers: { 'x-storage-index-name': 'idx', 'x-points': '1', 'content-encoding': 'gzip' },
    })
  })

  it('leaves what is refused again, and only that', async () => {
    await refuse([...numbered(20), 'poison', ...numbered(5)])
    dataway.fail({ status: 422, when: ({ body }) => body.includes('poison') })
    const report = await replay().run([folder])
    expect([report.sent, [...report.refused]]).toEqual([25, [['http_422', 1]]])
    expect(left()).toEqual(['poison'])
    dataway.heal()
    expect(await replay().run([folder])).toMatchObject({ letters: 1, sent: 1 })
    expect(files()).toEqual([])
  })

  it('does not try one by one what is refused whatever is in it', async () => {
    await refuse(numbered(500))
    dataway.fail({ status: 400 })
    const report = await replay().run([folder])
    expect([...report.refused]).toEqual([['http_400', 500]])
    expect(dataway.counts.requests).toBeLessThan(200)
    expect(left()).toHaveLength(500)
  })

  it.each([503, 401, 'reset'] as const)(
    'ends when the Dataway answers %s, and all stays',
    async (status) => {
      await refuse(numbered(3))
      await refuse(numbered(3), { storageIndex: 'idx' })
      dataway.fail({ status })
      const report = await replay().run([folder])
      expect([...report.unsent.values()]).toEqual([6])
      expect(left()).toHaveLength(6)
      expect(dataway.counts.requests).toBeLessThanOrEqual(5)
      dataway.heal()
      expect(await replay().run([folder])).toMatchObject({ sent: 6 })
    },
  )

  it('tries again after a passing failure', async () => {
    await refuse(['one'])
    dataway.fail({ status: 429, times: 2, headers: { 'retry-after': '1' } })
    expect(await replay().run([folder])).toMatchObject({ sent: 1 })
  })

  it('sends only letters of the reasons asked for', async () => {
    await refuse(['bad'])
    await refuse(['old'], { reason: 'expired' })
    expect(await replay({ reasons: ['expired'] }).run([folder])).toMatchObject({
      sent: 1,
      skipped: 1,
    })
    expect(messagesOf(dataway)).toEqual(['old'])
    expect(left()).toEqual(['bad'])
  })

  it('sends nothing and changes nothing when dry', async () => {
    await refuse(numbered(3))
    const before = files().map((name) => readFileSync(join(folder, name), 'utf8'))
    const run = replay({ dryRun: true, endpoints: [] })
    await run.run([folder])
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(
      before,
    )
    expect(summary(run.report, { dryRun: true, endpoints: [] })).toBe(
      `files                1\nrecords              3\nfound                3  ${maskUrl(urlOf(dataway))} http_400\n`,
    )
  })

  it('leaves the files when told to', async () => {
    await refuse(['one'])
    expect(await replay({ keep: true }).run([folder])).toMatchObject({ sent: 1 })
    expect(left()).toEqual(['one'])
  })
})

describe('with several Dataways, a letter goes', () => {
  it('to the one that refused it', async () => {
    await refuse(['mine'])
    await refuse(['yours'], { by: other })
    const endpoints = [{ url: urlOf(dataway) }, { url: urlOf(other) }]
    await replay({ endpoints }).run([folder])
    expect([messagesOf(dataway), messagesOf(other)]).toEqual([['mine'], ['yours']])
  })

  it('nowhere when that one is not configured any more', async () => {
    await refuse(['mine'])
    const endpoints = [{ url: urlOf(other) }, { url: 'http://127.0.0.1:9/?token=x' }]
    expect(await replay({ endpoints }).run([folder])).toMatchObject({ sent: 0, strange: 1 })
    expect(left()).toEqual(['mine'])
  })

  it('to the one that is named', async () => {
    await refuse(['mine'])
    await refuse(['yours'], { by: other })
    await replay({ endpoints: [{ url: urlOf(other) }], toAll: true }).run([folder])
    expect(messagesOf(other)).toEqual(['mine', 'yours'])
  })

  it('also while another one takes nothing', async () => {
    await refuse(['mine'])
    await refuse(['yours'], { by: other })
    dataway.fail({ status: 500 })
    const endpoints = [{ url: urlOf(dataway) }, { url: urlOf(other) }]
    expect(await replay({ endpoints }).run([folder])).toMatchObject({ sent: 1 })
    expect(left()).toEqual(['mine'])
  })
})

describe('beside a running server', () => {
  it('loses no letter that is written meanwhile', async () => {
    const messages = numbered(300)
    const writing = (async () => {
      for (const message of messages) await refuse([message])
    })()
    for (let round = 0; round < 10; round++)
      await replay()
        .run([folder])
        .catch(() => {})
    await writing
    await replay().run([folder])
    expect(new Set(messagesOf(dataway))).toEqual(new Set(messages))
    expect(left()).toEqual([])
  })

  it('a line that has no end yet is left out', async () => {
    await refuse(['one'])
    await letters.stop()
    appendFileSync(join(folder, files()[0]!), '{"time":"2026')
    expect(await replay().run([folder])).toMatchObject({ sent: 1, unreadable: 0 })
  })

  it('two replays do not send the same', async () => {
    await refuse(numbered(50))
    const results = await Promise.allSettled([replay().run([folder]), replay().run([folder])])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(dataway.counts.points).toBe(50)
  })
})

it('goes on with what a replay that was killed has left', async () => {
  await refuse(['one'])
  await letters.stop()
  const path = join(folder, files()[0]!)
  renameSync(path, `${path}.replay`)
  expect(await replay().run([folder])).toMatchObject({ sent: 1 })
  expect(files()).toEqual([])
})

it('keeps lines that are no letters, and counts them', async () => {
  const path = join(folder, '..', 'by-hand.jsonl')
  await refuse(['one'])
  await letters.stop()
  const [name] = files()
  writeFileSync(path, `not json\n\n${readFileSync(join(folder, name!), 'utf8')}`)
  expect(await replay().run([path])).toMatchObject({ sent: 1, unreadable: 1, files: 1 })
  expect(readdirSync(join(folder, '..')).sort()).toEqual(['by-hand.jsonl', 'dead-letters'])
  expect(readFileSync(path, 'utf8')).toBe('not json\n')
})

it('ends when it is interrupted, and what was not sent stays', async () => {
  await refuse(numbered(3))
  dataway.fail({ status: 200, delayMs: Number.POSITIVE_INFINITY })
  const controller = new AbortController()
  const run = replay({}, controller).run([folder])
  await dataway.until(({ requests }) => requests === 1)
  controller.abort()
  expect([...(await run).unsent]).toEqual([['interrupted', 3]])
  expect(left()).toHaveLength(3)
})

it('shows no token', async () => {
  await refuse(['one'])
  dataway.fail({ status: 401 })
  const run = replay()
  await run.run([folder])
  const text = summary(run.report, { dryRun: false, endpoints: [{ url: urlOf(dataway) }] })
  expect(text).toContain('token=***')
  expect(text + files().map((name) => readFileSync(join(folder, name), 'utf8'))).not.toContain(
    TOKEN,
  )
})

it('a replay goes on when its lock cannot be written', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    await refuse(['one'])
    dataway.fail({ status: 503, times: 1, delayMs: 50 })
    const run = replay().run([folder])
    await dataway.until(({ requests }) => requests === 1)
    rmSync(join(folder, 'lock'))
    mkdirSync(join(folder, 'lock'))
    vi.advanceTimersByTime(SIGN_OF_LIFE_MS)
    rmdirSync(join(folder, 'lock'))
    expect(await run).toMatchObject({ sent: 1 })
  } finally {
    vi.useRealTimers()
  }
})
