// Compiles and runs scripts of these tests with the functions of the product and a few of our own.
import { CompileError, RunFailure } from '../../src/errors.js'
import { defineFunction, type FunctionDef, type FunctionTable } from '../../src/pipeline/define.js'
import { functionTable } from '../../src/pipeline/functions/index.js'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { compileScript } from '../../src/pipeline/language/compile.js'
import { freshRun } from '../../src/pipeline/script.js'
import { NO_SERVICES } from '../../src/pipeline/services.js'
import { Point } from '../../src/point/point.js'
import { Tags } from '../../src/point/tags.js'
import type { FieldValue } from '../../src/point/value.js'

export interface Input {
  readonly fields?: Readonly<Record<string, FieldValue>>
  readonly tags?: Readonly<Record<string, string>>
  readonly steps?: number
  readonly functions?: readonly FunctionDef[]
}

export interface Result {
  /** Fields that the script made or changed. */
  readonly made: Readonly<Record<string, FieldValue>>
  readonly failure: string | undefined
}

const NAMES: FunctionTable = functionTable

/** A function without documentation. */
export function fake(
  name: string,
  definition: Partial<FunctionDef> & Pick<FunctionDef, 'prepare'>,
): FunctionDef {
  return defineFunction({
    name,
    category: 'flow',
    summary: '',
    style: 'positional',
    params: {},
    examples: [{ title: '', script: '', input: '' }],
    ...definition,
  })
}

export function compile(source: string, functions: readonly FunctionDef[] = []) {
  const table = new Map([...NAMES, ...functions.map((def) => [def.name, def] as const)])
  return compileScript(source, {
    file: 'test.p',
    functions: table,
    patterns: PatternScope.builtin(),
    services: NO_SERVICES,
    script: (name, site) => site.refuse('call', 'PL203', `there is no script "${name}"`),
  })
}

export function run(source: string, input: Input = {}): Result {
  const body = compile(source, input.functions)
  const point = new Point('test', 0n, Tags.of(Object.entries(input.tags ?? {})))
  const fields = { message: 'hello', ...input.fields }
  for (const [key, value] of Object.entries(fields)) point.set(key, value)
  const state = freshRun(0n, input.steps ?? 100_000)
  const failure = failureOf(() => body(point, state))
  const made = [...point.fields()].filter(
    ([key, value]) => !Object.hasOwn(fields, key) || Reflect.get(fields, key) !== value,
  )
  return { made: Object.fromEntries(made), failure }
}

function failureOf(action: () => void): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (error instanceof RunFailure) return error.message.replace(/^test\.p:/, '')
    throw error
  }
}

/** `1:5 PL102`, or "compiles". */
export function errorOf(source: string, functions: readonly FunctionDef[] = []): string {
  try {
    compile(source, functions)
    return 'compiles'
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    const { position, code } = error.diagnostics[0]
    return `${position?.line}:${position?.column} ${code}`
  }
}

/** The whole text of a compile error. */
export function messageOf(source: string): string {
  try {
    compile(source)
    return 'compiles'
  } catch (error) {
    if (!(error instanceof CompileError)) throw error
    return error.message
  }
}
