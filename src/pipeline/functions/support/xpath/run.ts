// What one evaluation keeps: the work it may still do, and counts that go through a whole expression.
import { nextSibling, previousSibling, type XmlNode } from '../xml/node.js'
import { type Place, placeOf, textValue } from './place.js'

/** Steps from node to node that one evaluation may make. */
const MAX_STEPS = 5_000_000
/** Characters of text that count as one step. */
const TEXT_STEP = 16

/** The document is too large for the expression. */
export class TooMuchWork extends Error {}

export type Test = (place: Place) => boolean

export class PathRun {
  private readonly counts = new Map<object, number[]>()
  private readonly positions = new Map<Test, { node: XmlNode; position: number }>()
  private readonly lasts = new Map<Test, { parent: XmlNode; count: number }>()

  constructor(private readonly work = { left: MAX_STEPS }) {}

  /** The same evaluation, with counts of its own. */
  fresh(): PathRun {
    return new PathRun(this.work)
  }

  step(count = 1): void {
    this.work.left -= count
    if (this.work.left < 0) throw new TooMuchWork()
  }

  value(place: Place): string {
    const text = textValue(place, () => this.step())
    this.step(text.length / TEXT_STEP)
    return text
  }

  /** Counts of one part of the expression; they are never set back. */
  countsOf(part: object): number[] {
    const counts = this.counts.get(part) ?? []
    this.counts.set(part, counts)
    return counts
  }

  /** `position()`: siblings before this place that pass the test, and itself. Goes on from the place asked for before. */
  positionOf(place: Place, test: Test): number {
    if (place.attribute >= 0) return 1
    const known = this.positions.get(test)
    let position = 1
    let node: XmlNode | undefined = previousSibling(place.node)
    for (; node; node = previousSibling(node)) {
      this.step()
      if (test(placeOf(node))) position++
      if (node === known?.node) break
    }
    if (node && known) position += known.position - 1
    this.positions.set(test, { node: place.node, position })
    return position
  }

  /** `last()`: siblings that pass the test. */
  lastOf(place: Place, test: Test): number {
    const { parent } = place.node
    if (place.attribute >= 0 || parent === undefined) return test(place) ? 1 : 0
    const known = this.lasts.get(test)
    if (known?.parent === parent) return known.count
    let count = 0
    for (let node = parent.firstChild; node; node = nextSibling(node)) {
      this.step()
      if (test(placeOf(node))) count++
    }
    this.lasts.set(test, { parent, count })
    return count
  }
}
