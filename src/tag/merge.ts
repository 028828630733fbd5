// Which tag wins: that of the message, then that of the input, then that of the host. A tag from elsewhere never
// displaces what the record itself says, be it a tag or a field.
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
  for (const tags of [inputTags, hostTags]) {
    for (const [key, value] of tags) {
      if (!merged.has(key) && !hasField(key)) merged.set(key, value)
    }
  }
  return Tags.of(merged)
}
