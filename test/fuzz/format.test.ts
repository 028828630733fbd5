// Formatting changes the layout and nothing else: the same tree, the same comments, the same answers; and what is formatted
// stays as it is. On all scripts there are, on random ones, and on both after newlines and comments fell into them anywhere.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CaseRunner } from '../../src/cli/jsonl.js'
import { formatScript } from '../../src/pipeline/language/format.js'
import { gapOf } from '../../src/pipeline/language/format-gap.js'
import { parse } from '../../src/pipeline/language/parse.js'
import { tokensOf } from '../../src/pipeline/language/scan.js'
import { examples } from './calls.js'
import { flow } from './flow.js'
import { operation } from './operations.js'
import { assertion, timeout } from './runs.js'
import { script, type Text } from './scripts.js'

const shipped = scriptsOf('../../pipelines/')
const vectors = ['core', 'functions'].flatMap((name) =>
  read(`../conformance/${name}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; script: string }),
)
const known = [...shipped, ...vectors.map((vector) => vector.script), ...examples].filter(parses)

it('every known script keeps its tree and its comments', { timeout }, () => {
  expect(known.length).toBeGreaterThan(2_000)
  for (const source of [...shipped, ...sample(known)]) keepsAll(source)
})

it('so does every random script', { timeout }, () => {
  fc.assert(fc.property(fc.oneof(script, flow, operation).filter(parses), keepsAll), assertion(80))
})

it('so does every script with newlines and comments anywhere', { timeout }, () => {
  fc.assert(
    fc.property(scattered(fc.oneof(script, fc.constantFrom(...known))), keepsAll),
    assertion(120),
  )
})

it('so does every script of one line', { timeout }, () => {
  const lines = fc
    .constantFrom(...known)
    .map((source) => withoutComments(source).replaceAll('\n', ';'))
  fc.assert(fc.property(lines.filter(parses), keepsAll), assertion(40))
})

it('the answers stay the same', { timeout }, async () => {
  const cases = sample(vectors)
  const formatted = cases.map((vector) =>
    parses(vector.script) ? { ...vector, script: formatScript(vector.script) } : vector,
  )
  expect(await answersTo(formatted)).toEqual(await answersTo(cases))
})

/** All of them in a run by hand. */
function sample<T>(list: readonly T[]): T[] {
  return list.filter((_, i) => process.env.FUZZ_RUNS !== undefined || i % 8 === 0)
}

function keepsAll(source: string): void {
  const formatted = formatScript(source)
  expect(treeOf(formatted)).toEqual(treeOf(source))
  expect(commentsOf(formatted)).toEqual(commentsOf(source))
  expect(formatScript(formatted)).toBe(formatted)
}

/** The tree without places. */
function treeOf(source: string): unknown {
  return withoutPlaces(parse(source))
}

function withoutPlaces(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutPlaces)
  if (typeof node !== 'object' || node === null) return node
  const members = Object.entries(node).filter(([key]) => key !== 'at' && key !== 'operatorAt')
  return Object.fromEntries(members.map(([key, value]) => [key, withoutPlaces(value)]))
}

function commentsOf(source: string): string[] {
  let end = 0
  const gaps = [...tokensOf(source), { start: source.length, end: source.length }].map((token) => {
    const gap = gapOf(source, end, token.start)
    end = token.end
    return gap
  })
  return gaps.flatMap(({ comments }) => comments.map(({ text }) => text))
}

function withoutComments(source: string): string {
  return [...tokensOf(source)].map(({ start, end }) => source.slice(start, end)).join(' ')
}

function parses(source: string): boolean {
  try {
    parse(source)
    return true
  } catch {
    return false
  }
}

const LITTER = fc.constantFrom(
  '\n',
  '\n\n\n',
  '# c\n',
  '\n# c\n',
  '# c\r',
  '\r\n',
  ';',
  ' # 中\n\n#d\n',
  '\t',
)

/** Scripts with something thrown between their tokens, wherever they can still be read afterwards. */
function scattered(scripts: Text): Text {
  const throws = fc.array(fc.tuple(fc.nat(), LITTER), { minLength: 1, maxLength: 6 })
  return fc
    .tuple(scripts.filter(parses), throws)
    .map(([source, thrown]) =>
      thrown.reduce((text, [at, litter]) => fallen(text, at, litter), source),
    )
}

function fallen(source: string, at: number, litter: string): string {
  const ends = [...tokensOf(source)].map(({ end }) => end)
  const end = ends[at % Math.max(1, ends.length)] ?? 0
  const changed = source.slice(0, end) + litter + source.slice(end)
  return parses(changed) ? changed : source
}

interface Answer {
  readonly compile_error: string | null
  readonly run_error: string | null
}

/** The answers to cases, without the places of errors and the lines that show them. */
async function answersTo(cases: readonly object[]): Promise<unknown[]> {
  const answers = await new CaseRunner(undefined).answers(cases.map((one) => JSON.stringify(one)))
  const bare = (error: string | null) => error?.replace(/\n[\s\S]*|:\d+:\d+(?=: )/g, '')
  return answers.map((line) => {
    const answer = JSON.parse(line) as Answer
    return {
      ...answer,
      compile_error: bare(answer.compile_error),
      run_error: bare(answer.run_error),
    }
  })
}

function scriptsOf(folder: string): string[] {
  const files = readdirSync(new URL(folder, import.meta.url)).filter((file) => file.endsWith('.p'))
  return files.map((file) => read(folder + file))
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
