// Every shipped script on each of its lines that it does not know: the pieces at which its groks fail, in the order they run,
// as read off the scripts and lines by hand. A piece is given by its beginning, and behind ` > ` the innermost one.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { recordPoint } from '../../src/workbench/record.js'
import { traced } from '../../src/workbench/trace.js'

const FOLDER = new URL('../../pipelines/', import.meta.url)
const NOW = 1_700_000_000_000_000_000n

/** Another thing than a grok keeps the line from being known. */
const MATCHED = 'matched'
/** There is no such key. */
const NO_TEXT = 'no text'

/** Script → line → the piece of each grok call, with the text there. */
const FAILS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  apache: {
    'Syntax OK': ['␣ @ end of the line', '\\[ @ Syntax OK'],
  },
  elasticsearch: {
    'WARNING: A terminally deprecated method in java.lang.System has been called': [
      '\\{ @ WARNING:',
      '\\[ @ WARNING:',
    ],
  },
  envoy: {
    '{"time":"2024-03-12T08:15:42.123Z","code":200}': [
      '%{envoy_request} @ {"time"',
      '\\[ @ {"time"',
      MATCHED,
    ],
    'external/envoy started': ['%{envoy_request} @ external', '\\[ @ external', '\\{ @ external'],
  },
  etcd: {
    '{"level":"warn","ts":"2024-03-12T08:15:42.123456Z","caller":"etcdserver/util.go:170","msg":"apply req':
      [MATCHED, '(?P<time> @ {"level"'],
  },
  'go-klog': {
    'I1312 08:15:42.123456       7 main.go:35] there is no month 13': ['(?P<month> > [0-2] @ 312'],
  },
  'go-zap': {
    '2024/03/12 08:15:42 listening on :8080': [
      '\\{ @ 2024/',
      '%{TIMESTAMP_ISO8601:time} > - @ /03/12',
    ],
    '{"level":"info","ts":1710231342.123456,"msg":"cut of': [MATCHED],
  },
  haproxy: {
    'Available polling systems : epoll, poll, select': [
      '< @ Available',
      MATCHED,
      '%{haproxy_client} > : @ ␣polling',
      '%{haproxy_client} > : @ ␣polling',
      '%{haproxy_client} > : @ ␣polling',
      '\\[ @ Available',
    ],
  },
  'java-log4j': {
    'log4j:WARN Please initialize the log4j system properly.': [
      '%{log4j_time} @ log4j:',
      '%{log4j_time} @ log4j:',
      '%{log4j_time} @ log4j:',
    ],
  },
  'java-logback': {
    '\tat c.example.shop.Stock.take(Stock.java:44)': [
      '%{TIMESTAMP_ISO8601:time} @ \tat c.',
      '%{TIMESTAMP_ISO8601:time} @ \tat c.',
    ],
  },
  'json-lines': {
    '{"cpu":0.5,"level":null}': [MATCHED, NO_TEXT],
    '{"level":"error","msg":"cut of': [MATCHED],
    '["level","error"]': ['\\{ @ ["level"'],
  },
  kafka: {
    'OpenJDK 64-Bit Server VM warning: Option UseConcMarkSweepGC was deprecated in version 9.0': [
      '\\[ @ OpenJDK',
    ],
  },
  logfmt: {
    'started with level=info port=8080': ['(?P<pairs> > = @ ␣with'],
    'level=info msg="cut of': ['(?P<pairs> > " @ end of the line'],
  },
  mongodb: {
    'about to fork child process, waiting until server is ready for connections.': [
      '\\{"t": @ about',
      '(?P<time> @ about',
    ],
  },
  'mysql-error': {
    '240312 08:15:42 mysqld_safe Starting mariadbd daemon with databases from /var/lib/mysql': [
      '(?P<time> > - @ 12 08:15:42',
    ],
  },
  'mysql-slow': {
    'Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock': ['# User@Host:␣ @ Tcp port'],
  },
  nginx: {
    '/docker-entrypoint.sh: Configuration complete; ready for start up': [
      '␣\\[ @ ␣ready',
      '(?P<time> @ /docker',
    ],
  },
  'node-pino': {
    '[08:15:42.123] INFO (7): listening on 8080': [],
    '{"severity":"INFO","time":"2024-03-12T08:15:42.123Z","message":"listening"}': [],
  },
  'pod-logging-demo': {
    'Picked up JAVA_TOOL_OPTIONS: -Xmx512m': ['%{TIMESTAMP_ISO8601:time} @ Picked'],
  },
  postgresql: {
    '\tLINE 1: SELECT * FROM baskets': [
      '%{pg_time} @ \tLINE',
      '%{pg_time} @ \tLINE',
      '%{pg_time} @ \tLINE',
    ],
  },
  python: {
    'starting the shop': [
      '(?P<time>%{python_time}) @ starting',
      '(?P<time>%{python_time}) @ starting',
      '(?P<time>%{python_time}) @ starting',
      '%{python_level:status} @ starting',
      '\\[ @ starting',
      '%{python_level:status} @ starting',
      '(?P<msg>Traceback @ starting',
    ],
  },
  rabbitmq: {
    '  ##########  Licensed under the MPL 2.0. Website: https://rabbitmq.com': [
      '\\{ @ ␣␣###',
      '(?P<time> @ ␣␣###',
    ],
  },
  redis: {
    "      |    `-._   `._    /     _.-'    |     PID: 1": [
      '%{INT:pid:int} @ ␣␣␣␣␣␣|',
      'pid= @ ␣␣␣␣␣␣|',
    ],
  },
  syslog: {
    '<34>oops': ['[1-9] @ oops', '(?:%{TIMESTAMP_ISO8601:time}|%{MONTH:month} @ oops'],
  },
  tomcat: {
    'Using CATALINA_BASE:   /usr/local/tomcat': [
      '%{NOTSPACE:http_auth} @ ␣␣/usr',
      '(?P<time> @ Using',
      '(?P<time> > ␣ @ ng CATALINA',
    ],
  },
}

/** Lines that are nearly known: the first grok, its piece and the text there. */
const NEARLY: readonly (readonly [script: string, line: string, fails: string])[] = [
  [
    'nginx',
    '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 2xx 5 "-" "curl"',
    '%{INT:status_code:int} @ 2xx 5',
  ],
  [
    'nginx',
    '10.0.0.1 - - [04/Foo/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5 "-" "curl"',
    '%{HTTPDATE:time} > %{MONTH} @ Foo/2022',
  ],
  [
    'nginx',
    '10.0.0.1 - - [04/Aug/2022:25:21:14 +0800] "GET / HTTP/1.1" 200 5 "-" "curl"',
    '%{HTTPDATE:time} > %{HOUR} @ 25:21:14',
  ],
  [
    'nginx',
    '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 200',
    '␣ @ end of the line',
  ],
  ['redis', '1:Q 12 Mar 2024 08:15:42.123 * Ready', '(?P<role>[MSCX]) @ Q 12'],
  ['redis', '1:M 12 Mar 2024 08:15:42 * Ready', '%{redis_time:time} > \\. @ ␣* Ready'],
  [
    'java-logback',
    '2024-03-12 08:15:42.123 [main] INFORM c.example.shop.Application - started',
    '%{java_level:status} @ INFORM',
  ],
  [
    'java-logback',
    '2024-03-12 08:15:42.123 main INFO c.example.shop.Application - started',
    '\\[ @ main INFO',
  ],
  ['kafka', '[2024-03-12 08:15:42,123] INFO started (kafka.server', '\\) @ end of the line'],
  ['kafka', '[2024-03-12 08:15:42] INFO started (kafka.server)', '(?P<time> > , @ ] INFO'],
  ['postgresql', '2024-03-12 08:15:42.123 UTC [4x2] app@shop LOG:  x', '%{INT:pid:int} @ 4x2]'],
]

test.each(NEARLY)('%s.p on %j fails at %s', async (name, line, expected) => {
  const [first] = await failures(name, line)
  const [piece, found] = expected.split(' @ ').map((text) => text.replaceAll('␣', ' '))
  expect(first!.piece).toSatisfy((text: string) => fits(text, piece!), `${first!.piece} ≠ ${piece}`)
  expect(first!.found.slice(0, found!.length)).toBe(found)
})

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.p'))
  .map((file) => file.slice(0, -2))

describe.each(names)('%s.p', (name) => {
  const lines = unknownLines(name)

  test('has all its unknown lines in the table', () => {
    expect(Object.keys(FAILS[name] ?? {}).sort()).toEqual([...lines].sort())
  })

  test.each(lines)('on %j', async (line) => {
    const told = await failures(name, line)
    const expected = FAILS[name]?.[line] ?? []
    expect(told.length).toBe(expected.length)
    told.forEach((one, i) => {
      const [piece, found] = expected[i]!.split(' @ ').map((text) => text.replaceAll('␣', ' '))
      expect(one.piece).toSatisfy((text: string) => fits(text, piece!), `${one.piece} ≠ ${piece}`)
      if (found !== undefined) expect(one.found.slice(0, found.length)).toBe(found)
    })
  })
})

/** The innermost piece is given in full, the others by their beginning. */
function fits(told: string, expected: string): boolean {
  const [outer, innermost] = expected.split(' > ')
  const [toldOuter, toldInner] = told.split('\u0000')
  return toldOuter!.startsWith(outer!) && toldInner === innermost
}

async function failures(name: string, line: string) {
  const file = `${name}.p`
  const { run } = traced(new Map([[file, read(file)]]), {
    functions: functionTable,
    patterns: () => PatternScope.builtin().child(),
  })
  const { steps } = await run(file, recordPoint({ message: line, name }, NOW), NOW)
  return steps
    .filter(({ call }) => call === 'grok')
    .map((step) => {
      const told = step.explain()
      if (told === undefined) return { piece: NO_TEXT, found: '' }
      const { failed } = told
      if (failed === undefined) return { piece: MATCHED, found: '' }
      const inner = failed.within.at(-1)
      const piece = inner ? `${failed.piece}\u0000${inner.piece}` : failed.piece
      return { piece, found: failed.found }
    })
}

function unknownLines(name: string): string[] {
  const cases = read(`${name}.cases.jsonl`).split('\n').filter(Boolean)
  return cases
    .map((line) => JSON.parse(line) as { input: string; point: { fields: object } })
    .filter(({ point }) => Object.keys(point.fields).join() === 'status')
    .map(({ input }) => input)
}

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}
