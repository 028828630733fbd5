// Covering SQL: what the scanner reads as one token, what is replaced or dropped, and how values and groups are folded.
import { describe, expect, test } from 'vitest'
import { coverSql } from '../../src/pipeline/functions/support/sql/cover.js'

describe('a value becomes a question mark', () => {
  test.each([
    ['a = -7', 'a = ?'],
    ['a-7', 'a ?'],
    ['a = -.25', 'a = ?'],
    ['a = 0X1f', 'a = ?'],
    ['a = 0789', 'a = ?'],
    ['a = 1.5E-3x', 'a = ? x'],
    ['a = 1.', 'a = ?'],
    ['where a = $1 and b = $2', 'where a = ? and b = ?'],
    ['rate % 8, n %d', 'rate % ? n ?'],
    ["a = 'it''s' or b", 'a = ? or b'],
    ["a = 'one\\' two' or b", 'a = ? or b'],
    ['a is NULL or b = True', 'a is ? or b = ?'],
    ['select {d 2024-01-01} from t', 'select ? from t'],
    ['a $$ it $ is $$ b', 'a ? b'],
    ['a $x$ $$ $x$ b', 'a ? b'],
    ['SAVEPOINT before_all; next', 'SAVEPOINT ? next'],
  ])('%s', (sql, covered) => {
    expect(coverSql(sql)).toBe(covered)
  })
})

describe('a name stays', () => {
  test.each([
    ['select t.*, x$y, größe, @@v from #tmp', 'select t.*, x$y, größe, @@v from'],
    ['select `some name`, ``, "a ""b""", " "', 'select some name, ``, a "b", ""'],
    ['a = :first.name and b = :2', 'a = :first.name and b = :2'],
    ['a::text', 'a :: text'],
    ['set n := 4', 'set n := ?'],
    ['job: done', 'job : done'],
    ['{call f(?, 1)}', '{ call f ( ? ) }'],
    ['select nulls, falsey', 'select nulls, falsey'],
  ])('%s', (sql, covered) => {
    expect(coverSql(sql)).toBe(covered)
  })

  test('a text in double quotes is a value behind an equals sign only', () => {
    expect(coverSql('"a" = "b" and "c" > "d"')).toBe('a = ? and c > d')
  })
})

describe('operators', () => {
  test.each([
    ['a<=>b<>c<=d>=e!=f', 'a <=> b <> c <= d >= e != f'],
    ['a!~b and c!~*d and e~f and g~*h', 'a !~ b and c !~* d and e ~ f and g ~* h'],
    ['not !a', 'not ! a'],
    ['a->b', 'a ? > b'],
    ['a||b', 'a | | b'],
    ['a -.b', 'a -. b'],
  ])('%s', (sql, covered) => {
    expect(coverSql(sql)).toBe(covered)
  })
})

describe('what is left out', () => {
  test.each([
    ['select a as b, c AS "d" from t as u', 'select a, c from t'],
    ['select a as [b] from t', 'select a from t'],
    ['select /* one\n two */ a -- rest\nfrom t // more', 'select a from t'],
    ['# note\nselect a', 'select a'],
    ['#\nselect a\nfrom t', 'from t'],
    ['commit; begin;', 'commit begin'],
    ['a as /* c */ b', 'a b'],
  ])('%s', (sql, covered) => {
    expect(coverSql(sql)).toBe(covered)
  })
})

describe('folding', () => {
  test.each([
    ['in (1, 2, 3)', 'in ( ? )'],
    ["values (1, 'a'), (2, 'b'), (3, 'c')", 'values ( ? )'],
    ['set a = 1, b = 2', 'set a = ? b = ?'],
    ['select 1, a, 2', 'select ? a, ?'],
    ['limit 1, 2', 'limit ?'],
    ['in (?, ?) or b in (?)', 'in ( ? ) or b in ( ? )'],
    ['in (1, /* c */ 2)', 'in ( ? ? )'],
    ['in ((1, 2), (3, 4)) and c', 'in ( ( ? )'],
    ['f(1) + g(2)', 'f ( ? ) + g ( ? )'],
    ['values (1), (select a from t)', 'values ( ? ) ( select a from t )'],
    ['a; b; 1; 2', 'a b'],
  ])('%s', (sql, covered) => {
    expect(coverSql(sql)).toBe(covered)
  })
})

describe('a text that cannot be read stays', () => {
  test.each([
    '',
    ' \n ',
    '-- only a remark',
    ';',
    "a = 'open",
    'a = "open',
    'a = `open',
    'a /* open',
    'a $t$ open $t',
    'a %(open',
    'a %(n)1',
    'a :+',
    'a }',
    'a {open',
    'a !=!',
    'a as [1]',
    'a \u0001',
    'a \\ b',
    'a 😀',
    'a \udcff b',
    '#\nselect a',
  ])('%j', (sql) => {
    expect(coverSql(sql)).toBeUndefined()
  })
})

describe('backslashes', () => {
  test('are read as characters when the text ends otherwise in the middle', () => {
    expect(coverSql("path = 'C:\\' and n = 3")).toBe('path = ? and n = ?')
  })

  test('do not save a text with another fault', () => {
    expect(coverSql("path = 'C:\\' }")).toBeUndefined()
  })
})

describe('long and odd texts', () => {
  test.each(["'", '"\\', '((', '-.', '{', '/*', '$$ ', '%(', 'é ', '\0', '`', '1,', ': '])(
    '%j many times over neither fails nor hangs',
    (part) => {
      expect(() => coverSql(part.repeat(20_000))).not.toThrow()
    },
  )

  test('NUL is skipped where a token begins', () => {
    expect(coverSql('a\0b')).toBe('a b')
    expect(coverSql('a \0b')).toBeUndefined()
  })

  test('long statements come out whole', () => {
    const columns = Array.from({ length: 5000 }, (_, i) => `c${i}`).join(', ')
    expect(coverSql(`select ${columns} from t where a = 1`)).toBe(
      `select ${columns} from t where a = ?`,
    )
  })
})
