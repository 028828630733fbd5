// Runs something as if this process stood in another time zone: cases may say where theirs was measured.
import { timezoneArgument } from '../pipeline/time/default-time.js'

/**
 * @param zone name of the time zone database, or a form such as `+8`; undefined for the zone of the process
 * @throws Error when there is no such zone
 */
export async function inZone<T>(zone: string | undefined, run: () => Promise<T>): Promise<T> {
  if (zone === undefined) return run()
  const found = timezoneArgument(zone)
  if (typeof found === 'string') throw new Error(found)
  const before = process.env.TZ
  process.env.TZ = found.name
  try {
    return await run()
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}
