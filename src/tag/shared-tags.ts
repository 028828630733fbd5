// Tags that say the same are one object: what is kept with it (its text for the wire, the time that its scripts have cost) holds
// for all records that have them, in whatever request they came.
import type { Tags } from '../point/tags.js'

const MOST = 1024
/** Tags of a sidecar have a few hundred; clients may send any, and what is kept is bounded. */
const LONGEST = 8 * 1024

export class SharedTags {
  private known = new Map<string, Tags>()

  of(tags: Tags): Tags {
    const key = JSON.stringify(tags.sorted())
    if (key.length > LONGEST) return tags
    const known = this.known.get(key)
    if (known) return known
    if (this.known.size >= MOST) this.known.clear()
    this.known.set(key, tags)
    return tags
  }
}
