// A shape is the list of field keys that a point has, in the order they were added; the point itself is a
// shape and a row of values. Records of one script share their shapes, so what depends on the keys alone (slots,
// the sorted and escaped form for the wire) is found once for a shape and not once for a record.
//
//   root ──message──▶ [message] ──status──▶ [message status] ──time──▶ …
//
// Keys from outside (JSON, key=value text) could make shapes without end. When MAX_SHAPES have been made, a new
// root begins and the old tree is left to the garbage collector; points that still use it are not disturbed.

const MAX_SHAPES = 4096

let made = 0
let root: Shape | undefined

export class Shape {
  /** Cache slot of the encoder; holds nothing that cannot be made again. */
  layout: unknown = undefined
  /** Another one: what sending changes of the keys. */
  judged: unknown = undefined

  /** Made on first need: most shapes are only a step on the way to a longer one. */
  private slots: ReadonlyMap<string, number> | undefined
  private readonly next = new Map<string, Shape>()

  private constructor(readonly keys: readonly string[]) {}

  /** The shape without keys that new points start from. */
  static root(): Shape {
    if (!root || made >= MAX_SHAPES) {
      root = new Shape([])
      made = 1
    }
    return root
  }

  /** The slot of a key in the row of values, or undefined. */
  slot(key: string): number | undefined {
    this.slots ??= new Map(this.keys.map((known, slot) => [known, slot]))
    return this.slots.get(key)
  }

  /** The shape with one more key, whose slot is the last one. */
  with(key: string): Shape {
    let shape = this.next.get(key)
    if (!shape) {
      shape = new Shape([...this.keys, key])
      made++
      if (made < MAX_SHAPES) this.next.set(key, shape)
    }
    return shape
  }
}
