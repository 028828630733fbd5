import { describe, expect, it } from 'vitest'
import { Encoder } from '../../src/encode/encoder.js'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'

function point(
  fields: Record<string, FieldValue>,
  tags: Record<string, string> = {},
  name = 'm',
): Point {
  const made = new Point(name, 1n, Tags.of(Object.entries(tags)))
  made.set('status', 'info')
  for (const [key, value] of Object.entries(fields)) made.set(key, value)
  return made
}

/** The fields of a line without the `status` that every record has. */
const fieldsOf = (fields: Record<string, FieldValue>) =>
  encodeLine(point({ ...fields, status: null }))
    .replace(/^m /, '')
    .replace(/ 1\n$/, '')
    .replace(/,?status="info",?/, '')

describe('a line', () => {
  it('is the golden record of the wire reference', () => {
    const record = point(
      {
        message: 'he said "hi" \\ end\nline2',
        n: 42n,
        f: 3,
        big: 1e21,
        b: true,
        a_b: 'dot',
        arr: ['x', 'y'],
      },
      { filename: '/a b,c=d', empty: '', host: 'n1', service: 'svc' },
      'my source,x',
    )
    record.time = 1700000000123456789n
    expect(encodeLine(record)).toBe(
      `my\\ source\\,x,filename=/a\\ b\\,c\\=d,host=n1,service=svc a_b="dot",arr=["x","y"],b=true,big=1000000000000000000000,f=3,message="he said \\"hi\\" \\\\ end
line2",n=42i,status="info" 1700000000123456789
`,
    )
  })

  it.each<[string, FieldValue, string]>([
    ['an int', -5n, 'k=-5i'],
    ['a small float', 1e-7, 'k=0.0000001'],
    ['minus zero', -0, 'k=-0'],
    ['+Inf', Number.POSITIVE_INFINITY, 'k=18446744073709551615u'],
    ['-Inf', Number.NEGATIVE_INFINITY, 'k=-9223372036854775808i'],
    ['not a number, left out', Number.NaN, ''],
    ['nil, left out', null, ''],
    ['a boolean', false, 'k=false'],
    ['an empty text', '', 'k=""'],
    ['half a surrogate pair', 'a\ud800', 'k="a\ud800"'],
  ])('writes %s', (_, value, text) => {
    expect(fieldsOf({ k: value })).toBe(text)
  })

  it.each([
    ['a dot becomes _', 'a.b', 'a_b=1'],
    ['source is removed', 'source', ''],
    ['date is removed', 'date', ''],
    ['an empty key is removed', '', ''],
    ['escapes', 'a, "=b', 'a\\,\\ \\"\\=b=1'],
    ['a newline becomes a space', 'a\nb', 'a\\ b=1'],
    ['256 bytes are kept', 'é'.repeat(200), `${'é'.repeat(128)}=1`],
  ])('field keys: %s', (_, key, text) => {
    expect(fieldsOf({ [key]: 1 })).toBe(text)
  })

  it('keeps the tag when a changed field key falls on it', () => {
    expect(encodeLine(point({ 'a.b': 'field' }, { a_b: 'tag' }))).toBe(
      'm,a_b=tag status="info" 1\n',
    )
  })

  it('never lets a tag break the line', () => {
    expect(encodeLine(point({}, { t: 'a\nb\\\\' }))).toBe('m,t=a\\ b status="info" 1\n')
  })

  it('adds the status that is missing', () => {
    const record = point({ k: 1 })
    record.delete('status')
    expect(encodeLine(record)).toBe('m k=1,status="info" 1\n')
  })

  it('follows a tag that a script changes', () => {
    const record = point({}, { a: '1' })
    encodeLine(record)
    record.setTag('a', '2')
    expect(encodeLine(record)).toBe('m,a=2 status="info" 1\n')
  })
})

describe('an encoder', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

  it('puts one storage index in a chunk', () => {
    const encoder = new Encoder(1000)
    const other = point({ k: 2 })
    other.storageIndex = 'idx'
    encoder.add(point({ k: 1 }))
    encoder.add(other)
    const chunks = encoder.finish()
    expect(chunks.map((c) => [c.storageIndex, c.count, text(c.bytes)])).toEqual([
      ['', 1, 'm k=1,status="info" 1\n'],
      ['idx', 1, 'm k=2,status="info" 1\n'],
    ])
    expect(encoder.finish()).toEqual([])
  })

  it('closes a chunk before it grows beyond the limit, and loses no record', () => {
    const encoder = new Encoder(60)
    for (let i = 0; i < 7; i++) encoder.add(point({ k: i }))
    encoder.add(point({ k: 'x'.repeat(20) }))
    encoder.add(point({ k: 9 }))
    const chunks = encoder.finish()
    expect(chunks.map((c) => c.count)).toEqual([2, 2, 2, 1, 1, 1])
    const lines = chunks.flatMap((c) => text(c.bytes).trimEnd().split('\n'))
    expect(lines).toHaveLength(9)
    for (const chunk of chunks) expect(text(chunk.bytes).split('\n')).toHaveLength(chunk.count + 1)
  })
})
