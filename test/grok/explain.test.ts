// What a person would say of a pattern that does not match: the piece, and the text there.
import { describe, expect, it, test } from 'vitest'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { explainGrok } from '../../src/pipeline/grok/explain.js'

const ACCESS =
  '^%{IP:ip} - - \\[%{HTTPDATE:time}\\] "%{WORD:method} %{NOTSPACE:url}" %{INT:code:int}$'

interface Row {
  readonly title: string
  readonly pattern: string
  readonly text: string
  readonly piece: string
  /** The way inside, such as `HTTPDATE > %{MONTH}`. */
  readonly within?: readonly string[]
  readonly found: string
  readonly expected?: string
  readonly captures?: Readonly<Record<string, string>>
}

const ROWS: readonly Row[] = [
  {
    title: 'a literal that is missing',
    pattern: ACCESS,
    text: '10.0.0.1 - frank [04/Aug/2022:10:21:14 +0800] "GET /" 200',
    piece: ' - - \\[',
    found: ' - frank [04/Aug/2022:10:21:14 +0800] "GET /" 200',
    expected: '" - - ["',
    captures: { ip: '10.0.0.1' },
  },
  {
    title: 'a part of a named pattern',
    pattern: ACCESS,
    text: '10.0.0.1 - - [04/Foo/2022:10:21:14 +0800] "GET /" 200',
    piece: '%{HTTPDATE:time}',
    within: ['HTTPDATE > %{MONTH}'],
    found: 'Foo/2022:10:21:14 +0800] "GET /" 200',
    captures: { ip: '10.0.0.1' },
  },
  {
    title: 'the end of the text',
    pattern: ACCESS,
    text: '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET /" 200 17',
    piece: '$',
    found: ' 17',
    expected: 'the end of the text',
  },
  {
    title: 'a number with its type',
    pattern: ACCESS,
    text: '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET /" x',
    piece: '%{INT:code:int}',
    found: 'x',
    captures: { ip: '10.0.0.1', time: '04/Aug/2022:10:21:14 +0800', method: 'GET', url: '/' },
  },
  {
    title: 'the beginning of the text',
    pattern: ACCESS,
    text: ' 10.0.0.1 - - [',
    piece: '%{IP:ip}',
    found: ' 10.0.0.1 - - [',
    expected: 'IP (an address of either version, such as 10.0.0.1), at the beginning of the text',
  },
  { title: 'nothing left', pattern: ACCESS, text: '', piece: '%{IP:ip}', found: 'end of the line' },
  {
    title: 'two named patterns deep',
    pattern: '%{COMBINEDAPACHELOG}',
    text: '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 x "-" "c"',
    piece: '%{COMBINEDAPACHELOG}',
    within: ['COMBINEDAPACHELOG > %{COMMONAPACHELOG}', 'COMMONAPACHELOG > (?:%{NUMBER:bytes}|-)'],
    found: 'x "-" "c"',
    expected: 'NUMBER (a decimal number, such as 3.5) or "-"',
  },
  {
    title: 'a literal that is nowhere behind a pattern that takes everything',
    pattern: '%{GREEDYDATA:msg} took %{INT:ms}ms',
    text: 'request done',
    piece: ' took ',
    found: 'request done',
    expected: '" took ", anywhere from here on',
    captures: {},
  },
  {
    title: 'what follows such a literal',
    pattern: '%{GREEDYDATA:msg} took %{INT:ms}ms',
    text: 'request took long',
    piece: '%{INT:ms}',
    found: 'long',
    captures: { msg: 'request' },
  },
  {
    title: 'the better part of a literal that may stand anywhere',
    pattern: '%{DATA:who}: started at %{INT:port}',
    text: 'a: b: started by 5',
    piece: ': started at ',
    found: ': started by 5',
    captures: { who: 'a: b' },
  },
  {
    title: 'a lazy capture takes what it can',
    pattern: '(?P<program>\\S+?)\\[%{INT:pid}\\]',
    text: 'cron started',
    piece: '\\[',
    found: ' started',
    captures: { program: 'cron' },
  },
  {
    title: 'a quote that stays open, inside a named group',
    pattern: '(?P<key>.*?)=(?P<value>"[^"]*")',
    text: 'key="open',
    piece: '(?P<value>"[^"]*")',
    within: ['value > "'],
    found: 'end of the line',
    captures: { key: 'key' },
  },
  {
    title: 'the branch that came furthest',
    pattern: 'foo|bar baz|%{INT:n} ms',
    text: 'it took 12 s',
    piece: ' ms',
    found: ' s',
  },
  {
    title: 'all branches where nothing of any is found',
    pattern: 'foo|bar +%{INT}|^(?:x|y)',
    text: 'nothing',
    piece: 'foo|bar +%{INT}|^(?:x|y)',
    found: 'nothing',
    expected: '"foo" or "bar" or "x" or "y"',
  },
  {
    title: 'an optional piece that came further than the one behind it',
    pattern: '^(?:\\[client %{IP:client}:%{INT:port}\\] )?%{LOGLEVEL:level}',
    text: '[client 10.0.0.1:x] ERROR',
    piece: '%{INT:port}',
    found: 'x] ERROR',
    captures: { client: '10.0.0.1' },
  },
  {
    title: 'a further round of a repeated piece',
    pattern: '(?:%{WORD}=%{INT} )+end',
    text: 'a=1 b=2 c=x end',
    piece: '%{INT}',
    found: 'x end',
  },
  {
    title: 'a round of a counted piece',
    pattern: '^(?:\\d{3},){3}',
    text: '123,456,78',
    piece: '\\d{3}',
    found: '78',
    expected: 'a digit, 3 times',
  },
  {
    title: 'an unknown word where a named pattern of words stands',
    pattern: '%{TIMESTAMP_ISO8601:time} %{LOGLEVEL:level} ',
    text: '2022-08-04T10:21:14.003Z VERBOSE hi',
    piece: '%{LOGLEVEL:level}',
    found: 'VERBOSE hi',
    captures: { time: '2022-08-04T10:21:14.003Z' },
  },
  {
    title: 'a date of another form is not taken for the beginning of one',
    pattern: '%{TIMESTAMP_ISO8601:time} ',
    text: 'job 12 ended at noon',
    piece: '%{TIMESTAMP_ISO8601:time}',
    found: 'job 12 ended at noon',
  },
  {
    title: 'a number that goes on as a word',
    pattern: '^%{WORD:method} %{INT:code:int} %{INT:bytes:int}',
    text: 'GET 2xx 5',
    piece: '%{INT:code:int}',
    found: '2xx 5',
    captures: { method: 'GET' },
  },
  {
    title: 'an hour that there is not',
    pattern: '\\[%{HTTPDATE:time}\\]',
    text: '[04/Aug/2022:25:21:14 +0800]',
    piece: '%{HTTPDATE:time}',
    within: ['HTTPDATE > %{TIME}', 'TIME > %{HOUR}'],
    found: '25:21:14 +0800]',
  },
  {
    title: 'a level that only begins like one',
    pattern: '^(?P<level>INFO|WARN) +%{GREEDYDATA:msg}',
    text: 'INFORM x',
    piece: '(?P<level>INFO|WARN)',
    found: 'INFORM x',
    expected: 'level, which begins with "INFO" or "WARN"',
    captures: {},
  },
  {
    title: 'flags act on what follows',
    pattern: '(?i)ERROR code=%{INT:code}',
    text: 'error CODE=x',
    piece: '%{INT:code}',
    found: 'x',
  },
  {
    title: 'quoted literals and hex',
    pattern: '\\Q[a]\\E\\x{3a} x',
    text: '[a]: y',
    piece: '\\Q[a]\\E\\x{3a} x',
    found: '[a]: y',
    expected: '"[a]: x"',
  },
  {
    title:
      'a column that is missing, not the sign behind the next one, which the column before took',
    pattern: '^%{NOTSPACE:ident} %{NOTSPACE:auth} \\[%{HTTPDATE:time}\\]$',
    text: '- [04/Aug/2022:10:21:14 +0800]',
    piece: '%{NOTSPACE:auth}',
    found: '[04/Aug/2022:10:21:14 +0800]',
    expected: 'NOTSPACE (everything up to a blank, tab or line end), and behind it " ["',
    captures: { ident: '-' },
  },
  {
    title: 'a missing column before a number',
    pattern: '^%{NOTSPACE:a} %{NOTSPACE:b} %{INT:n}$',
    text: 'x 5',
    piece: '%{NOTSPACE:b}',
    found: '5',
    captures: { a: 'x' },
  },
  {
    title: 'the last one of columns of one kind',
    pattern: '^%{INT:a} %{INT:b} %{INT:c}$',
    text: '1 2',
    piece: ' ',
    found: 'end of the line',
    captures: { a: '1', b: '2' },
  },
  {
    title: 'a sign that ends a column where a later one stands in the column',
    pattern: '^%{NOTSPACE:file}:%{INT:line}\\] %{GREEDYDATA:msg}',
    text: 'main.go] hi',
    piece: ':',
    found: '] hi',
    captures: { file: 'main.go' },
  },
  {
    title: 'the beginning of a pattern that is held nowhere, when all the rest is there',
    pattern: '%{IP:from} -> %{IP:to}',
    text: 'web-1 -> 10.0.0.1',
    piece: '%{IP:from}',
    found: 'web-1 -> 10.0.0.1',
    captures: {},
  },
  {
    title: 'a word before what is there',
    pattern: 'took %{NUMBER:ms:float}ms',
    text: 'request needed 12ms',
    piece: 'took ',
    found: 'needed 12ms',
  },
  {
    title: 'what is missing between a beginning and a rest that are both there',
    pattern: 'code=%{INT:code:int}, user=%{WORD:user}',
    text: 'x code=, user=bob',
    piece: '%{INT:code:int}',
    found: ', user=bob',
  },
  {
    title: 'the hour that is none, not the minute that may follow it without a sign',
    pattern: '^%{TIMESTAMP_ISO8601:time}',
    text: '2026-11-23 25:21:14',
    piece: '%{TIMESTAMP_ISO8601:time}',
    within: ['TIMESTAMP_ISO8601 > %{HOUR}'],
    found: '25:21:14',
  },
  {
    title: 'a class',
    pattern: '^[[:alpha:]]{3}[^\\]]x',
    text: 'abc]x',
    piece: '[^\\]]',
    found: ']x',
  },
]

describe('a pattern that does not match names', () => {
  test.each(ROWS)('$title', (row) => {
    const { failed, matched, captures } = explainGrok(row.pattern, builtin, row.text)
    expect(matched).toBe(false)
    expect(failed?.piece).toBe(row.piece)
    expect(row.pattern.slice(failed!.start, failed!.end)).toBe(row.piece)
    expect(failed?.within.map(({ name, piece }) => `${name} > ${piece}`)).toEqual(row.within ?? [])
    expect(failed?.found).toBe(row.found)
    if (row.expected) expect(failed?.expected).toBe(row.expected)
    if (row.captures) expect(Object.fromEntries(named(captures))).toEqual(row.captures)
  })
})

const builtin = PatternScope.builtin()

function named(captures: readonly { name: string; value: string }[]) {
  return captures.map(({ name, value }) => [name, value])
}

it('a pattern that matches tells where, and all captures, trimmed', () => {
  const pattern = '%{INT:code} (?P<text>.*)(?P<rest>x)?'
  expect(explainGrok(pattern, builtin, 'at 200  ok ')).toEqual({
    pattern,
    text: 'at 200  ok ',
    matched: true,
    from: 3,
    to: 11,
    captures: [
      { name: 'code', value: '200' },
      { name: 'text', value: 'ok' },
      { name: 'rest', value: '' },
    ],
  })
  expect(explainGrok(pattern, builtin, '1  ok ', { trim: false }).captures[1]?.value).toBe(' ok ')
})

it("a pattern of one's own is entered, also where it has no parts with names", () => {
  const scope = builtin.child()
  scope.define('day', '\\d{4}/\\d{2}/\\d{2}')
  const { failed } = explainGrok('^%{day:day} ', scope, '2024/03-12 ')
  expect(failed).toMatchObject({ piece: '%{day:day}', within: [{ name: 'day', piece: '/' }] })
})

it('a name that is given another meaning later keeps the one it had', () => {
  const scope = builtin.child()
  scope.define('id', 'A-%{INT}')
  scope.define('order', 'order %{id}')
  scope.define('id', '%{WORD}')
  const { failed } = explainGrok('^%{order}', scope, 'order A-x')
  expect(failed?.within).toEqual([
    { name: 'order', piece: '%{id}' },
    { name: 'id', piece: '%{INT}' },
  ])
})

it('both engines say the same', () => {
  for (const { pattern, text } of ROWS) {
    const linear = explainGrok(pattern, builtin, text)
    expect(explainGrok(pattern, builtin, text, { engine: 'javascript' })).toEqual(linear)
  }
})

it('a hostile pattern on a long line is explained', () => {
  const { failed } = explainGrok('^(a+)+$', builtin, `${'a'.repeat(5000)}b`)
  expect(failed).toMatchObject({ piece: '$', found: 'b' })
})

it('of a very long line the beginning is looked at, and that is said', () => {
  const { failed } = explainGrok('^(?P<word>\\S+) ', builtin, 'x'.repeat(100_000))
  expect(failed?.piece).toBe(' ')
  expect(failed?.expected).toContain('only the first 65536 characters were looked at')
  expect(failed?.found.length).toBe(60)
})
