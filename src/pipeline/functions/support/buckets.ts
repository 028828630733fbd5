// The buckets of a script, by category and name: what its calls of agg_create and agg_metric share. Their names stand in the
// script, so its text bounds how many there are.
import type { PointCategory } from '../../../point/category.js'
import type { Emit, ScriptState } from '../../define.js'
import { type Addition, Bucket, type BucketSettings } from './bucket.js'

export class Buckets implements ScriptState {
  private readonly kept = new Map<PointCategory, Map<string, Bucket>>()

  has(category: PointCategory, name: string): boolean {
    return this.kept.get(category)?.has(name) ?? false
  }

  /** Makes a bucket, unless there is one. */
  make(settings: BucketSettings, now: bigint): void {
    const { category, name } = settings
    const buckets = this.kept.get(category) ?? new Map<string, Bucket>()
    this.kept.set(category, buckets)
    if (!buckets.has(name)) buckets.set(name, new Bucket(settings, now))
  }

  /** Adds to a bucket; nothing when there is none. */
  add(category: PointCategory, name: string, value: Addition, now: bigint, emit: Emit): void {
    this.kept.get(category)?.get(name)?.add(value, now, emit)
  }

  tick(now: bigint, emit: Emit, last: boolean): void {
    for (const buckets of this.kept.values())
      for (const bucket of buckets.values())
        if (last) bucket.flush(now, emit)
        else bucket.tick(now, emit)
    if (last) this.kept.clear()
  }
}
