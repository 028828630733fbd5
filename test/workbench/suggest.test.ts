// Patterns that are suggested for a text: they match it, and the most specific stand first.
import { describe, expect, it } from 'vitest'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'
import { suggest } from '../../src/workbench/suggest.js'

const builtin = PatternScope.builtin()

describe('a word', () => {
  it.each([
    ['Mon Jan 25 19:41:17 CST 2021', '%{DATESTAMP_OTHER: ?}'],
    ['2021-01-25T18:37:22.016+0800', '%{TIMESTAMP_ISO8601: ?}'],
    ['04/Aug/2022:10:21:14 +0800', '%{HTTPDATE: ?}'],
    ['10.0.0.1', '%{IPV4: ?}'],
    ['2001:db8::17', '%{IPV6: ?}'],
    ['cc21d9b0-0000-4000-8000-000000000001', '%{UUID: ?}'],
    ['WARNING', '%{LOGLEVEL: ?}'],
    ['A-17', '%{NOTSPACE: ?}'],
    ['main.go:88', '%{NOTSPACE:file}:%{INT:line:int}'],
    ['true', '%{WORD: ?}'],
    ['web-1.example', '%{HOSTNAME: ?}'],
    ['2026-11-23', '(?P<date>\\d{4}-\\d{2}-\\d{2})'],
    ['https://a.example/x?b=c', '%{URI: ?}'],
    ['-12', '%{INT: ?}'],
    ['"a b"', '%{QUOTEDSTRING: ?}'],
    ['¤', '%{NOTSPACE: ?}'],
  ])('%s is first of all %s', (text, pattern) => {
    expect(suggest(text, builtin)[0]?.pattern).toBe(pattern)
  })

  it('is at last anything', () => {
    expect(suggest('Mon Jan 25 19:41:17 CST 2021', builtin)).toEqual([
      { weight: 2, pattern: '%{DATESTAMP_OTHER: ?}' },
      { weight: 0, pattern: '%{GREEDYDATA: ?}' },
    ])
  })

  it("may be one of the author's own patterns", () => {
    const scope = builtin.child()
    scope.define('order', '[A-Z]-%{INT}')
    expect(suggest('A-17', scope)[0]).toEqual({ weight: 3, pattern: '%{order: ?}' })
  })
})

const LINES = [
  '10.0.0.1 - - [04/Aug/2022:10:21:14 +0800] "GET / HTTP/1.1" 200 5 "-" "curl/8"',
  '2024-03-12 08:15:42,123 [main] INFO c.example.shop.Stock - item 7 taken in 12ms',
  'level=warn ts=2024-03-12T08:15:42Z msg="disk is full" code=5 empty= end',
  'Mar 12 08:15:42 web-1 sshd[4123]: Failed password for root from 192.0.2.61 port 40022',
  '2024/03/12 08:15:42 [error] 7#7: *168 open() failed, client: 10.0.0.1, server: x',
  '  two  blanks\tand a tab ',
  '$1 (a|b) [x]{2} \\d+ ^.*?',
  'two\nlines',
  '订单 17 完成',
  'x'.repeat(300),
]

describe('a line', () => {
  it.each([
    [LINES[0], '%{COMBINEDAPACHELOG}'],
    [
      LINES[1],
      '%{TIMESTAMP_ISO8601:time} \\[%{DATA:part}\\] %{LOGLEVEL:status} %{NOTSPACE:logger} - item %{INT:item:int} taken in %{INT:value_ms:int}ms',
    ],
    [
      'level=warn ts=2024-03-12T08:15:42Z msg="disk is full" code=5',
      'level=%{LOGLEVEL:level} ts=%{TIMESTAMP_ISO8601:ts} msg="%{DATA:msg}" code=%{INT:code:int}',
    ],
    [LINES[3], '%{SYSLOGBASE} %{GREEDYDATA:msg}'],
    ['request took 12 ms', 'request took %{INT:took:int} ms'],
    [
      '2026-11-23 10:21:14.731 INFO order A-17 took 12ms',
      '%{TIMESTAMP_ISO8601:time} %{LOGLEVEL:status} order %{NOTSPACE:order} took %{INT:took_ms:int}ms',
    ],
    [
      '10.0.0.1 "GET /a HTTP/1.1" 200 512 7',
      '%{IPV4:client_ip} "%{WORD:http_method} %{NOTSPACE:http_url} HTTP/%{NUMBER:http_version}" %{INT:status_code:int} %{INT:bytes:int} %{INT:number:int}',
    ],
    [
      'main.go:35] db.example:5432 lost',
      '%{NOTSPACE:file}:%{INT:line:int}\\] %{HOSTPORT:host_port} lost',
    ],
    [
      '[2026-11-23 10:21:14] 【登录】 用户登录成功',
      '\\[%{TIMESTAMP_ISO8601:time}\\] 【%{DATA:part}】 %{GREEDYDATA:msg}',
    ],
    ['2026-11-23 https://a.example/x?b=c in', '(?P<date>\\d{4}-\\d{2}-\\d{2}) %{URI:url} in'],
  ])('%j becomes %s', (line, pattern) => {
    const suggestions = suggest(line!, builtin)
    expect(suggestions[0]?.pattern).toBe(pattern)
    expect(suggestions.length).toBeGreaterThan(2)
  })

  it.each(LINES)(
    '%j is matched by all that is suggested, which stands in the order of weights',
    (line) => {
      const suggestions = suggest(line, builtin)
      const weights = suggestions.map(({ weight }) => weight)
      expect(weights).toEqual(weights.toSorted((a, b) => b - a))
      for (const { pattern } of suggestions) {
        const named = pattern.replace(': ?}', ':x}')
        expect(compileGrok(named, builtin, { trim: false }).exec(line), pattern).not.toBeNull()
      }
    },
  )

  it('gets each name once', () => {
    const [first] = suggest('a=1 a=2 a=3', builtin)
    expect(first?.pattern).toBe('a=%{INT:a:int} a=%{INT:a_2:int} a=%{INT:a_3:int}')
  })

  it('of blanks gets nothing, one of JSON no grok of its own', () => {
    expect(suggest('  ', builtin)).toEqual([])
    expect(suggest('{"a": [1, 2]}', builtin).map(({ pattern }) => pattern)).toEqual([
      '%{GREEDYDATA: ?}',
    ])
  })
})
