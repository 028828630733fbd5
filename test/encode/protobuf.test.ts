import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteWriter } from '../../src/encode/byte-writer.js'
import { Encoder } from '../../src/encode/encoder.js'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { parseLineProtocol } from '../../src/encode/line-protocol-parse.js'
import { writePoint } from '../../src/encode/protobuf.js'
import { ProtobufReader } from '../../src/encode/protobuf-parse.js'
import { recordEnds } from '../../src/forward/records.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'
import { MalformedBody, readAll, type WireRecord } from '../../src/point/wire-record.js'

function point(
  fields: Record<string, FieldValue>,
  tags: Record<string, string> = {},
  name = 'm',
  time = 1n,
): Point {
  const made = new Point(name, time, Tags.of(Object.entries(tags)))
  for (const [key, value] of Object.entries(fields)) if (!(key in tags)) made.setField(key, value)
  return made
}

function encode(...points: Point[]): Buffer {
  const out = new ByteWriter()
  for (const one of points) writePoint(one, 'logging', out)
  return Buffer.from(out.shift(out.length))
}

const decode = (bytes: Buffer) => readAll(new ProtobufReader(bytes, 77n)).map(plain)

function plain({ name, tags, fields, time }: WireRecord) {
  return { name, tags: { ...tags }, fields: { ...fields }, time }
}

const GOLDEN = Buffer.from(
  '0ab1020a0b6d7920736f757263652c7812100a077365727669636540015a0373766312160a0866696c656e616d6540015a082f6120622c633d64120b0a05656d70747940015a00120c0a04686f737440015a026e3112230a076d6573736167655a18686520736169642022686922205c20656e640a6c696e6532120e0a067374617475735a04696e666f12050a016e102a120c0a0166210000000000000840120e0a036269672150efe2d6e41a4b4412050a01622801120a0a03615f625a03646f7412340a036172723a2d0a1f747970652e676f6f676c65617069732e636f6d2f706f696e742e4172726179120a0a033201780a0332017918959a97ece39fe7cb1722300a0a646f745f696e5f6b65791222696e76616c6964206669656c64206b65792060612e62273a20666f756e6420602e27',
  'hex',
)

describe('a record in protobuf', () => {
  it('means the same as the golden body of the wire reference', () => {
    const record = point(
      {
        message: 'he said "hi" \\ end\nline2',
        n: 42n,
        f: 3,
        big: 1e21,
        b: true,
        'a.b': 'dot',
        arr: ['x', 'y'],
      },
      { filename: '/a b,c=d', empty: '', host: 'n1', service: 'svc' },
      'my source,x',
      1700000000123456789n,
    )
    expect(decode(encode(record))).toEqual(decode(GOLDEN))
  })

  it('is these very bytes', () => {
    const bytes = encode(point({ n: -1n, status: 'ok' }, { t: '' }))
    expect(bytes.toString('hex')).toBe(
      `0a2c${'0a016d'}${'12070a017440015a00'}${'120e0a016e10ffffffffffffffffff01'}${'120c0a067374617475735a026f6b'}${'1801'}`,
    )
  })

  const values: [string, FieldValue, FieldValue | undefined][] = [
    ['zero', 0n, 0n],
    ['one byte', 127n, 127n],
    ['two bytes', 128n, 128n],
    ['31 bits', 2n ** 31n, 2n ** 31n],
    ['32 bits', 2n ** 32n - 1n, 2n ** 32n - 1n],
    ['33 bits', 2n ** 32n, 2n ** 32n],
    ['the greatest int', 2n ** 63n - 1n, 2n ** 63n - 1n],
    ['the least int', -(2n ** 63n), -(2n ** 63n)],
    ['minus one', -1n, -1n],
    ['a float', 0.1, 0.1],
    ['a float without fraction', 3, 3],
    ['minus zero', -0, -0],
    ['+Inf', Number.POSITIVE_INFINITY, 2n ** 64n - 1n],
    ['-Inf', Number.NEGATIVE_INFINITY, -(2n ** 63n)],
    ['not a number, left out', Number.NaN, undefined],
    ['nil, left out', null, undefined],
    ['true', true, true],
    ['false', false, false],
    ['an empty text', '', ''],
    ['127 ASCII characters', 'x'.repeat(127), 'x'.repeat(127)],
    ['128 ASCII characters', 'x'.repeat(128), 'x'.repeat(128)],
    ['a text of more bytes than characters', 'é'.repeat(127), 'é'.repeat(127)],
    ['a long text in Chinese', '日志'.repeat(9000), '日志'.repeat(9000)],
    ['half a surrogate pair', 'a\ud800', 'a\ufffd'],
    ['an array of texts', ['x', '日'], ['x', '日']],
    ['an array of ints', [1n, -1n, 2n ** 63n - 1n], [1n, -1n, 2n ** 63n - 1n]],
    ['an array of floats and booleans', [1.5, true, false], [1.5, true, false]],
    ['an empty array', [], []],
    ['a long array', Array(300).fill('x'), Array(300).fill('x')],
  ]
  it.each(values)('holds %s', (_title, value, back) => {
    const [record] = decode(encode(point({ k: value, status: 'info' })))
    expect(record!.fields).toEqual(
      back === undefined ? { status: 'info' } : { k: back, status: 'info' },
    )
  })

  it('has no form without a field', () => {
    const out = new ByteWriter()
    writePoint(point({}, { host: 'n1' }), 'metric', out)
    expect(out.length).toBe(0)
  })

  it('follows a tag that a script changes', () => {
    const record = point({}, { a: '1' })
    encode(record)
    record.setTag('a', '2')
    expect(decode(encode(record))[0]!.tags).toEqual({ a: '2' })
  })

  it('keeps the tag with a value of two whose keys fall together, as line protocol does', () => {
    const record = point({ a: 1n }, { 't\n\\': '', 't ': 'x' })
    expect(decode(encode(record))[0]!.tags).toEqual({ 't ': 'x' })
    expect(encodeLine(record)).toContain(',t\\ =x ')
  })

  it('says the same as line protocol, but that it keeps empty tags', () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 4 }), (all) => {
        const points = all.map(({ name, tags, fields, time }) => point(fields, tags, name, time))
        const v2 = decode(encode(...points)).map(({ tags, ...rest }) => ({
          ...rest,
          tags: Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== '')),
        }))
        // Line protocol is read from bytes too: half a surrogate pair has no form in either.
        const lines = Buffer.from(points.map((one) => encodeLine(one)).join('')).toString()
        expect(v2).toEqual(parseLineProtocol(lines, 77n).map(plain))
      }),
    )
  })
})

describe('an encoder of protobuf', () => {
  it('closes chunks between records, and the forwarder finds their ends', () => {
    const encoder = new Encoder(200, 'v2')
    const texts = ['a', 'x'.repeat(140), 'b', '日'.repeat(20), 'c', 'd'.repeat(90), 'e'.repeat(90)]
    for (const text of texts) encoder.add(point({ message: text }))
    const chunks = encoder.finish()
    expect(chunks.every(({ encoding }) => encoding === 'v2')).toBe(true)
    const counted = chunks.map(({ bytes }) => recordEnds(bytes, 'v2').length)
    expect(chunks.map(({ count }) => count)).toEqual(counted)
    const body = Buffer.concat(chunks.map(({ bytes }) => bytes))
    expect(decode(body).map(({ fields }) => fields.message)).toEqual(texts)
  })
})

describe('a body in protobuf', () => {
  const field = (hex: string) => Buffer.from(`0a${size(hex, 2)}12${size(hex, 0)}${hex}`, 'hex')
  const size = (hex: string, more: number) => (hex.length / 2 + more).toString(16).padStart(2, '0')

  it('is read record by record, with the time of arrival where there is none', () => {
    const reader = new ProtobufReader(encode(point({ a: 1n }), point({ a: 2n }, {}, 'm', 0n)), 77n)
    expect(reader.next()?.time).toBe(1n)
    expect(reader.next()?.time).toBe(77n)
    expect(reader.next()).toBeUndefined()
  })

  it.each([
    ['an unsigned field', '0a0161 18ffffffffffffffffff01', 2n ** 64n - 1n],
    ['bytes, as text', '0a0161 32026f6b', 'ok'],
    ['the last of two values', '0a0161 1001 5a0178', 'x'],
    ['a type and a unit, passed over', '0a0161 1001 4803 520142', 1n],
    ['kinds of fields that are not known', '0a0161 1001 f50100000000 f9010000000000000000', 1n],
  ])('may have %s', (_title, hex, value) => {
    expect(decode(field(hex.replaceAll(' ', '')))[0]!.fields).toEqual({ a: value })
  })

  it('takes the text of a tag of any kind', () => {
    expect(decode(field('0a016110054001'))[0]!.tags).toEqual({ a: '5' })
    expect(decode(field('0a01614001'))[0]!.tags).toEqual({ a: '' })
  })

  it.each([
    ['a text', Buffer.from('m a=1 5'), 'a record is expected'],
    ['a length beyond the end', Buffer.from('0a05', 'hex'), 'a value is longer than its message'],
    ['a length of 2^63', Buffer.from('0affffffffffffffffff01', 'hex'), 'longer than its message'],
    ['a number that is cut off', Buffer.from('0aff', 'hex'), 'a number is cut off'],
    ['eleven bytes', Buffer.from(`0a${'ff'.repeat(11)}`, 'hex'), 'more than 64 bits'],
    ['the number zero', Buffer.from('0200', 'hex'), 'a number that there is not'],
    ['a group', field('7b'), 'a kind that there is not'],
    ['a record that is a number', Buffer.from('0801', 'hex'), 'of the wrong kind'],
    ['a key that is a number', field('0801'), 'of the wrong kind'],
    ['an Any of another type', field('0a01613a020a00'), 'something other than an array'],
  ])('is refused with %s', (_title, bytes, message) => {
    const body = Buffer.concat([encode(point({ a: 1n })), bytes])
    expect(() => decode(body)).toThrow(message)
    expect(() => decode(body)).toThrow(/^record 2, byte \d+: /)
  })

  it('never does anything but answer or refuse', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => tame(Buffer.from(bytes))))
    const change = fc.tuple(fc.nat({ max: GOLDEN.length - 1 }), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.nat(), (changes, cut) => {
        const bytes = Buffer.from(GOLDEN)
        for (const [at, byte] of changes) bytes[at] = byte
        tame(bytes)
        tame(bytes.subarray(0, cut % bytes.length))
      }),
      { numRuns: 500 },
    )
  })
})

function tame(bytes: Buffer): void {
  try {
    decode(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedBody)
  }
}

const unit = fc.constantFrom(...'ab.\\"=\n\r ,ü😀日', '\udc80', 'x'.repeat(150))
const text = fc.string({ unit, maxLength: 12 })
const key = fc.string({ unit, minLength: 1, maxLength: 5 })
const scalar = fc.oneof(
  text,
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const records = fc.record({
  // A line that begins with a comma has no measurement.
  name: key,
  tags: fc.dictionary(
    key.map((name) => `t${name}`),
    text,
    { maxKeys: 5, noNullPrototype: true },
  ),
  fields: fc.dictionary(
    key.map((name) => `f${name}`),
    fc.oneof(scalar, fc.array(text, { maxLength: 3 }), fc.array(finite, { maxLength: 3 })),
    { maxKeys: 6, noNullPrototype: true },
  ),
  time: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).filter((time) => time !== 0n),
})
