// The name under which a Dataway has its position in the buffer: the same after a restart, in another place of the list
// or from another file, and without a secret in it.
import { createHash } from 'node:crypto'
import type { Endpoint } from './options.js'

const LENGTH = 16

/** One name for each endpoint, in their order. The same Dataway with the same token a second time has a name of its own. */
export function readerNames(endpoints: readonly Endpoint[]): string[] {
  const seen = new Map<string, number>()
  return endpoints.map(({ url, reader }) => {
    const name = reader ?? nameOf(url)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name}-${times}`
  })
}

function nameOf(url: string): string {
  const { origin, searchParams } = new URL(url)
  const text = `${origin} ${searchParams.get('token') ?? ''}`
  return createHash('sha256').update(text).digest('hex').slice(0, LENGTH)
}
