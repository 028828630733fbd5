// Records beyond the limits: shortened with a mark, changed by rule, counted once for each reason; others are not touched.
import { describe, expect, it } from 'vitest'
import { Encoder } from '../../src/encode/encoder.js'
import { LineProtocolReader } from '../../src/encode/line-protocol-parse.js'
import { ProtobufReader } from '../../src/encode/protobuf-parse.js'
import type { Adjustment } from '../../src/point/adjustment.js'
import type { Chunk, Encoding } from '../../src/point/chunk.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'
import type { WireRecord } from '../../src/point/wire-record.js'

type Fields = Record<string, FieldValue>

function point(fields: Fields, tags: Record<string, string> = {}, name = 'm'): Point {
  const point = new Point(name, 1n, Tags.of(Object.entries(tags)))
  for (const [key, value] of Object.entries(fields)) point.setField(key, value)
  return point
}

function read({ bytes, encoding }: Chunk): WireRecord[] {
  const body = Buffer.from(bytes)
  const reader =
    encoding === 'v1' ? new LineProtocolReader(body.toString()) : new ProtobufReader(body)
  const records: WireRecord[] = []
  for (let one = reader.next(); one; one = reader.next()) records.push(one)
  return records
}

function send(points: readonly Point[], maxBytes = 4096, encoding: Encoding = 'v1') {
  const reasons: Adjustment[] = []
  const encoder = new Encoder(maxBytes, encoding, (reason) => reasons.push(reason))
  for (const one of points) encoder.add(one)
  const chunks = encoder.finish()
  return { chunks, records: chunks.flatMap(read), reasons }
}

describe.each<Encoding>(['v1', 'v2'])(
  'a record larger than a request may be, in %s',
  (encoding) => {
    const cut = (fields: Fields, maxBytes = 4096) => {
      const before = point({ message: 'before' })
      const after = point({ message: 'after' })
      const sent = send([before, point(fields), after], maxBytes, encoding)
      expect(sent.reasons).toEqual(['oversize'])
      expect(sent.records.map(({ fields }) => fields.message)).toEqual([
        'before',
        sent.records[1]?.fields.message,
        'after',
      ])
      for (const { bytes } of sent.chunks) expect(bytes.length).toBeLessThanOrEqual(maxBytes)
      return sent.records[1]!.fields
    }
    const bytesOf = (value: unknown) => Buffer.byteLength(String(value))

    it.each([
      ['ASCII', 'x'],
      ['three bytes each', '日'],
      ['four bytes each', '😀'],
      ['quotes', '"'],
      ['backslashes', '\\'],
      ['of all kinds', 'aé日😀"\\'],
    ])('is cut at a character: %s', (_, characters) => {
      const message = characters.repeat(5000)
      const fields = cut({ message })
      expect(message.startsWith(String(fields.message))).toBe(true)
      expect(String(fields.message).isWellFormed()).toBe(true)
      expect(fields.__truncated).toBe(BigInt(bytesOf(message) - bytesOf(fields.message)))
      expect(bytesOf(fields.message)).toBeGreaterThan(1900)
    })

    it('loses the end of its message, and no other text, when that is enough', () => {
      const other = 'y'.repeat(2000)
      const fields = cut({ message: 'x'.repeat(5000), other })
      expect(fields.other).toBe(other)
      expect(bytesOf(fields.message)).toBeGreaterThan(1800)
    })

    it('loses the end of its longest text when the message is short', () => {
      const fields = cut({ message: 'short', a: 'a'.repeat(900), b: 'b'.repeat(9000) })
      expect(fields.message).toBe('short')
      expect(bytesOf(fields.a)).toBe(900)
      expect(fields.__truncated).toBe(BigInt(9000 - bytesOf(fields.b)))
    })

    it('shares the loss among texts when one cannot bear it', () => {
      const long = { message: 'x'.repeat(3000), a: 'a'.repeat(3000), b: 'b'.repeat(3000) }
      const fields = cut(long)
      for (const key of ['message', 'a', 'b'])
        expect(bytesOf(fields[key])).toBeGreaterThanOrEqual(1024)
    })

    it('loses all its texts, and then its arrays, before it does not fit', () => {
      const texts = Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`k${i}`, 'x'.repeat(1000)]),
      )
      const fields = cut({ ...texts, message: 'm', array: Array(500).fill('item') }, 1024)
      expect(fields.array).toBeUndefined()
      expect(fields.__truncated).toBeGreaterThan(20_000n)
    })

    it('as large as a request may be is sent as it is', () => {
      const [chunk] = send([point({ message: 'x'.repeat(3000) })], 4096, encoding).chunks
      const { length } = chunk!.bytes
      const exact = send([point({ message: 'x'.repeat(3000) })], length, encoding)
      expect(exact.reasons).toEqual([])
      expect(send([point({ message: 'x'.repeat(3000) })], length - 1, encoding).reasons).toEqual([
        'oversize',
      ])
    })
  },
)

describe.each<Encoding>(['v1', 'v2'])('a record is counted in %s', (encoding) => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']))

  it.each<[Adjustment, Fields, Record<string, string>, string]>([
    ['key_cut', { ['k'.repeat(257)]: 1 }, {}, 'm'],
    ['key_cut', { a: 1 }, { ['é'.repeat(129)]: 'v' }, 'm'],
    ['key_changed', { 'a\nb': 1 }, {}, 'm'],
    ['key_changed', { 'a\\': 1 }, {}, 'm'],
    ['key_removed', { '': 1, a: 1 }, {}, 'm'],
    ['key_removed', { source: 'x', a: 1 }, {}, 'm'],
    ['key_removed', { a: 1 }, { '\\': 'v' }, 'm'],
    ['duplicate_key', { 'a.b': 1, a_b: 2 }, {}, 'm'],
    ['duplicate_key', { 'a.b': 1, c: 2 }, { a_b: 'v' }, 'm'],
    ['duplicate_key', { a: 1 }, { 'a.b': 'v', a_b: 'w' }, 'm'],
    ['field_limit', many(1024), {}, 'm'],
    ['tag_limit', { a: 1 }, many(257), 'm'],
    ['tag_cut', { a: 1 }, { t: 'v'.repeat(1025) }, 'm'],
    ['tag_changed', { a: 1 }, { t: 'v\nw' }, 'm'],
    ['tag_changed', { a: 1 }, { t: 'v\\' }, 'm'],
    ['name_changed', { a: 1 }, {}, 'm'.repeat(1025)],
    ['bad_utf8', { a: 'x\udc80' }, {}, 'm'],
    ['bad_utf8', { a: `${'x'.repeat(100)}\ud800` }, {}, 'm'],
  ])('as %s', (reason, fields, tags, name) => {
    const { records, reasons } = send([point(fields, tags, name)], 1024 * 1024, encoding)
    expect(reasons).toEqual([reason])
    expect(records).toHaveLength(1)
  })

  it.each<[string, Fields]>([
    ['of the usual kind', { message: 'x', n: 1n }],
    ['with a dot in a key', { 'a.b': 1 }],
    ['whose odd field was removed', { a: 1, ['k'.repeat(300)]: null }],
    ['of text in many languages', { message: 'é日😀\ufffd' }],
  ])('not when it is one %s', (_, fields) => {
    expect(send([point(fields)], 4096, encoding).reasons).toEqual([])
  })

  it('not when a name, key or tag has a carriage return, which ends no line', () => {
    const sent = send([point({ 'a\rb': 1 }, { 'k\r': 'v\rw' }, 'm\r')], 4096, encoding)
    expect(sent.reasons).toEqual([])
    expect(sent.records).toMatchObject([
      { name: 'm\r', tags: { 'k\r': 'v\rw' }, fields: { 'a\rb': 1 } },
    ])
  })

  it('again and again, though its shape and tags are judged once', () => {
    const points = [1, 2, 3].map((n) => point({ 'a\nb': n }, { t: 'v\n' }))
    expect(send(points, 4096, encoding).reasons.sort()).toEqual([
      ...Array(3).fill('key_changed'),
      ...Array(3).fill('tag_changed'),
    ])
  })
})
