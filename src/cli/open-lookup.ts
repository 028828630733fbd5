// What scripts on the command line may ask the world for: as the environment allows it, as with the server.
import { readEnvironment } from '../config/environment.js'
import { type FolderChoice, resolveFolders } from '../config/folders.js'
import { formatDiagnostic } from '../errors.js'
import { Lookup } from '../lookup/lookup.js'
import { systemClock } from '../util/clock.js'

/** @param random where chance comes from */
export function openLookup(choice: FolderChoice, random: () => number): Lookup {
  const tell = (text: string) => process.stderr.write(`${text}\n`)
  const { lookup } = readEnvironment(process.env, () => {})
  const events = {
    tablesLoaded: () => {},
    tablesRefused: (source: string, reason: string) =>
      tell(`reference tables of ${source}: ${reason}`),
    requestDone: () => {},
  }
  const opened = new Lookup(lookup, resolveFolders(choice).home, events, systemClock, random)
  for (const fault of opened.faults) tell(formatDiagnostic(fault))
  return opened
}
