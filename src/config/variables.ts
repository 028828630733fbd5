// THE table of environment variables. Reading, the effective configuration and the documentation are made from it; the
// default and the sentence of a variable are those of the option that it sets.
import * as zlib from 'node:zlib'
import type { Compression } from '../forward/options.js'
import type { LogLevel, Stages } from './config.js'
import { proxy, source, urls, urlsFile } from './dataway.js'
import { filters } from './filter-kinds.js'
import {
  address,
  alias,
  bool,
  bytes,
  choice,
  count,
  duration,
  gigabytes,
  ipdb,
  type Kind,
  list,
  networks,
  not,
  raised,
  text,
} from './kinds.js'
import { pemFile, tokenFile } from './secret-files.js'
import { defaultScript, inputs, tags } from './tag-kinds.js'

/** An option by stage and name, such as `forward.timeoutMs`. */
export type Path = {
  [Stage in keyof Stages]: `${Stage}.${keyof Stages[Stage] & string}`
}[keyof Stages]

type ValueAt<P extends Path> = P extends `${infer Stage extends keyof Stages}.${infer Name}`
  ? Name extends keyof Stages[Stage]
    ? Stages[Stage][Name]
    : never
  : never

interface Named {
  readonly name: string
  /** Other names; the first variable that is not empty counts. */
  readonly aliases: readonly string[]
}

/** Sets an option. */
export interface Setting extends Named {
  readonly kind: Kind<unknown>
  readonly sets: Path
  /** The sentence in place of that of the option, where the variable says it otherwise. */
  readonly doc?: string | undefined
  /** Said in the documentation behind the sentence. */
  readonly note?: string | undefined
  /** Whether a value that cannot work ends the start; else the default stands in, with a warning. */
  readonly strict: boolean
}

/** Is understood and sets nothing. */
export interface Accepted extends Named {
  readonly kind: Kind<unknown>
  readonly sets?: undefined
  readonly doc: string
  /** The warning when it is set; without one, the kind itself tells what there is to tell. */
  readonly tells?: { readonly code: 'CF902' | 'CF904'; readonly message: string } | undefined
}

export type Variable = Setting | Accepted

interface More {
  readonly aliases?: readonly string[]
  readonly doc?: string
  readonly note?: string
  readonly strict?: true
}

/** What the variables of this program alone begin with. */
export const OWN_PREFIX = 'ENV_LOGFWDSERVER_'

function setting<P extends Path>(
  name: string,
  sets: P,
  kind: Kind<ValueAt<P>>,
  more: More = {},
): Setting {
  return { name, sets, kind: kind as Kind<unknown>, aliases: [], strict: false, ...more }
}

/** A variable of this program alone. */
function own<P extends Path>(name: string, sets: P, kind: Kind<ValueAt<P>>): Setting {
  return setting(`${OWN_PREFIX}${name}`, sets, kind, { strict: true })
}

function withoutEffect(name: string, doc: string, aliases: readonly string[] = []): Accepted {
  return { name, aliases, doc, kind: text, tells: { code: 'CF902', message: 'no effect on logs' } }
}

function ofSinker(name: string, doc: string): Accepted {
  const message = 'no tags are sent by which the sinker of a Dataway could share records out'
  return { name, aliases: [], doc, kind: text, tells: { code: 'CF904', message } }
}

const KIB = 1024

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

const compression = choice<Compression>(
  ['gzip', 'zstd', 'none'],
  'zstdCompress' in zlib ? {} : { zstd: 'gzip' },
)

const encoding = alias(choice<'v1' | 'v2'>(['v1', 'v2']), { 'line-protocol': 'v1', protobuf: 'v2' })

const DATAWAY: readonly Variable[] = [
  setting('ENV_DATAWAY', 'forward.endpoints', urls, {
    note: 'Scheme, host and query of each URL count, its path does not.',
    strict: true,
  }),
  setting('ENV_DATAWAY_FILE', 'forward.endpoints', urlsFile, {
    doc: 'File with what else stands in `ENV_DATAWAY`, for tokens in a Secret; wins over it.',
    strict: true,
  }),
  setting('ENV_DATAWAY_TIMEOUT', 'forward.timeoutMs', duration()),
  setting('ENV_DATAWAY_MAX_RAW_BODY_SIZE', 'forward.maxRawBody', raised(bytes(0), KIB)),
  setting('ENV_DATAWAY_CONTENT_ENCODING', 'forward.encoding', encoding),
  setting('ENV_DATAWAY_COMPRESSION', 'forward.compression', compression, {
    note: '`zstd` needs Node 22.15 or newer, on an older one `gzip` is used.',
    strict: true,
  }),
  setting('ENV_DATAWAY_RETRY_DELAY', 'forward.retryDelayMs', raised(duration(0), 1)),
  setting('ENV_DATAWAY_DROP_EXPIRED_PACKAGE_AT', 'forward.dropExpiredAfterMs', duration(0)),
  setting('ENV_DATAWAY_HTTP_PROXY', 'forward.proxy', proxy, { note: '`HTTP_PROXY` is not used.' }),
  setting('ENV_DATAWAY_TLS_INSECURE', 'forward.tlsInsecure', bool),
  setting('ENV_DATAWAY_DISABLE_NTP', 'forward.ntp', not, {
    doc: 'Does not ask the Dataway for the time.',
    note: 'DataKit switches it on with `true`, a bug; here `true` switches it off.',
  }),
  setting('ENV_DATAWAY_NTP_INTERVAL', 'forward.ntpIntervalMs', duration(), {
    note: 'At least `1m`.',
  }),
  setting('ENV_DATAWAY_NTP_DIFF', 'forward.ntpDifferenceMs', duration(), {
    note: 'At least `5s`.',
  }),
  setting('ENV_DATAWAY_WAL_PATH', 'buffer.diskPath', text),
  setting('ENV_DATAWAY_WAL_CAPACITY', 'buffer.diskCapacityBytes', gigabytes),
  setting('ENV_IO_FLUSH_INTERVAL', 'forward.flushIntervalMs', duration()),
  setting('ENV_IO_MAX_CACHE_COUNT', 'forward.maxCount', count()),
]

const NODE: readonly Variable[] = [
  setting('ENV_GLOBAL_HOST_TAGS', 'tag.globalHostTags', tags, {
    aliases: ['ENV_GLOBAL_TAGS'],
    note: '`__datakit_hostname` and `__datakit_ip` stand for the name and address of this node, `__k8s_node_label:<label>` for a label of it.',
  }),
  setting('ENV_HOSTNAME', 'tag.hostname', text, {
    aliases: ['ENV_K8S_CLUSTER_NODE_NAME'],
  }),
  setting('ENV_K8S_NODE_NAME', 'tag.nodeName', text, { aliases: ['NODE_NAME'] }),
  setting('HOST_IP', 'tag.ip', text, { aliases: ['ENV_K8S_NODE_IP'] }),
  setting('ENV_CLUSTER_NAME_K8S', 'tag.clusterName', text),
  setting('ENV_K8S_CLUSTER_NAME', 'tag.usualClusterName', text),
  setting('ENV_HTTP_LISTEN', 'receive.apiAddress', address),
  setting('ENV_HTTP_PUBLIC_APIS', 'receive.publicApis', list),
  setting('ENV_LOG', 'log.output', text as Kind<string>),
  setting('ENV_LOG_LEVEL', 'log.level', choice(LEVELS)),
]

const PIPELINE: readonly Variable[] = [
  setting('ENV_PIPELINE_DEFAULT_PIPELINE', 'pipeline.defaultScript', defaultScript),
  setting('ENV_ENABLE_DEBUG_FIELDS', 'pipeline.debugFields', bool),
  setting('ENV_IO_AUTO_TIMESTAMP_CORRECTION', 'pipeline.timestampCorrection', bool),
  setting('ENV_IO_FILTERS', 'filter.expressions', filters, {
    note: 'A filter that cannot be read is left out with a warning; see [Filters](operating.md#filters).',
  }),
]

const LOOKUP: readonly Variable[] = [
  setting('ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC', 'lookup.httpRequest', not, {
    doc: 'Takes `http_request()` from scripts; `false` allows it.',
  }),
  setting('ENV_PIPELINE_HTTP_REQUEST_HOST_WHITELIST', 'lookup.httpRequestHosts', list, {
    strict: true,
  }),
  setting('ENV_PIPELINE_HTTP_REQUEST_CIDR_WHITELIST', 'lookup.httpRequestNetworks', networks, {
    strict: true,
  }),
  setting('ENV_PIPELINE_HTTP_REQUEST_DISABLE_INTERNAL_NET', 'lookup.httpRequestInternal', not, {
    doc: 'Keeps `http_request()` from private and local networks; `false` lets it in.',
  }),
  setting('ENV_REFER_TABLE_URL', 'lookup.referTableUrl', source),
  setting('ENV_REFER_TABLE_PULL_INTERVAL', 'lookup.referTableIntervalMs', duration(1000)),
]

const OWN: readonly Variable[] = [
  own('MAX_FRAME_BYTES', 'receive.maxFrameBytes', bytes(1024)),
  own('MAX_CONNECTIONS', 'receive.maxConnections', count()),
  own('MAX_CONNECTIONS_OF_ADDRESS', 'receive.maxConnectionsOfAddress', count()),
  own('TLS_CERT', 'receive.tlsCert', pemFile),
  own('TLS_KEY', 'receive.tlsKey', pemFile),
  own('TLS_CA', 'receive.tlsCa', pemFile),
  own('TOKEN_FILE', 'receive.tokenFile', tokenFile),
  own('API_TOKEN_FILE', 'receive.apiTokenFile', tokenFile),
  own('SECRETS_REFRESH', 'receive.secretsRefreshMs', duration(100)),
  own('HANDSHAKE_TIMEOUT', 'receive.handshakeTimeoutMs', duration()),
  own('CONNECTION_BYTES_IN_FLIGHT', 'receive.connectionBytesInFlight', bytes(1024)),
  own('TOTAL_BYTES_IN_FLIGHT', 'receive.totalBytesInFlight', bytes(1024)),
  own('UNFINISHED_BYTES', 'receive.unfinishedBytes', bytes(1024)),
  own('UNFINISHED_TIME', 'receive.unfinishedMs', duration()),
  own('BATCH_RECORDS', 'receive.batchRecords', count(1, 100_000)),
  own('BATCH_DELAY', 'receive.batchDelayMs', duration()),
  own('MAX_BODY_BYTES', 'receive.maxBodyBytes', bytes(1024)),
  own('KEEP_ALIVE', 'receive.keepAliveMs', duration(1000)),
  own('SCRIPT_BUDGET', 'pipeline.scriptBudgetMs', duration()),
  own('BATCH_BUDGET', 'pipeline.batchBudgetMs', duration()),
  own('WATCH_BUDGET', 'pipeline.watchBudgetMs', duration()),
  own('WATCH', 'pipeline.watchMs', duration()),
  own('OVERRUN_PER_SECOND', 'pipeline.overrunMsPerSecond', duration(0)),
  own('LOOP_STEPS', 'pipeline.loopSteps', count()),
  own('TIMESTAMP_TOLERANCE', 'pipeline.timestampToleranceMs', duration()),
  own('GEOIP', 'lookup.geoipPaths', list),
  own('REFER_TABLE_BYTES', 'lookup.referTableMaxBytes', bytes(1024)),
  own('HTTP_REQUEST_TIMEOUT', 'lookup.httpRequestTimeoutMs', duration()),
  own('HTTP_REQUEST_BYTES', 'lookup.httpRequestMaxBytes', bytes(1024)),
  own('BUFFER', 'buffer.kind', choice(['disk', 'memory'])),
  own('BUFFER_BYTES', 'buffer.capacityBytes', bytes(1024)),
  own('BUFFER_SEGMENT_BYTES', 'buffer.segmentBytes', bytes(64 * 1024)),
  own('BUFFER_SYNC_INTERVAL', 'buffer.syncIntervalMs', duration()),
  own('BUFFER_SYNC_BYTES', 'buffer.syncBytes', bytes()),
  own('BUFFER_RETRY', 'buffer.diskRetryMs', duration()),
  own('WHEN_FULL', 'buffer.whenFull', choice(['block', 'drop_oldest'])),
  own('GZIP_LEVEL', 'forward.gzipLevel', count(1, 9)),
  own('MAX_IN_FLIGHT', 'forward.maxInFlight', count(1, 256)),
  own('DATAWAY_CA', 'forward.tlsCa', pemFile),
  own('DATAWAY_CERT', 'forward.tlsCert', pemFile),
  own('DATAWAY_KEY', 'forward.tlsKey', pemFile),
  own('DEAD_LETTER_PATH', 'deadLetters.path', text),
  own('DEAD_LETTER_BYTES', 'deadLetters.maxBytes', bytes(0)),
  own('DEAD_LETTER_FILE_BYTES', 'deadLetters.fileBytes', bytes(1024)),
  own('MAX_RETRY_DELAY', 'forward.maxRetryDelayMs', duration()),
  own('GRACE', 'forward.graceMs', duration(0)),
]

const ACCEPTED: readonly Variable[] = [
  {
    name: 'ENV_DEFAULT_ENABLED_INPUTS',
    aliases: ['ENV_ENABLE_INPUTS'],
    kind: inputs,
    doc: '`logfwdserver` is always on; inputs that this program does not have are named in one warning.',
  },
  {
    name: 'ENV_IPDB',
    aliases: [],
    kind: ipdb,
    doc: 'Kind of the database of addresses; only MaxMind ones (`geolite2`) are read.',
  },
  withoutEffect(
    'ENV_REFER_TABLE_USE_SQLITE',
    'Keeps the reference tables in SQLite; here they stay in memory.',
  ),
  withoutEffect('ENV_REFER_TABLE_SQLITE_MEM_MODE', 'Keeps SQLite in memory; there is none.'),
  withoutEffect('ENV_NAMESPACE', 'Names the space of an election; logs take part in none.'),
  withoutEffect('ENV_ENABLE_ELECTION', 'Switches elections on; logs take part in none.'),
  withoutEffect('ENV_GLOBAL_ELECTION_TAGS', 'Tags of elected inputs; they never apply to logs.', [
    'ENV_GLOBAL_ENV_TAGS',
  ]),
  withoutEffect(
    'ENV_DATAWAY_MAX_RETRY_COUNT',
    'A record is sent again until it arrives or is too old.',
  ),
  ofSinker(
    'ENV_DATAWAY_ENABLE_SINKER',
    'Lets a Dataway share records out to workspaces by their tags; not supported.',
  ),
  ofSinker('ENV_SINKER_GLOBAL_CUSTOMER_KEYS', 'Keys by which it does; not supported.'),
]

export const VARIABLES: readonly Variable[] = [
  ...DATAWAY,
  ...NODE,
  ...PIPELINE,
  ...LOOKUP,
  ...OWN,
  ...ACCEPTED,
]
