// Which arguments are evaluated and when, what ends a script behind an argument that may fail, and where a wrong argument is
// reported.
import { describe, expect, test } from 'vitest'
import { runScript } from '../support/run-script.js'

/** The fields that a script makes, or that it fails. */
function made(script: string, message = 'm') {
  const fields = { z: 0n }
  const { point, failure, compileError } = runScript(script, { message, fields })
  if (compileError) throw compileError
  const { z, message: after, status, ...rest } = Object.fromEntries(point.fields())
  const changed = after === message ? {} : { message: after }
  return { ...rest, ...changed, ...(failure ? { failed: true } : {}) }
}

/** Where the first error is. */
function place(script: string) {
  const position = runScript(script, { message: '' }).compileError?.diagnostics[0].position
  return position && `${position.line}:${position.column}`
}

describe('an argument that another one makes needless is not evaluated', () => {
  test.each<[string, object]>([
    ['x = append(message, 1 / z)\nadd_key(done, 1)', { done: 1n }],
    ['x = append(nothing, add_key(w, 1))', {}],
    ['x = append(nothing, w = 5)\nadd_key(w)', { w: undefined }],
    ['x = append(nothing, exit())\nadd_key(done, 1)', { done: 1n }],
    ['l = [1]\nx = append(l, 1 / z)', { failed: true }],
    ['l = [1]\nl = append(l, append(l, append(l, 2 + 1)))\nadd_key(l)', { l: '[1,[1,[1,3]]]' }],
    ['l = []\nfor x in [1, 2] { l = append(l, x + 1) }\nadd_key(l)', { l: '[2,3]' }],
    ['add_key(r, kv_split(nothing, include_keys=[1 / z]))', { r: false }],
    ['x = 1e308 * 10\nl = [x]\nadd_key(r, kv_split(l, include_keys=[1 / z]))', { r: false }],
    ['add_key(e, "")\nkv_split(e, include_keys=[1 / z])', { e: '', failed: true }],
    ['add_key(r, parse_int(5, 1 / z))', { r: 0n }],
    ['add_key(r, parse_int("5", 1 / z))', { failed: true }],
    ['add_key(r, parse_int(base=add_key(w, 1), val=5))', { r: 0n }],
    ['add_key(r, parse_int("11", 1 + 1))', { r: 3n }],
    ['add_key(r, format_int("x", 1 / z))', { r: '' }],
    ['add_key(r, format_int(5, 1 / z))', { failed: true }],
    ['group_in(nothing, [add_key(w, 1)], "x")', {}],
    ['group_in(message, [add_key(w, 1), "m"], "x", r)', { w: 1n, r: 'x' }],
    ['r = http_request("GET", "ftp://x/", 1 + "a", 1 + "a")\nadd_key(r)', { r: null }],
    ['r = http_request("GET", "http://x/", 5, add_key(w, 1))', { failed: true }],
    ['r = http_request(5, add_key(w, 1))', { failed: true }],
    ['r = http_request("GET", "http://x/", body=add_key(w, 1))', { w: 1n }],
    ['create_point(5, {"t": add_key(w, 1)}, {})', { failed: true }],
    ['create_point("p", "x", {"f": add_key(w, 1)})', { failed: true }],
    ['create_point("p", "x", {"f": 1 + "a"})', { failed: true }],
    ['create_point("p", 1 + "a", {"f": add_key(w, 1)})\nadd_key(done, 1)', { done: 1n }],
    ['create_point("p", {}, 5, 1 + "a")', { failed: true }],
    ['create_point("p", {}, {}, "x", add_key(w, 1))', { failed: true }],
    ['create_point("p", {}, {}, 1 + "a", add_key(w, 1))\nadd_key(done, 1)', { done: 1n }],
    ['create_point("p", add_key(v, 1), {}, 1, "logging" + "")', { v: 1n }],
    ['create_point("p", l[9], nil, nil, add_key(w, 1))\nadd_key(done, 1)', { done: 1n }],
    ['create_point("p", l[9], {}, category=add_key(w, 1))\nadd_key(done, 1)', { done: 1n }],
    ['http_request("GET", "ftp://x/", body=add_key(w, 1))', {}],
    ['json_all(add_key(w, 1), exit())\nadd_key(done, 1)', { done: 1n }],
  ])('%j', (script, fields) => {
    expect(made(script)).toEqual(fields)
  })
})

describe('an argument of a kind that a function makes nothing of is not evaluated', () => {
  test.each<[string, object]>([
    ['add_key(r, match("hello", lowercase(message)))', { r: false }],
    ['add_key(r, match("", len([1 / z])))', { r: false }],
    ['add_key(r, match("", exit()))', { r: false }],
    ['add_key(r, cidr(strlen(nothing), "10.0.0.0/8"))', { r: false }],
    ['add_key(r, cidr(add_key(w, 1), "10.0.0.0/8"))', { r: false }],
    ['add_key(r, cidr("10.0.0.1", add_key(w, 1)))', { r: false }],
    ['group_in(message, add_key(w, 1), "x")', {}],
    ['duration_precision(add_key(w, 1), "ms", "ns")', { failed: true }],
    ['k = 1\nduration_precision(k, "zz", add_key(w, 1))', {}],
  ])('%j', (script, fields) => {
    expect(made(script, 'HELLO')).toEqual(fields)
  })
})

test.each([
  'l = [1, 2, 3]\nadd_key(r, value_type(l[3:1]))',
  'l = [1, 2, 3]\nadd_key(r, value_type(l[0:3:-1]))',
  'strfmt(r, "%v", [1, 2, 3][3:1])',
  'add_key(r, value_type(.[0]))',
  'add_key(r, value_type(parse_date()))',
  'add_key(r, value_type(parse_date(yy="2021")))',
  'add_key(r, value_type(format_int(5, 99)))',
  'create_point("p", {"a": .[0]}, {})',
  'group_in(message, [.[0]], "x", r)',
  'use("inner.p")',
])('what breaks down ends the script although the argument may fail: %j', (script) => {
  const scripts = { 'inner.p': 'add_key(r, value_type(.[0]))' }
  const { point, failure } = runScript(`${script}\nadd_key(done, 1)`, { message: '', scripts })
  expect(failure).toBeDefined()
  expect([point.has('r'), point.has('done')]).toEqual([false, false])
})

test.each([
  'value_type(nothing[0])',
  'value_type(message[0])',
  'value_type(1 / z)',
  'value_type(l["a"])',
  'value_type(parse_date(5))',
  'value_type("abc"[::0])',
])('what merely fails does not: %s', (call) => {
  expect(made(`l = [1]\nadd_key(r, ${call})`)).toEqual({ r: '' })
})

describe('the value of an argument is looked at before the kinds of those behind it', () => {
  test.each([
    ['agg_create("b", "0s", 0, "yes")', '1:12'],
    ['agg_create("b", "0s", -1, x)', '1:12'],
    ['agg_create("b", "0s", "x")', '1:23'],
    ['agg_create("b", "xx", "y")', '1:17'],
    ['agg_create("b", "xx", 1, "y")', '1:17'],
    ['agg_create(5, "xx")', '1:12'],
    ['agg_create("b", keep_value="x", on_interval="zz")', '1:45'],
    ['agg_metric("b", "f", "sum", [x], y)', '1:29'],
    ['agg_metric("b", "f", "sum", [], y)', '1:29'],
    ['agg_metric("b", "f", 5, [], y)', '1:22'],
    ['mquery_refer_table("t", ["k", 5], 5)', '1:25'],
    ['mquery_refer_table("t", values=5, keys=[5])', '1:40'],
    ['match("(", 5)', '1:7'],
    ['match("*", 5)', '1:7'],
    ['replace(a, "(", 5)', '1:12'],
    ['replace(5, "(", "x")', '1:9'],
    ['grok(1, "%{INT:n}", 1)', '1:21'],
    ['grok(_, pattern="%{INT:n}", a.b)', '1:32'],
    ['grok(1, "%{NO:n}", true)', '1:6'],
    ['grok(1)', '1:1'],
    ['http_request("GET", "http://x/", {}, "b", "p_")', '1:1'],
  ])('%s at %s', (script, position) => {
    expect(place(script)).toBe(position)
  })
})

describe('a script that cannot be used is reported when nothing else is wrong', () => {
  test.each([
    ['use("z.p")\nadd_key(1, 2)', '2:9'],
    ['use("z.p")\nfoo()', '2:1'],
    ['if true {\n use("z.p")\n}\nnofn()', '4:1'],
    ['create_point("a", {}, {}, after_use="z.p")\nnofn()', '2:1'],
    ['x = 1\nuse("z.p")\nbreak', '3:1'],
    ['x = 1\nuse("z.p")\nuse("y.p")', '2:1'],
  ])('%j', (script, position) => {
    expect(place(script)).toBe(position)
  })

  test('with all of them in the error', () => {
    const { compileError } = runScript('use("z.p")\nuse("y.p")\nnofn()', { message: '' })
    expect(compileError?.diagnostics.map(({ code }) => code)).toEqual(['PL201', 'PL203', 'PL203'])
  })
})

describe('json looks at the last part of the path, not at its text', () => {
  const MESSAGE = '{"items[0]":"x","a":{"tags[0]":"y"}}'

  test.each([
    ['json(_, `items[0]`, k, true, true)', { k: 'x', message: '{"a":{"tags[0]":"y"}}' }],
    ['json(_, a.`tags[0]`, k, true, true)', { k: 'y', message: '{"a":{},"items[0]":"x"}' }],
  ])('%s', (script, fields) => {
    expect(made(script, MESSAGE)).toEqual(fields)
  })

  test.each([
    ['json(_, `items[0]`, k, true, false)', '1:30'],
    ['json(_, a.`tags[0]`, k, true, false)', '1:31'],
    ['json(_, a.tags[0], k, true, true)', '1:29'],
    ['json(_, a.tags[0], k, true, false)', undefined],
  ])('%s at %s', (script, position) => {
    expect(place(script)).toBe(position)
  })
})
