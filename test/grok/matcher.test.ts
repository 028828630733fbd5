// A compiled grok as the grok function uses it: names, types, trimming, both engines, and what a watchdog sees.
import { describe, expect, it } from 'vitest'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { LIBRARY } from '../../src/pipeline/grok/library.js'
import { compileGrok, javascriptOf } from '../../src/pipeline/grok/matcher.js'
import { running } from '../../src/pipeline/grok/running.js'

const scope = PatternScope.builtin()
const grok = (pattern: string, trim = true) => compileGrok(pattern, scope, { trim })

describe('captures', () => {
  it('come in the order of their names, converted to their types', () => {
    const matcher = grok(
      '%{WORD:w} %{NUMBER:f:float} %{INT:i:int} %{WORD:b:bool}(?: %{INT:n:int})?',
    )
    expect(matcher.names).toEqual(['w', 'f', 'i', 'b', 'n'])
    expect(matcher.types).toEqual(['str', 'float', 'int', 'bool', 'int'])
    expect(matcher.exec('x 1.5 010 T')).toEqual(['x', 1.5, 8n, true, 0n])
    expect(matcher.exec('x 1.5')).toBeNull()
  })

  it('are empty, 0 or false where a group took no part', () => {
    const matcher = grok('a(?:%{INT:i:int}|%{INT:f:float}|%{WORD:s}|%{WORD:b:bool})?$')
    expect(matcher.exec('a')).toEqual([0n, 0, '', false])
    matcher.linear = true
    expect(matcher.exec('a')).toEqual([0n, 0, '', false])
    matcher.linear = false
  })

  it('have a fresh array for each call', () => {
    const matcher = grok('%{WORD:w}')
    expect(matcher.exec('a')).not.toBe(matcher.exec('a'))
  })

  it.each([
    ['\t\n\v\f\r \u0085\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000', ''],
    ['\u00a0a b\u3000', 'a b'],
    ['\ufeffa\u200b', '\ufeffa\u200b'],
    ['\u001ca\u180e', '\u001ca\u180e'],
    ['é', 'é'],
  ])('lose white space at both ends: %j', (text, trimmed) => {
    expect(grok('^(?s:(?P<x>.*))$').exec(text)).toEqual([trimmed])
    expect(grok('^(?s:(?P<x>.*))$', false).exec(text)).toEqual([text])
  })

  it('are trimmed before they are converted', () => {
    expect(grok('^(?P<n>.*)$').exec(' 5 ')).toEqual(['5'])
    expect(grok('^%{DATA:n:int}$').exec(' 5 ')).toEqual([5n])
    expect(grok('^%{DATA:n:int}$', false).exec(' 5 ')).toEqual([0n])
  })
})

describe('matchers', () => {
  it('are shared by equal patterns, types and trimming', () => {
    expect(grok('%{INT:a}')).toBe(grok('%{INT:a}'))
    expect(grok('%{INT:a}')).not.toBe(grok('%{INT:a:int}'))
    expect(grok('%{INT:a}')).not.toBe(grok('%{INT:a}', false))
  })

  it('give the same on both engines for every built-in pattern', () => {
    const text = '<1.2> Jun  7 21:08:17 web-1 app[42]: GET http://a.b:8/c?d=e "q" 10.0.0.1 ERROR /x'
    for (const { name } of LIBRARY.flatMap(({ patterns }) => patterns)) {
      const matcher = grok(`%{${name}:it}`)
      const fast = matcher.exec(text)
      matcher.linear = true
      expect(matcher.exec(text), name).toEqual(fast)
      matcher.linear = false
    }
  })

  it('leave names, flags and look-behind of Go behind when they become JavaScript', () => {
    expect(javascriptOf('(?P<a>(x|y)+) (?i:z)')).toBe('((?:x|y)+) [Zz]')
  })

  it('look for a required text first in long lines, and find what they found', () => {
    const matcher = grok('%{WORD:w} => %{GREEDYDATA:rest}')
    const long = 'x '.repeat(1000)
    expect(matcher.exec(long)).toBeNull()
    expect(matcher.exec(`${long}a => b`)).toEqual(['a', 'b'])
  })

  it('answer a hostile line in linear time when they are told to', () => {
    const matcher = grok('(?P<x>(?:a+)+)$')
    matcher.linear = true
    expect(matcher.exec(`${'a'.repeat(5000)}b`)).toBeNull()
    expect(matcher.exec('aa')).toEqual(['aa'])
    matcher.linear = false
  })

  it('can be found while they run, and not after', () => {
    const matcher = grok('%{WORD:w}')
    expect(matcher.exec('a')).toEqual(['a'])
    expect(running.matcher).toBeUndefined()
  })
})
