// Inputs that nobody should send: messages and request bodies changed at random, and frames that break the protocol. The
// same ones at every run.
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { logLines, random, sidecarMessage } from '../corpus.js'
import { frame } from '../processes.js'

export type Next = () => number

export interface FuzzedRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

type Change = (bytes: Buffer, next: Next) => Buffer

const LINES = logLines(64)
/** None at all now and then. */
const MOST_CHANGES = 3

function pick<T>(list: readonly T[], next: Next): T {
  return list[Math.floor(next() * list.length)]!
}

function below(limit: number, next: Next): number {
  return Math.floor(next() * limit)
}

function splice(bytes: Buffer, at: number, cut: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)])
}

/** What parsers trip over. */
const PIECES = [
  '{',
  '}',
  '[',
  '"',
  '\\',
  ',',
  ':',
  '=',
  ' ',
  '\n',
  '\0',
  'null',
  'true',
  '1e999',
  '-0',
  '9223372036854775808',
  '0x1p-2',
  '"\\ud800"',
  '\\u0000',
  '"__proto__":{"a":1},',
  '"constructor":1,',
  '"tags":[],',
  '"fields":{"a":[1,"b",{}]},',
  '"log":null,',
  '"log":"",',
  '"json_as_fields":true,',
  '"storage_index":"../x",',
  '"source":"",',
  '"pipeline":"no.p",',
  '%{',
  '\u202e',
  '🙂',
].map((text) => Buffer.from(text))

const CHANGES: readonly Change[] = [
  (bytes, next) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[below(copy.length, next)]! ^= 1 << below(8, next)
    return copy
  },
  (bytes, next) => bytes.subarray(0, below(bytes.length + 1, next)),
  (bytes, next) => splice(bytes, below(bytes.length + 1, next), 0, pick(PIECES, next)),
  (bytes, next) => splice(bytes, below(bytes.length + 1, next), below(20, next), Buffer.alloc(0)),
  (bytes, next) => {
    const from = below(bytes.length + 1, next)
    return splice(bytes, from, 0, bytes.subarray(from, from + below(200, next)))
  },
  (bytes, next) => splice(bytes, below(bytes.length + 1, next), 0, randomBytes(below(16, next))),
  (_, next) => Buffer.from('['.repeat(below(5000, next))),
  (bytes, next) => splice(bytes, below(bytes.length + 1, next), 0, Buffer.alloc(3000, 'a')),
]

function changed(bytes: Buffer, next: Next): Buffer {
  let result = bytes
  for (let count = below(MOST_CHANGES + 1, next); count > 0; count--)
    result = pick(CHANGES, next)(result, next)
  return result
}

/** Frames that are no messages, or break the protocol and end the connection. */
const FRAMES: readonly ((next: Next) => Buffer)[] = [
  () => Buffer.from([0x89, 0x80, 1, 2, 3, 4]),
  () => Buffer.from([0x8a, 0x80, 1, 2, 3, 4]),
  () => Buffer.from([0x88, 0x80, 1, 2, 3, 4]),
  () => Buffer.from([0x80, 0x80, 1, 2, 3, 4]),
  () => Buffer.from([0x81, 0x05, 1, 2, 3, 4, 5]),
  () => Buffer.from([0xf1, 0x80, 1, 2, 3, 4]),
  () => Buffer.from([0x83, 0x80, 1, 2, 3, 4]),
  () => Buffer.from([0x81, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4]),
  () => Buffer.from([0x81, 0xff, 0, 0, 0, 0, 255, 255, 255, 255, 1, 2, 3, 4]),
  (next) => Buffer.concat([Buffer.from([0x01]), frame('{"a":').subarray(1, 1 + below(9, next))]),
  (next) => randomBytes(1 + below(64, next)),
]

/** Messages of which each is read to its end: a text that is not ASCII goes as a binary frame. */
export function* fuzzedMessages(seed: number): Generator<Buffer> {
  const next = random(seed)
  for (let i = 0; ; i++) {
    const bytes = changed(Buffer.from(sidecarMessage(pick(LINES, next), i)), next)
    const isText = bytes.every((byte) => byte < 0x80) && below(3, next) > 0
    yield isText ? frame(bytes.toString('latin1')) : bareFrame(0x82, bytes)
  }
}

/** Frames that end a connection, or leave it waiting for more. */
export function* fuzzedFrames(seed: number): Generator<Buffer> {
  const next = random(seed)
  for (;;) {
    if (below(2, next) === 0) yield pick(FRAMES, next)(next)
    else yield bareFrame(0x81, randomBytes(1 + below(300, next)))
  }
}

/** A frame with the mask 0, which leaves its bytes as they are. */
function bareFrame(kind: number, bytes: Buffer): Buffer {
  const content = bytes.subarray(0, 65_535)
  const head = Buffer.alloc(8)
  head[0] = kind
  head[1] = 0x80 | 126
  head.writeUInt16BE(content.length, 2)
  return Buffer.concat([head, content])
}

const BODIES = [
  'nginx,host=a\\ b,path=/x message="GET / 200",status=200i,took=0.25,ok=true 1700000000000000000\n',
  '[{"measurement":"nginx","tags":{"host":"a"},"fields":{"message":"m","n":1},"time":1700000000000000000}]',
  '\n\u001d\n\u0005nginx\u0012\u0014\n\u0007message\u0082\u0001\u0003abc\u0018\u0080',
].map((text) => Buffer.from(text, 'latin1'))

const TYPES = ['text/plain', 'application/json', 'application/protobuf', '', 'a/b; charset=x', '💥']
const QUERIES = [
  '',
  '?precision=ms',
  '?echo_line_proto',
  '?echo_json',
  '?dry&echo_json',
  '?source=x',
]
const PATHS = ['/v1/write/logging', '/v1/write/logging', '/v1/write/metric', '/v1/write/%00', '/x']

export function* fuzzedRequests(seed: number): Generator<FuzzedRequest> {
  const next = random(seed)
  for (;;) {
    const plain = changed(pick(BODIES, next), next)
    const encoding = pick(['', '', 'gzip', 'gzip', 'deflate', 'br'], next)
    const body = encoding === 'gzip' ? gzipSync(plain, { level: 1 }) : plain
    const type = Buffer.from(pick(TYPES, next)).toString('latin1')
    yield {
      path: `${pick(PATHS, next)}${pick(QUERIES, next)}`,
      headers: {
        ...(type && { 'content-type': type }),
        ...(encoding && { 'content-encoding': encoding }),
      },
      body: below(4, next) === 0 ? changed(body, next) : body,
    }
  }
}
