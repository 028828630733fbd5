import { expect, test } from 'vitest'
import { MessageDecoder } from '../../src/decode/message.js'
import { Tags } from '../../src/point/tags.js'
import { decodeOne, mergeNothing, NOW, plain } from './decode.js'

const old =
  '{"type":"1","source":"shop","pipeline":"shop.p","tags":{"filename":"shop.log","pod_name":"p-1","service":"shop"},"log":"one\\n\\tat two"}'
const recent =
  '{"type":"1","source":"shop","storage_index":"idx","tags":{"filename":"/data/shop.log","namespace":"ns"},"fields":{"filepath":"/data/shop.log","log_read_lines":7,"status":"info"},"log":"\\u003cb\\u003e 中文"}'

test('a message of a 2022 client becomes a record', () => {
  expect(decodeOne(old)).toEqual({
    name: 'shop',
    time: NOW,
    pipeline: 'shop.p',
    storageIndex: '',
    tags: { filename: 'shop.log', pod_name: 'p-1', service: 'shop' },
    fields: { message: 'one\n\tat two', status: 'info' },
    filepath: undefined,
    lines: undefined,
    log: 'one\n\tat two',
  })
})

test('a message of a 2025 client becomes a record with its file and line', () => {
  expect(decodeOne(recent)).toEqual({
    name: 'shop',
    time: NOW,
    pipeline: '',
    storageIndex: 'idx',
    tags: { filename: '/data/shop.log', namespace: 'ns' },
    fields: { message: '<b> 中文', filepath: '/data/shop.log', log_read_lines: 7, status: 'info' },
    filepath: '/data/shop.log',
    lines: 7,
    log: '<b> 中文',
  })
})

const records: [sentence: string, frame: string, expected: object][] = [
  ['names match without regard to case', '{"SOURCE":"a","Log":"x"}', { name: 'a', log: 'x' }],
  ['a long s folds into s', '{"ſource":"a","log":"x"}', { name: 'a' }],
  ['the last duplicate wins', '{"source":"a","Source":"b","source":"c","log":"x"}', { name: 'c' }],
  ['the last of two log texts wins', '{"log":"x","LOG":"y"}', { log: 'y' }],
  ['null leaves a text as it was', '{"source":"a","source":null,"log":"x"}', { name: 'a' }],
  ['null as a tag is an empty text', '{"source":"a","tags":{"t":null}}', { tags: { t: '' } }],
  [
    'two tags members are joined',
    '{"tags":{"a":"1","b":"1"},"Tags":{"b":"2"}}',
    { tags: { a: '1', b: '2' } },
  ],
  ['null as tags takes them away', '{"tags":{"a":"1"},"tags":null}', { tags: {} }],
  [
    'other members do not matter',
    '{"source":"a","x":{"log":"no"},"type":5}',
    { name: 'a', log: '' },
  ],
  ['blanks do not matter', ' {\n"source" :\t"a" , "log": "x" } ', { name: 'a', log: 'x' }],
  [
    'an empty log is a record',
    '{"source":"a","log":""}',
    { fields: { message: '', status: 'info' } },
  ],
  ['no log is an empty one', '{"source":"a"}', { fields: { message: '', status: 'info' } }],
  [
    'no source is __default without a script',
    '{"pipeline":"a.p","log":"x"}',
    { name: '__default', pipeline: '' },
  ],
  [
    'an empty source is the same',
    '{"source":"","pipeline":"a.p"}',
    { name: '__default', pipeline: '' },
  ],
  [
    'a source that is called __default may have a script',
    '{"source":"__default","pipeline":"a.p"}',
    { name: '__default', pipeline: 'a.p' },
  ],
  ['"-" asks for no script', '{"source":"a","pipeline":"-"}', { pipeline: '-' }],
  [
    'a status of the message stays',
    '{"fields":{"status":"error"}}',
    { fields: { message: '', status: 'error' } },
  ],
  [
    'a status tag stays a tag',
    '{"tags":{"status":"ok"},"fields":{"status":"info"}}',
    { tags: { status: 'ok' }, fields: { message: '' } },
  ],
  [
    'a field called message is the text',
    '{"log":"x","fields":{"message":"y"}}',
    { fields: { message: 'y', status: 'info' } },
  ],
  [
    'a tag called message gives way to the text',
    '{"log":"x","tags":{"message":"t"}}',
    { tags: {}, fields: { message: 'x', status: 'info' } },
  ],
  [
    'fields called source and date are removed',
    '{"fields":{"source":"a","date":"b","time":1}}',
    { fields: { message: '', time: 1, status: 'info' } },
  ],
  [
    'tags called source and date are removed',
    '{"tags":{"source":"a","date":"b","":"c","time":"d"}}',
    { tags: { time: 'd' } },
  ],
  [
    'tags called source and date are removed beside members of the log text, too',
    '{"json_as_fields":true,"tags":{"source":"a","date":"b"},"log":"{\\"date\\":1}"}',
    { tags: {}, fields: { json_date: 1n, status: 'info' } },
  ],
  [
    'of a tag and a field the tag is kept',
    '{"tags":{"a":"1"},"fields":{"a":2}}',
    { tags: { a: '1' }, fields: { message: '', status: 'info' } },
  ],
  [
    'dots in names become underscores',
    '{"tags":{"a.b":"1"},"fields":{"c.d":true}}',
    { tags: { a_b: '1' }, fields: { message: '', c_d: true, status: 'info' } },
  ],
  ['a name without a dot wins', '{"tags":{"a.b":"1","a_b":"2"}}', { tags: { a_b: '2' } }],
  [
    'an empty field name is removed',
    '{"fields":{"":1}}',
    { fields: { message: '', status: 'info' } },
  ],
  [
    'numbers are floats',
    '{"fields":{"n":42,"m":9007199254740993}}',
    { fields: { message: '', n: 42, m: 9007199254740992, status: 'info' } },
  ],
  [
    'lists of one kind are kept',
    '{"fields":{"a":[1,2],"b":["x"],"c":[true,false],"d":[]}}',
    { fields: { message: '', a: [1, 2], b: ['x'], c: [true, false], d: [], status: 'info' } },
  ],
  [
    'null, objects, mixed and nested lists are dropped',
    '{"fields":{"a":null,"b":{},"c":[1,"x"],"d":[[1]],"e":[null]}}',
    { fields: { message: '', status: 'info' } },
  ],
  ['half a surrogate pair is replaced', '{"log":"a\\ud800b"}', { log: 'a\ufffdb' }],
  [
    'names of Object.prototype are ordinary',
    '{"tags":{"constructor":"c"},"fields":{"toString":"t"}}',
    { tags: { constructor: 'c' }, fields: { message: '', toString: 't', status: 'info' } },
  ],
  ['a line number with a fraction is no slot', '{"fields":{"log_read_lines":1.5}}', { lines: 1.5 }],
]

test.each(records)('%s', (_sentence, frame, expected) => {
  expect(decodeOne(frame)).toMatchObject(expected)
  const { fields, tags } = decodeOne(frame) as { fields?: object; tags?: object }
  if ('fields' in expected) expect(fields).toEqual(expected.fields)
  if ('tags' in expected) expect(tags).toEqual(expected.tags)
})

const faults: [frame: string, reason: string][] = [
  ['', 'bad_json'],
  ['{"log":"x"', 'bad_json'],
  ['{"log":"x"} {}', 'bad_json'],
  ['[1]', 'bad_json'],
  ['null', 'bad_json'],
  ['{"log":"a\tb"}', 'bad_json'],
  ['{"tags":{"a":1}}', 'bad_member'],
  ['{"tags":{"a":1,"a":"x"}}', 'bad_member'],
  ['{"tags":{"a":{}}}', 'bad_member'],
  ['{"tags":["a"]}', 'bad_member'],
  ['{"fields":"a"}', 'bad_member'],
  ['{"log":5}', 'bad_member'],
  ['{"source":["a"]}', 'bad_member'],
  ['{"json_as_fields":"yes"}', 'bad_member'],
]

test.each(faults)('the message %s is dropped for %s', (frame, reason) => {
  expect(decodeOne(frame)).toEqual({ fault: reason })
})

test('a bad message leaves the next one as it is', () => {
  const decoder = new MessageDecoder(mergeNothing)
  const good = plain(decoder, recent)
  plain(decoder, '{"tags":{"a":1}}')
  expect(plain(decoder, recent)).toEqual(good)
})

test('messages of one kind share their template, whatever their text and line', () => {
  const decoder = new MessageDecoder(mergeNothing)
  const first = decoder.decode(Buffer.from(recent))
  const next = decoder.decode(
    Buffer.from(recent.replace(':7,', ':8,').replace('中文', 'x \\"y\\" 𝒛')),
  )
  expect(next.template).toBe(first.template)
  expect(next).toMatchObject({ lines: 8, log: '<b> x "y" 𝒛' })
})

test('the kinds of message that a connection sends in turn are all remembered', () => {
  let merges = 0
  const decoder = new MessageDecoder((tags) => {
    merges++
    return Tags.of(tags)
  })
  for (let i = 0; i < 40; i++)
    decoder.decode(Buffer.from(`{"source":"s","tags":{"filename":"${i % 8}"},"log":"${i}"}`))
  expect(merges).toBe(8)
})

test('tags are merged with sight of the fields', () => {
  const decoder = new MessageDecoder((tags, hasField) =>
    Tags.of([
      ...tags,
      ...(hasField('filepath') ? [] : [['filepath', 'x'] as const]),
      ['host', 'h'],
    ]),
  )
  expect(plain(decoder, recent)).toMatchObject({ tags: { host: 'h', namespace: 'ns' } })
  expect(plain(decoder, old)).toMatchObject({ tags: { host: 'h', filepath: 'x' } })
})

test('after forgetting, tags are merged anew', () => {
  let host = 'a'
  const decoder = new MessageDecoder((tags) => Tags.of([...tags, ['host', host]]))
  plain(decoder, old)
  host = 'b'
  expect(plain(decoder, old)).toMatchObject({ tags: { host: 'a' } })
  decoder.forget()
  expect(plain(decoder, old)).toMatchObject({ tags: { host: 'b' } })
})

test('of too many tags and fields the rest is left out, but never text and status', () => {
  const entries = (value: unknown) =>
    Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, value]))
  const fields = decodeOne(JSON.stringify({ log: 'x', fields: entries(1) }))
  const tags = decodeOne(JSON.stringify({ log: 'x', tags: entries('1') }))
  expect(Object.keys((fields as { fields: object }).fields)).toHaveLength(1024)
  expect(Object.keys((tags as { tags: object }).tags)).toHaveLength(256)
  expect(fields).toMatchObject({ fields: { message: 'x', status: 'info' } })
})

test('a message that nests deep is read like any other, with half a pair in it too', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  expect(decodeOne(`{"source":"a","log":"x\\ud800","x":${deep}}`)).toMatchObject({
    name: 'a',
    log: 'x\ufffd',
  })
})

test.each([
  ['objects', `{"x":[${'{},'.repeat(200_000)}0]}`],
  ['lists in lists', `{"x":${'['.repeat(200_000)}`],
  ['texts', `{"x":[${'"",'.repeat(200_000)}""]}`],
])('a message of nothing but %s is refused before it fills the memory', (_, frame) => {
  expect(decodeOne(frame)).toEqual({ fault: 'bad_json' })
})

test('marks in a log text are no values', () => {
  const log = '{"a":[1,2],"b":""},'.repeat(50_000)
  expect(decodeOne(JSON.stringify({ source: 'a', log }))).toMatchObject({ log })
})
