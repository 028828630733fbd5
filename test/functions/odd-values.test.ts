// Functions on values that are rarely given to them: none at all, bytes, numbers beyond the ints, names in quotes.
import { describe, expect, it } from 'vitest'
import type { FieldValue } from '../../src/point/value.js'
import { runScript } from '../support/run-script.js'

const run = (script: string, message = 'hello world') => {
  const { point, failure } = runScript(script, { message })
  return { get: (key: string) => point.get(key), failed: failure !== undefined }
}

const ID = 'ffffffffffffffff'
const MULTIBYTE = 'é'

it.each<[string, string, FieldValue | undefined]>([
  ['a variable', 'k = 5\nduration_precision("k", "s", "ms")', 5000n],
  ['a key with a point', 'add_key("k", 5)\nduration_precision(k, "S", "uS")', 5_000_000n],
  ['an unknown first unit', 'add_key("k", 5)\nduration_precision(k, "x", 7)', 5n],
])('duration_precision of %s', (_, script, value) => {
  expect(run(script)).toMatchObject({ failed: false })
  expect(run(script).get('k')).toBe(value)
})

it('duration_precision of "_" changes the message', () => {
  const script = 'add_key(_, 5)\nduration_precision("_", "ms", "us")'
  expect(run(script).get('message')).toBe(5000n)
})

it('duration_precision fails where the first unit is known and the second is no text', () => {
  expect(run('add_key(k, 5)\nduration_precision(k, "s", 7)').failed).toBe(true)
})

it.each([
  ['32 bytes of which the first are no digits', MULTIBYTE.repeat(8) + ID, '18446744073709551615'],
  ['32 characters of more bytes', MULTIBYTE.repeat(16) + ID, MULTIBYTE.repeat(16) + ID],
  ['17 bytes', `x${ID}`, `x${ID}`],
])('conv_traceid_w3c_to_dd of %s', (_, message, converted) => {
  expect(run('conv_traceid_w3c_to_dd(_)', message).get('message')).toBe(converted)
})

it.each([
  ['[1, 1e30]', 'hello world'],
  ['[1, inf]', 'hello world'],
  ['[nan, 2]', '**llo world'],
  ['[2.9, 3.9]', 'h**lo world'],
  ['[2, 9223372036854775807]', 'h**********'],
  ['[9223372036854775807, 1]', 'hello world'],
])('cover of %s: a float beyond the ints is the least int', (range, covered) => {
  expect(run(`cover(_, ${range})`).get('message')).toBe(covered)
})

describe('a map that holds itself', () => {
  const map = 'm = {}\nm["a"] = [1, m]\n'

  it.each([
    ['is stored as nil', 'add_key(k, m)', null],
    ['is stored as nil in a list, too', 'add_key(k, [m["a"]])', null],
    ['counts as missing where it is read as text', 'trim(m)\njson(m, a, k)', undefined],
  ])('%s', (_, script, value) => {
    const { get, failed } = run(`${map}${script}\nadd_key(done, 1)`)
    expect([get('k'), get('done'), failed]).toEqual([value, 1n, false])
  })

  it('is told from one that is there twice', () => {
    expect(run('m = {"b": 1}\nadd_key(k, [m, m])').get('k')).toBe('[{"b":1},{"b":1}]')
  })
})

describe('a variable without a value counts as nil', () => {
  it('in nullif', () => {
    const script = 'v = drop_key(x)\nadd_key("w", 1)\nw = v\nnullif(w, nil)'
    expect(run(script).get('w')).toBeUndefined()
  })

  it('in group_in', () => {
    expect(run('v = drop_key(x)\ngroup_in(v, [nil], "hit", out)').get('out')).toBe('hit')
  })
})

describe('setopt', () => {
  it('makes no variable of the name of its option', () => {
    const script = 'setopt(status_mapping=false)\nadd_key(status_mapping)'
    expect(run(script).get('status_mapping')).toBeUndefined()
  })
})

it.each([
  ['http://', true],
  ['http://host:99999/', true],
  ['HTTP://host/', true],
  [' http://host/', false],
  ['http://host/%zz', false],
  ['http://a host/', false],
  ['ftp://host/', false],
])('http_request to "%s" looks at the headers: %s', (url, looks) => {
  expect(run(`http_request("GET", "${url}", 5)`).failed).toBe(looks)
})

it('group_between looks at the new key before the range', () => {
  const { compileError } = runScript('group_between(k, 5, 1, 6)', { message: '' })
  expect(compileError?.diagnostics[0].position).toEqual({ line: 1, column: 24 })
})

describe('parse_date', () => {
  it('takes a part that fails for absent', () => {
    const script = 'parse_date("t", "2023", "6", "8", "5", "7", ss = 1 + nil)'
    expect(run(script).get('t')).toBe(1_686_200_820_000_000_000n)
  })

  it('fails on a record where its key is none', () => {
    expect(run('parse_date(5, "2023")').failed).toBe(true)
  })
})

it('datetime counts a variable without a value as 0', () => {
  const script = 'v = drop_key(x)\ndatetime(v, "s", "RFC3339", "UTC")'
  expect(run(script).get('v')).toBe('1970-01-01T00:00:00Z')
})

it('default_time_with_fmt ignores further arguments', () => {
  const script = 'default_time_with_fmt(message, "2006", "UTC", 5, [x])'
  expect(run(script, '1971').get('message')).toBe(31_536_000_000_000_000n)
})

it('add_pattern reports a name that is no text at the call', () => {
  const { compileError } = runScript('ok = add_pattern(5, "x")', { message: '' })
  expect(compileError?.diagnostics[0].position).toEqual({ line: 1, column: 6 })
})
