// Built-in patterns for network addresses.
// The expressions descend from the Logstash grok library (Apache-2.0).

import { patternGroup } from './pattern-group.js'

const raw = String.raw

/** One group of up to four hex digits. */
const HEX = '[0-9A-Fa-f]{1,4}'
const BYTE = raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`
const DOTTED = raw`(?:${BYTE}(?:\.${BYTE}){3})`
const IPV4_BYTE = '(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)'

/**
 * The forms of an IPv6 address with `before` groups ahead of the `::`: up to `rest` groups may follow, the last
 * two of which may be a dotted address.
 */
function shortened(before: number): string {
  const rest = 7 - before
  const dotted = `(?:(?::${HEX}){0,${rest - 2}}:${DOTTED})`
  return `(?:(?:(?::${HEX}){1,${rest}})|${dotted}|:)`
}

const IPV6 = [
  `(?:(?:${HEX}:){7}(?:${HEX}|:))`,
  `(?:(?:${HEX}:){6}(?::${HEX}|${DOTTED}|:))`,
  `(?:(?:${HEX}:){5}(?:(?:(?::${HEX}){1,2})|:${DOTTED}|:))`,
  `(?:(?:${HEX}:){4}(?:(?:(?::${HEX}){1,3})|(?:(?::${HEX})?:${DOTTED})|:))`,
  ...[3, 2, 1].map((before) => `(?:(?:${HEX}:){${before}}${shortened(before)})`),
  `(?::${shortened(0)})`,
]

export const NETWORK = patternGroup('network', [
  ['IP', raw`(?:%{IPV6}|%{IPV4})`, 'An address of either version.'],
  [
    'IPV4',
    raw`(?:${IPV4_BYTE}\.){3}${IPV4_BYTE}`,
    'An IPv4 address; has no boundaries, so it also matches inside longer numbers.',
  ],
  ['IPV6', raw`(?:${IPV6.join('|')})(?:%.+)?`, 'An IPv6 address with optional zone.'],
  [
    'HOSTNAME',
    raw`\b(?:[0-9A-Za-z][0-9A-Za-z-]{0,62})(?:\.(?:[0-9A-Za-z][0-9A-Za-z-]{0,62}))*(?:\.?|\b)`,
    'A host name with optional final dot.',
  ],
  ['HOST', raw`%{HOSTNAME}`, 'Short for HOSTNAME.'],
  ['IPORHOST', raw`(?:%{IP}|%{HOSTNAME})`, 'An address or a host name.'],
  ['HOSTPORT', raw`%{IPORHOST}:%{POSINT}`, 'Host and port.'],
  [
    'MAC',
    raw`(?:%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC})`,
    'A MAC address of any of the three forms.',
  ],
  ['CISCOMAC', raw`(?:(?:[A-Fa-f0-9]{4}\.){2}[A-Fa-f0-9]{4})`, 'A MAC address with dots.'],
  ['WINDOWSMAC', raw`(?:(?:[A-Fa-f0-9]{2}-){5}[A-Fa-f0-9]{2})`, 'A MAC address with dashes.'],
  ['COMMONMAC', raw`(?:(?:[A-Fa-f0-9]{2}:){5}[A-Fa-f0-9]{2})`, 'A MAC address with colons.'],
])
