// Which expressions backtracking may never come to an end on: they are left to the linear-time engine.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { expandPattern, PatternScope } from '../../src/pipeline/grok/expand.js'
import { mayBeExponential } from '../../src/pipeline/grok/exponential.js'
import { parseGoRegexp } from '../../src/pipeline/grok/go-regexp-parse.js'
import { LIBRARY } from '../../src/pipeline/grok/library.js'
import { compileGrok, namedGroups } from '../../src/pipeline/grok/matcher.js'
import { compileRegexp } from '../../src/pipeline/grok/regexp.js'

const scope = PatternScope.builtin()

const EXPONENTIAL = [
  ['(a+)+$', 'a', 'b'],
  ['(a*)*b', 'a', 'c'],
  ['(x+x+)+y', 'x', 'z'],
  ['(a|aa)+$', 'a', 'b'],
  ['(a|a)*b', 'a', 'c'],
  ['(.*)*x', 'a', 'b'],
  [String.raw`(\d+)*z`, '1', '!'],
  ['(.+)+@', 'a', 'b'],
  ['(a|b|ab)*c', 'ab', 'd'],
  [String.raw`^(\w+\s?)*$`, 'word ', '!'],
  [String.raw`^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@)`, 'a', '!'],
  ['(?:(?:a|aa){1,50})$', 'a', 'b'],
  ['^(a?){40}a{40}$', 'a', 'b'],
  ['^(?:[a-z]+ ?)+$', 'a', '!'],
  ['(?i)(a|A)*b', 'a', 'c'],
  ['^(?P<n>(a+)+)$', 'a', 'b'],
] as const

const HARMLESS = [
  'a+b*c?',
  '(?:[^,]+,)*x',
  String.raw`(?:\w+,\s*)*x`,
  String.raw`(?:\d{1,3}\.){3}\d{1,3}`,
  String.raw`"(?:[^"\\]*(?:\\.[^"\\]*)*)"`,
  '(?:ab|ac)*d',
  '[^a]*a[^b]*b.*c.*d',
  '(?:a?){3}b',
  '(?:[a-z]{1,20};)*x',
]

describe('an expression', () => {
  it.each(EXPONENTIAL)(
    '%s that is exponential is told, and answers all the same',
    (source, piece, end) => {
      expect(mayBeExponential(parseGoRegexp(source).root)).toBe(true)
      const hostile = piece.repeat(5000 / piece.length) + end
      expect(compileRegexp(source).test(hostile)).toBe(false)
      expect(compileRegexp(source).replace(hostile, '-')).toBe(hostile)
      expect(compileGrok(source, scope, { trim: true }).exec(hostile)).toBeNull()
    },
  )

  it.each(HARMLESS)('%s that is not keeps the fast engine', (source) => {
    expect(mayBeExponential(parseGoRegexp(source).root)).toBe(false)
  })

  it('too large to be looked at keeps it too', () => {
    expect(mayBeExponential(parseGoRegexp(`(?:${'ab?c'.repeat(300)})*x`).root)).toBe(false)
  })
})

it.each(LIBRARY.flatMap(({ patterns }) => patterns.map(({ name }) => name)))(
  'the pattern %s keeps the fast engine',
  (name) => {
    const { source } = expandPattern(`%{${name}:x}`, scope)
    expect(mayBeExponential(namedGroups(source).root)).toBe(false)
  },
)

const PATTERNS =
  /(?:add_pattern\("(\w+)", |(?:grok|match|replace)\((?:\w+, )?)(?:'''([\s\S]*?)'''|("(?:[^"\\\n]|\\.)*"))/g

describe('the shipped script', () => {
  const folder = new URL('../../pipelines/', import.meta.url)
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.p'))

  it.each(scripts)('%s keeps the fast engine', (file) => {
    const own = scope.child()
    const text = readFileSync(new URL(file, folder), 'utf8')
    for (const [, name, long, short] of text.matchAll(PATTERNS)) {
      const pattern = long ?? JSON.parse(short!)
      if (name !== undefined) own.define(name, pattern)
      const { source } = expandPattern(pattern, own)
      expect(mayBeExponential(namedGroups(source).root)).toBe(false)
    }
  })
})
