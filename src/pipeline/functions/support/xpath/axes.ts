// The axes: walks from one place to others, in the order of the walk. Positions count those that pass the test.
import { nextSibling, previousSibling, type XmlNode } from '../xml/node.js'
import { type Found, type Place, placeOf } from './place.js'
import type { PathRun, Test } from './run.js'

export type Walk = (run: PathRun, from: Place, test: Test) => Iterable<Found>

export const AXES: Readonly<Record<string, Walk>> = {
  ancestor: (run, from, test) => ancestors(run, from, test, false),
  'ancestor-or-self': (run, from, test) => ancestors(run, from, test, true),
  attribute: attributes,
  child: children,
  descendant: (run, from, test) => descendants(run, from, test, false),
  'descendant-or-self': (run, from, test) => descendants(run, from, test, true),
  following: (run, from, test) => beyond(run, from, test, nextSibling),
  'following-sibling': (run, from, test) => siblings(run, from, test, nextSibling),
  parent: parents,
  preceding: (run, from, test) => beyond(run, from, test, previousSibling),
  'preceding-sibling': (run, from, test) => siblings(run, from, test, previousSibling),
  self: selves,
}

type Next = (node: XmlNode) => XmlNode | undefined

function found(place: Place, position = 1, depth = 0): Found {
  return { node: place.node, attribute: place.attribute, position, depth }
}

function* children(run: PathRun, from: Place, test: Test): Iterable<Found> {
  let position = 0
  let node = from.attribute < 0 ? from.node.firstChild : undefined
  for (; node; node = nextSibling(node)) {
    run.step()
    const place = placeOf(node)
    if (test(place)) yield found(place, ++position)
  }
}

export function* descendants(
  run: PathRun,
  from: Place,
  test: Test,
  isSelf: boolean,
): Iterable<Found> {
  if (isSelf && test(from)) yield found(from)
  if (from.attribute >= 0) return
  const positions: number[] = []
  let depth = 0
  let node = from.node
  while (true) {
    if (node.firstChild) {
      node = node.firstChild
      positions[++depth] = 0
    } else {
      let next = depth > 0 ? nextSibling(node) : undefined
      for (; depth > 0 && !next; next = depth > 0 ? nextSibling(node) : undefined) {
        node = node.parent as XmlNode
        depth--
      }
      if (!next) return
      node = next
    }
    run.step()
    const place = placeOf(node)
    if (!test(place)) continue
    positions[depth] = (positions[depth] ?? 0) + 1
    yield found(place, positions[depth], depth)
  }
}

function* attributes(run: PathRun, from: Place, test: Test): Iterable<Found> {
  const { node } = from
  for (let i = from.attribute + 1; i < node.attributes.length; i++) {
    run.step()
    const place = { node, attribute: i }
    if (test(place)) yield found(place)
  }
}

function parentOf({ node, attribute }: Place): Place | undefined {
  if (attribute >= 0) return placeOf(node)
  return node.parent && placeOf(node.parent)
}

function* parents(run: PathRun, from: Place, test: Test): Iterable<Found> {
  run.step()
  const parent = parentOf(from)
  if (parent && test(parent)) yield found(parent)
}

function* ancestors(run: PathRun, from: Place, test: Test, isSelf: boolean): Iterable<Found> {
  if (isSelf && test(from)) yield found(from)
  for (let place = parentOf(from); place; place = parentOf(place)) {
    run.step()
    if (test(place)) yield found(place)
  }
}

function* selves(run: PathRun, from: Place, test: Test): Iterable<Found> {
  run.step()
  if (test(from)) yield found(from)
}

function* siblings(run: PathRun, from: Place, test: Test, next: Next): Iterable<Found> {
  let position = 0
  let node = from.attribute < 0 ? next(from.node) : undefined
  for (; node; node = next(node)) {
    run.step()
    const place = placeOf(node)
    if (test(place)) yield found(place, ++position)
  }
}

/** The siblings of a node and of all above it, each with what is below it. Backwards, positions go on from one to the next. */
function* beyond(run: PathRun, from: Place, test: Test, next: Next): Iterable<Found> {
  const isBackwards = next === previousSibling
  let position = 0
  let node: XmlNode | undefined = from.node
  while (node) {
    run.step()
    const sibling: XmlNode | undefined = next(node)
    if (sibling) {
      for (const place of descendants(run, placeOf(sibling), test, true))
        yield found(place, isBackwards ? ++position : place.position)
    } else position = 0
    node = sibling ?? node.parent
  }
}
