// The blacklist of `ENV_IO_FILTERS`: a JSON object, category to list of filters. As with DataKit a filter that cannot be read
// does not keep the program from starting; here the others of its category stay in force.

import { compileFilter } from '../filter/compile.js'
import { FilterFault } from '../filter/fault.js'
import { CATEGORIES, type PointCategory } from '../point/category.js'
import { byteLength } from '../util/bytes.js'
import { closest } from '../util/closest.js'
import { isObject, type Kind, NONE, parseJson } from './kinds.js'
import { type Site, tell } from './site.js'

type Expressions = Readonly<Record<string, readonly string[]>>

const MOST_SHOWN = 120

export const filters: Kind<Expressions> = {
  takes: 'JSON: `{"logging":["{ a = 1 }"]}`',
  parse(text, site) {
    const value = parseJson(text)
    if (!isObject(value) || !Object.values(value).every(isTexts)) {
      const hint = `write {"logging":["{ source = 'a' }"]}`
      return tell(site, 'CF905', 'no JSON object of lists of filters: no record is filtered', hint)
    }
    const lists = Object.entries(value as Expressions)
    const known = lists.filter(([category]) => isCategory(category, site))
    return Object.fromEntries(
      known.map(([category, sources]) => [category, readable(sources, category, site)]),
    )
  },
  show: (value) => (Object.keys(value).length === 0 ? NONE : JSON.stringify(value)),
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isCategory(name: string, site: Site): boolean {
  if (CATEGORIES.includes(name as PointCategory)) return true
  const meant = closest(name, CATEGORIES)
  const hint = meant === undefined ? undefined : `did you mean ${meant}?`
  tell(site, 'CF905', `filters of "${name}" are left out: no category of this program`, hint)
  return false
}

/** The filters of a category that can be read. */
function readable(sources: readonly string[], category: string, site: Site): string[] {
  return sources.filter((source) => {
    const at = (unit: number) =>
      `${category} filter ${shown(source)}, column ${byteLength(source.slice(0, unit)) + 1}`
    try {
      const { oddities } = compileFilter(source, category as PointCategory)
      for (const one of oddities) tell(site, 'CF903', `${at(one.at)}: ${one.message}`)
      return true
    } catch (error) {
      if (!(error instanceof FilterFault)) throw error
      tell(site, 'CF905', `${at(error.at)}: ${error.message}; it is left out`, error.hint)
      return false
    }
  })
}

function shown(source: string): string {
  const line = source.replace(/\s+/g, ' ')
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line
}
