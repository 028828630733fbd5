import { expect, test } from 'vitest'
import { jsonAsFields } from '../../src/decode/json-as-fields.js'
import { decodeOne } from './decode.js'

const key = 'k'.repeat(257)
const cases: [sentence: string, log: string, fields: object | undefined][] = [
  ['texts and booleans are kept', '{"a":"x","b":true,"c":false}', { a: 'x', b: true, c: false }],
  ['a whole number is an int', '{"a":42,"b":-1,"c":-0}', { a: 42n, b: -1n, c: 0n }],
  ['any other number is a float', '{"a":1.5,"b":1e3,"c":2E0}', { a: 1.5, b: 1000, c: 2 }],
  [
    'the limits of an int fit',
    '{"a":9223372036854775807,"b":-9223372036854775808}',
    { a: 2n ** 63n - 1n, b: -(2n ** 63n) },
  ],
  [
    'an overflow is dropped',
    '{"a":9223372036854775808,"b":1e400,"c":1,"d":100000000000000000000000}',
    { c: 1n },
  ],
  ['null is dropped', '{"a":null,"b":1}', { b: 1n }],
  [
    'an object becomes sorted text',
    '{"a":{ "z":1.00, "b":[1e2 , {"y":null,"x":"<\\u0026>"}] }}',
    { a: '{"b":[1e2,{"x":"\\u003c\\u0026\\u003e","y":null}],"z":1.00}' },
  ],
  ['a list becomes text', '{"a":[1, "two", []], "b":[]}', { a: '[1,"two",[]]', b: '[]' }],
  ['line separators are escaped', '{"a":["\u2028"]}', { a: '["\\u2028"]' }],
  ['the last duplicate wins', '{"a":1,"a":"x"}', { a: 'x' }],
  ['the last duplicate wins, null too', '{"a":1,"b":1,"a":null}', { b: 1n }],
  ['dots become underscores', '{"a.b":1}', { a_b: 1n }],
  ['an unchanged name wins', '{"a.b":1,"a_b":2}', { a_b: 2n }],
  ['else the first in order', '{"a._b":2,"a..b":1}', { a__b: 1n }],
  [
    'newlines and backslashes at the end go',
    '{"line\\nkey":1,"tail\\\\\\\\":2}',
    { 'line key': 1n, tail: 2n },
  ],
  ['long names are cut', `{"${key}":1}`, { [key.slice(1)]: 1n }],
  [
    'long names are cut between characters',
    `{"${'é'.repeat(127)}x中":1}`,
    { [`${'é'.repeat(127)}x`]: 1n },
  ],
  [
    'reserved names get a prefix',
    '{"time":1,"source":"s","date":true,"storage_index":"i"}',
    { json_time: 1n, json_source: 's', json_date: true, json_storage_index: 'i' },
  ],
  [
    'and a number where that is taken',
    '{"time":1,"json_time":2,"json_time_1":3}',
    { json_time: 2n, json_time_1: 3n, json_time_2: 1n },
  ],
  [
    'also after cutting',
    '{"source":"a","source\\\\":"b","date\\\\":"c"}',
    { json_source: 'a', json_date: 'c' },
  ],
  ['message is an ordinary member', '{"message":"m"}', { message: 'm' }],
  ['blanks around it do not matter', ' {"a":1}\n', { a: 1n }],
  ['an empty object is none', '{}', undefined],
  ['nothing usable is none', '{"a":null,"":1,"\\\\":2}', undefined],
  ['half an object is none', '{"a":', undefined],
  ['two objects are none', '{} {}', undefined],
  ['a list is none', '[{"a":1}]', undefined],
  ['plain text is none', 'hello', undefined],
  ['an object without a bottom is none', `{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`, undefined],
]

test.each(cases)('%s', (_sentence, log, fields) => {
  const found = jsonAsFields(log)
  expect(found && Object.fromEntries(found)).toEqual(fields)
})

function message(log: string): string {
  return JSON.stringify({
    source: 's',
    tags: { host: 't', pod: 'p' },
    fields: { filepath: '/f', log_read_lines: 3, status: 'warn' },
    json_as_fields: true,
    log,
  })
}

test('members replace tags and fields of the same name, and there is no message', () => {
  expect(decodeOne(message('{"host":"h","filepath":1,"x":"y"}'))).toMatchObject({
    tags: { pod: 'p' },
    fields: { filepath: 1n, log_read_lines: 3, status: 'warn', host: 'h', x: 'y' },
    lines: 3,
  })
})

test('a line number inside the object is not mistaken for that of the file', () => {
  expect(decodeOne(message('{"log_read_lines":"many"}'))).toMatchObject({
    fields: { log_read_lines: 'many' },
    lines: 3,
  })
})

test('a log that is no object is treated as usual', () => {
  expect(decodeOne(message('plain'))).toMatchObject({
    fields: { message: 'plain', filepath: '/f' },
  })
})
