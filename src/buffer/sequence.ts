// A doubly linked list kept in ascending order of `order`. Everything a buffer does often is O(1): adding at the
// end, removing anywhere, looking at the front. Putting something back walks past what is older than it, which is
// only what was put back before.
//
//   first ─▶ [3] ⇄ [4] ⇄ [9] ◀─ last        insert(12): after last · insert(2): before first

/** A place in a sequence. */
export interface Link<T> {
  readonly order: number
  readonly item: T
  before: Link<T> | undefined
  after: Link<T> | undefined
}

export class Sequence<T> {
  first: Link<T> | undefined
  last: Link<T> | undefined

  insert(order: number, item: T): Link<T> {
    const before = this.lastBefore(order)
    const after = before ? before.after : this.first
    const link: Link<T> = { order, item, before, after }
    if (before) before.after = link
    else this.first = link
    if (after) after.before = link
    else this.last = link
    return link
  }

  remove(link: Link<T>): void {
    if (link.before) link.before.after = link.after
    else this.first = link.after
    if (link.after) link.after.before = link.before
    else this.last = link.before
  }

  private lastBefore(order: number): Link<T> | undefined {
    if (!this.last || this.last.order < order) return this.last
    let link = this.first
    while (link && link.order < order) link = link.after
    return link?.before
  }
}
