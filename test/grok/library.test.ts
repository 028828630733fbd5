// The built-in patterns: complete, expandable, and with the traps that scripts have learnt to live with.
import { describe, expect, it } from 'vitest'
import { expandPattern, PatternScope } from '../../src/pipeline/grok/expand.js'
import { isExactInJavaScript } from '../../src/pipeline/grok/go-regexp-exact.js'
import { keepGroups } from '../../src/pipeline/grok/go-regexp-keep.js'
import { parseGoRegexp } from '../../src/pipeline/grok/go-regexp-parse.js'
import { builtinPatterns, LIBRARY } from '../../src/pipeline/grok/library.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'

const patterns = LIBRARY.flatMap((group) => group.patterns)
const scope = PatternScope.builtin()

it('has every pattern once, each with a sentence', () => {
  expect(builtinPatterns.size).toBe(patterns.length)
  expect(scope.names()).toEqual(new Set(builtinPatterns.keys()))
  for (const { name, doc } of patterns) expect(doc, name).toMatch(/^\S.*\.$/)
})

it.each(patterns)('$name compiles, and JavaScript can serve it', ({ name }) => {
  const program = parseGoRegexp(expandPattern(`%{${name}:it}`, scope).source)
  const named = program.names.flatMap((each, index) => (each === '' ? [] : [index]))
  expect(isExactInJavaScript(keepGroups(program, named))).toBe(true)
})

describe('traps', () => {
  it.each([
    ['EMAILLOCALPART', 'ab/;<c', 'ab/;<c'],
    ['EMAILLOCALPART', 'a', undefined],
    ['BASE10NUM', '-.5', '.5'],
    ['BASE16NUM', 'ff', undefined],
    ['WORD', 'éa', 'a'],
    ['IPV4', '256.1.1.1', '56.1.1.1'],
    ['IPV6', '::ffff:1.2.3.4', '::ffff:1'],
    ['IPV6', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:1.2.3.4'],
    ['IPV6', 'fe80::1%eth0', 'fe80::1%eth0'],
    ['TIME', 'x10:11:12y', 'x10:11:12y'],
    ['MONTH', 'Mär', 'Mär'],
    ['MONTH', 'Sept', undefined],
    ['LOGLEVEL', 'misinformed', 'info'],
    ['UNIXPATH', 'in /a/b:c d', '/a/b:c'],
    ['TZ', 'CET', undefined],
    ['QUOTEDSTRING', `say "a\nb" 'c'`, '"a\nb"'],
    ['GREEDYLINES', 'a\nb', 'a\nb'],
  ])('%s on %j', (name, text, taken) => {
    const captures = compileGrok(`%{${name}:it}`, scope, { trim: false }).exec(text)
    expect(captures?.[0]).toBe(taken)
  })

  it('leaves what only the other alternative writes empty', () => {
    const matcher = compileGrok('%{HTTPD_ERRORLOG}', scope, { trim: true })
    const line = '[Wed Jun 07 21:08:17 2023] [notice] worker pool grown to 12'
    const captures = matcher.exec(line)!
    const value = (name: string) => captures[matcher.names.indexOf(name)]
    expect([value('errormsg'), value('timestamp'), value('loglevel')]).toEqual([
      'worker pool grown to 12',
      '',
      '',
    ])
  })
})
