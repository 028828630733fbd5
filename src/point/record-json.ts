// A record as JSON for people: newest fields readable, integers exact.
import type { WireRecord } from './wire-record.js'

export interface RecordJson {
  readonly source: string
  readonly time: string
  readonly tags: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, unknown>>
}

export function recordJson({ name, tags, fields, time }: WireRecord): RecordJson {
  return {
    source: name,
    time: isoNanoseconds(time),
    tags,
    fields: Object.fromEntries(Object.entries(fields).map(([key, v]) => [key, jsonValue(v)])),
  }
}

/** `2023-11-14T22:13:20.123456789Z`. A time that no calendar holds stays a number of nanoseconds. */
function isoNanoseconds(time: bigint): string {
  const seconds = BigInt.asIntN(64, (time - mod(time, 1_000_000_000n)) / 1_000_000_000n)
  const date = new Date(Number(seconds) * 1000)
  if (Number.isNaN(date.getTime())) return String(time)
  const nanoseconds = String(mod(time, 1_000_000_000n)).padStart(9, '0')
  return `${date.toISOString().slice(0, -5)}.${nanoseconds}Z`
}

function mod(a: bigint, b: bigint): bigint {
  return ((a % b) + b) % b
}

/** Integers that JSON numbers cannot hold are given as text. */
function jsonValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonValue)
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
}
