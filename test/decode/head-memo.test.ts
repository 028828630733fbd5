// The remembered way and the full parser give the same answer, for every sequence of frames.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MessageDecoder } from '../../src/decode/message.js'
import { decodeOne, mergeNothing, plain } from './decode.js'

const text = fc.oneof(
  fc.constantFrom(
    '',
    'x',
    '"',
    '\\',
    '"}',
    '"log":"',
    '\\"log\\":\\"',
    '\u0000',
    '\ud800',
    '中文 𝒛',
    '}',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const number = fc.oneof(
  fc.nat(30).map(String),
  fc.constantFrom('-1', '1.5', '1e3', '007', '12345678901234567', '"5"', 'null'),
)
/** A JSON string, once in a while not quite one. */
const token = fc.oneof(
  { weight: 8, arbitrary: text.map((t) => JSON.stringify(t)) },
  { weight: 1, arbitrary: text.map((t) => `"${t}"`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('null', '5', '"a","b":"c"', '"a" ', '"\\ud83d"', '"\\u0000"'),
  },
)
const scalar = fc.oneof(token, number, fc.constantFrom('{"log":"in"}', '["log",":"]', 'true'))
const nested = fc
  .array(fc.tuple(fc.constantFrom('log_read_lines', 'filepath', 'status', 'log', 'a'), scalar), {
    maxLength: 4,
  })
  .map(object)
const member = fc.oneof(
  fc.tuple(fc.constantFrom('log', 'Log', 'log'), token),
  fc.tuple(fc.constantFrom('fields', 'fields', 'FIELDS'), fc.oneof(nested, fc.constant('null'))),
  fc.tuple(
    fc.constantFrom('source', 'tags', 'pipeline', 'json_as_fields', 'x'),
    fc.oneof(scalar, nested),
  ),
)
const freeFrame = fc.array(member, { maxLength: 5 }).map(object)
const usualFrame = fc
  .record({
    file: fc.constantFrom('a', 'b'),
    lines: number,
    log: token,
    end: fc.constantFrom('}', '}', ' }', ',"log":"z"}', ''),
  })
  .map(
    ({ file, lines, log, end }) =>
      `{"type":"1","source":"s","tags":{"filename":"${file}"},"fields":{"filepath":"${file}","log_read_lines":${lines},"status":"info"},"log":${log}${end}`,
  )

function object(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([key, value]) => `"${key}":${value}`).join(',')}}`
}

test('a decoder with a memory answers as one without', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(usualFrame, freeFrame), { minLength: 2, maxLength: 8 }),
      (frames) => {
        const decoder = new MessageDecoder(mergeNothing)
        for (const frame of [...frames, ...frames])
          expect(plain(decoder, frame)).toEqual(decodeOne(frame))
      },
    ),
    { numRuns: 3000 },
  )
})

test('a frame with one byte changed is answered as without a memory', () => {
  fc.assert(
    fc.property(usualFrame, fc.nat(), fc.nat(255), (frame, at, byte) => {
      const decoder = new MessageDecoder(mergeNothing)
      plain(decoder, frame)
      const bytes = Buffer.from(frame)
      bytes[at % bytes.length] = byte
      const changed = bytes.toString()
      expect(plain(decoder, changed)).toEqual(decodeOne(changed))
    }),
    { numRuns: 3000 },
  )
})

test('the full parser accepts a frame exactly when JSON.parse makes an object of it', () => {
  fc.assert(
    fc.property(freeFrame, (frame) => {
      let valid = true
      try {
        JSON.parse(frame)
      } catch {
        valid = false
      }
      const bad = (decodeOne(frame) as { fault?: string }).fault === 'bad_json'
      expect(bad).toBe(!valid)
    }),
    { numRuns: 2000 },
  )
})
