// Compiles an expression into queries. The order in which places are found is that of the walk: the nearest ancestor
// first, one side of a union after the other. `position()` and `last()` count by the step read last before them.
import { AXES, descendants } from './axes.js'
import { CALLS, type Call, isTrue } from './calls.js'
import { compare, compute, isComparison } from './operators.js'
import { type Axis, type Path, parsePath } from './parse.js'
import { type Found, localName, type Place, placeKind, placeOf, prefixOf } from './place.js'
import { PathCrash, placesQuery, type Query, type Result, valueQuery } from './query.js'
import type { PathRun, Test } from './run.js'
import { InvalidPath } from './scan.js'

/** Parts that an expression may have. */
const MAX_PARTS = 1024

/** @throws InvalidPath when it cannot be read, PathCrash when the original crashes on it whatever the document is */
export function compilePath(expression: string): Query {
  const query = new PathCompiler().compile(parsePath(expression))
  if (query === undefined) throw new InvalidPath('a variable')
  return query
}

class PathCompiler {
  private parts = 0
  /** The step, filter or group compiled last. */
  private step: Query | undefined

  /** Undefined for what never has a value. */
  compile(path: Path): Query | undefined {
    if (++this.parts > MAX_PARTS) throw new InvalidPath('too many parts')
    switch (path.kind) {
      case 'constant':
        return valueQuery(() => path.value)
      case 'variable':
        return undefined
      case 'root':
        return placesQuery((_run, at) => [here(rootOf(at))])
      case 'axis':
        return this.remembered(this.axis(path))
      case 'filter':
        return this.remembered(this.filter(path.input, path.condition))
      case 'group':
        return this.remembered(group(this.needed(path.input)))
      case 'operator':
        return operation(path.operator, this.needed(path.left), this.needed(path.right))
      case 'call':
        return this.call(path.name, path.args)
    }
  }

  private remembered(query: Query | undefined): Query | undefined {
    this.step = query
    return query
  }

  private needed(path: Path): Query {
    const query = this.compile(path)
    if (query === undefined) throw new PathCrash('a part without value')
    return query
  }

  private axis(path: Axis): Query | undefined {
    const test = placeTest(path)
    const { input } = path
    if (path.axis === 'child' && input?.kind === 'axis' && input.axis === 'descendant-or-self')
      return this.below(input, test)
    const from = input && this.needed(input)
    if (path.axis === 'namespace') return undefined
    const walk = Object.hasOwn(AXES, path.axis) ? AXES[path.axis] : undefined
    if (walk === undefined) throw new InvalidPath('an unknown axis')
    return placesQuery((run, at) => through(from, run, at, (place) => walk(run, place, test)), {
      test,
    })
  }

  /** `a//b` is a walk of its own. From the root, or without a start, it looks at that as well. */
  private below({ input }: Axis, test: Test): Query {
    const from = input && this.needed(input)
    const isSelf = input === undefined || input.kind === 'root'
    return placesQuery(
      (run, at) => through(from, run, at, (place) => descendants(run, place, test, isSelf)),
      { test },
    )
  }

  private filter(path: Path, condition: Path): Query {
    const input = this.needed(path)
    const holds = this.needed(condition)
    const query = placesQuery((run, at) => filtered(query, input, holds, run, at), {
      isWhole: true,
    })
    return query
  }

  private call(name: string, paths: readonly Path[]): Query {
    if (name === 'position' || name === 'last') return counting(name, this.step)
    if (name === 'reverse') return reversed(paths[0] && this.needed(paths[0]))
    const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined
    if (call === undefined) throw new InvalidPath('an unknown function')
    if (paths.length < call.least || paths.length > (call.greatest ?? paths.length))
      throw new InvalidPath('a wrong number of arguments')
    const args = paths.map((path) => this.needed(path))
    if (call.isOfStep && args.length === 0 && this.step) args.push(this.step)
    if (!call.isFree && (call.isOfStep ? args.length === 0 : this.step === undefined))
      throw new PathCrash('a function without a step')
    return calling(call, args, paths.length)
  }
}

function here(place: Place): Found {
  return { ...place, position: 1, depth: 0 }
}

function rootOf({ node }: Place): Place {
  let root = node
  while (root.parent) root = root.parent
  return placeOf(root)
}

function* through(
  from: Query | undefined,
  run: PathRun,
  at: Place,
  walk: (place: Place) => Iterable<Found>,
): Iterable<Found> {
  if (from === undefined) yield* walk(at)
  else for (const place of from.select(run, at)) yield* walk(place)
}

/** What a step lets through. A name is compared with its prefix as both are written. */
function placeTest({ axis, prefix, local, type }: Axis): Test {
  const kind = testedKind(axis, type)
  const isNamed = prefix !== '' || local !== ''
  const isChildNode = axis === 'child' && type === 'node'
  return (place) => {
    const found = placeKind(place)
    if (kind !== undefined && found !== kind) return false
    if (isChildNode && found !== 'element' && found !== 'text') return false
    return !isNamed || (localName(place) === local && prefixOf(place) === prefix)
  }
}

function testedKind(axis: string, type: string): string | undefined {
  if (axis === 'attribute') return 'attribute'
  if (axis === 'self' || axis === 'parent' || type === 'node') return undefined
  return type === 'text' || type === 'comment' ? type : 'element'
}

function* filtered(
  self: Query,
  input: Query,
  condition: Query,
  run: PathRun,
  at: Place,
): Iterable<Found> {
  const counts = run.countsOf(self)
  for (const place of input.select(run, at)) {
    if (!holds(condition.evaluate(run, place), place.position)) continue
    const position = (counts[place.depth] ?? 0) + 1
    counts[place.depth] = position
    yield { node: place.node, attribute: place.attribute, position, depth: 0 }
  }
}

/** A number is a position. */
function holds(value: Result, position: number): boolean {
  if (typeof value === 'number') return Math.trunc(value) === position
  return typeof value !== 'bigint' && isTrue(value)
}

function group(input: Query): Query {
  const query: Query = {
    isWhole: true,
    *select(run, at) {
      const counts = run.countsOf(query)
      for (const place of input.select(run, at)) {
        counts[0] = (counts[0] ?? 0) + 1
        yield { ...place, position: counts[0], depth: 0 }
      }
    },
    evaluate: (run, at) => input.evaluate(run, at),
  }
  return query
}

function operation(operator: string, left: Query, right: Query): Query {
  if (operator === '|') return placesQuery((run, at) => united(left, right, run, at))
  if (operator === 'or' || operator === 'and') return logical(operator === 'or', left, right)
  if (isComparison(operator)) {
    const evaluate = (run: PathRun, at: Place) =>
      compare(operator, left.evaluate(run, at), right.evaluate(run, at))
    return { evaluate, select: (run, at) => (evaluate(run, at) ? [here(at)] : []) }
  }
  return valueQuery((run, at) => compute(operator, left.evaluate(run, at), right.evaluate(run, at)))
}

/** Both sides are walked before the first place is given. */
function united(left: Query, right: Query, run: PathRun, at: Place): Iterable<Found> {
  const places: Found[] = []
  const seen = new Map<unknown, Set<number>>()
  for (const side of [left, right]) {
    for (const { node, attribute } of side.select(run, at)) {
      const known = seen.get(node) ?? new Set()
      if (known.has(attribute)) continue
      seen.set(node, known.add(attribute))
      places.push(here({ node, attribute }))
    }
  }
  return places
}

/** As places: those of both sides, or the last of either. */
function logical(isOr: boolean, left: Query, right: Query): Query {
  return {
    *select(run, at) {
      const places = [left, right].map((side) => side.select(run, at))
      if (isOr) for (const side of places) yield* side
      else yield* places.flatMap((side) => [...side]).slice(-1)
    },
    evaluate: (run, at) => {
      const first = isTrue(left.evaluate(run, at))
      return first === isOr ? first : isTrue(right.evaluate(run, at))
    },
  }
}

/** A filter or group is counted as a whole, once; a step among the siblings of each place. */
function counting(name: 'position' | 'last', step: Query | undefined): Query {
  if (step === undefined) throw new PathCrash('a function without a step')
  const test = step.test ?? everything
  if (name === 'position') return valueQuery((run, at) => run.positionOf(at, test))
  if (!step.isWhole) return valueQuery((run, at) => run.lastOf(at, test))
  const key = {}
  return valueQuery((run, at) => {
    const known = run.countsOf(key)
    known[0] ??= [...step.select(run.fresh(), at)].length
    return known[0]
  })
}

function everything(): boolean {
  return true
}

function reversed(input: Query | undefined): Query {
  if (input === undefined) throw new InvalidPath('a wrong number of arguments')
  return placesQuery((run, at) => [...input.select(run, at)].reverse().map(here))
}

function calling(call: Call, args: readonly Query[], count: number): Query {
  return valueQuery((run, at) => {
    const argument = (index: number) => {
      const query = args[index]
      if (query === undefined) throw new PathCrash('an argument is missing')
      return query.evaluate(run.fresh(), at)
    }
    return call.run(argument, count, at, run)
  })
}
