// `json_as_fields`: the log text is one JSON object whose members become the fields of the record.
// Rules: logfwd protocol, "json_as_fields".

import { limitKey } from '../point/limits.js'
import type { FieldScalar } from '../point/value.js'
import { byBytes } from '../util/byte-order.js'
import { isJson } from '../util/is-json.js'
import { isCrowded } from '../util/json-size.js'
import { canonical, type Member, members, skipBlanks, stringAt, TooDeep } from './json-text.js'

const MAX_INT = 2n ** 63n - 1n
const MIN_INT = -(2n ** 63n)

/** Names with a meaning of their own: such a member becomes `json_<name>`. */
const RESERVED: ReadonlySet<string> = new Set(['time', 'source', 'date', 'storage_index'])

/** The fields that a log text becomes; undefined when it is no JSON object or has no member that can be one. */
export function jsonAsFields(log: string): Map<string, FieldScalar> | undefined {
  if (log[skipBlanks(log, 0)] !== '{' || isCrowded(log) || !isJson(log)) return undefined
  try {
    const fields = named(usable(log))
    return fields.size > 0 ? fields : undefined
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
}

/** Member name as written → value, the last duplicate only. */
function usable(log: string): Map<string, FieldScalar> {
  const last = new Map<string, Member>()
  for (const member of members(log, skipBlanks(log, 0))) last.set(member.key, member)
  const values = new Map<string, FieldScalar>()
  for (const [key, member] of last) {
    const value = memberValue(log, member)
    if (value !== undefined) values.set(key, value)
  }
  return values
}

function memberValue(log: string, { start, end }: Member): FieldScalar | undefined {
  switch (log[start]) {
    case '"':
      return stringAt(log, start, end)
    case '{':
    case '[':
      return canonical(log, start)
    case 't':
      return true
    case 'f':
      return false
    case 'n':
      return undefined
    default:
      return numberOf(log.slice(start, end))
  }
}

function numberOf(literal: string): FieldScalar | undefined {
  if (/[.eE]/.test(literal)) {
    const float = Number(literal)
    return Number.isFinite(float) ? float : undefined
  }
  if (literal.length > 20) return undefined
  const int = BigInt(literal)
  return int >= MIN_INT && int <= MAX_INT ? int : undefined
}

/** Field name → value. Of members whose names become the same, the unchanged one wins, else the first in order. */
function named(values: ReadonlyMap<string, FieldScalar>): Map<string, FieldScalar> {
  const fields = new Map<string, FieldScalar>()
  for (const [key, value] of values) if (limitKey(key) === key) fields.set(key, value)
  for (const key of [...values.keys()].sort(byBytes)) {
    const name = limitKey(key)
    if (name !== '' && !fields.has(name)) fields.set(name, values.get(key)!)
  }
  fields.delete('')
  return withoutReserved(fields)
}

function withoutReserved(fields: Map<string, FieldScalar>): Map<string, FieldScalar> {
  for (const key of [...RESERVED].sort(byBytes)) {
    const value = fields.get(key)
    if (value === undefined) continue
    fields.delete(key)
    fields.set(freeName(fields, `json_${key}`), value)
  }
  return fields
}

function freeName(fields: ReadonlyMap<string, unknown>, wanted: string): string {
  let name = wanted
  for (let n = 1; fields.has(name); n++) name = `${wanted}_${n}`
  return name
}
