// Script → place and code of the compile error, as the original reports it.
import { describe, expect, test } from 'vitest'
import { errorOf, messageOf } from './support.js'

const table: readonly (readonly [string, string])[] = [
  ['', '1:1 PL102'],
  ['  # only a comment', '1:19 PL102'],
  ['a = "中"; b = = 1', '1:16 PL102'],
  ['a = 1\n\tb = ) 2', '2:7 PL101'],
  ['a = 1 b = 2', '1:7 PL102'],
  ['if true { } b = 1', '1:13 PL102'],
  ['if true { }\nelse { }', '2:1 PL102'],
  ['if true\n{ }', '1:8 PL102'],
  ['a\n= 1', '2:1 PL102'],
  ['add_key(a\n, 1)', '2:1 PL102'],
  ['for i = 0; i < 3 { }', '1:18 PL102'],
  ['l[0][0:1]', '1:7 PL102'],
  ['(l)[0]', '1:4 PL102'],
  ['l[0:1\n]', '1:6 PL102'],
  ['a.', '1:3 PL102'],
  ['str = 1', '1:1 PL102'],
  ['a = b = 1', '1:7 PL102'],
  ['x += = 1', '1:6 PL102'],
  ['x &&= 1', '1:5 PL102'],
  ['f(a', '1:4 PL102'],
  ['a = [1]]', '1:8 PL102'],
  ['a = (1))', '1:9 PL101'],
  ['if a { } }', '1:11 PL101'],
  ['a = "x', '1:5 PL101'],
  ['a = "\\q"', '1:5 PL101'],
  ['a = "\\777."', '1:5 PL101'],
  ['a = "\\ud800."', '1:5 PL101'],
  ['a = \'\'\'x"""', '1:5 PL101'],
  ['a = `x', '1:5 PL101'],
  ['a = 5m', '1:5 PL101'],
  ['a = 1.5x', '1:5 PL101'],
  ['a = 1.2.3', '1:8 PL102'],
  ['a = 1e400', '1:5 PL101'],
  ['a = 0x', '1:5 PL101'],
  ['a = $', '1:5 PL101'],
  ['a = 1 & 2', '1:7 PL101'],
  ['a = 5 / 0', '1:10 PL103'],
  ['a = 5 % -0.0 + 1', '1:14 PL103'],
  ['a = 5 / (0)', 'compiles'],
  ['a /= 0', 'compiles'],
  ['a = 1 / 0\nb = = 2', '1:10 PL103'],
  ['for x in 5 { a() }', '1:18 PL105'],
  ['for a.b in c { }', '1:16 PL105'],
  ['for x in "text" { }', 'compiles'],
  ['a[1:"x"]', '1:8 PL106'],
  ['a = {1: 2}', '1:6 PL106'],
  ['break', '1:1 PL104'],
  ['for x in y { if x { break } }\ncontinue', '2:1 PL104'],
  ['nosuch(1)', '1:1 PL201'],
  ['Add_key(a)', '1:1 PL201'],
  ['if false {\n  x = [1 + nosuch()]\n}', '2:12 PL201'],
  ['for x in nosuch() { }', '1:10 PL201'],
  ['a in nosuch()', '1:6 PL201'],
  ['add_key(a, nosuch(add_key()))', '1:12 PL201'],
  ['add_key(a, 1, 2)', '1:1 PL202'],
  ['x = add_key()', '1:5 PL202'],
  ['add_key(1, 2)', '1:9 PL301'],
  ['add_key((a), 2)', '1:9 PL301'],
  ['add_key(a = 1)', '1:9 PL301'],
  ['cast(v, a.b)', '1:12 PL301'],
  [`${'('.repeat(10_000)}1${')'.repeat(10_000)}`, '1:10000 PL107'],
  [`${'-'.repeat(10_000)}x`, '1:1 PL107'],
]

describe('the place of an error', () => {
  test.each(table.map(([script, error]) => [script.slice(0, 40), error, script]))(
    '%j is %s',
    (_shown, error, script) => {
      expect(errorOf(script)).toBe(error)
    },
  )
})

describe('the text of an error says what to do', () => {
  test.each([
    ['a = }', 'unexpected "}"; nothing is open'],
    ['a = (', '"(" is not closed'],
    ['if a', 'unexpected end of the script; expected "{"'],
    ['a = *', 'unexpected "*"; expected an expression'],
    ['a. 5', 'unexpected "5"; expected a name'],
    ['[1 2]', 'unexpected "2"; expected "," or "]"'],
    ['a b', 'unexpected "b"; expected the end of the statement'],
    ['a\n, b = 1', 'unexpected ","'],
    ['addkey(a)', 'hint: did you mean "add_key"?'],
    ['int = 1', 'hint: the word is reserved; as a name it stands in backquotes: `int`'],
    ['a = b and c', 'hint: write "&&"'],
    ['if a { } else if b { }', 'hint: write "elif"'],
    ['add_key(a, 1, 2)', 'hint: the form is add_key(key, [value])'],
  ])('%j', (script, text) => {
    expect(messageOf(script)).toContain(text)
  })
})
