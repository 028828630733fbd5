// Whatever the compiler is given, it answers: with a script, or with errors that say where. And whatever a script does to a
// record, it ends, normally or with a failure, and leaves a record that can be sent.
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { encodeLine } from '../../src/encode/line-protocol.js'
import { parseLineProtocol } from '../../src/encode/line-protocol-parse.js'
import { CODES, CompileError } from '../../src/errors.js'
import { FUNCTIONS } from '../../src/pipeline/functions/index.js'
import { Guard } from '../../src/pipeline/guard.js'
import { PIPELINE_DEFAULTS } from '../../src/pipeline/options.js'
import { Script } from '../../src/pipeline/script.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'
import { compile } from '../language/support.js'
import { call, examples, inputs, TEXT, texts } from './calls.js'
import { assertion, timeout } from './runs.js'
import { EPILOGUE, form, PROLOGUE, statement, words } from './scripts.js'

const TOKENS =
  'a b _ `q` 0 1 -2 2.5 08 0x 1e "s" \'t\' """u""" "\\x41" true nil + - * / % == != < >= && || ! in = += , : ; . ( ) [ ] { } if elif else for break continue x=1 \n'
    .split(' ')
    .concat('\n', ' ', '#c\n', '\\', '"', "'", '"""', '`', '\u2028', '$', 'é', '\r')
    .concat(FUNCTIONS.map(({ name }) => `${name}(`))

const soup = fc
  .tuple(fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }), words('| ,'))
  .map(([tokens, glue]) => tokens.join(glue === '|' ? ' ' : ''))

/** What can stand in itself, or after itself, again and again. */
const NESTED = [
  ...[
    ['(', ')'],
    ['[', ']'],
    ['{"a":', '}'],
    ['len(', ')'],
    ['l[', ']'],
    ['s[:', ']'],
  ],
  ...[
    ['!', ''],
    ['- ', ''],
    ['1 + ', ''],
    ['b && ', ''],
    ['s in ', ''],
    ['x = 1\n', ''],
  ],
  ...[
    ['if true {\n', '\n}'],
    ['if false {} elif b {\n', '\n}'],
    ['for x in l {\n', '\n}'],
  ],
  ...[
    ['', ' == 1'],
    ['', '[1:]'],
    ['', '.x'],
    ['', ' elif b { }'],
    ['', '\nadd_key(x)'],
  ],
] as const

/** Scripts as deep or long as nobody writes them. */
const deep = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...NESTED), fc.integer({ min: 1, max: 400 })), {
      minLength: 1,
      maxLength: 3,
    }),
    words('a l 1 x=1 if{} [] "s"'),
  )
  .map(([layers, core]) =>
    layers.reduce((text, [[open, close], n]) => open.repeat(n) + text + close.repeat(n), core),
  )

const calling = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: call },
      { weight: 3, arbitrary: form`x = ${call}` },
      { weight: 1, arbitrary: form`if ${call} {\n${call}\n}` },
      { weight: 1, arbitrary: form`for x in ${call} {\n${call}\n}` },
      { weight: 1, arbitrary: form`for ; ; {\n${call}\n}` },
      { weight: 3, arbitrary: statement },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((statements) => PROLOGUE + statements.join('\n') + EPILOGUE)

/** Examples of functions with pieces cut out, doubled or replaced. */
const damaged = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(fc.tuple(fc.nat(300), fc.nat(3), fc.constantFrom('', ' ', ...TOKENS), fc.boolean()), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([script, edits]) =>
    edits.reduce((text, [at, count, token, double]) => {
      const place = at % (text.length + 1)
      const put = double ? text.slice(place, place + 3 * count) : token
      return text.slice(0, place) + put + text.slice(place + count)
    }, script),
  )

/** Examples in which one text has become another one's. */
const mixed = fc
  .tuple(fc.constantFrom(...examples), fc.nat(), fc.constantFrom(...texts))
  .map(([script, which, other]) => {
    const own = script.match(TEXT) ?? []
    return own.length === 0 ? script : script.replace(own[which % own.length]!, () => other)
  })

const scalar = fc.oneof(
  fc.constantFrom<FieldValue[]>(null, '', '{"a":[1,{"b":null}]}', '[1,"x"]', '2023-06-07 21:08:17'),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -3n, max: 3n }),
  fc.double(),
  fc.boolean(),
)
const arrays: readonly FieldValue[] = [[1n, 'a'], [], [true], [0.5, 1e300]]
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 9, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom(...arrays) },
)
const line = fc.oneof(
  fc.constantFrom(...inputs),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...'a1é \t\n"{[\\,=', '\udcff', '😀'), { maxLength: 20 })
    .map((c) => c.join('')),
)
const record = fc.record({
  message: line,
  fields: fc.dictionary(fc.oneof(words('i j f s t b x field status time a.b'), fc.string()), value),
  tags: fc.dictionary(fc.oneof(words('host tag s'), fc.string()), fc.string({ unit: 'binary' })),
})
type Input = {
  message: string
  fields: { [key: string]: FieldValue }
  tags: { [key: string]: string }
}

it('any text is a script or an error with its place', { timeout }, () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )
  fc.assert(
    fc.property(text, (source) => attempt(source, PLAIN)),
    assertion(1000),
  )
})

it('so is any heap of tokens', { timeout }, () => {
  fc.assert(
    fc.property(soup, (source) => attempt(source, PLAIN)),
    assertion(1000),
  )
})

it('so is anything nested or repeated beyond reason', { timeout }, () => {
  fc.assert(
    fc.property(deep, (source) => attempt(source, PLAIN)),
    assertion(30),
  )
})

it('so is any damaged script, and what it does to any record ends well', { timeout }, () => {
  fc.assert(fc.property(fc.oneof(damaged, mixed), record, attempt), assertion(600))
})

it('calls with arguments that fit or not, on any record, end well', { timeout }, () => {
  fc.assert(fc.property(calling, record, attempt), assertion(250))
})

/** How the attempts went, shown after a run by hand. */
const tally = { refused: 0, ended: 0, failed: 0, cut: 0 }
afterEach(() => {
  if (process.env.FUZZ_RUNS !== undefined) console.log(JSON.stringify(tally))
  Object.assign(tally, { refused: 0, ended: 0, failed: 0, cut: 0 })
})

const PLAIN: Input = { message: 'a line', fields: {}, tags: {} }

function attempt(source: string, input: Input): void {
  const script = compiled(source)
  if (script === undefined) {
    tally.refused++
    return
  }
  const point = new Point('fuzz', 1n, Tags.of(Object.entries(input.tags)))
  for (const [key, each] of Object.entries(input.fields)) point.set(key, each)
  point.set('message', input.message)
  let over = false
  const guard = new Guard(BUDGET, {
    ran: (_job, { failure, effects = [] }) => {
      over = true
      expect(failure?.message ?? '').not.toContain('internal error')
      tally[failure ? 'failed' : 'ended']++
      for (const effect of effects) effect((made) => sendable(made.point))
    },
    waits: () => {
      over = true
    },
    unparsed: () => {
      over = true
      tally.cut++
    },
    quarantined: () => {},
  })
  guard.run([{ point, script }], 1_700_000_000_000_000_000n)
  expect(over).toBe(true)
  sendable(point)
}

/** Loops are short; a watchdog ends what grows with every round. */
const ROUNDS = 40
const BUDGET = { ...PIPELINE_DEFAULTS, batchBudgetMs: 300, scriptBudgetMs: 300, watchBudgetMs: 300 }

function compiled(source: string): Script | undefined {
  try {
    return new Script('test.p', compile(source), ROUNDS)
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    const lines = source.split('\n').map((text) => Buffer.byteLength(text))
    for (const { code, file, message, position } of error.diagnostics) {
      expect(CODES).toHaveProperty(code)
      expect(file).toBe('test.p')
      expect(message).not.toBe('')
      expect(position!.line).toBeGreaterThanOrEqual(1)
      expect(position!.line).toBeLessThanOrEqual(lines.length)
      expect(position!.column).toBeGreaterThanOrEqual(1)
      expect(position!.column).toBeLessThanOrEqual(lines[position!.line - 1]! + 1)
    }
    return undefined
  }
}

/** One line that reads back: time, and every field whose key went out as it was. */
function sendable(point: Point): void {
  const [sent, ...others] = parseLineProtocol(encodeLine(point))
  expect(others).toEqual([])
  expect(sent!.time).toBe(point.time)
  const fields = new Map(point.fields())
  for (const [key, back] of Object.entries(sent!.fields)) {
    const was = fields.get(key)
    if (typeof was === typeof back && typeof was !== 'object') expect(back).toBe(was)
  }
}
