import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { LineProtocolReader, parseLineProtocol } from '../../src/encode/line-protocol-parse.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'
import { MalformedBody, readAll, type WireRecord } from '../../src/point/wire-record.js'

interface Expected {
  name: string
  tags: Record<string, string>
  fields: Record<string, FieldValue>
  time: bigint
}

function read(text: string, arrival?: bigint): Expected[] {
  return plain(parseLineProtocol(text, arrival))
}

/** As people write it. */
function readLenient(text: string): Expected[] {
  return plain(readAll(new LineProtocolReader(text, 77n, true)))
}

function plain(records: readonly WireRecord[]): Expected[] {
  return records.map(({ name, tags, fields, time }) => ({
    name,
    tags: { ...tags },
    fields: { ...fields },
    time,
  }))
}

describe('line protocol', () => {
  const rows: [string, string, Expected][] = [
    [
      'a plain record',
      'm,h=n1 a=1 5\n',
      { name: 'm', tags: { h: 'n1' }, fields: { a: 1 }, time: 5n },
    ],
    ['no tags', 'm a=true -5\n', { name: 'm', tags: {}, fields: { a: true }, time: -5n }],
    [
      'escapes of the measurement and of tags',
      'my\\ source\\,x,a\\ b\\,c\\=d=/p\\ q a=1 5\n',
      { name: 'my source,x', tags: { 'a b,c=d': '/p q' }, fields: { a: 1 }, time: 5n },
    ],
    [
      'quotes that need no escape',
      'm",t="x a=1 5\n',
      { name: 'm"', tags: { t: '"x' }, fields: { a: 1 }, time: 5n },
    ],
    [
      'escapes of field keys',
      'm a\\"\\,\\ \\=b="x" 5\n',
      { name: 'm', tags: {}, fields: { 'a", =b': 'x' }, time: 5n },
    ],
    [
      'texts with quotes, backslashes and newlines',
      'm a="he said \\"hi\\" \\\\ end\nline2",b="\\\\" 5\n',
      { name: 'm', tags: {}, fields: { a: 'he said "hi" \\ end\nline2', b: '\\' }, time: 5n },
    ],
    [
      'backslashes that escape nothing',
      'm\\n,t=a\\b a="\\n" 5\n',
      { name: 'm\\n', tags: { t: 'a\\b' }, fields: { a: '\\n' }, time: 5n },
    ],
    [
      'all kinds of values',
      'm a=-42i,b=1.5,c=false,d=18446744073709551615u,e=1e3,f=["x","y, ]"],g=[1i,2i],h=[] 5\n',
      {
        name: 'm',
        tags: {},
        fields: {
          a: -42n,
          b: 1.5,
          c: false,
          d: 18446744073709551615n,
          e: 1000,
          f: ['x', 'y, ]'],
          g: [1n, 2n],
          h: [],
        },
        time: 5n,
      },
    ],
    [
      'keys that objects have by themselves',
      'm,__proto__=a constructor="b" 5\n',
      {
        name: 'm',
        tags: Object.fromEntries([['__proto__', 'a']]),
        fields: { constructor: 'b' },
        time: 5n,
      },
    ],
    [
      'booleans in every form',
      'm a=t,b=T,c=true,d=True,e=TRUE,f=f,g=F,h=false,i=False,j=FALSE 5',
      {
        name: 'm',
        tags: {},
        fields: {
          ...{ a: true, b: true, c: true, d: true, e: true },
          ...{ f: false, g: false, h: false, i: false, j: false },
        },
        time: 5n,
      },
    ],
    ['no end of line at the end', 'm a=1 5', { name: 'm', tags: {}, fields: { a: 1 }, time: 5n }],
    ['no time', 'm a=1\n', { name: 'm', tags: {}, fields: { a: 1 }, time: 77n }],
  ]
  it.each(rows)('is read with %s', (_title, text, expected) => {
    expect(read(text, 77n)).toEqual([expected])
  })

  it('is read record by record', () => {
    const names = read('a x="1\n2" 1\n\nb x=1 2\r\nc x=1 3').map(({ name }) => name)
    expect(names).toEqual(['a', 'b', 'c'])
  })

  it.each([
    '  m f=1i 5',
    ' \t\0m f=1i 5',
    ' \n\t\r\n \0\nm f=1i 5',
    'm  f=1i 5',
    'm \t\0f=1i  5',
    'm f=1i \t\0 5',
    'm f=1i 5  ',
    'm f=1i 5  \r\n \t',
  ])('is read with white space, when people wrote it: %j', (text) => {
    expect(readLenient(text)).toEqual([{ name: 'm', tags: {}, fields: { f: 1n }, time: 5n }])
  })

  it.each(['m f=1i ', 'm f=1i   \n', 'm f=1i \t\0'])('is read without a time: %j', (text) => {
    expect(readLenient(text)).toEqual([{ name: 'm', tags: {}, fields: { f: 1n }, time: 77n }])
  })

  it('is read past comments, also behind white space, where there may be any', () => {
    const reader = (comments: boolean) =>
      new LineProtocolReader('# a\n \t# b\nm f=1i 5\n  # c', 0n, comments)
    expect(readAll(reader(true))).toHaveLength(1)
    expect(() => readAll(reader(false))).toThrow(MalformedBody)
  })

  it('keeps a carriage return that does not end a line', () => {
    const [found] = read('\rm,t=a\rb f="\r",\rk=1i 5\r\n')
    expect(found).toMatchObject({
      name: '\rm',
      tags: { t: 'a\rb' },
      fields: { f: '\r', '\rk': 1n },
    })
  })

  const bad: [string, string][] = [
    ['m', 'a blank before the fields is expected'],
    [',t=1 a=1 5', 'a measurement is expected'],
    ['m,t a=1', 'a "=" after the key of a tag is expected'],
    ['m a 5', 'a "=" after the key of a field is expected'],
    ['m a=x 5', 'a value is expected'],
    ['m a=1.5i 5', 'an integer has only digits'],
    ['m a=9223372036854775808i 5', 'an integer has at most 64 bits'],
    ['m a=18446744073709551616u 5', 'an integer has at most 64 bits'],
    ['m a=-1u 5', 'an integer has at most 64 bits'],
    [`m a=1 ${'9'.repeat(1000)}`, 'an integer has at most 64 bits'],
    ['m a="x 5', 'a text is not closed'],
    ['m a=[1i,2i 5', 'a "]" after the items of an array is expected'],
    ['m a=1 x', 'a time is expected'],
    ['m a=1 5x', 'the end of the record is expected'],
    ['m a=1 5 \t', 'the end of the record is expected'],
    ['m a=1\t5', 'the end of the record is expected'],
    ['m\ta=1 5', 'a "=" after the key of a field is expected'],
  ]
  it.each(bad)('refuses %j', (text, message) => {
    expect(() => read(`m a=1 5\n${text}`)).toThrow(message)
    expect(() => readLenient(`m a=1 5\n${text}`)).toThrow(message)
    expect(() => read(`m a=1 5\n${text}`)).toThrow(/^record 2, character \d+: /)
  })

  it('reads back what the encoder writes', () => {
    fc.assert(
      fc.property(record, (original) => {
        const [found] = read(encodeLine(pointOf(original)))
        expect(found).toEqual({ ...original, fields: { status: 'info', ...original.fields } })
      }),
    )
  })
})

/** Keys and values that the limits of a point leave as they are. */
const word = fc
  .string({ unit: fc.constantFrom(...'ab\\"= \r\t\0,ü😀'), minLength: 1, maxLength: 8 })
  .filter((text) => !text.endsWith('\\'))
const text = fc.string({ unit: fc.constantFrom(...'ab\\"=\n\r ,ü😀'), maxLength: 12 })
const scalar = fc.oneof(
  text,
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
  fc.boolean(),
)
const record: fc.Arbitrary<Expected> = fc.record({
  name: word,
  tags: fc.dictionary(
    word.map((key) => `t${key}`),
    word,
    { maxKeys: 4, noNullPrototype: true },
  ),
  fields: fc.dictionary(
    word.map((key) => `f${key}`),
    fc.oneof(scalar, fc.array(text, { maxLength: 3 })),
    { maxKeys: 4, noNullPrototype: true },
  ),
  time: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
})

function pointOf({ name, tags, fields, time }: Expected): Point {
  const point = new Point(name, time, Tags.of(Object.entries(tags)))
  for (const [key, value] of Object.entries(fields)) point.setField(key, value)
  return point
}
