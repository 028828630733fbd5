// What a write request says beside its body: query and headers, by the names of the original's API.
import type { FastifyRequest } from 'fastify'
import { BodyFault } from './body.js'

/** Format of a body: line protocol, protobuf, or JSON. */
export type Format = 'v1' | 'v2' | 'json'

export interface WriteQuery {
  readonly format: Format
  /** Content encoding, "" for none. */
  readonly compression: string
  /** What the records are counted under. */
  readonly input: string
  /** The source whose script runs on them; "" for their own. */
  readonly source: string
  readonly storageIndex: string
  /** Nanoseconds of a unit of their times; undefined to tell it from their size. */
  readonly unit: bigint | undefined
  readonly ignoreHostTags: boolean
  /** Understands the records and takes none. */
  readonly dry: boolean
  readonly echo: 'lp' | 'json' | undefined
}

const UNITS: ReadonlyMap<string, bigint | undefined> = new Map([
  ['', undefined],
  ['n', 1n],
  ['ns', 1n],
  ['u', 1000n],
  ['us', 1000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])

const FORMATS: Readonly<Record<string, Format>> = {
  v1: 'v1',
  'line-protocol': 'v1',
  v2: 'v2',
  protobuf: 'v2',
  json: 'json',
}

/** @throws BodyFault */
export function readQuery(request: FastifyRequest): WriteQuery {
  const query = new URLSearchParams(request.url.split('?').slice(1).join('?'))
  const text = (name: string) => query.get(name) ?? ''
  const flag = (...names: string[]) => names.some((name) => isOn(text(name)))
  const { 'content-type': type = '', 'content-encoding': sent = '' } = request.headers
  const encoding = text('encoding').toLowerCase()
  const format = Object.hasOwn(FORMATS, encoding) ? FORMATS[encoding] : undefined
  return {
    format: format ?? formatOf(type.toLowerCase()),
    compression: format === undefined && encoding !== '' ? encoding : sent.toLowerCase(),
    input: text('input') || 'logging',
    source: text('source'),
    storageIndex: text('storage_index'),
    unit: unitOf(text('precision')),
    ignoreHostTags: flag('ignore_global_host_tags', 'ignore_global_tags'),
    dry: flag('dry'),
    echo:
      echoOf(text('echo')) ??
      (flag('echo_line_proto') ? 'lp' : flag('echo_json') ? 'json' : undefined),
  }
}

/** Any text switches on in the original, `false` too; here that one does not. */
function isOn(text: string): boolean {
  return text !== '' && text !== 'false' && text !== '0'
}

function formatOf(contentType: string): Format {
  if (contentType.includes('pbjson'))
    throw new BodyFault(400, 'invalidJSONPoint', 'pbjson is not supported, send JSON or protobuf')
  if (contentType.includes('application/json')) return 'json'
  return contentType.includes('protobuf') ? 'v2' : 'v1'
}

function unitOf(precision: string): bigint | undefined {
  if (UNITS.has(precision)) return UNITS.get(precision)
  throw new BodyFault(400, 'invalidPrecision', `"${precision}" is none of n, u, ms, s, m, h`)
}

function echoOf(form: string): WriteQuery['echo'] {
  return form === 'lp' || form === 'json' ? form : undefined
}
