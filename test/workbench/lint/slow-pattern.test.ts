// Patterns that some line holds up, and those that look like it: the product makes them fast, or their cost is no harm.
import { describe, expect, it } from 'vitest'
import { lintScript } from '../../../src/workbench/lint.js'

const messages = (script: string) =>
  lintScript(script)
    .filter(({ code }) => code === 'PL909')
    .map(({ message }) => message)

const SLOW = [
  ['four GREEDYDATA in a row', '%{GREEDYDATA:a} %{GREEDYDATA:b} %{GREEDYDATA:c} %{GREEDYDATA:d}!'],
  ['three DATA in a row', '^%{DATA:a} %{DATA:b} %{DATA:c}!$'],
  ['two parts that take the same blanks', '^[^:]+\\s*[^:]+[:;]'],
  ['white space beside white space', '^\\d\\s+.*\\s+$'],
] as const

const QUICK = [
  ['a leading GREEDYDATA', '%{GREEDYDATA:a}: x'],
  ['a leading NOTSPACE', '%{NOTSPACE:a} x'],
  ['a final GREEDYDATA', '^%{INT:a} %{GREEDYDATA:b}'],
  [
    'parts that end where the next one begins',
    '^"(?P<a>[^"]*)" "(?P<b>[^"]*)" \\[(?P<c>[^\\]]*)\\]$',
  ],
  ['a repeat of parts with an end of their own', '^(?:[a-z]+,)*$'],
  ['a search that begins anew at each character', '%{INT:a} %{INT:b}'],
  ['a search for a boundary', '\\bcode=%{INT:code:int}'],
  ['counted repeats', '^(?:\\d{1,3}\\.){3}\\d{1,3}$'],
  [
    'the seed of an access log',
    '^%{NOTSPACE:ip} %{NOTSPACE} %{NOTSPACE:user} \\[%{HTTPDATE:time}\\] "%{WORD:method}',
  ],
  ['what the linear-time engine runs', '^(?:(?P<a>x)|(?P<b>y))*$'],
  ['a repeat of a repeat, which it runs too', '(a+)+$'],
  ['a repeat of parts that may be empty between', '^(?:[a-z]+ ?)+$'],
  ['a repeat of branches that overlap', '^(?:\\w|\\d)+!$'],
  ['a repeat of a greedy part', '^(?:.*,)*x$'],
] as const

describe('slow', () => {
  it.each(SLOW)('%s', (_, pattern) => {
    const [message, ...more] = messages(`grok(_, '''${pattern}''')`)
    expect(message).toMatch(
      /^a line of \d+ characters holds this pattern up for more than 10 ms: "/,
    )
    expect(more).toEqual([])
  })

  it('says so for match and replace too', () => {
    expect(messages("ok = match('''^.*a.*a.*b$''', message)\nadd_key(ok)")).toHaveLength(1)
    expect(messages("replace(message, '''^.*a.*a.*b$''', \"\")")).toHaveLength(1)
  })

  it('names the shortest of the lines', () => {
    const [message] = messages("grok(_, '''^.*x.*x.*x.*x.*y$''')")
    expect(Number(/line of (\d+)/.exec(message!)![1])).toBeLessThan(1000)
  })
})

describe('not slow', () => {
  it.each(QUICK)('%s', (_, pattern) => {
    expect(messages(`grok(_, '''${pattern}''')`)).toEqual([])
  })
})

it('leaves out what there is no time to try, and keeps what it has tried', () => {
  const script = "grok(_, '''^.*z.*z.*z$''')"
  expect(lintScript(script, { measureMs: 0 })).toEqual([])
  expect(lintScript(script)).toHaveLength(1)
  expect(lintScript(script, { measureMs: 0 })).toHaveLength(1)
})
