// The services of a script that nothing was joined to: no database, no tables, no network.
import type { Services } from './define.js'

export const NO_SERVICES: Services = {
  random: Math.random,
  place: () => undefined,
  row: () => undefined,
  request: () => null,
}
