// Categories of points: the routes of a Dataway (`/v1/write/<category>`), and what a point of each has to be like.
import type { Point } from './point.js'

/** Category → short name that scripts may use. */
const SHORT = {
  logging: 'L',
  metric: 'M',
  tracing: 'T',
  rum: 'R',
  network: 'N',
  object: 'O',
  custom_object: 'CO',
  security: 'S',
  dialtesting: 'DT',
} as const

export type PointCategory = keyof typeof SHORT

/** The long names. */
export const CATEGORIES = Object.keys(SHORT) as readonly PointCategory[]

const BY_NAME: ReadonlyMap<string, PointCategory> = new Map(
  (Object.entries(SHORT) as [PointCategory, string][]).flatMap(([category, short]) => [
    [category, category],
    [short, category],
  ]),
)

/** The category of a long or short name; undefined when there is none. */
export function categoryOf(name: string): PointCategory | undefined {
  return BY_NAME.get(name)
}

/** Names that scripts may use, for messages. */
export function categoryNames(): string[] {
  return [...BY_NAME.keys()]
}

/** Whether points of the category carry a status, "info" when nothing else is said. */
export function hasStatus(category: PointCategory): boolean {
  return category === 'logging' || category === 'dialtesting'
}

/** Brings a new point to the rules of its category. */
export function obeyCategory(point: Point, category: PointCategory): void {
  if (hasStatus(category) && (point.get('status') ?? null) === null) point.set('status', 'info')
  else if (category === 'metric') dropTexts(point)
  else if (category.endsWith('object') && !point.has('name')) point.set('name', 'default')
}

/** Metrics are numbers: texts have no place among their fields. */
function dropTexts(point: Point): void {
  for (const [key, value] of point.fields()) if (typeof value === 'string') point.delete(key)
}
