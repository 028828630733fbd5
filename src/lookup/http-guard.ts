// Which hosts `http_request` may reach. It is asked where a connection is made, with the addresses that are then used: so a
// redirect, or a name that resolves to an inner address, gets no further than the first request would.
import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'

export interface GuardRules {
  /** Names that may be reached wherever they lead. */
  readonly hosts: readonly string[]
  /** CIDR. */
  readonly networks: readonly string[]
  /** Whether private and local addresses may be reached when there is no list. */
  readonly internal: boolean
}

/** A connection that is not allowed. */
export class Refused extends Error {}

export class HttpGuard {
  private readonly networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]

  constructor(private readonly rules: GuardRules) {
    this.networks = rules.networks
      .filter((one) => ipaddr.isValidCIDR(one))
      .map((one) => ipaddr.parseCIDR(one))
  }

  /** Connects only where the rules allow it. */
  connector(timeoutMs: number): buildConnector.connector {
    const free = buildConnector({ timeout: timeoutMs })
    const guarded = buildConnector({ timeout: timeoutMs, lookup: this.lookup })
    return (options, done) => {
      const host = options.hostname.replace(/^\[|\]$/g, '')
      if (this.rules.hosts.includes(host)) free(options, done)
      else if (isIP(host) === 0) guarded(options, done)
      else if (this.allows(host)) free(options, done)
      else done(new Refused(`${host} is not allowed`), null)
    }
  }

  /** Whether an address may be reached. */
  allows(address: string): boolean {
    const ip = ipaddr.process(address)
    if (this.networks.length > 0 || this.rules.hosts.length > 0)
      return this.networks.some((network) => ip.kind() === network[0].kind() && ip.match(network))
    return this.rules.internal || (ip.range() === 'unicast' && isGlobal(ip))
  }

  /** Resolves a name to those of its addresses that are allowed. */
  private readonly lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      const allowed = addresses.filter(({ address }) => this.allows(address))
      const [first] = allowed
      if (!first) return done(new Refused(`${hostname} is not allowed`), '', 0)
      return options.all ? done(null, allowed) : done(null, first.address, first.family)
    })
  }
}

/** What there is of IPv6 in public is in 2000::/3; anything else that has no name of its own may lead to an inner address. */
function isGlobal(ip: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return ip instanceof ipaddr.IPv4 || ip.parts[0]! >> 13 === 1
}
