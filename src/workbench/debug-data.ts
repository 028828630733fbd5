// The data of a debug request as points. Logs are texts unless their type says otherwise; everything else comes in line
// protocol, JSON or protobuf.

import { JsonReader } from '../decode/json-reader.js'
import { ownNames, withoutDots } from '../decode/template.js'
import { LineProtocolReader } from '../encode/line-protocol-parse.js'
import { ProtobufReader } from '../encode/protobuf-parse.js'
import { decoderOf } from '../pipeline/functions/support/decoders.js'
import { Point } from '../point/point.js'
import { Tags } from '../point/tags.js'
import { MalformedBody, type RecordReader, readAll, type WireRecord } from '../point/wire-record.js'
import { fromBytes } from '../util/bytes.js'
import { type DebugRequest, fromBase64 } from './debug-request.js'
import { LIMITS } from './limits.js'
import { recordPoint } from './record.js'
import { invalidData } from './request-fault.js'

/**
 * @param now time of records that carry none
 * @throws RequestFault
 */
export function debugPoints(request: DebugRequest, now: bigint): Point[] {
  const { dataBytes, lines } = LIMITS.debug
  const points: Point[] = []
  let bytes = 0
  for (const [index, base64] of request.data.entries()) {
    const data = fromBase64(base64, `data[${index}]`)
    bytes += data.length
    if (bytes > dataBytes) throw invalidData(`data has more than ${dataBytes} bytes`)
    for (const point of pointsOf(data, request, index, now)) points.push(point)
    if (points.length > lines) throw invalidData(`data has more than ${lines} records`)
  }
  return points
}

function pointsOf(data: Buffer, request: DebugRequest, index: number, now: bigint): Point[] {
  const { category, dataType, file } = request
  const isText = dataType.includes('text/plain') || (dataType === '' && category === 'logging')
  if (isText) {
    const message = textOf(data, request)
    return [recordPoint({ message, name: file.replace(/\.p$/, '') }, now)]
  }
  try {
    return readAll(readerOf(data, request)).map((record) => pointOf(record, category, now))
  } catch (error) {
    if (!(error instanceof MalformedBody)) throw error
    throw invalidData(`data[${index}]: ${error.message}`)
  }
}

function textOf(data: Buffer, { encode }: DebugRequest): string {
  const name = encode.toLowerCase()
  const decode = name.startsWith('gb') ? decoderOf(name) : undefined
  return decode ? decode(data) : fromBytes(data)
}

function readerOf(data: Buffer, request: DebugRequest): RecordReader {
  const { dataType } = request
  if (dataType.includes('protobuf')) return new ProtobufReader(data)
  const text = textOf(data, request)
  return dataType.includes('json') ? new JsonReader(text) : new LineProtocolReader(text, 0n, true)
}

function pointOf({ name, tags, fields, time }: WireRecord, category: string, now: bigint): Point {
  const ownTags = named(tags, category)
  const point = new Point(name, time === 0n ? now : time, Tags.of(ownTags))
  for (const [key, value] of named(fields, category))
    if (!ownTags.has(key)) point.setField(key, value)
  return point
}

/** Keys of metrics may have dots, those of everything else are written without, and some are none for logs. */
function named<T>(sent: Readonly<Record<string, T>>, category: string): Map<string, T> {
  const names = new Map(Object.entries(sent))
  if (category === 'logging') return ownNames(names)
  return category.startsWith('metric') ? names : withoutDots(names)
}
