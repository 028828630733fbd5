// Reads one logfwd message, member by member, by the rules of the wire protocol: names without regard to case, the last
// duplicate wins, `null` changes nothing, any other value of a wrong kind spoils the message.
import type { FieldScalar, FieldValue } from '../point/value.js'
import { isCrowded, MAX_VALUES } from '../util/json-size.js'
import { type Member, members, skipBlanks, stringAt } from './json-text.js'
import { wellFormed } from './well-formed.js'

/** Why a message is dropped: it is no JSON object, or a member holds a value of a kind it cannot have. */
export type FaultReason = 'bad_json' | 'bad_member'

/** Thrown while a message is read; it never leaves this folder. */
export class MessageFault extends Error {
  constructor(
    readonly reason: FaultReason,
    detail: string,
  ) {
    super(detail)
  }
}

/** A message as it was sent, and where in its text the two values stand that differ from record to record. */
export interface Message {
  source: string
  storageIndex: string
  pipeline: string
  tags: Map<string, string>
  fields: Map<string, FieldValue>
  log: string
  jsonAsFields: boolean
  /** The tokens of every `log` member. */
  readonly logAt: Member[]
  /** The tokens of every member of a `fields` member that is called `log_read_lines`. */
  readonly linesAt: Member[]
}

/** The field that counts the lines a client has read from one file. */
export const LINES = 'log_read_lines'

export function readMessage(text: string): Message {
  requireObject(text)
  const message: Message = {
    source: '',
    storageIndex: '',
    pipeline: '',
    tags: new Map(),
    fields: new Map(),
    log: '',
    jsonAsFields: false,
    logAt: [],
    linesAt: [],
  }
  for (const member of members(text, skipBlanks(text, 0))) readMember(message, text, member)
  return message
}

function requireObject(text: string): void {
  if (isCrowded(text))
    throw new MessageFault('bad_json', `the message holds more than ${MAX_VALUES} values`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new MessageFault('bad_json', 'the message is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MessageFault('bad_json', 'the message is not a JSON object')
}

function readMember(message: Message, text: string, member: Member): void {
  switch (memberName(member.key)) {
    case 'source':
      message.source = textOr(message.source, text, member)
      break
    case 'storage_index':
      message.storageIndex = textOr(message.storageIndex, text, member)
      break
    case 'pipeline':
      message.pipeline = textOr(message.pipeline, text, member)
      break
    case 'log':
      message.log = textOr(message.log, text, member)
      message.logAt.push(member)
      break
    case 'json_as_fields':
      message.jsonAsFields = booleanOr(message.jsonAsFields, text, member)
      break
    case 'tags':
      readTags(message, text, member)
      break
    case 'fields':
      readFields(message, text, member)
      break
  }
}

/** Simple case folding; of the letters outside ASCII only the long s folds into a name we have. */
function memberName(key: string): string {
  return key.toLowerCase().replaceAll('ſ', 's')
}

function textOr(current: string, text: string, member: Member): string {
  const value = valueAt(text, member)
  if (value === null) return current
  if (typeof value !== 'string') throw wrongKind(member, 'a text')
  return wellFormed(value)
}

function booleanOr(current: boolean, text: string, member: Member): boolean {
  const value = valueAt(text, member)
  if (value === null) return current
  if (typeof value !== 'boolean') throw wrongKind(member, 'true or false')
  return value
}

function readTags(message: Message, text: string, member: Member): void {
  const tags = objectAt(text, member)
  if (!tags) message.tags.clear()
  for (const tag of tags ?? []) message.tags.set(tag.key, textOr('', text, tag))
}

function readFields(message: Message, text: string, member: Member): void {
  const fields = objectAt(text, member)
  if (!fields) message.fields.clear()
  for (const field of fields ?? []) {
    const value = fieldValue(valueAt(text, field))
    if (value === undefined) message.fields.delete(field.key)
    else message.fields.set(field.key, value)
    if (field.key === LINES) message.linesAt.push(field)
  }
}

/** The members of an object; undefined for null. */
function objectAt(text: string, member: Member): Member[] | undefined {
  if (text[member.start] === '{') return members(text, member.start)
  if (text[member.start] === 'n') return undefined
  throw wrongKind(member, 'an object')
}

/** What a field may hold: a scalar or a list of scalars of one kind. */
export function fieldValue(value: unknown): FieldValue | undefined {
  if (!Array.isArray(value)) return scalar(value)
  const items: FieldScalar[] = []
  for (const item of value) {
    const kept = scalar(item)
    if (kept === undefined || typeof kept !== typeof (items[0] ?? kept)) return undefined
    items.push(kept)
  }
  return items
}

function scalar(value: unknown): FieldScalar | undefined {
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value === 'boolean') return value
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function valueAt(text: string, member: Member): unknown {
  const quoted = text[member.start] === '"'
  if (quoted) return stringAt(text, member.start, member.end)
  return JSON.parse(text.slice(member.start, member.end))
}

function wrongKind(member: Member, wanted: string): MessageFault {
  return new MessageFault('bad_member', `the member "${member.key}" is not ${wanted}`)
}
