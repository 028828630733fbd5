// Cases against their script: what passes, and that a difference is told with both types and nothing else.
import { describe, expect, it, test } from 'vitest'
import type { Case } from '../../src/workbench/cases.js'
import { differenceText } from '../../src/workbench/difference-text.js'
import { workplaceOf } from './workplaces.js'

async function differences(script: string, one: Case): Promise<string[]> {
  const place = await workplaceOf({ 'app.p': script })
  return (await place.run('app.p', one)).differences.map(differenceText)
}

describe('what differs is told, and nothing else', () => {
  it.each<[string, string, Case['point'], string[]]>([
    ['nothing', 'add_key(a, 1)', { fields: { status: 'info', a: { t: 'int', v: 1 } } }, []],
    [
      'type',
      'add_key(a, "1")',
      { fields: { status: 'info', a: { t: 'int', v: 1 } } },
      ['a: expected int 1, got str "1"'],
    ],
    [
      'float for int',
      'add_key(a, 1)',
      { fields: { status: 'info', a: 1 } },
      ['a: expected float 1, got int 1'],
    ],
    [
      'nil',
      'add_key(a, nil)',
      { fields: { status: 'info', a: false } },
      ['a: expected bool false, got nil'],
    ],
    [
      'missing',
      'exit()',
      { fields: { status: 'info', a: 'x' } },
      ['a: expected str "x", is missing'],
    ],
    ['more', 'add_key(a, "x")', { fields: { status: 'info' } }, ['a: not expected, got str "x"']],
    [
      'tag for field',
      'set_tag(a, "x")',
      { fields: { status: 'info', a: 'x' } },
      ['a: expected str "x", is missing', 'tag a: not expected, got "x"'],
    ],
    [
      'tag',
      'set_tag(a, "x")',
      { fields: { status: 'info' }, tags: { a: 'y' } },
      ['tag a: expected "y", got "x"'],
    ],
    [
      'name',
      'set_measurement("b")',
      { fields: { status: 'info' } },
      ['name: expected "app", got "b"'],
    ],
    ['dropped', 'drop()', { fields: { status: 'info' } }, ['dropped: expected false, got true']],
    [
      'message gone',
      'drop_origin_data()',
      { fields: { status: 'info' } },
      ['message: expected str "line", is missing'],
    ],
    [
      'message kept',
      'exit()',
      { fields: { status: 'info', message: { t: 'absent' } } },
      ['message: not expected, got str "line"'],
    ],
    [
      'message changed',
      'add_key(message, "x")',
      { fields: { status: 'info' } },
      ['message: expected str "line", got str "x"'],
    ],
    [
      'a failure',
      'add_key(a, 1 + nil)',
      { fields: { status: 'info' } },
      [expect.stringMatching(/^failure: not expected, got ".+"$/)],
    ],
    [
      'no failure',
      'exit()',
      { fields: { status: 'info' }, failure: 'x' },
      ['failure: expected "x", is missing'],
    ],
    [
      'made points',
      'create_point("n", nil, {"a": 1})',
      { fields: { status: 'info' } },
      ['made[0]: not expected, got "n"'],
    ],
    [
      'in made points',
      'create_point("n", nil, {"a": 1})',
      { fields: { status: 'info' }, made: [{ category: 'M', name: 'n', fields: { a: 1 } }] },
      [
        expect.stringContaining('made[0].category: expected "M"'),
        'made[0].a: expected float 1, got int 1',
      ],
    ],
  ])('%s', async (_, script, point, expected) => {
    expect(await differences(script, { input: 'line', ...(point && { point }) })).toEqual(expected)
  })

  it('time, also as a date', async () => {
    const script = 'grok(_, "%{NOTSPACE:time}")\ndefault_time(time, "UTC")'
    const point = { fields: { status: 'info' }, time: '1700000001000000000' }
    expect(await differences(script, { input: '2024-03-12T08:15:42Z', point })).toEqual([
      'time: expected 1700000001000000000 (2023-11-14T22:13:21.000Z), got 1710231342000000000 (2024-03-12T08:15:42.000Z)',
    ])
  })

  it('of long texts the surroundings only', async () => {
    const input = `${'a'.repeat(100)} one ${'b'.repeat(100)}`
    const point = { fields: { status: 'info', message: input.replace('one', 'two') } }
    expect(await differences('exit()', { input, point })).toEqual([
      `message: expected str "…${'a'.repeat(11)} two ${'b'.repeat(11)}…", got str "…${'a'.repeat(11)} one ${'b'.repeat(11)}…"`,
    ])
  })

  it('what a terminal would act on is shown', async () => {
    const [text] = await differences('exit()', {
      input: '\u001b[31m\u202e',
      point: { fields: { status: 'x' } },
    })
    expect(text).toBe('status: expected str "x", got str "info"')
    const [message] = await differences('add_key(a, message)', {
      input: '\u001b[31m\u202e\u009b',
      point: { fields: { status: 'info' } },
    })
    expect(message).toBe('a: not expected, got str "\\u001b[31m\\u202e\\u009b"')
  })
})

describe('a case is a record of its own', () => {
  it('with its name, tags, fields, clock and zone', async () => {
    const script =
      'add_key(host, host)\nadd_key(n, n)\nadd_key(at, timestamp())\ndefault_time(time)'
    const one: Case = {
      input: 'x',
      name: 'other',
      tags: { host: 'h1' },
      fields: { n: { t: 'int', v: 5 }, time: '2024-03-12 08:00:00', status: 'OK' },
      now: '1800000000000000000',
      tz: 'Asia/Shanghai',
      point: {
        fields: { status: 'OK', n: { t: 'int', v: 5 }, at: { t: 'int', v: '1800000000000000000' } },
        tags: { host: 'h1' },
        time: '1710201600000000000',
      },
    }
    expect(await differences(script, one)).toEqual([])
  })

  it('in UTC when it names no zone, wherever it runs', async () => {
    const before = process.env.TZ
    process.env.TZ = 'America/New_York'
    const one = {
      input: '',
      fields: { time: '2024-03-12 08:00:00' },
      point: { fields: { status: 'info' }, time: '1710230400000000000' },
    }
    const found = await differences('default_time(time)', one)
    const after = process.env.TZ
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
    expect([found, after]).toEqual([[], 'America/New_York'])
  })

  it('that sees nothing of the cases before it', async () => {
    const place = await workplaceOf({
      'app.p': 'add_key(seen, cache_get("k"))\ncache_set("k", "v")',
    })
    const one = { input: 'x', point: { fields: { status: 'info', seen: null } } }
    for (let i = 0; i < 3; i++) expect((await place.run('app.p', one)).passed).toBe(true)
  })

  it('that may use the scripts and patterns beside its own', async () => {
    const place = await workplaceOf({
      'app.p': 'use("b.p")\ngrok(_, "%{MINE:mine}")',
      'logging/b.p': 'add_key(b, true)',
      'pattern/own': 'MINE m+\n',
    })
    const one = { input: 'mmm', point: { fields: { status: 'info', b: true, mine: 'mmm' } } }
    expect((await place.run('app.p', one)).differences).toEqual([])
  })
})

test('a script that does not end fails the case and is not taken for a result', async () => {
  const place = await workplaceOf({
    'app.p': 'for i = 0; i < 900000; i = i + 1 {\n  ok = match("(a+)+$", message)\n}',
  })
  const input = `${'a'.repeat(5000)}!`
  const outcome = await place.run('app.p', { input, point: { fields: { status: 'info' } } })
  expect(outcome).toMatchObject({ passed: false, outOfTime: true, differences: [] })
  expect(outcome.failure).toContain('did not end within its time')
})
