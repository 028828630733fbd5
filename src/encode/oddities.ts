// What sending changes of a record: keys, tags and the measurement beyond the limits. It follows from a shape or from tags
// alone, so it is found once for each of them; a record without any of it costs two comparisons.
import type { Adjustment } from '../point/adjustment.js'
import {
  LIMITS,
  limitFieldKey,
  limitKey,
  limitMeasurement,
  limitTagValue,
} from '../point/limits.js'
import type { Point } from '../point/point.js'
import type { Shape } from '../point/shape.js'
import type { Tags } from '../point/tags.js'
import { byteLength } from '../util/bytes.js'
import { wireFields } from './wire-order.js'

/** A field that is sent otherwise than it stands, or not at all. */
interface FieldOddity {
  readonly slot: number
  readonly reason: Adjustment | undefined
  /** The key that it has come to have, which a tag may have too. */
  readonly sent: string
}

const NO_FIELDS: readonly FieldOddity[] = []
const NO_TAGS: readonly Adjustment[] = []
/** A shorter measurement is within the limit, whatever its characters. */
const SHORT_NAME = LIMITS.measurement / 3

/** The reasons why a record is changed; nothing for the usual one. */
export function oddities(point: Point): Iterable<Adjustment> | undefined {
  const { shape, tags, name } = point
  const fields = (shape.judged ?? judgeShape(shape)) as readonly FieldOddity[]
  const ofTags = (tags.judged ?? judgeTags(tags)) as readonly Adjustment[]
  if (fields === NO_FIELDS && ofTags === NO_TAGS && name.length <= SHORT_NAME) return undefined
  const reasons = new Set(ofTags)
  if (limitMeasurement(name) !== name) reasons.add('name_changed')
  for (const { slot, reason, sent } of fields) {
    const value = point.values[slot]
    if (value === undefined || value === null) continue
    if (reason !== undefined) reasons.add(reason)
    if (tags.has(sent)) reasons.add('duplicate_key')
  }
  return reasons
}

function judgeShape(shape: Shape): readonly FieldOddity[] {
  const wire = new Map(wireFields(shape).map(({ key, slot }) => [key, slot]))
  const found: FieldOddity[] = []
  shape.keys.forEach((key, slot) => {
    const sent = limitFieldKey(key)
    const reason = keyReason(key, sent) ?? placeReason(wire.get(sent), slot)
    if (reason !== undefined || sent !== key) found.push({ slot, reason, sent })
  })
  shape.judged = found.length === 0 ? NO_FIELDS : found
  return shape.judged as readonly FieldOddity[]
}

function judgeTags(tags: Tags): readonly Adjustment[] {
  const found = new Set<Adjustment>()
  const sentKeys = new Set<string>()
  for (const [key, value] of tags.sorted()) {
    const sent = limitKey(key)
    const reason = keyReason(key, sent)
    if (reason !== undefined) found.add(reason)
    if (sentKeys.has(sent)) found.add('duplicate_key')
    sentKeys.add(sent)
    if (limitTagValue(value) !== value)
      found.add(byteLength(value) > LIMITS.tagValue ? 'tag_cut' : 'tag_changed')
  }
  if (sentKeys.size > LIMITS.tags) found.add('tag_limit')
  tags.judged = found.size === 0 ? NO_TAGS : [...found]
  return tags.judged as readonly Adjustment[]
}

/** A dot becomes `_` by rule, which is nothing to tell of. */
function keyReason(key: string, sent: string): Adjustment | undefined {
  if (sent === '') return 'key_removed'
  if (byteLength(key) > LIMITS.key) return 'key_cut'
  return sent === key.replaceAll('.', '_') ? undefined : 'key_changed'
}

/** @param taken the slot that is sent under the key; undefined when there was no room for it */
function placeReason(taken: number | undefined, slot: number): Adjustment | undefined {
  if (taken === undefined) return 'field_limit'
  return taken === slot ? undefined : 'duplicate_key'
}
