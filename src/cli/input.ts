// Standard input as people give it: something is piped or redirected to it, or nothing is.
import { fstatSync } from 'node:fs'

/** Whether something is given. A terminal gives nothing by itself, nor does what jobs without one have, /dev/null. */
export function isInputGiven(): boolean {
  try {
    const input = fstatSync(0)
    return input.isFIFO() || input.isFile() || input.isSocket()
  } catch {
    return false
  }
}
