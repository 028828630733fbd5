// Tags and fields of a message that cannot be kept are told of with their reason; the others are kept.
import { expect, it } from 'vitest'
import { MessageDecoder } from '../../src/decode/message.js'
import { WrittenDecoder } from '../../src/decode/written.js'
import { Tags } from '../../src/point/tags.js'

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']))

it.each<[object, readonly string[] | undefined]>([
  [{ tags: { a: 'x' }, fields: { b: 1 } }, undefined],
  [{ tags: { 'a.b': 'x' }, fields: { message: 'own', status: 'ok' } }, undefined],
  [{ tags: { status: 'ok' } }, undefined],
  [{ tags: { a: 'x' }, fields: { a: 1 } }, ['duplicate_key']],
  [{ tags: { status: 'x' }, fields: { status: 'y' } }, ['duplicate_key']],
  [{ tags: { message: 'x' } }, ['duplicate_key']],
  [{ fields: { 'a.b': 1, a_b: 2 } }, ['duplicate_key']],
  [{ fields: { source: 'x' } }, ['key_removed']],
  [{ tags: { date: 'x' } }, ['key_removed']],
  [{ tags: { '': 'x' } }, ['key_removed']],
  [{ tags: many(257) }, ['tag_limit']],
  [{ fields: many(1100) }, ['field_limit']],
])('%j: %j', (message, reasons) => {
  const decoder = new MessageDecoder((tags) => Tags.of(tags))
  const frame = Buffer.from(JSON.stringify({ source: 's', log: 'x', ...message }))
  expect(decoder.decode(frame).template?.adjusted).toEqual(reasons)
})

it('half of a pair is told of, on the first record of its kind and on those after it', () => {
  const decoder = new MessageDecoder((tags) => Tags.of(tags))
  const read = (log: string) => decoder.decode(Buffer.from(`{"source":"s","log":"${log}"}`))
  const logs = ['\\ud83d\\ude00', 'x\\ud83d', 'plain', '\\uDE00x', '\\\\ud83d', '\\u0041']
  const seen = [...logs, ...logs].map((log) => {
    const decoded = read(log)
    return 'replaced' in decoded && decoded.replaced
  })
  const odd = [false, true, false, true, false, false]
  expect(seen).toEqual([...odd, ...odd])
})

it('half of a pair is told of when no part of the message is known', () => {
  const decoder = new MessageDecoder((tags) => Tags.of(tags))
  const read = (text: string) => decoder.decode(Buffer.from(text))
  expect(read('{"tags":{"a":"\\ud83d"},"log":"x"}')).toMatchObject({ replaced: true })
  expect(read('{"tags":{"b":"\\\\ud83d \\ud83d\\ude00"},"log":"x"}')).toMatchObject({
    replaced: false,
  })
})

it('records of the HTTP input are judged as well', () => {
  const written = { input: 'x', source: '', storageIndex: '', unit: undefined }
  const decoder = new WrittenDecoder(written, (tags) => Tags.of(tags))
  const adjusted = (tags: Record<string, string>, fields: Record<string, string>) =>
    decoder.decode({ record: { name: 'm', tags, fields, time: 0n }, length: 0 }).template.adjusted
  expect(adjusted({ a: 'x' }, { b: 'y' })).toBeUndefined()
  expect(adjusted({ a: 'x' }, { a: 'y' })).toEqual(['duplicate_key'])
  expect(adjusted({ source: 'x' }, { a: 'y' })).toEqual(['key_removed'])
})
