// A record as the list holds it: what came over the wire, and what is shown and searched of it, worked out once.

import type { RecordJson } from '../../../point/record-json.js'
import type { TapRecord } from '../../../tap/shape.js'

/** What the tap tells of the way of a record; the local Dataway knows none of it any more. */
type Way = Pick<TapRecord, 'script' | 'matched' | 'failure' | 'unparsed' | 'dropped' | 'made'>

export interface Row extends Way {
  /** For the page only. */
  readonly id: number
  /** Number of the connection that it came over; 0 when it was asked for. */
  readonly connection: number
  readonly source: string
  readonly time: string
  readonly timeMs: number
  readonly host: string
  readonly status: string
  readonly message: string
  readonly tags: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, unknown>>
  /** What text is searched in. */
  readonly searched: string
}

let lastId = 0

export function rowOf(record: RecordJson & Way, connection = 0): Row {
  const { source, time, tags, fields } = record
  const values = [...Object.values(tags), ...Object.values(fields)]
  return {
    ...record,
    id: ++lastId,
    connection,
    timeMs: Date.parse(time),
    host: tags.host ?? '',
    status: String(fields.status ?? tags.status ?? ''),
    message: String(fields.message ?? ''),
    searched: [source, ...values].join('\n').toLowerCase(),
  }
}

/** Two rows with the same key are the same record, come by two ways. */
export function keyOf({ time, source, message }: Row): string {
  return `${time}\n${source}\n${message}`
}

/** The record as people copy it. */
export function jsonOf({ source, time, tags, fields }: Row): string {
  return JSON.stringify({ source, time, tags, fields }, null, 2)
}
