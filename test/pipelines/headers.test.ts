// The headers of the shipped scripts: all of one form, and true to what the cases show.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { pipelinesMarkdown } from '../../tools/pipelines-doc.js'
import { fieldNames, scriptHeader } from '../../tools/script-header.js'

const FOLDER = new URL('../../pipelines/', import.meta.url)
/** What every record has, or loses at the end. */
const GIVEN = ['status', 'message']
/** RFC 5424 allows any text; the demo's script is the one of its manual. */
const OF_TWO_TYPES: Readonly<Record<string, readonly string[]>> = {
  pid: ['syslog'],
  line: ['pod-logging-demo'],
}

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.p'))
  .map((file) => file.slice(0, -2))

describe.each(names)('the header of %s.p', (name) => {
  test('names the fields that the cases show, and no others', () => {
    const listed = scriptHeader(read(`${name}.p`)).fields.flatMap((row) => fieldNames(row).names)
    const shown = cases(name).flatMap((one) => Object.keys(one.point.fields))
    const fields = shown.filter((key) => !GIVEN.includes(key))
    expect([...new Set(listed)].sort()).toEqual([...new Set(fields)].sort())
  })

  test('has lines of 120 columns or less', () => {
    const comment = read(`${name}.p`)
      .split('\n')
      .filter((line) => line.startsWith('#'))
    expect(comment.filter((line) => line.length > 120)).toEqual([])
  })
})

test('a field has one type in all scripts', () => {
  const types = new Map<string, Set<string>>()
  for (const name of names) {
    for (const [key, value] of cases(name).flatMap((one) => Object.entries(one.point.fields))) {
      if (!OF_TWO_TYPES[key]?.includes(name))
        types.set(key, (types.get(key) ?? new Set()).add(typeof value))
    }
  }
  expect([...types].filter(([, found]) => found.size > 1)).toEqual([])
})

test('the page has a section for every script', () => {
  const page = pipelinesMarkdown(fileURLToPath(FOLDER))
  const sections = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1])
  expect(sections).toEqual([...names].sort())
})

test('a header shows kinds of lines, notes and code', () => {
  const script = [
    '# Shop: order log.',
    '# In the configuration set',
    '#   "key": 1',
    '#',
    '# Fields: order  id price; in cents,',
    '#                without tax',
    '#         error  msg',
    '# Status: the level',
    '# Time:   in UTC,',
    '#         always',
    '',
    'grok(_, "x")',
  ]
  const header = scriptHeader(script.join('\n'))
  expect(header).toEqual({
    title: 'Shop: order log.',
    about: ['In the configuration set', '  "key": 1'],
    fields: [
      { kind: 'order', text: 'id price; in cents, without tax' },
      { kind: 'error', text: 'msg' },
    ],
    status: [{ kind: '', text: 'the level' }],
    time: [{ kind: '', text: 'in UTC, always' }],
  })
  expect(header.fields.map(fieldNames)).toEqual([
    { names: ['id', 'price'], note: 'in cents, without tax' },
    { names: ['msg'], note: '' },
  ])
})

test.each([
  ['no fields', '# Shop: order log.\n#\n# Status: the level\n# Time:   UTC\n'],
  ['no empty line', '# Shop: order log.\n# Fields: id\n# Status: the level\n# Time:   UTC\n'],
  ['another order', '# Shop: order log.\n#\n# Fields: id\n# Time:   UTC\n# Status: the level\n'],
])('a header with %s is refused', (_title, script) => {
  expect(() => scriptHeader(script)).toThrow()
})

test('prose among the names of fields is refused', () => {
  expect(() => fieldNames({ kind: '', text: 'id price (cents)' })).toThrow('"(cents)"')
})

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}

function cases(name: string): { point: { fields: Record<string, unknown> } }[] {
  const lines = read(`${name}.cases.jsonl`).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}
