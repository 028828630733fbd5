// Options of filtering: the expressions of the blacklist.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

export const FILTER = {
  expressions: option<Readonly<Record<string, readonly string[]>>>(
    {},
    'Blacklist by category: records for which an expression holds are left out.',
  ),
}

export type FilterOptions = OptionsOf<typeof FILTER>

export const FILTER_DEFAULTS: FilterOptions = defaultsOf(FILTER)
