// `%{NAME:field:type}`: what is a reference, what it becomes, which patterns see which, and pattern files.
import { describe, expect, it } from 'vitest'
import { expandPattern, PatternScope, parsePatternFile } from '../../src/pipeline/grok/expand.js'

function scopeWith(patterns: Record<string, string>): PatternScope {
  const scope = PatternScope.builtin().child()
  for (const [name, pattern] of Object.entries(patterns)) scope.define(name, pattern)
  return scope
}

describe('references', () => {
  const scope = scopeWith({ D: '[0-9]', 'a.b-c': 'x', PAIR: '%{D:left:int}-%{D:right}' })

  it.each([
    ['%{D}', '([0-9])'],
    ['%{D:f}', '(?P<f>[0-9])'],
    ['%{D:a.b-c}', '(?P<a_b_c>[0-9])'],
    ['%{a.b-c:f}', '(?P<f>x)'],
    ['%{D:f}%{D:f}', '(?P<f>[0-9])(?P<f>[0-9])'],
    ['%{PAIR:p}', '(?P<p>(?P<left>[0-9])-(?P<right>[0-9]))'],
    ['%{} %{D:} %{D: f} %{D::int} %{D:f:int:x} %{D:名}', undefined],
  ])('%s', (pattern, source) => {
    expect(expandPattern(pattern, scope).source).toBe(source ?? pattern)
  })

  it.each([
    ['%{D:f:int}', { f: 'int' }],
    ['%{D:a.b:string}', { a_b: 'str' }],
    ['%{PAIR}', { left: 'int' }],
    ['%{D:left:float}%{PAIR}', { left: 'float' }],
    ['%{PAIR}%{D:left:float}', { left: 'float' }],
  ])('types of %s', (pattern, types) => {
    expect(Object.fromEntries(expandPattern(pattern, scope).types)).toEqual(types)
  })

  it.each([
    ['%{D:f:long}', '%{D:f:long}: the types are str, int, float and bool, not "long"', undefined],
    ['%{D.:f}', '%{D.:f}: "D." is no pattern name', undefined],
    ['%{-D:f}', '%{-D:f}: "-D" is no pattern name', undefined],
    ['%{NUMBR:f}', 'there is no pattern "NUMBR"', 'NUMBER'],
    ['%{word}', 'there is no pattern "word"', 'WORD'],
    ['%{FROBNICATE}', 'there is no pattern "FROBNICATE"', undefined],
  ])('refuses %s', (pattern, message, suggestion) => {
    expect(() => expandPattern(pattern, scope)).toThrow(
      expect.objectContaining({ name: 'PatternError', message, suggestion }),
    )
  })

  it('stops patterns that grow without end', () => {
    const growing = scopeWith({ p0: 'xxxxxxxx' })
    const grow = () => {
      for (let i = 0; i < 40; i++) growing.define(`p${i + 1}`, `%{p${i}}%{p${i}:f}`)
    }
    expect(grow).toThrow('makes the pattern too long')
  })
})

describe('scopes', () => {
  it('sees the patterns of the blocks around, the innermost first', () => {
    const outer = scopeWith({ P: 'outer' })
    const inner = outer.child()
    expect(inner.lookup('P')?.source).toBe('outer')
    inner.define('P', 'inner')
    expect([inner.lookup('P')?.source, outer.lookup('P')?.source]).toEqual(['inner', 'outer'])
  })

  it('expands a pattern with what is known when it is defined', () => {
    const scope = scopeWith({ P: 'old', Q: '<%{P}>' })
    scope.define('P', '%{P}!')
    expect(scope.lookup('Q')?.source).toBe('<(old)>')
    expect(scope.lookup('P')?.source).toBe('(old)!')
  })

  it('lets built-in patterns keep the one that is shadowed', () => {
    const scope = scopeWith({ BASE10NUM: 'x' })
    expect(scope.lookup('NUMBER')).toBe(PatternScope.builtin().lookup('NUMBER'))
  })
})

describe('pattern files', () => {
  it('take definitions in any order and across files, and later ones over earlier ones', () => {
    const { scope, faults } = parsePatternFile([
      { file: 'a', text: '# comment\n\nOUTER <%{INNER:x:int}>\r\nTWICE one\n' },
      { file: 'b', text: 'INNER %{INT}\nTWICE two words' },
    ])
    expect(faults).toEqual([])
    expect(scope.lookup('OUTER')?.source).toBe(`<(?P<x>(${scope.lookup('INT')?.source}))>`)
    expect(Object.fromEntries(scope.lookup('OUTER')!.types)).toEqual({ x: 'int' })
    expect(scope.lookup('TWICE')?.source).toBe('two words')
  })

  it('report each fault with file and line and keep the rest', () => {
    const text = [
      'LONELY',
      'A.- x',
      'NUMBER x',
      'OK x',
      'UNKNOWN %{NUMBR}',
      'PING %{PONG}',
      'PONG %{PING}',
      'USER_OF_PING %{PING}',
      'BROKEN (a',
    ].join('\n')
    const { scope, faults } = parsePatternFile([{ file: 'p', text }])
    expect(
      faults.map(({ file, position, message, hint }) => [file, position?.line, message, hint]),
    ).toEqual([
      ['p', 1, '"LONELY" has no pattern', 'a line is a name, a blank and a pattern'],
      ['p', 2, '"A.-" is no pattern name', undefined],
      [
        'p',
        3,
        '"NUMBER" is built in and stays as it is',
        'give it another name, or use add_pattern in the script',
      ],
      ['p', 5, 'pattern "UNKNOWN": there is no pattern "NUMBR"', 'did you mean "NUMBER"?'],
      [
        'p',
        7,
        'pattern "PONG": patterns use each other in a circle: PING → PONG → PING',
        undefined,
      ],
      ['p', 6, 'pattern "PING": it needs "PONG", which is refused', undefined],
      ['p', 8, 'pattern "USER_OF_PING": it needs "PING", which is refused', undefined],
      ['p', 9, 'pattern "BROKEN": an opening bracket `(` is never closed', undefined],
    ])
    expect(scope.lookup('OK')?.source).toBe('x')
    expect(scope.lookup('PING')).toBeUndefined()
  })
})
