// What a Dataway is called. The name of its position in the buffer is the same after a restart, in another place of the list
// or from another file, and has no secret in it. The name that people see is its address; several workspaces of one host
// are told apart by their place.
import { createHash } from 'node:crypto'
import { maskUrl } from '../util/mask.js'
import type { Endpoint } from './options.js'

const LENGTH = 16

/** One name for each endpoint, in their order. The same Dataway with the same token a second time has a name of its own. */
export function readerNames(endpoints: readonly Endpoint[]): string[] {
  return toldApart(
    endpoints.map(({ url, reader }) => reader ?? nameOf(url)),
    '-',
  )
}

/** The address of each endpoint as it is shown: without its token, which may be all that two of them differ in. */
export function shownNames(endpoints: readonly Endpoint[]): string[] {
  return toldApart(
    endpoints.map(({ url }) => maskUrl(url)),
    ' #',
  )
}

/** Appends its number to what was there before: `name-2`. */
function toldApart(names: readonly string[], mark: string): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name}${mark}${times}`
  })
}

function nameOf(url: string): string {
  const { origin, searchParams } = new URL(url)
  const text = `${origin} ${searchParams.get('token') ?? ''}`
  return createHash('sha256').update(text).digest('hex').slice(0, LENGTH)
}
