// Whatever is put together from the tokens of the language, the compiler answers, and what it compiles ends.
import fc from 'fast-check'
import { test } from 'vitest'
import { CompileError, RunFailure } from '../../src/errors.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { compileScript } from '../../src/pipeline/language/compile.js'
import { freshRun } from '../../src/pipeline/script.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
import { Point } from '../../src/point/point.js'
import { fake } from './support.js'

const TOKENS =
  'a b _ `q` 0 1 -2 2.5 08 "s" \'t\' """u""" true nil + - * / % == != < >= && || ! in = += , : ; . ( ) [ ] { } if elif else for break continue f( g( x=1 \n'
    .split(' ')
    .concat('\n', ' ', '#c\n', '\\', '"', "'", '`', '\u2028', '$')

const functions = new Map(
  [
    fake('f', {
      params: { v: { kind: 'any', doc: '', rest: true } },
      prepare: () => (_p, _r, v) => v,
    }),
    fake('g', { params: { k: { kind: 'key', doc: '' } }, prepare: () => (p) => p.store('g', 1n) }),
  ].map((def) => [def.name, def] as const),
)

function attempt(source: string): void {
  try {
    const body = compileScript(source, {
      file: 'soup.p',
      functions,
      patterns: new PatternScope(),
      services: NO_SERVICES,
      keep: (kind) => new kind(),
      script: (_name, site) => site.fail('none'),
    })
    body(new Point('p', 0n), freshRun(0n, 100))
  } catch (error) {
    if (!(error instanceof CompileError) && !(error instanceof RunFailure)) throw error
  }
}

test('token soup never does worse than a compile error or a run-time failure', () => {
  const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 })
  fc.assert(
    fc.property(soup, (tokens) => attempt(tokens.join(' '))),
    { numRuns: 1500 },
  )
})

test('any text never does worse either', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), attempt), { numRuns: 500 })
})

/** Expressions that are always well formed. */
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression')
  return {
    expression: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('1', '2.5', '"s"', 'true', 'nil', 'v', '[]', '{}', 'nosuch'),
      fc
        .tuple(inner, fc.constantFrom('+', '-', '*', '<', '==', '&&', '||', 'in'), inner)
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      inner.map((each) => `!${each}`),
      inner.map((each) => `f(${each})[0:${each}]`),
      inner.map((each) => `v[${each}]`),
      fc.tuple(inner, inner).map(([a, b]) => `[${a}, {"k": ${b}}]`),
    ),
  }
})

test('well-formed expressions run or fail as the language says', () => {
  fc.assert(
    fc.property(expression, expression, (a, b) => {
      attempt(`v = ${a}\nfor i in [1, 2] { v += ${b}\n w = v\n if ${b} { w = i } }`)
    }),
    { numRuns: 500 },
  )
})
