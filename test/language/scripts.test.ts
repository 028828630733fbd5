// Script → fields: what expressions and statements do.
import { describe, expect, test } from 'vitest'
import type { FieldValue } from '../../src/point/value.js'
import { run } from './support.js'

type Made = Readonly<Record<string, FieldValue>>

/** Expression → value of the field `k`. */
const values: readonly (readonly [string, FieldValue])[] = [
  ['010', 8n],
  ['08', 8],
  ['0x1F', 31n],
  ['9223372036854775808', 2 ** 63],
  ['-9223372036854775807 - 1', -(2n ** 63n)],
  ['9223372036854775807 + 1', -(2n ** 63n)],
  ['2.', 2],
  ['1e-400', 0],
  ['--5', 5n],
  ['"\\x41\\u4e2d\\101\\"\\n"', 'A中A"\n'],
  ['"\\xe4\\xb8" + "\\xad"', '中'],
  ["'''a\\n'b'''", "a\\n'b"],
  ['`message`', 'hello'],
  ['_', 'hello'],
  ['1 + 2 * 3 - 4 / 2', 5n],
  ['7 / -2', -3n],
  ['-7 % 3', -1n],
  ['true + 1', 2n],
  ['true * 1.5', 1.5],
  ['"a" + "b"', 'ab'],
  ['-true', -1n],
  ['!nil', true],
  ['!"0"', false],
  ['!{}', true],
  ['1 == 1.0', true],
  ['9007199254740993 == 9007199254740992', true],
  ['9007199254740993 > 9007199254740992', true],
  ['true == 1', true],
  ['"1" == 1', false],
  ['nil == nosuch', true],
  ['[1] == [1.0]', false],
  ['[1, {"a": nil}] == [1, {"a": nil}]', true],
  ['1 < 2 == true', true],
  ['true || 1', true],
  ['false && nosuch["x"]', false],
  ['1 in [1.0, 1]', true],
  ['1 in [1.0]', false],
  ['nosuch in [nil]', true],
  ['"ell" in _', true],
  ['"toString" in {}', false],
  ['!"x" in ["y", false]', true],
  ['[1, [2.5], {"b": "x", "a": nil}]', '[1,[2.5],{"a":null,"b":"x"}]'],
  ['{"a": 1, "a": 2,}', '{"a":2}'],
  ['"é"[0:2]', 'Ã©'],
  ['"abcdef"[1:5:2]', 'bd'],
  ['"abc"[::-1]', 'cba'],
  ['"abc"[1::nosuch(1)]', 'bc'],
  ['"abc"[-2:]', 'bc'],
  ['"abc"[5:1]', ''],
  ['[0, 1, 2, 3][1:3]', '[1,2]'],
  ['[0, 1, 2][3:]', '[]'],
  ['[0, 1, 2][::-2]', '[2,0]'],
  ['[0, 1][nosuch:1]', '[0]'],
  ['a.b', null],
  ['load_json("[1,2]")[1:]', '[2]'],
]

describe('the value of an expression', () => {
  test.each(values)('%s', (expression, value) => {
    expect(run(`add_key(k, ${expression})`)).toEqual({ made: { k: value }, failure: undefined })
  })
})

const scripts: readonly (readonly [string, string, Made])[] = [
  [
    'if takes the first true branch',
    'if 0 { drop() } elif "" { } elif [0] { add_key(k, 3) } else { }',
    { k: 3n },
  ],
  ['a for loop counts', 's = 0\nfor i = 1; i <= 4; i += 1 { s += i }\nadd_key(s)', { s: 10n }],
  [
    'continue runs the step of the loop',
    'r = ""\nfor i = 0; i < 4; i += 1 { if i == 1 { continue }\nif i == 3 { break }\nr += "x" }\nadd_key(r)',
    { r: 'xx' },
  ],
  ['for-in goes through a list', 'r = 0\nfor x in [1, 2, 3] { r += x }\nadd_key(r)', { r: 6n }],
  ['for-in goes through characters', 'n = 0\nfor c in "a中🚀" { n += 1 }\nadd_key(n)', { n: 3n }],
  [
    'for-in goes through keys',
    'r = ""\nfor k in {"a": 1, "b": 2} { r += k }\nadd_key(r)',
    { r: 'ab' },
  ],
  [
    'elements changed in the loop are seen',
    'l = [1, 2]\nr = 0\nfor x in l { l[1] = 30; r += x }\nadd_key(r)',
    { r: 31n },
  ],
  [
    'break leaves the inner loop only',
    'n = 0\nfor a in [1, 2] { for b in [1, 2] { if b == 2 { break }\nn += 1 } }\nadd_key(n)',
    { n: 2n },
  ],
  ['op= on an unknown name does nothing', 'x += 1\nadd_key(k, x)', { k: null }],
  ['lists are shared', 'a = [1]\nb = a\nb[0] = 2\nadd_key(a)', { a: '[2]' }],
  ['an index counts from the end', 'l = [1, 2]\nl[-1] += 5\nadd_key(l)', { l: '[1,7]' }],
  ['a missing key ends the chain', 'd = {}\nadd_key(k, d["a"]["b"][0])', { k: null }],
  [
    'a key is added to a map',
    'd = {}\nd["a"] = {}\nd["a"]["b"] = 1\nadd_key(d)',
    { d: '{"a":{"b":1}}' },
  ],
  [
    'assignment to an expression evaluates the right side',
    'add_key(a, 1) = add_key(b, 2)',
    { b: 2n },
  ],
  ['exit ends the script', 'add_key(a, 1)\nif true { exit() }\nadd_key(b, 1)', { a: 1n }],
  [
    'exit ends the script from within an expression',
    'add_key(a, 1)\nx = [exit()]\nadd_key(b, 1)',
    { a: 1n },
  ],
  [
    'exit in an expression has its statement finished first',
    'pt_kvs_set("a", value_type([exit(), pt_kvs_set("b", 1)]))\nadd_key(c, 1)',
    { a: 'list', b: 1n },
  ],
  [
    'exit in a condition lets the branch begin',
    'if exit() == nil {\n add_key(a, 1)\n add_key(b, 1)\n}\nadd_key(c, 1)',
    { a: 1n },
  ],
  [
    'exit in the head of a loop lets the first round begin',
    'for exit(); true; {\n add_key(a, 1)\n add_key(b, 1)\n}\nadd_key(c, 1)',
    { a: 1n },
  ],
  [
    'exit in a loop ends all of them',
    'for x in [1, 2] {\n for y in [1, 2] {\n pt_kvs_set("a", x * y)\n z = [exit()]\n}\n}\nadd_key(b, 1)',
    { a: 1n },
  ],
  [
    'a loop passes over keys that it has deleted',
    'n = 0\nm = {"a": 1, "b": 2}\nfor k in m {\n n += 1\n delete(m, "a")\n delete(m, "b")\n}\nadd_key(n)',
    { n: 1n },
  ],
  ['void becomes nil in a list', 'l = [add_key(a, 1)]\nadd_key(l)', { a: 1n, l: '[null]' }],
  ['separators may stand everywhere', ';\n;add_key(a, 1);;\n#c\radd_key(b, 2)\n', { a: 1n, b: 2n }],
  ['newlines after operators and brackets', 'add_key(\na,\n1 +\n2,\n)', { a: 3n }],
  ['keywords in any letter case', 'IF True { add_key(a, NULL) } ELSE { }', { a: null }],
]

describe('a script', () => {
  test.each(scripts)('%s', (_title, script, made) => {
    expect(run(script)).toEqual({ made, failure: undefined })
  })
})

/** Script → place of the failure, and what was written before. */
const failures: readonly (readonly [string, string])[] = [
  ['add_key(k, 1)\nx = 1 + nil', '2:7: "+" takes no int and nil'],
  ['add_key(k, 1)\nx = "a" - "b"', '2:9: "-" takes no str and str'],
  ['add_key(k, 1)\nz = 0.0\nx = 5 / z', '3:7: division by zero'],
  ['add_key(k, 1)\nx = 5.5 % 2.0', '2:9: "%" takes no floats'],
  ['add_key(k, 1)\nx = "a" < "b"', '2:9: str and str have no order'],
  ['add_key(k, 1)\nx = 1 || true', '2:7: "||" takes bools, not int and bool'],
  ['add_key(k, 1)\nx = 1 in "1"', '2:7: "in" looks for a str in a str, not for int'],
  ['add_key(k, 1)\nx = nosuch[0]', '2:5: there is no such name to index'],
  ['add_key(k, 1)\nl = [1]\nx = l[1]', '3:7: index 1 is outside the list of 1'],
  ['add_key(k, 1)\nl = [1]\nx = l[1.0]', '3:7: the index of a list must be int, not float'],
  ['add_key(k, 1)\nd = {}\nd["a"]["b"] = 1', '3:3: there is no such key'],
  ['add_key(k, 1)\nx = [0, 1][2:1]', '2:5: the slice begins behind its end'],
  ['add_key(k, 1)\nx = "a"[::0]', '2:5: the step of a slice must not be 0'],
  ['add_key(k, 1)\nn = 3\nfor x in n { }', '3:10: int has no elements to go through'],
  ['add_key(k, 1)\na, b = 1, 2', '2:6: several names cannot be assigned at once'],
  ['add_key(k, 1)\nn = 1\nx = {n: 1}', '3:6: the key of a map must be str, not int'],
  ['add_key(k, 1)\nx = .[0]', '2:5: there is no such name to index'],
  ['add_key(k, 1)\nfor ;; { }', '2:1: the step budget is used up: a loop runs too long'],
  ['add_key(k, 1)\ns = "0123456789abcdef"\nfor ;; { s = s + s }', '3:16: a text grew beyond'],
]

test('a list that holds itself can be compared, and is stored as nil', () => {
  const { failure, made } = run('l = [1]\nl[0] = l\nx = l == [[[1]]] || l == l\nadd_key(j, l)')
  expect([failure, made]).toEqual([undefined, { j: null }])
})

describe('a run-time failure ends the script and keeps what was written', () => {
  test.each(failures)('%j', (script, failure) => {
    const result = run(script, { steps: 1000 })
    expect(result.failure).toContain(failure)
    expect(result.made).toEqual({ k: 1n })
  })
})
