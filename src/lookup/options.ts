// Options of what scripts may ask beyond their record: databases of addresses, reference tables, HTTP.
import { defaultsOf, type OptionsOf, option } from '../util/option.js'

const FIVE_MINUTES_MS = 5 * 60 * 1000

export const LOOKUP = {
  geoipPaths: option<readonly string[]>(
    [],
    'MaxMind databases (`.mmdb`) for `geoip()`, or folders that hold some; without any, `data/ipdb` of the home folder.',
  ),
  referTableUrl: option<string | undefined>(
    undefined,
    'Where the tables of `query_refer_table()` come from: an http or https URL, or a file.',
  ),
  referTableIntervalMs: option(FIVE_MINUTES_MS, 'How often the tables are fetched again.'),
  referTableMaxBytes: option(
    32 * 1024 * 1024,
    'Largest text of all tables; a larger one is refused.',
  ),
  httpRequest: option(false, 'Whether scripts may call `http_request()`: off unless allowed.'),
  httpRequestHosts: option<readonly string[]>(
    [],
    'Hosts that `http_request()` may reach, internal ones too; all public ones when there is neither this list nor one of networks.',
  ),
  httpRequestNetworks: option<readonly string[]>(
    [],
    'Networks (CIDR) that `http_request()` may reach.',
  ),
  httpRequestInternal: option(
    false,
    'Whether `http_request()` may reach private and local networks.',
  ),
  httpRequestTimeoutMs: option(
    10_000,
    'Longest time of one request of a script, redirects included.',
  ),
  httpRequestMaxBytes: option(
    1024 * 1024,
    'Largest body that a script gets; a larger one counts as no answer.',
  ),
}

export type LookupOptions = OptionsOf<typeof LOOKUP>

export const LOOKUP_DEFAULTS: LookupOptions = defaultsOf(LOOKUP)
