// Which tag wins: that of the message, then that of the input, then that of the host. A tag from elsewhere never
// displaces what the record itself says, be it a tag or a field. Names that no record comes with are none for an input.
import { DISABLED_KEYS } from '../point/limits.js'
import { Tags } from '../point/tags.js'

type TagMap = ReadonlyMap<string, string>

/** @param hasField whether the record has a field of that key */
export function mergeTags(
  messageTags: TagMap,
  inputTags: TagMap,
  hostTags: TagMap,
  hasField: (key: string) => boolean,
): Tags {
  const merged = new Map(messageTags)
  const add = (key: string, value: string): void => {
    if (!merged.has(key) && !hasField(key)) merged.set(key, value)
  }
  for (const [key, value] of inputTags) if (!DISABLED_KEYS.has(key)) add(key, value)
  for (const [key, value] of hostTags) add(key, value)
  return Tags.of(merged)
}
