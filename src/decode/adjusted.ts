// Which tags and fields of a message could not be kept, as reasons to count. Looked into only when some are missing.
import type { Adjustment } from '../point/adjustment.js'
import { DISABLED_KEYS, LIMITS } from '../point/limits.js'

type Names = ReadonlyMap<string, unknown>

/**
 * @param sent tags and fields as they came
 * @param kept tags and fields under the names that they have now
 */
export function adjustments(
  sent: { readonly tags: Names; readonly fields: Names },
  kept: readonly Names[],
): readonly Adjustment[] | undefined {
  const { tags, fields } = sent
  const added = fields.has('status') || tags.has('status') ? 0 : 1
  const left = kept.reduce((sum, names) => sum + names.size, 0) - added
  if (left === tags.size + fields.size) return undefined
  const found = new Set<Adjustment>()
  if (tags.size > LIMITS.tags) found.add('tag_limit')
  if (fields.size > LIMITS.fields) found.add('field_limit')
  const names = new Set<string>()
  for (const key of [...tags.keys(), ...fields.keys()]) {
    const name = key.replaceAll('.', '_')
    if (names.has(name)) found.add('duplicate_key')
    names.add(name)
  }
  for (const key of DISABLED_KEYS) if (fields.has(key) || tags.has(key)) found.add('key_removed')
  return found.size === 0 ? undefined : [...found]
}
