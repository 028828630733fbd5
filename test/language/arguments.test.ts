// The three styles of arguments: what goes to which parameter, what is refused and where, what the step gets.
import { describe, expect, test } from 'vitest'
import type { Arg, CallSite, FunctionDef, Param } from '../../src/pipeline/define.js'
import { type Value, VOID } from '../../src/point/value.js'
import { errorOf, fake, run } from './support.js'

type Got = (Value | undefined)[]

/** A function `f` that keeps what its step got. */
function probe(style: FunctionDef['style'], params: Record<string, Param>, got: Got[] = []) {
  const prepare =
    () =>
    (_point: unknown, _run: unknown, ...args: Got) =>
      void got.push(args)
  return fake('f', { style, params, prepare })
}

const key: Param = { kind: 'key', doc: '' }
const text: Param = { kind: 'string', doc: '', optional: true }
const any: Param = { kind: 'any', doc: '', optional: true }
const each: Param = { kind: 'node', accept: ['list', 'ident'], pass: 'each', guard: true, doc: '' }
const later: Param = { ...any, after: { param: 'any', holds: (value) => value === 'b' } }
const s: Param = { kind: 'typed', types: ['str'], doc: '' }
const n: Param = { kind: 'typed', types: ['int'], doc: '', optional: true, default: 7n }

function passedTo(script: string, style: FunctionDef['style'], params: Record<string, Param>) {
  const got: Got[] = []
  const { failure } = run(script, { functions: [probe(style, params, got)] })
  return failure ?? got[0]
}

describe('what the step gets', () => {
  test.each<[string, FunctionDef['style'], Record<string, Param>, unknown[]]>([
    ['f(_)', 'positional', { key }, ['hello']],
    ['v = 1\nf(v)', 'positional', { key }, [1n]],
    ['f(nosuch)', 'positional', { key }, [undefined]],
    ['`a.b` = 2\nf(a.b)', 'positional', { key }, [2n]],
    ['f("message")', 'positional', { key }, ['hello']],
    ['f(a, "x")', 'positional', { key, text }, [undefined, 'x']],
    ['f(a, 1 + 1)', 'positional', { key, any }, [undefined, 2n]],
    ['f(a, b = 3)', 'positional', { key, any }, [undefined, 3n]],
    ['f(1, 2, 3)', 'positional', { any: { kind: 'any', doc: '', rest: true } }, [1n, 2n, 3n]],
    ['f(nosuch[0])', 'positional', { any: { ...any, guard: true } }, [undefined]],
    ['f(1, nosuch[0])', 'positional', { i: { kind: 'ignored', doc: '' } }, []],
    ['f(len([nosuch[0]]))', 'positional', { any: { ...any, evaluates: ['ident'] } }, []],
    ['f(message)', 'positional', { any: { ...any, evaluates: ['ident'] } }, ['hello']],
    ['f(x = nosuch[0])', 'positional', { any: { ...any, evaluates: ['ident'] } }, []],
    ['f(any=_)', 'named', { any: { ...any, evaluates: ['ident'] } }, ['hello']],
    ['f([a.b, v, 1])', 'positional', { each }, [[undefined, undefined, 1n]]],
    ['n = nil\n`a.b` = 2\nf([a.b, n])', 'positional', { each }, [[2n, null]]],
    ['f([])', 'positional', { each }, [[]]],
    ['f(message)', 'positional', { each }, ['hello']],
    ['f("a", nosuch[0])', 'positional', { any, later }, ['a', undefined]],
    ['f("b", 1 + 1)', 'positional', { any, later }, ['b', 2n]],
    ['f(later=1 + 1, any="b")', 'named', { any, later }, ['b', 2n]],
    ['f(-5)', 'positional', { n: { kind: 'number', doc: '' } }, [-5n]],
    ['f(text="x", key=_)', 'named', { key, text }, ['hello', 'x']],
    ['f("message", key=nosuch)', 'named', { key, text }, [undefined]],
    ['f("a")', 'typed', { s, n }, ['a', 7n]],
    ['f(n=1, s="a")', 'typed', { s, n }, ['a', 1n]],
    ['f(s="a", s="b")', 'typed', { s, n }, ['b', 7n]],
    ['f(any=1)', 'options', { any }, [1n]],
    ['f()', 'options', { any }, []],
  ])('%s (%s)', (script, style, params, got) => {
    expect(passedTo(script, style, params)).toEqual(got)
  })

  test('a typed parameter refuses another kind at run time', () => {
    expect(passedTo('n = 5\nf(n)', 'typed', { s })).toBe('2:1: an argument is int, not str')
    expect(passedTo('f(s=5)', 'typed', { s })).toBe('1:1: an argument is int, not str')
  })
})

describe('an argument that waits for another one', () => {
  const next: Param = { ...any, after: { param: 'later', holds: (value) => value === 2n } }

  test.each<[string, Got]>([
    ['f("b", 1 + 1, 1 + 2)', ['b', 2n, 3n]],
    ['f("b", 1 + 2, add_key(w, 1))', ['b', 3n, undefined]],
    ['f("a", add_key(w, 1), add_key(w, 1))', ['a', undefined, undefined]],
    ['x = [f("b", 1 + 1, f("a", w = 1, 3))]', ['b', 2n, VOID]],
  ])('%s', (script, args) => {
    const got: Got[] = []
    const f = probe('positional', { any, later, next }, got)
    const { made, failure } = run(`${script}\nadd_key(w)`, { functions: [f] })
    expect([failure, got.at(-1), made]).toEqual([undefined, args, { w: undefined }])
  })
})

describe('what is refused', () => {
  test.each<[string, FunctionDef['style'], Record<string, Param>, string]>([
    ['f()', 'positional', { key }, '1:1 PL202'],
    ['f(a, b)', 'positional', { key }, '1:1 PL202'],
    ['f(key=a)', 'positional', { key }, '1:3 PL301'],
    ['f(a, b)', 'positional', { key, text }, '1:6 PL301'],
    ['f(a.b)', 'positional', { text }, '1:6 PL301'],
    ['f(a[0:1])', 'positional', { text }, '1:4 PL301'],
    ['f("abc"[0:1][1:] + "d")', 'positional', { text }, '1:13 PL301'],
    ['f("a")', 'positional', { i: { kind: 'ident', doc: '' } }, '1:3 PL301'],
    [
      'f([1], 1.5)',
      'positional',
      { l: { kind: 'node', accept: ['list'], doc: '' }, n: { kind: 'int', doc: '' } },
      '1:8 PL301',
    ],
    ['f(a, nosuch=1)', 'named', { key, text }, '1:1 PL202'],
    ['f(a, text="x", text="y")', 'named', { key, text }, '1:1 PL202'],
    ['f(s="a", n=1, n=2)', 'typed', { s, n }, '1:1 PL202'],
    ['f(s="a", n=1, nosuch=2)', 'typed', { s, n }, '1:1 PL202'],
    ['f(any=1, 2)', 'options', { any }, '1:10 PL301'],
    ['f(any=1, any=2)', 'options', { any }, '1:1 PL202'],
    ['f(nosuch=1)', 'options', { any }, '1:1 PL202'],
    ['f(key=a, "x")', 'named', { key, text }, '1:1 PL202'],
    ['f(text="x")', 'named', { key, text }, '1:1 PL202'],
    ['f(a, text=b)', 'named', { key, text }, '1:11 PL301'],
    ['f("a", 1, 2)', 'typed', { s, n }, '1:1 PL202'],
    ['f("a", nosuch=1)', 'typed', { s, n }, '1:8 PL202'],
    ['f(s="a", 1)', 'typed', { s, n }, '1:10 PL202'],
    ['f(n=1)', 'typed', { s, n }, '1:1 PL202'],
    ['f("a", "b")', 'typed', { s, n }, '1:8 PL301'],
    ['f("a", n="b")', 'typed', { s, n }, 'compiles'],
  ])('%s (%s)', (script, style, params, error) => {
    expect(errorOf(script, [probe(style, params)])).toBe(error)
  })
})

test('prepare runs once for each call, in source order, and sees the source', () => {
  const seen: unknown[] = []
  const f = fake('f', {
    params: { key, value: { kind: 'node', accept: ['list', 'ident'], doc: '' } },
    prepare(args) {
      const { key: name, value } = args as unknown as { key: string; value: Arg }
      seen.push([name, value.kind, value.name, value.items.map(({ constant }) => constant)])
      return () => undefined
    },
  })
  run("f(a['k'].b, [1, 'x', nil])\nif false { f(_, v) }\nfor i in [1, 2] { f(q, `v`) }", {
    functions: [f],
  })
  expect(seen).toEqual([
    ["a['k'].b", 'list', '', [1n, 'x', null]],
    ['message', 'ident', 'v', []],
    ['q', 'ident', 'v', []],
  ])
})

test('a refusal is reported at its parameter or at the call', () => {
  const refusing = (at: string) =>
    fake('f', { params: { key, text }, prepare: (_args, site) => site.refuse(at, 'PL302', 'no') })
  expect(errorOf('x = f(a, "b")', [refusing('text')])).toBe('1:10 PL302')
  expect(errorOf('x = f(a)', [refusing('text')])).toBe('1:5 PL302')
  expect(errorOf('x = f(a, "b")', [refusing('call')])).toBe('1:5 PL302')
})

describe('the order in which faults are found', () => {
  const no = (name: string) => (_args: unknown, site: CallSite) => site.refuse(name, 'PL302', 'no')
  const flag: Param = { kind: 'bool', optional: true, checkedFirst: true, doc: '' }

  test.each<[string, FunctionDef['checks'], string]>([
    ['f(1, 2, 3)', {}, '1:9 PL301'],
    ['f(1, 2)', {}, '1:3 PL301'],
    ['f(a, 2)', { key: no('key') }, '1:3 PL302'],
    ['f(a, 2)', { text: no('text') }, '1:6 PL301'],
    ['f(a, "b")', { text: no('text') }, '1:6 PL302'],
    ['f(a)', { text: no('key') }, '1:3 PL302'],
    ['f(1, "b")', { text: no('text') }, '1:3 PL301'],
  ])('%s', (script, checks = {}, error) => {
    const prepare = () => () => undefined
    expect(errorOf(script, [fake('f', { params: { key, text, flag }, checks, prepare })])).toBe(
      error,
    )
  })
})

test('patterns defined in a block are seen in it and below', () => {
  const script = (after: string) =>
    `if true {\n  add_pattern("mine", "x+")\n  if true { grok(_, "%{mine}") }\n}\n${after}`
  expect(errorOf(script(''))).toBe('compiles')
  expect(errorOf(script('grok(_, "%{mine}")'))).toBe('5:1 PL401')
})
