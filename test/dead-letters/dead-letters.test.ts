import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeadLetters } from '../../src/dead-letters/dead-letters.js'
import { readLetter } from '../../src/dead-letters/letter.js'
import { Events } from '../../src/telemetry/events.js'
import { logTo } from '../../src/telemetry/log.js'
import { Metrics } from '../../src/telemetry/metrics.js'
import { encodeProtobuf } from './protobuf.js'

const KIB = 1024
let home: string
let folder: string
let now: number
let lines: string[]
let metrics: Metrics

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'logfwdserver-letters-'))
  folder = join(home, 'dead-letters')
  now = Date.UTC(2026, 2, 1)
  lines = []
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function open(maxBytes = 64 * KIB, fileBytes = 8 * KIB): DeadLetters {
  metrics = new Metrics({ version: 'test' })
  const clock = { now: () => now++ }
  const events = new Events(
    metrics,
    logTo({ write: (line: string) => void lines.push(line) }, 'debug'),
    clock,
  )
  return new DeadLetters(folder, { maxBytes, fileBytes }, { events, clock })
}

function refusal(records: readonly (string | Buffer)[], encoding: 'v1' | 'v2' = 'v1') {
  return {
    dataway: 'https://host?token=***',
    reader: 'r1',
    reason: 'http_400',
    category: 'logging',
    storageIndex: 'idx',
    encoding,
    records: records.map((record) => ({ bytes: Buffer.from(record), count: 1 })),
  }
}

function letters() {
  return files().flatMap((file) =>
    readFileSync(join(folder, file), 'utf8').split('\n').slice(0, -1),
  )
}

const files = () => readdirSync(folder).sort()

async function count(series: string): Promise<number> {
  const text = await metrics.text()
  const line = text.split('\n').find((one) => one.startsWith(`logfwdserver_dead_letter_${series} `))
  return Number(line?.split(' ').at(-1) ?? 0)
}

describe('a dead letter', () => {
  it('is a line of JSON with the record as text', async () => {
    const kept = open()
    expect(await kept.put(refusal(['m a="ü" 1\n']))).toBe(true)
    await kept.stop()
    expect(letters().map((line) => JSON.parse(line))).toEqual([
      {
        time: '2026-03-01T00:00:00.000Z',
        dataway: 'https://host?token=***',
        reader: 'r1',
        reason: 'http_400',
        category: 'logging',
        storage_index: 'idx',
        encoding: 'v1',
        points: 1,
        record: 'm a="ü" 1\n',
      },
    ])
  })

  it('of protobuf is base64 with what it says beside it', async () => {
    const body = encodeProtobuf()
    const kept = open()
    await kept.put(refusal([body], 'v2'))
    await kept.stop()
    const [letter] = letters().map((line) => JSON.parse(line))
    expect(letter.record_base64).toBe(body.toString('base64'))
    expect(letter.decoded).toMatchObject({ source: 'm', fields: { n: -1 } })
  })

  it.each<[string, Buffer, 'v1' | 'v2']>([
    ['text', Buffer.from('m a="x\ny" 1\n'), 'v1'],
    ['bytes that are no text', Buffer.from([0x6d, 0xff, 0xfe, 0x0a]), 'v1'],
    ['protobuf', encodeProtobuf(), 'v2'],
    ['protobuf that cannot be read', Buffer.from([1, 2, 3]), 'v2'],
  ])('gives back the bytes of %s', async (_, record, encoding) => {
    const kept = open()
    await kept.put(refusal([record], encoding))
    await kept.stop()
    expect(readLetter(letters()[0]!)).toMatchObject({ record, encoding, points: 1 })
  })

  it.each([
    '',
    'null',
    '7',
    '{"record":"m a=1"',
    '{}',
    '{"encoding":"v3","category":"l","record":"x"}',
  ])('is not %j', (line) => expect(readLetter(line)).toBeUndefined())
})

describe('the folder', () => {
  it('is made with the first letter and is private', async () => {
    const kept = open()
    await kept.stop()
    expect(() => statSync(folder)).toThrow('ENOENT')
    await kept.put(refusal(['m a=1 1\n']))
    await kept.stop()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, files()[0]!)).mode & 0o777).toBe(0o600)
  })

  it('holds every letter that was put at the same time, in order', async () => {
    const kept = open(1024 * KIB, 256 * KIB)
    const puts = Array.from({ length: 200 }, (_, i) => kept.put(refusal([`m n=${i}i 1\n`])))
    expect(await Promise.all(puts)).toEqual(puts.map(() => true))
    await kept.stop()
    const numbers = letters().map((line) => Number(/n=(\d+)i/.exec(line)?.[1]))
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, i) => i))
    expect(await count('points_total{reason="http_400"}')).toBe(200)
  })

  it('is bounded: the oldest file makes room and is counted', async () => {
    const kept = open(32 * KIB, 4 * KIB)
    for (let i = 0; i < 300; i++) await kept.put(refusal([`m n=${i}i,t="${'x'.repeat(200)}" 1\n`]))
    await kept.stop()
    const sizes = files().map((file) => statSync(join(folder, file)).size)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4 * KIB)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(32 * KIB)
    const left = letters()
    expect(left.at(-1)).toContain('n=299i')
    expect(await count('lost_points_total{reason="oldest"}')).toBe(300 - left.length)
    expect(left.length).toBeGreaterThan(40)
  })

  it('stays bounded over the end of the process', async () => {
    for (let run = 0; run < 5; run++) {
      const kept = open(16 * KIB, 4 * KIB)
      for (let i = 0; i < 20; i++) await kept.put(refusal([`m t="${'x'.repeat(400)}" 1\n`]))
      await kept.stop()
    }
    const sizes = files().map((file) => statSync(join(folder, file)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(16 * KIB)
  })

  it('takes no letter that is larger than all of it', async () => {
    const kept = open(4 * KIB, 1 * KIB)
    expect(await kept.put(refusal([`m t="${'x'.repeat(5000)}" 1\n`]))).toBe(false)
    expect(await kept.put(refusal([`m t="${'x'.repeat(2000)}" 1\n`]))).toBe(true)
    await kept.stop()
    expect(await count('lost_points_total{reason="too_large"}')).toBe(1)
  })

  it('takes none when it may hold nothing', async () => {
    const kept = open(0)
    expect(await kept.put(refusal(['m a=1 1\n']))).toBe(false)
    expect(() => statSync(folder)).toThrow('ENOENT')
  })

  it('that cannot be written loses the records, counted, with one event, and is tried again', async () => {
    writeFileSync(folder, 'no folder')
    const kept = open()
    const puts = [1, 2, 3].map((n) => kept.put(refusal([`m n=${n}i 1\n`, 'm n=0i 1\n'])))
    expect(await Promise.all(puts)).toEqual([false, false, false])
    expect(await count('lost_points_total{reason="disk"}')).toBe(6)
    expect(lines.join('').match(/"event":"dead_letters_failed"/g)).toHaveLength(1)
    rmSync(folder)
    expect(await kept.put(refusal(['m n=4i 1\n']))).toBe(true)
    await kept.stop()
    expect(letters()).toHaveLength(1)
  })

  it.each(['renamed', 'removed'])('has a new file when the old one is %s', async (how) => {
    const kept = open()
    await kept.put(refusal(['m n=1i 1\n']))
    const path = join(folder, files()[0]!)
    if (how === 'renamed') renameSync(path, path.replace('.jsonl', '.replay'))
    else rmSync(path)
    expect(await kept.put(refusal(['m n=2i 1\n']))).toBe(true)
    await kept.stop()
    const left = files().filter((file) => file.endsWith('.jsonl'))
    expect(left).toHaveLength(1)
    expect(readFileSync(join(folder, left[0]!), 'utf8')).toContain('n=2i')
  })
})
