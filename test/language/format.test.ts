// The canonical layout, pair by pair. That it never changes a meaning is shown in test/fuzz/format.test.ts.
import { describe, expect, it } from 'vitest'
import { CompileError } from '../../src/errors.js'
import { formatScript } from '../../src/pipeline/language/format.js'

const LONG = `'''${'x'.repeat(200)}'''`
const NAME = 'n'.repeat(40)

describe('a statement', () => {
  it.each([
    ['spaces round operators', 'a=1+2*b', 'a = 1 + 2 * b'],
    ['none at a sign', 'a = - 1 - - b', 'a = -1 - -b'],
    ['a negation', 'a =! b', 'a = !b'],
    ['comparisons and conditions', 'a>=1&&b!=2||c in d', 'a >= 1 && b != 2 || c in d'],
    ['calls', 'f (a ,b,c )', 'f(a, b, c)'],
    ['named arguments', 'f(a, k = 1, `x-y`=-2)', 'f(a, k=1, `x-y`=-2)'],
    ['lists and maps', '[1,2 ,[ ] ,{ "a" :1,"b":{}}]', '[1, 2, [], {"a": 1, "b": {}}]'],
    ['a comma too many', 'f([1,2,],{"a":1,},b,)', 'f([1, 2], {"a": 1}, b)'],
    ['indexes', 'a [ 0 ] [ "k" ] = b', 'a[0]["k"] = b'],
    ['slices', 'a[ 1 : 2 ] [ : : -1 ]', 'a[1:2][::-1]'],
    ['attributes', 'a . b [0] . c', 'a.b[0].c'],
    ['the index of nothing', 'a = . [0] . b', 'a = .[0].b'],
    ['several targets', 'a ,b=1 ,2', 'a, b = 1, 2'],
    ['augmented', 'a+=1', 'a += 1'],
    ['parentheses stay', '((a))+(b)', '((a)) + (b)'],
    [
      'keywords in lower case',
      'IF a IN [NIL, True] { BREAK }',
      'if a in [nil, true] {\n  break\n}',
    ],
    ['numbers as written', 'a = 0X1F + 1E5 + INF', 'a = 0X1F + 1E5 + INF'],
    [
      'texts as written',
      `a = "\\x41" + 'b' + '''c\r\n  d'''`,
      `a = "\\x41" + 'b' + '''c\r\n  d'''`,
    ],
    ['names as written', '`a b`  = 城市', '`a b` = 城市'],
    ['a value in the next line', 'a =\n 1', 'a = 1'],
    ['an operator at the end of a line', 'a = b ||\nc', 'a = b ||\n  c'],
  ])('%s', (_, before, after) => {
    expect(formatScript(before)).toBe(`${after}\n`)
    expect(formatScript(after)).toBe(`${after}\n`)
  })
})

describe('lines', () => {
  it.each([
    ['one statement a line', 'a;b;;c', 'a\nb\nc\n'],
    ['blank lines, one at most', 'a\n\n\n\nb\nc', 'a\n\nb\nc\n'],
    ['none at the edges', '\n\na\n\n', 'a\n'],
    ['none at the edge of a block', 'if a {\n\n\nb\n\n}', 'if a {\n  b\n}\n'],
    ['CRLF', 'a\r\nb # c\r\n', 'a\nb # c\n'],
    ['tabs', 'if a {\n\tb\n\t}', 'if a {\n  b\n}\n'],
    ['nothing', '\n', '\n'],
    ['only separators', ' ; ;', '\n'],
  ])('%s', (_, before, after) => {
    expect(formatScript(before)).toBe(after)
    expect(formatScript(after)).toBe(after)
  })
})

describe('a block', () => {
  it.each([
    [
      'if',
      'if a {b} elif c {d;e} else {f}',
      'if a {\n  b\n} elif c {\n  d\n  e\n} else {\n  f\n}\n',
    ],
    ['empty', 'if a {} else { ; }', 'if a {\n} else {\n}\n'],
    ['nested', 'for x in [1] {if x {y}}', 'for x in [1] {\n  if x {\n    y\n  }\n}\n'],
    ['for', 'for i=0;i<3;i+=1 {a}', 'for i = 0; i < 3; i += 1 {\n  a\n}\n'],
    ['for ever', 'for ;; {break}', 'for ; ; {\n  break\n}\n'],
    ['for without a step', 'for i=0 ;i<1 ; {a}', 'for i = 0; i < 1; {\n  a\n}\n'],
    ['of a map', 'for ;;{} {a}', 'for ; ; {} {\n  a\n}\n'],
    ['a header of several lines', 'if a &&\nb {c}', 'if a &&\n    b {\n  c\n}\n'],
  ])('%s', (_, before, after) => {
    expect(formatScript(before)).toBe(after)
    expect(formatScript(after)).toBe(after)
  })
})

describe('brackets', () => {
  it.each([
    ['broken by the author', 'f(\na,\nb)', 'f(\n  a,\n  b,\n)\n'],
    ['lines of several items', 'f(\na,b,\nc)', 'f(\n  a, b,\n  c,\n)\n'],
    ['broken elsewhere, but short', '[a,\nb\n]', '[a, b]\n'],
    ['blank lines in them', '[\n\na,\n\n\nb\n\n]', '[\n  a,\n\n  b,\n]\n'],
    ['empty', 'f(\n)', 'f()\n'],
    ['too long', `f(${NAME}, ${NAME}, ${NAME})`, `f(\n  ${NAME},\n  ${NAME},\n  ${NAME},\n)\n`],
    [
      'too long, in lines of the author',
      `f(${NAME}, ${NAME},\n${NAME})`,
      `f(\n  ${NAME}, ${NAME},\n  ${NAME},\n)\n`,
    ],
    ['one long text breaks none', `grok(_, ${LONG}) && a`, `grok(_, ${LONG}) && a\n`],
    [
      'a list at the end is opened in place of the call',
      `f(a, [${NAME}, ${NAME}, ${NAME}])`,
      `f(a, [\n  ${NAME},\n  ${NAME},\n  ${NAME},\n])\n`,
    ],
    ['a map at the end', 'f(a, {\n"b": 1\n})', 'f(a, {\n  "b": 1,\n})\n'],
    ['parentheses', 'a = (\nb ||\nc)', 'a = (\n  b ||\n  c\n)\n'],
    [
      'of a loop',
      `for x in [${NAME}, ${NAME}, ${NAME}] {a}`,
      `for x in [\n  ${NAME},\n  ${NAME},\n  ${NAME},\n] {\n  a\n}\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(formatScript(before)).toBe(after)
    expect(formatScript(after)).toBe(after)
  })
})

describe('a comment', () => {
  it.each([
    ['at the beginning', '#a\n\n# b  \nc', '#a\n\n# b\nc\n'],
    ['on its own line', 'a\n   # b\nc', 'a\n# b\nc\n'],
    ['at the end of a line', 'a;# b\nc    # d\n', 'a # b\nc # d\n'],
    ['at the end of the script', 'a\n\n# b', 'a\n\n# b\n'],
    ['alone', ' # a\n', '# a\n'],
    ['behind a brace', 'if a { # b\nc\n} # d\ne', 'if a { # b\n  c\n} # d\ne\n'],
    ['in a block', 'if a {\n# b\n\n# c\n\n}', 'if a {\n  # b\n\n  # c\n}\n'],
    ['in an argument list', 'f(a, # b\nc)', 'f(\n  a, # b\n  c,\n)\n'],
    ['behind the bracket', 'f( # a\nb)', 'f( # a\n  b,\n)\n'],
    ['on its own line in a list', '[a,\n# b\nc\n# d\n]', '[\n  a,\n  # b\n  c,\n  # d\n]\n'],
    ['before a comma', '[a # b\n, c]', '[\n  a, # b\n  c,\n]\n'],
    ['in an empty call', 'f(\n# a\n)', 'f(\n  # a\n)\n'],
    ['behind an operator', 'a = b + # c\n d', 'a = b + # c\n  d\n'],
    ['behind an assignment', 'a = # b\n# c\n d', 'a = # b\n  # c\n  d\n'],
    ['in a slice', 'a[ # b\n1:2]', 'a[ # b\n  1:2]\n'],
    ['that a bare CR ends', 'a = # b\r 1 # c\n', 'a = 1 # b\n# c\n'],
  ])('%s', (_, before, after) => {
    expect(formatScript(before)).toBe(after)
    expect(formatScript(after)).toBe(after)
  })
})

describe('what cannot be formatted', () => {
  it.each([
    ['a syntax error', 'if a {\n  f(1 2)\n}', 'two.p:2:7: error PL102'],
    ['a text that is not closed', 'a = "b', 'two.p:1:5: error PL101'],
    ['the empty script', '', 'two.p:1:1: error PL102'],
    ['a script nested too deeply', '('.repeat(20_000), 'error PL107'],
  ])('%s', (_, source, message) => {
    expect(() => formatScript(source, 'two.p')).toThrow(CompileError)
    expect(() => formatScript(source, 'two.p')).toThrow(message)
  })

  it('is shown with its line', () => {
    expect(() => formatScript('a b')).toThrow('a b\n')
  })

  it('is not what only does not compile', () => {
    expect(formatScript('nosuch(1/0)')).toBe('nosuch(1 / 0)\n')
  })
})
