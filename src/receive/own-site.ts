// Whether a request of this host is its own. A browser on it can be made to ask by any page that it shows: under a name of that
// page's which leads here (DNS rebinding), or across sites. Then the name is no name of this host's, or the page is another's.
import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/**
 * Why a request is not this host's own; undefined when it is.
 * @param listening host that the API listens on
 */
export function foreignness(headers: IncomingHttpHeaders, listening: string): string | undefined {
  const { host } = headers
  if (host !== undefined && !isOwnName(nameOf(host), listening))
    return `"${host}" is no name of this host`
  if (isLoadedElsewhere(headers)) return 'a page of another site loads it'
  return foreignOrigin(headers)
}

/** The page of another site that a browser names; programs name none. */
export function foreignOrigin({ host, origin }: IncomingHttpHeaders): string | undefined {
  if (origin === undefined || hostOf(origin) === host?.toLowerCase()) return undefined
  return `"${origin}" is another site`
}

/** An image or a script of a page comes without an origin; a link that somebody follows is theirs. */
function isLoadedElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'] ?? 'none'
  return site !== 'none' && site !== 'same-origin' && headers['sec-fetch-mode'] !== 'navigate'
}

/** An address cannot be made to lead elsewhere, and names below `localhost` never leave this host. */
function isOwnName(name: string, listening: string): boolean {
  if (name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0) return true
  return name === listening.toLowerCase()
}

/** A `Host` without its port. */
function nameOf(host: string): string {
  const [, address, name = ''] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host) ?? []
  return (address ?? name).toLowerCase().replace(/\.$/, '')
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
