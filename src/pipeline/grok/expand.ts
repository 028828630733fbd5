// `%{NAME}`, `%{NAME:field}`, `%{NAME:field:type}` → Go regular expressions. A pattern is expanded when it is
// defined, with what is known there, so no pattern can contain itself.

import type { Diagnostic } from '../../errors.js'
import { closest } from '../../util/closest.js'
import { RegexpError } from './go-regexp-ast.js'
import { parseGoRegexp } from './go-regexp-parse.js'
import { builtinPatterns } from './library.js'

export type CaptureType = 'str' | 'int' | 'float' | 'bool'

/** A pattern without references left, and the types its field names ask for. */
export interface Expanded {
  readonly source: string
  readonly types: ReadonlyMap<string, CaptureType>
  /** The pattern as its author wrote it, and what each reference in it, such as `%{INT:bytes:int}`, stands for. */
  readonly written: string
  readonly references: ReadonlyMap<string, Expanded>
}

/** A reference that cannot be followed. */
export class PatternError extends Error {
  override readonly name = 'PatternError'
  /** A known name close to the one that was asked for. */
  readonly suggestion: string | undefined

  constructor(message: string, suggestion?: string) {
    super(message)
    this.suggestion = suggestion
  }
}

/** What is read as a reference at all; anything else that begins with `%{` is plain text. */
export const REFERENCE = /%\{([\w.-]+(?::[\w.-]+(?::[\w.-]+)?)?)\}/g
const NAME = /^\w+(?:[-.]\w+)*$/
const TYPES: Readonly<Record<string, CaptureType>> = {
  str: 'str',
  string: 'str',
  int: 'int',
  float: 'float',
  bool: 'bool',
}
/** Patterns that use each other twice grow without end; this many characters are enough for anyone. */
const MAX_LENGTH = 1 << 18

/** Follows every reference of `pattern`. Throws PatternError. */
export function expandPattern(pattern: string, scope: PatternScope): Expanded {
  const types = new Map<string, CaptureType>()
  const references = new Map<string, Expanded>()
  let source = pattern
  for (const [reference, inside] of pattern.matchAll(REFERENCE)) {
    const [name, field, typeName] = inside!.split(':') as [string, string?, string?]
    const inner = lookup(reference, name, scope)
    const key = field?.replace(/\W/g, '_')
    if (key !== undefined && typeName !== undefined) types.set(key, typeOf(reference, typeName))
    for (const [each, type] of inner.types) if (!types.has(each)) types.set(each, type)
    references.set(reference, inner)
    source = source.replaceAll(reference, () => `${openingOf(reference)}${inner.source})`)
    if (source.length > MAX_LENGTH)
      throw new PatternError(`${reference} makes the pattern too long`)
  }
  return { source, types, written: pattern, references }
}

/** The bracket that opens the group in the place of a reference: `(`, or `(?P<field>`. */
export function openingOf(reference: string): string {
  const [, field] = reference.slice(2, -1).split(':')
  return field === undefined ? '(' : `(?P<${field.replace(/\W/g, '_')}>`
}

function lookup(reference: string, name: string, scope: PatternScope): Expanded {
  if (!NAME.test(name)) throw new PatternError(`${reference}: "${name}" is no pattern name`)
  const found = scope.lookup(name)
  if (found !== undefined) return found
  throw new PatternError(`there is no pattern "${name}"`, closest(name, scope.names()))
}

function typeOf(reference: string, name: string): CaptureType {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined
  if (type !== undefined) return type
  throw new PatternError(`${reference}: the types are str, int, float and bool, not "${name}"`)
}

/** The patterns visible at a place: those of its block, then those of the blocks around it. */
export class PatternScope {
  private readonly patterns = new Map<string, Expanded>()
  private readonly parent: PatternScope | undefined

  constructor(parent?: PatternScope) {
    this.parent = parent
  }

  /** The built-in patterns. Shared: define nothing in it, but in a child. */
  static builtin(): PatternScope {
    builtin ??= resolve(
      [...builtinPatterns].map(([name, pattern]) => ({ name, pattern, file: '', line: 0 })),
      new PatternScope(),
    ).scope
    return builtin
  }

  /**
   * Expands the pattern with what is visible now, itself included if it replaces one. Throws PatternError. Whether
   * it is a valid expression shows where it is used.
   */
  define(name: string, pattern: string): void {
    this.patterns.set(name, expandPattern(pattern, this))
  }

  lookup(name: string): Expanded | undefined {
    return this.patterns.get(name) ?? this.parent?.lookup(name)
  }

  /** An empty scope inside this one. */
  child(): PatternScope {
    return new PatternScope(this)
  }

  /** All visible names, each once. */
  names(): Set<string> {
    return new Set([...this.patterns.keys(), ...(this.parent?.names() ?? [])])
  }
}

let builtin: PatternScope | undefined

interface Definition {
  readonly name: string
  readonly pattern: string
  readonly file: string
  readonly line: number
}

interface Resolved {
  readonly scope: PatternScope
  readonly faults: readonly Diagnostic[]
}

/**
 * Pattern files → a scope on top of the built-in patterns. A line is a name, a blank and a pattern; `#` starts
 * a comment line. Patterns may use each other in any order and across files; of two with one name the later
 * counts. A fault leaves out its pattern only.
 */
export function parsePatternFile(texts: readonly { file: string; text: string }[]): Resolved {
  const faults: Diagnostic[] = []
  const definitions = texts.flatMap(({ file, text }) =>
    text.split(/\r?\n/).flatMap((line, index) => readLine(line, file, index + 1, faults)),
  )
  const { scope, faults: more } = resolve(definitions, PatternScope.builtin().child())
  return { scope, faults: [...faults, ...more] }
}

function readLine(text: string, file: string, line: number, faults: Diagnostic[]): Definition[] {
  if (text.trim() === '' || text.startsWith('#')) return []
  const blank = text.indexOf(' ')
  const name = blank < 0 ? text : text.slice(0, blank)
  const definition = { name, pattern: text.slice(name.length + 1), file, line }
  if (blank < 0) {
    const hint = 'a line is a name, a blank and a pattern'
    faults.push({ ...fault(definition, `"${name}" has no pattern`), hint })
  } else if (!NAME.test(name)) {
    faults.push(fault(definition, `"${name}" is no pattern name`))
  } else if (PatternScope.builtin().lookup(name) !== undefined) {
    const hint = 'give it another name, or use add_pattern in the script'
    faults.push({ ...fault(definition, `"${name}" is built in and stays as it is`), hint })
  } else return [definition]
  return []
}

/** Defines patterns in the order in which they need each other. */
function resolve(definitions: readonly Definition[], scope: PatternScope): Resolved {
  const faults: Diagnostic[] = []
  const state = new Map<string, 'open' | 'done' | 'broken'>()
  const latest = new Map(definitions.map((definition) => [definition.name, definition]))

  const define = (definition: Definition, users: readonly string[]): void => {
    state.set(definition.name, 'open')
    try {
      for (const needed of referencedNames(definition.pattern)) require(needed, users)
      scope.define(definition.name, definition.pattern)
      parseGoRegexp(scope.lookup(definition.name)!.source)
      state.set(definition.name, 'done')
    } catch (error) {
      faults.push(refusal(definition, error))
      state.set(definition.name, 'broken')
    }
  }
  const require = (name: string, users: readonly string[]): void => {
    const definition = latest.get(name)
    if (definition === undefined) return
    if (!state.has(name)) define(definition, [...users, name])
    if (state.get(name) === 'open') throw new PatternError(circle([...users, name]))
    if (state.get(name) === 'broken') throw new PatternError(`it needs "${name}", which is refused`)
  }

  for (const [name, definition] of latest) if (!state.has(name)) define(definition, [name])
  return { scope, faults }
}

/** The names that a pattern refers to. */
export function referencedNames(pattern: string): Set<string> {
  return new Set([...pattern.matchAll(REFERENCE)].map(([, inside]) => inside!.split(':')[0]!))
}

function circle(names: readonly string[]): string {
  return `patterns use each other in a circle: ${names.join(' → ')}`
}

function refusal(definition: Definition, error: unknown): Diagnostic {
  const { name } = definition
  if (error instanceof RegexpError) return fault(definition, `pattern "${name}": ${error.message}`)
  if (!(error instanceof PatternError)) throw error
  const found = fault(definition, `pattern "${name}": ${error.message}`)
  return error.suggestion === undefined
    ? found
    : { ...found, hint: `did you mean "${error.suggestion}"?` }
}

function fault({ file, line }: Definition, message: string): Diagnostic {
  return { code: 'CF104', message, file, position: { line, column: 1 } }
}
