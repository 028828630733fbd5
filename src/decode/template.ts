// A template is everything of a message but what varies from record to record: the log text and the line number.
// Messages of one sidecar share it, so a point costs one copy of a row of values.
import type { Adjustment } from '../point/adjustment.js'
import { DEFAULT_MEASUREMENT, DISABLED_KEYS, LIMITS } from '../point/limits.js'
import { Shape } from '../point/shape.js'
import type { Tags } from '../point/tags.js'
import type { FieldValue } from '../point/value.js'
import { byBytes } from '../util/byte-order.js'
import { adjustments } from './adjusted.js'
import { jsonAsFields } from './json-as-fields.js'
import { LINES, type Message } from './read-message.js'

/**
 * Joins the tags of a message with those of the input and the host, in this order of precedence. A tag from elsewhere
 * is added only where the record has neither a tag nor a field of its name.
 */
export type MergeTags = (
  messageTags: ReadonlyMap<string, string>,
  hasField: (key: string) => boolean,
) => Tags

export interface Template {
  /** The measurement. */
  readonly source: string
  /** The script as the message names it: "" for the one of the source, "-" for none. */
  readonly pipeline: string
  readonly storageIndex: string
  readonly tags: Tags
  readonly shape: Shape
  /** The row of field values; a record copies it and fills the two slots. */
  readonly values: readonly FieldValue[]
  /** Slot of the log text; undefined when the message brings a `message` field of its own, or none. */
  readonly messageSlot: number | undefined
  /** Slot of the line number; undefined when the message has none. */
  readonly linesSlot: number | undefined
  /** The file that the line number counts in. */
  readonly filepath: string | undefined
  /** Why some of its tags and fields could not be kept; undefined for the usual one. */
  readonly adjusted?: readonly Adjustment[] | undefined
}

export function buildTemplate(message: Message, merge: MergeTags): Template {
  const members = message.jsonAsFields ? jsonAsFields(message.log) : undefined
  const tags = ownNames(message.tags)
  const fields = members ? membersOver(members, tags, message) : usualFields(tags, message)
  addStatus(fields, tags)
  const keys = [...fields.keys()]
  const slot = (key: string) => (fields.has(key) ? keys.indexOf(key) : undefined)
  const filepath = fields.get('filepath')
  return {
    source: message.source || DEFAULT_MEASUREMENT,
    pipeline: message.source ? message.pipeline : '',
    storageIndex: message.storageIndex,
    tags: merge(tags, (key) => fields.has(key)),
    shape: keys.reduce((shape, key) => shape.with(key), Shape.root()),
    values: [...fields.values()],
    messageSlot: members || message.fields.has('message') ? undefined : slot('message'),
    linesSlot: members?.has(LINES) || lineNumber(message) === undefined ? undefined : slot(LINES),
    filepath: typeof filepath === 'string' ? filepath : undefined,
    adjusted: members ? undefined : adjustments(withLog(message), [tags, fields]),
  }
}

/** Tags and fields of a message as it came; the log text is a field like the others. */
function withLog({ tags, fields, log }: Message) {
  return { tags, fields: new Map<string, FieldValue>([['message', log], ...fields]) }
}

/** The number of the line in its file; undefined when the message has none. */
export function lineNumber(message: Message): number | undefined {
  const lines = message.fields.get(LINES)
  return typeof lines === 'number' ? lines : undefined
}

/** Leaves out what is too much, and adds the usual status where there is none. */
export function addStatus(fields: Map<string, FieldValue>, tags: Map<string, string>): void {
  trim(tags, LIMITS.tags)
  const missing = !fields.has('status') && !tags.has('status')
  trim(fields, missing ? LIMITS.fields - 1 : LIMITS.fields)
  if (missing) fields.set('status', 'info')
}

function trim(entries: Map<string, unknown>, most: number): void {
  let count = 0
  for (const key of entries.keys()) if (++count > most) entries.delete(key)
}

/** The log text and the fields of the message. Of a tag and a field of one name the tag is kept, but for the log text. */
function usualFields(tags: Map<string, string>, message: Message): Map<string, FieldValue> {
  const fields = new Map<string, FieldValue>([['message', message.log]])
  for (const [key, value] of ownNames(message.fields)) fields.set(key, value)
  tags.delete('message')
  for (const key of tags.keys()) fields.delete(key)
  return fields
}

/** The members of the log text, in order of their names, which replace tags and fields of the same name. */
function membersOver(
  members: ReadonlyMap<string, FieldValue>,
  tags: Map<string, string>,
  message: Message,
): Map<string, FieldValue> {
  const fields = ownNames(message.fields)
  for (const key of tags.keys()) fields.delete(key)
  for (const key of [...members.keys()].sort(byBytes)) {
    tags.delete(key)
    fields.set(key, members.get(key)!)
  }
  return fields
}

/** Tags or fields under the names that they can have. */
export function ownNames<T>(sent: ReadonlyMap<string, T>): Map<string, T> {
  const kept = withoutDots(sent)
  for (const key of DISABLED_KEYS) kept.delete(key)
  return kept
}

/** Names with `.` written as `_`; a name that was so from the start wins. */
export function withoutDots<T>(entries: ReadonlyMap<string, T>): Map<string, T> {
  const kept = new Map<string, T>()
  for (const [key, value] of entries) if (!key.includes('.')) kept.set(key, value)
  for (const [key, value] of entries) {
    const name = key.replaceAll('.', '_')
    if (!kept.has(name)) kept.set(name, value)
  }
  return kept
}
