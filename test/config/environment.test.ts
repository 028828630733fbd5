// Every variable: what its texts become, and what is told about them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Config, DEFAULTS, TABLES } from '../../src/config/config.js'
import { type Environment, optionAt } from '../../src/config/environment.js'
import { loadConfig } from '../../src/config/load.js'
import { type Path, VARIABLES } from '../../src/config/variables.js'
import { ConfigError } from '../../src/errors.js'
import { homeWith } from './home.js'

const TOKEN = `tkn_${'a1B2c3D4'.repeat(4)}`

function load(env: Environment) {
  return loadConfig({ home: homeWith({}), env })
}

function faultsOf(env: Environment): ConfigError {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a variable sets its option', () => {
  it.each<[string, string, Path, unknown]>([
    [
      'ENV_DATAWAY',
      `https://h/a/b?token=${TOKEN}`,
      'forward.endpoints',
      [{ url: `https://h/?token=${TOKEN}` }],
    ],
    [
      'ENV_DATAWAY',
      `http://h:1?token=${TOKEN}&b=1 2&a=x#f`,
      'forward.endpoints',
      [{ url: `http://h:1/?a=x&b=1+2&token=${TOKEN}` }],
    ],
    [
      'ENV_DATAWAY',
      `http://a?token=${TOKEN}, http://b?token=${TOKEN},`,
      'forward.endpoints',
      [{ url: `http://a/?token=${TOKEN}` }, { url: `http://b/?token=${TOKEN}` }],
    ],
    ['ENV_DATAWAY_TIMEOUT', '1m30s', 'forward.timeoutMs', 90_000],
    ['ENV_DATAWAY_MAX_RAW_BODY_SIZE', '2097152', 'forward.maxRawBody', 2_097_152],
    ['ENV_DATAWAY_CONTENT_ENCODING', 'V1', 'forward.encoding', 'v1'],
    ['ENV_DATAWAY_CONTENT_ENCODING', 'v2', 'forward.encoding', 'v2'],
    ['ENV_DATAWAY_CONTENT_ENCODING', 'Protobuf', 'forward.encoding', 'v2'],
    ['ENV_DATAWAY_CONTENT_ENCODING', 'line-protocol', 'forward.encoding', 'v1'],
    ['ENV_DATAWAY_COMPRESSION', 'none', 'forward.compression', 'none'],
    ['ENV_DATAWAY_RETRY_DELAY', '200ms', 'forward.retryDelayMs', 200],
    ['ENV_DATAWAY_DROP_EXPIRED_PACKAGE_AT', '0', 'forward.dropExpiredAfterMs', 0],
    ['ENV_DATAWAY_TLS_INSECURE', 'true', 'forward.tlsInsecure', true],
    ['ENV_DATAWAY_DISABLE_NTP', 'true', 'forward.ntp', false],
    ['ENV_IO_FLUSH_INTERVAL', '300ms', 'forward.flushIntervalMs', 300],
    ['ENV_IO_FLUSH_INTERVAL', '1500us', 'forward.flushIntervalMs', 2],
    ['ENV_IO_MAX_CACHE_COUNT', '7', 'forward.maxCount', 7],
    ['ENV_GLOBAL_HOST_TAGS', ' a = 1 ,b=2,', 'tag.globalHostTags', { a: '1', b: '2' }],
    ['ENV_GLOBAL_TAGS', 'a=1', 'tag.globalHostTags', { a: '1' }],
    ['ENV_HOSTNAME', 'n', 'tag.hostname', 'n'],
    ['NODE_NAME', 'n', 'tag.nodeName', 'n'],
    ['HOST_IP', '10.0.0.7', 'tag.ip', '10.0.0.7'],
    ['ENV_K8S_NODE_IP', '10.0.0.7', 'tag.ip', '10.0.0.7'],
    ['ENV_CLUSTER_NAME_K8S', 'c', 'tag.clusterName', 'c'],
    ['ENV_K8S_CLUSTER_NAME', 'c', 'tag.usualClusterName', 'c'],
    ['ENV_HTTP_LISTEN', '0.0.0.0:9529', 'receive.apiAddress', '0.0.0.0:9529'],
    ['ENV_HTTP_LISTEN', '[::1]:9529', 'receive.apiAddress', '[::1]:9529'],
    ['ENV_HTTP_PUBLIC_APIS', '/v1/ping, /metrics', 'receive.publicApis', ['/v1/ping', '/metrics']],
    ['ENV_LOG', '/var/log/x.log', 'log.output', '/var/log/x.log'],
    ['ENV_LOG_LEVEL', 'DEBUG', 'log.level', 'debug'],
    [
      'ENV_PIPELINE_DEFAULT_PIPELINE',
      '{"logging":"d.p","metric":"m.p"}',
      'pipeline.defaultScript',
      'd.p',
    ],
    ['ENV_ENABLE_DEBUG_FIELDS', '1', 'pipeline.debugFields', true],
    ['ENV_ENABLE_DEBUG_FIELDS', 'T', 'pipeline.debugFields', true],
    ['ENV_ENABLE_DEBUG_FIELDS', 'false', 'pipeline.debugFields', false],
    ['ENV_DATAWAY_HTTP_PROXY', 'http://p:3128', 'forward.proxy', 'http://p:3128'],
    ['ENV_IO_AUTO_TIMESTAMP_CORRECTION', 'false', 'pipeline.timestampCorrection', false],
    ['ENV_IO_AUTO_TIMESTAMP_CORRECTION', '0', 'pipeline.timestampCorrection', false],
    ['ENV_IO_AUTO_TIMESTAMP_CORRECTION', 'False', 'pipeline.timestampCorrection', false],
    ['ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC', 'F', 'lookup.httpRequest', true],
    ['ENV_PIPELINE_HTTP_REQUEST_DISABLE_INTERNAL_NET', 'true', 'lookup.httpRequestInternal', false],
    ['ENV_PIPELINE_DISABLE_HTTP_REQUEST_FUNC', 'false', 'lookup.httpRequest', true],
    [
      'ENV_PIPELINE_HTTP_REQUEST_HOST_WHITELIST',
      '["a","b"]',
      'lookup.httpRequestHosts',
      ['a', 'b'],
    ],
    [
      'ENV_PIPELINE_HTTP_REQUEST_CIDR_WHITELIST',
      '10.1.0.0/16,fd00::/8',
      'lookup.httpRequestNetworks',
      ['10.1.0.0/16', 'fd00::/8'],
    ],
    ['ENV_REFER_TABLE_URL', 'file:///tables.json', 'lookup.referTableUrl', 'file:///tables.json'],
    ['ENV_REFER_TABLE_PULL_INTERVAL', '30s', 'lookup.referTableIntervalMs', 30_000],
    ['ENV_LOGFWDSERVER_GEOIP', '/a.mmdb,/b', 'lookup.geoipPaths', ['/a.mmdb', '/b']],
    ['ENV_LOGFWDSERVER_MAX_FRAME_BYTES', '8MiB', 'receive.maxFrameBytes', 8 * 1024 ** 2],
    ['ENV_LOGFWDSERVER_SCRIPT_BUDGET', '40ms', 'pipeline.scriptBudgetMs', 40],
    ['ENV_DATAWAY_WAL_PATH', '/wal', 'buffer.diskPath', '/wal'],
    ['ENV_DATAWAY_WAL_CAPACITY', '0.5', 'buffer.diskCapacityBytes', 512 * 1024 ** 2],
    ['ENV_DATAWAY_WAL_CAPACITY', '1e1', 'buffer.diskCapacityBytes', 10 * 1024 ** 3],
    ['ENV_LOGFWDSERVER_BUFFER', 'memory', 'buffer.kind', 'memory'],
    ['ENV_LOGFWDSERVER_BUFFER_SYNC_INTERVAL', '1s', 'buffer.syncIntervalMs', 1000],
    ['ENV_LOGFWDSERVER_WHEN_FULL', 'drop_oldest', 'buffer.whenFull', 'drop_oldest'],
  ])('%s=%s', (name, text, path, value) => {
    const { config, warnings } = load({ [name]: text })
    expect(optionAt(config, path)).toEqual(value)
    expect(warnings).toEqual([])
  })
})

describe('a value with a warning is used nevertheless', () => {
  it.each<[string, string, Path, unknown, string, string]>([
    [
      'ENV_ENABLE_DEBUG_FIELDS',
      'enable',
      'pipeline.debugFields',
      true,
      'CF903',
      '"enable" counts as true',
    ],
    [
      'ENV_ENABLE_DEBUG_FIELDS',
      'off',
      'pipeline.debugFields',
      true,
      'CF903',
      '"off" counts as true',
    ],
    [
      'ENV_IO_AUTO_TIMESTAMP_CORRECTION',
      'fALSE',
      'pipeline.timestampCorrection',
      false,
      'CF903',
      '"fALSE" counts as false',
    ],
    ['ENV_DATAWAY_RETRY_DELAY', '0s', 'forward.retryDelayMs', 1, 'CF903', 'counts as 1ms'],
    [
      'ENV_DATAWAY_MAX_RAW_BODY_SIZE',
      '10',
      'forward.maxRawBody',
      1024,
      'CF903',
      '"10" counts as 1KiB',
    ],
    [
      'ENV_GLOBAL_HOST_TAGS',
      'a=1,b,c=1=2',
      'tag.globalHostTags',
      { a: '1' },
      'CF905',
      '"b" is not a tag',
    ],
    [
      'ENV_IO_FILTERS',
      `{"logging":["{ é = 'x' and-xx }","{ a = 1 }"],"metric":[]}`,
      'filter.expressions',
      { logging: ['{ a = 1 }'], metric: [] },
      'CF905',
      'logging filter { é = \'x\' and-xx }, column 3: "é" is not expected; it is left out',
    ],
    [
      'ENV_IO_FILTERS',
      `{"logging":["{ a = b }"]}`,
      'filter.expressions',
      { logging: ['{ a = b }'] },
      'CF903',
      'column 7: the comparison never holds',
    ],
    ['ENV_IO_FILTERS', '{"loging":[]}', 'filter.expressions', {}, 'CF905', '"loging"'],
    ['ENV_IO_FILTERS', '{"logging":["{}"],}', 'filter.expressions', {}, 'CF905', 'no JSON'],
    ['ENV_IO_FILTERS', '{"logging":"{}"}', 'filter.expressions', {}, 'CF905', 'no JSON'],
    ['ENV_GLOBAL_HOST_TAGS', 'host=other', 'tag.globalHostTags', {}, 'CF902', 'name of the node'],
    [
      'ENV_DATAWAY',
      'http://h',
      'forward.endpoints',
      [{ url: 'http://h/' }],
      'CF906',
      'h has no token',
    ],
    [
      'ENV_DATAWAY',
      'http://h?token=abc',
      'forward.endpoints',
      [{ url: 'http://h/?token=abc' }],
      'CF906',
      'no known form',
    ],
  ])('%s=%s', (name, text, path, value, code, message) => {
    const { config, warnings } = load({ [name]: text })
    expect(optionAt(config, path)).toEqual(value)
    expect(warnings[0]).toMatchObject({
      code,
      file: name,
      message: expect.stringContaining(message),
    })
  })
})

describe('a variable of DataKit with a value that cannot work has its default, and a warning', () => {
  it.each<[string, string, Path, string]>([
    ['ENV_DATAWAY_TIMEOUT', '30', 'forward.timeoutMs', 'the default 30s is used'],
    ['ENV_DATAWAY_TIMEOUT', '0s', 'forward.timeoutMs', 'the default 30s is used'],
    ['ENV_DATAWAY_TIMEOUT', '-5s', 'forward.timeoutMs', 'the default 30s is used'],
    ['ENV_DATAWAY_MAX_RAW_BODY_SIZE', '1 MB of logs', 'forward.maxRawBody', 'the default 1MiB'],
    ['ENV_DATAWAY_RETRY_DELAY', '-1s', 'forward.retryDelayMs', 'the default 1s'],
    ['ENV_DATAWAY_CONTENT_ENCODING', 'pbjson', 'forward.encoding', 'the default v1'],
    ['ENV_DATAWAY_CONTENT_ENCODING', 'constructor', 'forward.encoding', 'the default v1'],
    ['ENV_DATAWAY_WAL_CAPACITY', '0', 'buffer.diskCapacityBytes', 'the default 2GiB'],
    ['ENV_DATAWAY_WAL_CAPACITY', '2GB', 'buffer.diskCapacityBytes', 'the default 2GiB'],
    ['ENV_DATAWAY_WAL_CAPACITY', 'inf', 'buffer.diskCapacityBytes', 'the default 2GiB'],
    ['ENV_DATAWAY_HTTP_PROXY', 'proxy:3128', 'forward.proxy', 'it is ignored'],
    ['ENV_HTTP_LISTEN', '9529', 'receive.apiAddress', 'the default localhost:9529'],
    ['ENV_HTTP_LISTEN', 'localhost:99999', 'receive.apiAddress', 'the default localhost:9529'],
    ['ENV_IO_FLUSH_INTERVAL', '10', 'forward.flushIntervalMs', 'the default 10s'],
    ['ENV_IO_MAX_CACHE_COUNT', '-1', 'forward.maxCount', 'the default 1000'],
    ['ENV_IO_MAX_CACHE_COUNT', '1e3', 'forward.maxCount', 'the default 1000'],
    ['ENV_LOG_LEVEL', 'loud', 'log.level', 'the default info'],
    ['ENV_PIPELINE_DEFAULT_PIPELINE', 'default.p', 'pipeline.defaultScript', 'it is ignored'],
    ['ENV_PIPELINE_DEFAULT_PIPELINE', '{"logging":1}', 'pipeline.defaultScript', 'it is ignored'],
    ['ENV_HTTP_PUBLIC_APIS', '[1]', 'receive.publicApis', 'it is ignored'],
  ])('%s=%s', (name, text, path, instead) => {
    const { config, warnings } = load({ [name]: text })
    expect(optionAt(config, path)).toEqual(optionAt(DEFAULTS, path))
    const message = expect.stringContaining(`; ${instead}`)
    expect(warnings).toEqual([{ code: 'CF910', file: name, message, hint: expect.any(String) }])
  })
})

describe('a value that cannot work and is not guessed is refused', () => {
  it.each([
    ['ENV_DATAWAY', 'openway.guance.com'],
    ['ENV_DATAWAY', 'ftp://openway.guance.com'],
    ['ENV_DATAWAY_COMPRESSION', 'brotli'],
    ['ENV_PIPELINE_HTTP_REQUEST_HOST_WHITELIST', '[1]'],
    ['ENV_PIPELINE_HTTP_REQUEST_CIDR_WHITELIST', '10.0.0.0'],
    ['ENV_LOGFWDSERVER_GRACE', '5'],
    ['ENV_LOGFWDSERVER_BUFFER', 'tape'],
    ['ENV_LOGFWDSERVER_MAX_FRAME_BYTES', '10'],
    ['ENV_LOGFWDSERVER_MAX_IN_FLIGHT', '0'],
  ])('%s=%s', (name, text) => {
    const [fault, ...more] = faultsOf({ [name]: text }).diagnostics
    expect(fault).toMatchObject({ code: 'CF201', file: name, hint: expect.any(String) })
    expect(more).toEqual([])
  })

  it('with all others at once', () => {
    const env = { ENV_LOGFWDSERVER_GRACE: '5', ENV_DATAWAY: 'x, y', ENV_LOG_LEVEL: 'loud' }
    const { diagnostics } = faultsOf(env)
    expect(diagnostics.map(({ file }) => file).sort()).toEqual([
      'ENV_DATAWAY',
      'ENV_DATAWAY',
      'ENV_LOGFWDSERVER_GRACE',
      'ENV_LOG_LEVEL',
    ])
  })
})

it('zstd is had where Node has it, else gzip with a warning', () => {
  const { config, warnings } = load({ ENV_DATAWAY_COMPRESSION: 'zstd' })
  const isHere = 'zstdCompress' in zlib
  expect(config.forward.compression).toBe(isHere ? 'zstd' : 'gzip')
  expect(warnings.map(({ code }) => code)).toEqual(isHere ? [] : ['CF904'])
})

describe('of several names', () => {
  it('the host name is taken from the first that is not empty', () => {
    const env = { NODE_NAME: 'd', ENV_K8S_NODE_NAME: 'c', ENV_K8S_CLUSTER_NODE_NAME: 'b' }
    expect(load({ ...env, ENV_HOSTNAME: 'a' }).config.tag.hostname).toBe('a')
    expect(load({ ...env, ENV_HOSTNAME: ' ' }).config.tag.hostname).toBe('b')
    const { tag } = load({ ...env, ENV_K8S_CLUSTER_NODE_NAME: '' }).config
    expect(tag).toMatchObject({ hostname: undefined, nodeName: 'c' })
  })

  it('a file of URLs wins over the URLs themselves', () => {
    const home = homeWith({ dataway: `http://file?token=${TOKEN}\n` })
    const env = {
      ENV_DATAWAY: `http://env?token=${TOKEN}`,
      ENV_DATAWAY_FILE: join(home, 'dataway'),
    }
    const { config } = loadConfig({ home, env })
    expect(config.forward.endpoints).toEqual([{ url: `http://file/?token=${TOKEN}` }])
    writeFileSync(join(home, 'dataway'), '\n')
    expect(() => loadConfig({ home, env })).toThrow('is empty')
    expect(() => load({ ENV_DATAWAY_FILE: join(home, 'none') })).toThrow('CF103')
  })
})

describe('variables without effect', () => {
  it('are told in one line', () => {
    const { config, warnings } = load({
      ENV_NAMESPACE: 'x',
      ENV_ENABLE_ELECTION: 'enable',
      ENV_GLOBAL_ELECTION_TAGS: 'a=1',
    })
    const file = 'ENV_NAMESPACE, ENV_ENABLE_ELECTION, ENV_GLOBAL_ELECTION_TAGS'
    expect(warnings).toEqual([{ code: 'CF902', file, message: 'no effect on logs' }])
    expect({ ...config, folders: undefined }).toEqual({ ...DEFAULTS, folders: undefined })
  })

  it('name the inputs that are not here once, and not this one', () => {
    const name = 'ENV_DEFAULT_ENABLED_INPUTS'
    const { warnings } = load({ [name]: 'cpu,logfwdserver,-mem,disk' })
    expect(warnings).toMatchObject([{ code: 'CF901', file: name }])
    expect(warnings[0]!.message).toMatch(/: cpu, disk$/)
    expect(load({ [name]: 'logfwdserver' }).warnings).toEqual([])
    expect(load({ [name]: 'cpu  disk logfwdserver' }).warnings[0]!.message).toMatch(/: cpu, disk$/)
  })

  it('tell once that there is no sinker', () => {
    const { warnings } = load({
      ENV_DATAWAY_ENABLE_SINKER: 'true',
      ENV_SINKER_GLOBAL_CUSTOMER_KEYS: 'host',
    })
    const file = 'ENV_DATAWAY_ENABLE_SINKER, ENV_SINKER_GLOBAL_CUSTOMER_KEYS'
    expect(warnings).toMatchObject([{ code: 'CF904', file }])
  })

  it('are guessed at when they are mistyped', () => {
    const { warnings } = load({ ENV_DATAWAY_TIMEOT: '1s', ENV_INPUT_CPU_INTERVAL: '1s' })
    expect(warnings).toMatchObject([
      { code: 'CF901', file: 'ENV_DATAWAY_TIMEOT', hint: 'did you mean ENV_DATAWAY_TIMEOUT?' },
    ])
  })
})

describe('the table of variables', () => {
  const names = VARIABLES.flatMap(({ name, aliases }) => [name, ...aliases])

  it('has every name once', () => {
    expect(new Set(names).size).toBe(names.length)
  })

  it('sets every option but the listeners, which stand in conf.d', () => {
    const paths = Object.entries(TABLES).flatMap(([stage, table]) =>
      Object.keys(table).map((name) => `${stage}.${name}`),
    )
    const set = new Set<string>(VARIABLES.flatMap(({ sets }) => sets ?? []))
    expect(paths.filter((path) => !set.has(path))).toEqual(['receive.listeners'])
  })

  it('leaves the defaults alone', () => {
    const { config } = load({ ENV_GLOBAL_HOST_TAGS: 'a=1' })
    const other: Config = load({}).config
    expect(config.tag.globalHostTags).not.toEqual(other.tag.globalHostTags)
    expect(DEFAULTS.tag.globalHostTags).toEqual({})
  })
})
