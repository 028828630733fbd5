// Every shipped script on its own cases, through the library's face. The cases are data: pipelines/README.md says
// what their members mean.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile, type Point } from '../../src/index.js'
import { recordPoint, untyped } from '../../src/workbench/record.js'

const FOLDER = new URL('../../pipelines/', import.meta.url)
const ARRIVAL = '1700000000000000000'

interface Case {
  readonly title: string
  readonly input: string
  readonly now?: string
  readonly point: {
    readonly name?: string
    readonly tags?: Readonly<Record<string, string>>
    readonly fields: Readonly<Record<string, unknown>>
    readonly time?: string
  }
}

const files = readdirSync(FOLDER)
const names = files.filter((file) => file.endsWith('.p')).map((file) => file.slice(0, -2))

test('every script has cases, and every list of cases its script', () => {
  const listed = files.filter((file) => file.endsWith('.cases.jsonl'))
  expect(listed).toEqual(names.map((name) => `${name}.cases.jsonl`))
})

describe.each(names)('%s.p', (name) => {
  const cases = readCases(name)
  const script = compile(read(`${name}.p`), { file: `${name}.p` })

  test('is shown by three lines or more, one of which it does not know', () => {
    expect(cases.length).toBeGreaterThanOrEqual(3)
    const passed = cases.filter((one) => Object.keys(one.point.fields).join() === 'status')
    expect(passed.length).toBeGreaterThanOrEqual(1)
  })

  test.each(cases)('$title', (one) => {
    const point = recordPoint({ message: one.input, name, time: ARRIVAL }, 0n)
    const outcome = script.run(point, BigInt(one.now ?? ARRIVAL))
    expect(outcome.failure).toBeUndefined()
    expect(shown(point)).toEqual({
      name: one.point.name ?? name,
      dropped: false,
      time: one.point.time ?? ARRIVAL,
      tags: one.point.tags ?? {},
      fields: { message: one.input, ...typedFields(one.point.fields) },
    })
  })
})

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}

function readCases(name: string): Case[] {
  const lines = read(`${name}.cases.jsonl`).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Case)
}

function shown(point: Point) {
  return {
    name: point.name,
    dropped: point.dropped,
    time: String(point.time),
    tags: Object.fromEntries(point.tags.sorted()),
    fields: Object.fromEntries(point.fields()),
  }
}

function typedFields(fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, untyped(value)]))
}
