// What examples cannot show: tags that are there before, other scripts, records of changing shapes.
import { describe, expect, test } from 'vitest'
import { compileCode, runScript } from '../support/run-script.js'

describe('grok', () => {
  const script = 'grok(_, "%{WORD:verb} %{INT:code:int}")'

  test('a capture named like a tag becomes the tag', () => {
    const { point } = runScript(script, { message: 'GET 200', tags: { verb: 'x', host: 'n' } })
    expect(point.tags.get('verb')).toBe('GET')
    expect(point.get('code')).toBe(200n)
  })

  test('fields that are there keep their place and get the new value', () => {
    const { point } = runScript(`${script}\ngrok(_, "%{NOTSPACE:verb}")`, {
      message: 'GET 200',
      fields: { code: 'old', other: true },
    })
    expect([...point.fields()]).toEqual([
      ['message', 'GET 200'],
      ['code', 200n],
      ['other', true],
      ['status', 'info'],
      ['verb', 'GET'],
    ])
  })

  test('a field that was removed comes back', () => {
    const { point } = runScript(`${script}\ndrop_key(verb)\n${script}`, { message: 'GET 200' })
    expect(point.get('verb')).toBe('GET')
  })

  test('a capture named _ replaces the message', () => {
    const { point } = runScript('grok(_, "%{WORD} %{GREEDYDATA:_}")', { message: 'GET 200' })
    expect(point.get('message')).toBe('200')
  })

  test('a number is read as text, a missing key never matches', () => {
    const record = { message: '', fields: { n: 12.5 } }
    expect(runScript('grok(n, "%{INT:i}")', record).point.get('i')).toBe('12')
    expect(runScript('add_key(ok, grok(gone, ".*"))', record).point.get('ok')).toBe(false)
  })
})

describe('use', () => {
  const scripts = {
    'other.p': 'add_key(other, x == nil)\nexit()',
    'circle.p': 'use("main.p")',
    'broken.p': 'zero = 0\nadd_key(a, 1 / zero)',
  }

  test('runs another script on the record, which has its own variables', () => {
    const { point } = runScript('x = 1\nuse("other.p")\nadd_key(after, true)', {
      message: '',
      scripts,
    })
    expect(point.get('other')).toBe(true)
    expect(point.get('after')).toBe(true)
  })

  test('a circle is refused', () => {
    expect(compileCode(runScript('use("circle.p")', { message: '', scripts }))).toBe('PL203')
  })

  test('a failure of the other script ends this one', () => {
    const { point, failure } = runScript('use("broken.p")\nadd_key(after, true)', {
      message: '',
      scripts,
    })
    expect(failure?.file).toBe('broken.p')
    expect(point.has('after')).toBe(false)
  })
})

test('two values of one JSON text are not shared', () => {
  const { point } = runScript(
    'a = load_json(_)\nb = load_json(_)\na["k"] = 2\nadd_key(a)\nadd_key(b)\njson(_, k)',
    { message: '{"k": 1}' },
  )
  expect([point.get('a'), point.get('b'), point.get('k')]).toEqual(['{"k":2}', '{"k":1}', 1])
})

test('a failure keeps what was written, without the finishing steps', () => {
  const { point, failure } = runScript('add_key(status, "E")\ndrop()\nload_json(1)', {
    message: '',
  })
  expect(failure?.position).toEqual({ line: 3, column: 1 })
  expect(point.get('status')).toBe('E')
  expect(point.dropped).toBe(false)
})
