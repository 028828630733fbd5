// The verdict on scripts that are known: the shipped ones are without fault, those of the measured cases have an error
// exactly where the original engine has, and no script at all brings the linter down.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODES } from '../../../src/errors.js'
import { checkFolder, lintScript } from '../../../src/workbench/lint.js'
import { call, examples } from '../../fuzz/calls.js'
import { flow } from '../../fuzz/flow.js'
import { operation } from '../../fuzz/operations.js'
import { assertion, runs, timeout } from '../../fuzz/runs.js'
import { script } from '../../fuzz/scripts.js'

const root = resolve(import.meta.dirname, '../../..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

const pipelines = readdirSync(join(root, 'pipelines')).filter((name) => name.endsWith('.p'))
const shipped = new Map(pipelines.map((name) => [name, read('pipelines', name)]))

it('the shipped scripts are without errors and warnings', () => {
  const found = [...checkFolder({ scripts: shipped }).values()].flat()
  expect(found.map(({ file, code, message }) => `${file} ${code}: ${message}`)).toEqual([])
}, 60_000)

it('a row of operators that is too long for some rules does not keep the others from speaking', () => {
  const found = lintScript(`x = 1${' + 1'.repeat(3000)}\nif false { drop() }`)
  expect(found.map(({ code }) => code)).toEqual(['PL911', 'PL905'])
})

interface Vector {
  readonly id: string
  readonly script: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly main?: string
  readonly name: string
  readonly expect: { readonly compile_error: string | null }
}

describe.each(['core.jsonl', 'functions.jsonl'])('%s', (name) => {
  const vectors: Vector[] = read('test/conformance', name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const differ = Object.keys(JSON.parse(read('test/conformance/differences.json')))

  it('has an error exactly where the original has', () => {
    const wrong = vectors.filter(
      ({ id, script, scripts = {}, main, expect: { compile_error } }) => {
        const found = lintScript(script, { file: main ?? 'case.p', scripts, measureMs: 0 })
        const hasError = found.some(({ code }) => !code.startsWith('PL9'))
        return hasError !== (compile_error !== null) && !differ.includes(id)
      },
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  }, 60_000)
})

/** Patterns are tried where much time is given by FUZZ_RUNS; without it slow-pattern.test.ts is what tries them. */
const MEASURE_MS = runs(0) > 0 ? 20 : 0

/** Every finding has a known code and stands in the script. */
function isSound(source: string): void {
  const lines = source.split('\n')
  for (const { code, message, position, frame } of lintScript(source, { measureMs: MEASURE_MS })) {
    expect(CODES).toHaveProperty(code)
    expect(message).not.toBe('')
    expect(lines.length).toBeGreaterThanOrEqual(position!.line)
    if (frame) expect(lines[frame.line - 1]).toContain(frame.text)
  }
}

function nested(head: string): string {
  return `${`${head}\n`.repeat(200)}grok(_, "%{INT:x}")${'\n}'.repeat(200)}`
}

describe('whatever it is given, it answers', () => {
  const statements = fc.array(fc.oneof(call, script, fc.constantFrom(...examples)), {
    maxLength: 8,
  })
  const joined = statements.map((all) => all.join('\n'))
  const cut = fc
    .tuple(joined, fc.nat(400), fc.nat(40))
    .map(([text, from, length]) => text.slice(0, from) + text.slice(from + length))

  it.each([
    ['scripts of all functions', joined],
    ['scripts of the language', script],
    ['branches and loops', flow],
    ['operators', operation],
    ['scripts with a hole', cut],
  ])(
    '%s',
    (_, sources) => {
      fc.assert(fc.property(sources, isSound), assertion(80))
    },
    timeout,
  )

  it.each([
    ['loops in loops', nested('for x in l {')],
    ['branches in branches', nested('if a {')],
    ['many branches', `if a {\n}${' elif grok(_, "%{INT:x}") {\n}'.repeat(400)}`],
    ['many statements', 'grok(_, "%{INT:x}")\nx = 1\ndrop_key(x)\n'.repeat(500)],
    ['a long sum', `x = ${'1 + '.repeat(400)}1`],
  ])(
    '%s',
    (_, source) => {
      isSound(source)
    },
    60_000,
  )
})
