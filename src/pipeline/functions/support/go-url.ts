// URLs as Go's net/url reads them: lenient about paths and queries, strict about hosts and ports.
import { setMember, type ValueMap } from '../../../point/value.js'
import { fromBytes, toBytes } from '../../../util/bytes.js'

export interface Url {
  readonly scheme: string
  /** With the port; an IPv6 address in brackets. */
  readonly host: string
  readonly port: string
  readonly path: string
  /** Decoded query parameters; the values of a repeated one are joined with commas. */
  readonly params: ValueMap
}

/** What is wrong with a URL. */
export class BadUrl extends Error {}

const MALFORMED_ESCAPE = /%(?![0-9a-fA-F]{2})/
const CONTROL = /[\x00-\x1f\x7f]/
const SCHEME = /^([a-zA-Z][a-zA-Z0-9+.-]*):/
const USER_INFO = /^[\w\-.:~!$&'()*+,;=%@]*$/
/** A host as it is written: ASCII by a list, anything beyond, escapes. */
const HOST = /^(?:[\w!$&'()*+,;=:[\]<>"\-.~%]|[^\0-\x7f])*$/
/** Escapes in a host: of bytes beyond ASCII, and of the percent sign. */
const HOST_ESCAPE = /^(?:[89a-f].|25)$/i
/** In a zone, escapes of what may be written plainly, of the percent sign and of a blank. */
const ZONE_ESCAPE = /^[\w!$&'()*+,;=:[\]<>"\-.~% ]$/
const PORT = /^(?::[0-9]*)?$/

/** @throws BadUrl */
export function parseUrl(text: string): Url {
  const [whole, fragment] = cut(text, '#')
  if (CONTROL.test(whole)) throw new BadUrl('a control character')
  unescaped(fragment)
  if (whole.startsWith(':')) throw new BadUrl('no scheme before the colon')
  const scheme = SCHEME.exec(whole)?.[1] ?? ''
  const [rest, query] = cut(scheme === '' ? whole : whole.slice(scheme.length + 1), '?')
  const params = readQuery(query)
  const [authority, path] = locate(rest, scheme !== '')
  const host = readAuthority(authority)
  return { scheme: scheme.toLowerCase(), host, port: portOf(host), path: unescaped(path), params }
}

/** Authority and path of what follows the scheme. Without a slash at its start it has neither: it is opaque. */
function locate(rest: string, hasScheme: boolean): [authority: string, path: string] {
  if (!rest.startsWith('/')) {
    if (hasScheme) return ['', '']
    if (cut(rest, '/')[0].includes(':')) throw new BadUrl('a colon in the first path segment')
    return ['', rest]
  }
  if (!rest.startsWith('//') || (!hasScheme && rest.startsWith('///'))) return ['', rest]
  const slash = rest.indexOf('/', 2)
  return slash < 0 ? [rest.slice(2), ''] : [rest.slice(2, slash), rest.slice(slash)]
}

function readAuthority(authority: string): string {
  const at = authority.lastIndexOf('@')
  const host = readHost(authority.slice(at + 1))
  const user = authority.slice(0, Math.max(at, 0))
  if (!USER_INFO.test(user)) throw new BadUrl('a wrong character in the user information')
  unescaped(user)
  return host
}

function readHost(host: string): string {
  if (!host.startsWith('[')) {
    const colon = host.lastIndexOf(':')
    if (colon >= 0) checkPort(host.slice(colon))
    return unescapeHost(host, isHostEscape)
  }
  const end = host.lastIndexOf(']')
  if (end < 0) throw new BadUrl('a bracket that is not closed')
  checkPort(host.slice(end + 1))
  const zone = host.slice(0, end).indexOf('%25')
  if (zone < 0) return unescapeHost(host, isHostEscape)
  return (
    unescapeHost(host.slice(0, zone), isHostEscape) +
    unescapeHost(host.slice(zone, end), isZoneEscape) +
    unescapeHost(host.slice(end), isHostEscape)
  )
}

function checkPort(port: string): void {
  if (!PORT.test(port)) throw new BadUrl('a port that is no number')
}

function portOf(host: string): string {
  const colon = host.lastIndexOf(':')
  return colon >= 0 && PORT.test(host.slice(colon)) ? host.slice(colon + 1) : ''
}

function isHostEscape(hex: string): boolean {
  return HOST_ESCAPE.test(hex)
}

function isZoneEscape(hex: string): boolean {
  return ZONE_ESCAPE.test(String.fromCharCode(Number.parseInt(hex, 16)))
}

function unescapeHost(host: string, isAllowed: (hex: string) => boolean): string {
  if (!HOST.test(host)) throw new BadUrl('a wrong character in the host')
  const text = unescaped(host)
  for (const [, hex = ''] of host.matchAll(/%(..)/g))
    if (!isAllowed(hex)) throw new BadUrl(`an escape that a host cannot have, %${hex}`)
  return text
}

/** Parameters with a semicolon or a malformed escape are left out. */
function readQuery(query: string): ValueMap {
  const params = new Map<string, string>()
  for (const pair of query.split('&')) {
    if (pair === '' || pair.includes(';') || MALFORMED_ESCAPE.test(pair)) continue
    const [name, value] = cut(pair.replaceAll('+', ' '), '=').map(unescaped) as [string, string]
    const before = params.get(name)
    params.set(name, before === undefined ? value : `${before},${value}`)
  }
  const map: ValueMap = {}
  for (const [name, value] of params) setMember(map, name, value)
  return map
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

/** Percent escapes as bytes. */
function unescaped(text: string): string {
  if (!text.includes('%')) return text
  if (MALFORMED_ESCAPE.test(text)) throw new BadUrl('a malformed percent escape')
  const parts = text.split(/((?:%..)+)/).map((part, i) => {
    return i % 2 === 1 ? Buffer.from(part.replaceAll('%', ''), 'hex') : toBytes(part)
  })
  return fromBytes(Buffer.concat(parts))
}
