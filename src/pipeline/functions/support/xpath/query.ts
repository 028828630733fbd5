// A compiled expression: parts that give places, values, or both.
import type { Found, Place } from './place.js'
import type { PathRun, Test } from './run.js'

/** Places, found when they are looked at. */
export class Nodes {
  constructor(
    private readonly query: Query,
    private readonly run: PathRun,
    private readonly at: Place,
  ) {}

  places(): Iterable<Found> {
    return this.query.select(this.run, this.at)
  }

  first(): Found | undefined {
    for (const place of this.places()) return place
    return undefined
  }

  firstValue(): string | undefined {
    const place = this.first()
    return place && this.run.value(place)
  }

  *values(): Iterable<string> {
    for (const place of this.places()) yield this.run.value(place)
  }
}

/** A bigint is what `round` gives, which fits nearly nowhere. */
export type Result = boolean | number | bigint | string | Nodes

export interface Query {
  /** Of a step: what `position()` and `last()` count. */
  readonly test?: Test
  /** Of a filter or group: `last()` counts its places. */
  readonly isWhole?: boolean
  select(run: PathRun, at: Place): Iterable<Found>
  evaluate(run: PathRun, at: Place): Result
}

/** An expression that the original crashes on. */
export class PathCrash extends Error {}

/** A query of places. */
export function placesQuery(
  select: (run: PathRun, at: Place) => Iterable<Found>,
  further: Pick<Query, 'test' | 'isWhole'> = {},
): Query {
  const query: Query = {
    ...further,
    select,
    evaluate: (run, at) => new Nodes(query, run, at),
  }
  return query
}

/** A query of a value, which gives no places. */
export function valueQuery(evaluate: (run: PathRun, at: Place) => Result): Query {
  return { select: () => [], evaluate }
}
