// The HTTP input joined to the path of a log: a request is one more lane of the queue, which its body feeds record by record as
// fast as they are taken. Then tags, scripts, encoding and buffer are those of every other record.
//
//   body ─reader─▶ feeder ─lane─▶ queue ─▶ pump: WrittenDecoder ─▶ … ─▶ buffer ─▶ answer
import { setImmediate as turn } from 'node:timers/promises'
import { JsonReader } from './decode/json-reader.js'
import { makePoint } from './decode/record.js'
import { WrittenDecoder, type WrittenFrame } from './decode/written.js'
import { encodeLine } from './encode/line-protocol.js'
import { LineProtocolReader } from './encode/line-protocol-parse.js'
import { ProtobufReader } from './encode/protobuf-parse.js'
import { storedJson } from './point/json.js'
import { limitFieldValue } from './point/limits.js'
import type { Point } from './point/point.js'
import type { Value } from './point/value.js'
import type { RecordReader, WireRecord } from './point/wire-record.js'
import type { Pump } from './pump.js'
import type { Connection } from './receive/events.js'
import type { FairQueue } from './receive/fair-queue.js'
import { Feeder } from './receive/feeder.js'
import type { WriteBody, WriteSink } from './receive/write.js'
import { mergeTags } from './tag/merge.js'
import { SharedTags } from './tag/shared-tags.js'
import { nowNs, systemClock } from './util/clock.js'

export interface WriteInputParts {
  readonly queue: FairQueue
  readonly pump: Pump
  hostTags(): ReadonlyMap<string, string>
  /** How long a request waits while the buffer is full. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 5000
/** Records that are read in one turn of the event loop. */
const TURN = 256
const NO_TAGS: ReadonlyMap<string, string> = new Map()
/** A request comes on no port of the sidecars. */
const NO_LISTENER = { address: '', tags: {}, origin: 'http' }

export class WriteInput implements WriteSink {
  private readonly tags = new SharedTags()

  constructor(private readonly parts: WriteInputParts) {}

  get full(): boolean {
    return this.parts.pump.blocked || this.parts.pump.stopping
  }

  async count(body: WriteBody): Promise<number> {
    let count = 0
    await eachRecord(readerOf(body), () => count++)
    return count
  }

  async echo(body: WriteBody, form: 'lp' | 'json'): Promise<string> {
    const decoder = this.decoderOf(body, NO_TAGS)
    const texts: string[] = []
    await eachRecord(readerOf(body), (record) => {
      const { template, time } = decoder.decode({ record, length: 0 })
      const point = makePoint(template, '', undefined, time ?? nowNs())
      texts.push(form === 'lp' ? encodeLine(point).slice(0, -1) : pointJson(point))
    })
    return form === 'lp' ? texts.join('\n') : `[${texts.join(',')}]`
  }

  async feed(body: WriteBody, remoteAddress: string): Promise<boolean> {
    const { queue, pump, hostTags, patienceMs = PATIENCE_MS } = this.parts
    const connection: Connection = { id: 0, remoteAddress, listener: NO_LISTENER }
    const merged = body.query.ignoreHostTags ? NO_TAGS : hostTags()
    pump.adopt(connection, this.decoderOf(body, merged))
    const feeder = new Feeder<WrittenFrame>(frames(readerOf(body)))
    const kept = feeder.feed(queue, connection).then(() => pump.kept())
    try {
      while (!(await settles(kept, patienceMs))) if (this.full) return false
      return true
    } finally {
      feeder.stop()
    }
  }

  private decoderOf({ query }: WriteBody, hostTags: ReadonlyMap<string, string>): WrittenDecoder {
    return new WrittenDecoder(query, (tags, hasField) =>
      this.tags.of(mergeTags(tags, NO_TAGS, hostTags, hasField)),
    )
  }
}

function readerOf({ bytes, format }: WriteBody): RecordReader {
  if (format === 'v2') return new ProtobufReader(bytes)
  const text = bytes.toString()
  return format === 'json' ? new JsonReader(text) : new LineProtocolReader(text, 0n, true)
}

function* frames(reader: RecordReader): Generator<WrittenFrame> {
  let start = reader.at
  for (let record = reader.next(); record; record = reader.next()) {
    yield { record, length: reader.at - start }
    start = reader.at
  }
}

/** Reads a body without holding up anything else for long. */
async function eachRecord(reader: RecordReader, take: (record: WireRecord) => void): Promise<void> {
  let count = 0
  for (let record = reader.next(); record; record = reader.next()) {
    take(record)
    if (++count % TURN === 0) await turn()
  }
}

/** Whether a promise is fulfilled within a time. */
async function settles(promise: Promise<void>, ms: number): Promise<boolean> {
  let forget = () => {}
  const late = new Promise<boolean>((resolve) => {
    forget = systemClock.after(ms, () => resolve(false))
  })
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    forget()
  }
}

/** A point in the JSON that the input takes. */
function pointJson(point: Point): string {
  const fields: Record<string, Value> = Object.create(null)
  for (const [key, value] of point.fields()) {
    const sent = limitFieldValue(value)
    if (sent !== undefined && sent !== null) fields[key] = sent as Value
  }
  const tags = Object.fromEntries(point.tags.sorted())
  return storedJson({ measurement: point.name, tags, fields, time: point.time }) ?? '{}'
}
