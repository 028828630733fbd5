// Which errors one run finds: all that stand on their own, and none that follows from another.
import { describe, expect, test } from 'vitest'
import { CompileError } from '../../src/errors.js'
import { MOST_ERRORS } from '../../src/pipeline/language/recover.js'
import { compile } from '../language/support.js'

/** `1:5 PL102` of every error. */
function errorsOf(script: string): string[] {
  try {
    compile(script)
    return []
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    return error.diagnostics.map(
      ({ position, code }) => `${position?.line}:${position?.column} ${code}`,
    )
  }
}

describe('one run finds', () => {
  test.each<[string, string, string[]]>([
    ['every unknown function', 'a()\nb()', ['1:1 PL201', '2:1 PL201']],
    ['a function within an unknown one', 'a(b())', ['1:1 PL201', '1:3 PL201']],
    ['both arguments of a wrong kind', 'cast(1, 2)', ['1:9 PL301', '1:9 PL301']],
    ['errors of both branches', 'if x { a() } else { b() }', ['1:8 PL201', '1:21 PL201']],
    ['every jump outside a loop', 'break\ncontinue', ['1:1 PL104', '2:1 PL104']],
    ['every wrong key of a map', 'a = {1: b(), 2: 3}', ['1:6 PL106', '1:9 PL201', '1:14 PL106']],
    ['the inner call first, then by place', 'add_key(1, a())', ['1:12 PL201', '1:9 PL301']],
    ['two statements that are not grammatical', 'a = = 1\nb = = 2', ['1:5 PL102', '2:5 PL102']],
    ['such ones within blocks', 'if a {\n b c\n} else {\n d e\n}', ['2:4 PL102', '4:4 PL102']],
    ['such ones on one line', 'a b; c d', ['1:3 PL102', '1:8 PL102']],
    ['a function behind a fault of the grammar', 'a = = 1\nb()', ['1:5 PL102', '2:1 PL201']],
    ['a function before a fault of the grammar', 'b()\na = = 1', ['2:5 PL102', '1:1 PL201']],
    ['a function behind an open quote', 'a = "x\nb()', ['1:5 PL101', '2:1 PL201']],
    ['a function behind an open quote in a call', 'drop("x)\nb()', ['1:6 PL101', '2:1 PL201']],
    ['a function before an open bracket', 'b()\na = [1', ['2:7 PL102', '1:1 PL201']],
    ['two bad characters', 'a = $\nb = ?', ['1:5 PL101', '2:5 PL101']],
    ['two zeros', 'a = 1 / 0\nb = 1 / 0', ['1:10 PL103', '2:10 PL103']],
    ['a loop over a number and a function', 'for x in 5 {\n}\nb()', ['2:1 PL105', '3:1 PL201']],
    ['a statement of several lines at once', 'a = 1 +\n * 2\nb()', ['2:2 PL102', '3:1 PL201']],
    ['a bracket too many and a function', 'a = (1))\nb()', ['1:9 PL101', '2:1 PL201']],
  ])('%s', (_, script, errors) => {
    expect(errorsOf(script)).toEqual(errors)
  })
})

describe('nothing follows from', () => {
  test.each<[string, string]>([
    ['a brace that is missing', 'for x in y\n  break\n}\nadd_key(a, 1)'],
    ['a brace too many', 'if a {\n}}\n%'],
    ['a header', 'for x list {\n  break\n  continue\n}'],
    ['a header on two lines', 'for i = 0;\n  i < 3; i += 1 {\n  break\n}'],
    ['a condition', 'if a = 1 {\n  b()\n} elif c {\n}'],
    ['a brace on a new line', 'if a\n{\n  drop()\n}'],
    ['a condition on two lines', 'if a\n  && b {\n  drop()\n}'],
    ['a call on several lines', 'add_key(a b,\n  c\n)\nadd_key(d, 1)'],
    ['a list on several lines', 'a = [1 2,\n  3\n]\nadd_key(d, 1)'],
    ['a map on several lines', 'a = {"x" 1,\n  "y": 2\n}\nadd_key(d, 1)'],
    ['a text that was to be of several lines', 'a = "x\n nosuch() \n y"\nadd_key(d, 1)'],
    ['a text that swallows a brace', 'if a == "x {\n  drop()\n}'],
    ['three open quotes', 'a = """x\nb()\n'],
    ['a parenthesis that is not closed', 'add_key(a, 1\nb()\nc()'],
    ['a pattern that could not be added', 'add_pattern("p", "%{NONE}")\ngrok(_, "%{p}")'],
    ['a misspelt add_pattern', 'add_patern("p", "x")\ngrok(_, "%{p}")'],
    ['an add_pattern with a fault of the grammar', 'add_pattern("p" "x")\ngrok(_, "%{p}")'],
    ['brackets of an unlike kind', 'a = [1, (2]\nb()\n'],
  ])('%s', (_, script) => {
    expect(errorsOf(script)).toHaveLength(1)
  })
})

describe('however many there are', () => {
  test('at most so many are reported', () => {
    expect(errorsOf('nosuch()\n'.repeat(1000))).toHaveLength(MOST_ERRORS)
    expect(errorsOf('a b\n'.repeat(100))).toHaveLength(MOST_ERRORS)
  })

  test.each([
    ['faults of the grammar', 'a = = [\n'.repeat(20_000)],
    ['open brackets', `${'a = ['.repeat(200)}\n`.repeat(50)],
    ['closing brackets', `a b\n${')'.repeat(50_000)}`],
    ['open quotes', 'a = "\n'.repeat(20_000)],
    ['newlines', `a b${'\n'.repeat(100_000)}c d`],
    ['brackets of both kinds', `${'['.repeat(300)}${'('.repeat(300)}${']'.repeat(300)}`],
  ])('an end is found to %s', (_, script) => {
    expect(errorsOf(script).length).toBeGreaterThan(0)
  })
})
