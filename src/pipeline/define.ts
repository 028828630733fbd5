// The contract of a pipeline function: name, documentation, parameters, and `prepare`, which runs once for each call in
// a script and returns the step that runs once for each record. The compiler, the docs and the tests read these
// properties and know no function by name.
import type { Code, Position } from '../errors.js'
import type { PointCategory } from '../point/category.js'
import type { Point } from '../point/point.js'
import type { FieldValue, Value } from '../point/value.js'
import type { PatternScope } from './grok/expand.js'

/** What an argument is in the source. A sign before a number literal belongs to the literal. */
export type NodeKind =
  | 'ident'
  | 'attr'
  | 'string'
  | 'int'
  | 'float'
  | 'bool'
  | 'nil'
  | 'list'
  | 'map'
  | 'paren'
  | 'index'
  | 'slice'
  | 'call'
  | 'unary'
  | 'arithmetic'
  | 'condition'
  | 'assign'

/** An argument as it stands in the source. */
export interface Arg {
  readonly kind: NodeKind
  /** Name of an identifier (`_` is `message`), source text of an attribute, text of a string literal; else "". */
  readonly name: string
  /** Value of a string, int, float, bool or nil literal; else undefined. */
  readonly constant: Value | undefined
  /**
   * The way into a document that a name, attribute or index means: member names, list indexes (negative from the end), undefined
   * for an index that is neither; else empty.
   */
  readonly path: readonly (string | number | undefined)[]
  /** Elements of a list literal; else empty. */
  readonly items: readonly Arg[]
  readonly position: Position
}

/**
 * How one parameter is checked at compile time and passed at run time.
 *
 * | kind | accepts | `prepare` gets | the step gets |
 * | --- | --- | --- | --- |
 * | key | identifier, attribute, string literal | the key text | the value of that name, variable first, then point; undefined if missing |
 * | name | identifier, attribute | the key text | as key |
 * | ident | identifier | the key text | as key |
 * | string, int, number, bool | a literal of that kind | its value | its value |
 * | any | every expression | the Arg | its value (VOID for none) |
 * | node | the kinds in `accept` | the Arg | its value; for key-like kinds as `key` |
 * | typed | every expression; a literal must fit `types` | the Arg | its value, checked against `types` at run time |
 * | ignored | everything, any number | nothing | nothing; never evaluated |
 */
export interface Param {
  readonly kind:
    | 'key'
    | 'name'
    | 'ident'
    | 'string'
    | 'int'
    | 'number'
    | 'bool'
    | 'any'
    | 'node'
    | 'typed'
    | 'ignored'
  readonly doc: string
  readonly optional?: true
  /** Takes all further arguments, each passed to the step. Last parameter only. */
  readonly rest?: true
  /**
   * `none`: only the static part matters, the step gets undefined and nothing is looked up or evaluated. `named`: a text literal
   * is a name, and so are those of a list literal that has nothing else, or of the default where the list is empty or absent;
   * the step gets the value of the name, or the list of their values. `alone`: as `none` where other arguments are given, so
   * that a key that is only written is not looked up. `each`: a list literal is passed as the list of its elements, each as a
   * `node`.
   */
  readonly pass?: 'value' | 'none' | 'named' | 'alone' | 'each'
  /** The kinds that are evaluated or looked up; for every other one the step gets undefined. All of them when absent. */
  readonly evaluates?: readonly NodeKind[]
  /**
   * Evaluated only where an earlier argument is as it must be, and so are those that this one waits for; else nothing happens
   * and the step gets undefined.
   */
  readonly after?: ArgumentCondition
  /** A failing argument is passed as undefined instead of ending the script, save where that breaks down. */
  readonly guard?: true
  /** For `node`: the kinds accepted at compile time. */
  readonly accept?: readonly NodeKind[]
  /** For `typed`: value type names (`str`, `int`, …, `nil`); `any` is everything but void. */
  readonly types?: readonly ('str' | 'int' | 'float' | 'bool' | 'list' | 'map' | 'nil' | 'any')[]
  /** Value passed when an optional argument is absent; printed in the docs. */
  readonly default?: Value
  /** The parameter at whose argument a wrong kind of this one is reported, or `call` for the function name; its own when absent. */
  readonly reportedAt?: string
  /** Its kind is checked before that of all other parameters. */
  readonly checkedFirst?: true
}

/** What must hold of one argument before another one is evaluated. What cannot fail and changes nothing may be all the same. */
export interface ArgumentCondition {
  readonly param: string
  /** @param value what the step gets for that parameter */
  holds(value: Value | undefined): boolean
}

type StaticOf<P extends Param> = P['kind'] extends 'key' | 'name' | 'ident' | 'string'
  ? string
  : P['kind'] extends 'int'
    ? bigint
    : P['kind'] extends 'number'
      ? bigint | number
      : P['kind'] extends 'bool'
        ? boolean
        : Arg

/** What `prepare` gets for each parameter; absent optional ones are undefined, rest ones a list of Arg. */
export type StaticArgs<P extends Record<string, Param>> = {
  readonly [K in keyof P]: P[K] extends { rest: true }
    ? readonly Arg[]
    : P[K] extends { optional: true }
      ? StaticOf<P[K]> | undefined
      : StaticOf<P[K]>
}

/** State of one run of a script on one record. */
export interface Run {
  /** Now, Unix nanoseconds: the clock of the batch. */
  now: bigint
  /** Whether `status` is normalised when the script has ended. */
  statusMapping: boolean
  /** Loop rounds still allowed. */
  steps: number
  /** What is to be done beyond the record when the script has ended well. */
  effects: Effect[]
  /** The window that the record stands in, and whether it was hit; set by the first `point_window`. */
  window: { hit: boolean } | undefined
  /** The record itself, also while a script runs on a point that was made beside it. */
  record: Point | undefined
  /** What the script keeps that the record was given to; scripts that it uses share it. */
  keep: Keeper
  /** What came of the grok calls of all runs so far. */
  readonly groks: GrokCounts
}

/** Calls of grok by result. */
export interface GrokCounts {
  matched: number
  missed: number
}

/**
 * What a script does beyond its record: makes a point, adds to a bucket. Effects are done in order, once, after the script
 * has ended well and outside of the watchdog. So a record that was cut off and runs again leaves nothing twice.
 */
export type Effect = (emit: Emit) => void

/** A point made beside the record. */
export interface MadePoint {
  readonly category: PointCategory
  readonly point: Point
  /** The function that made it. */
  readonly by: 'create_point' | 'point_window' | 'agg_create'
}

export type Emit = (made: MadePoint) => void

/**
 * Thrown by a step whose answer is still on its way. The record is put back as it was, waits without holding up any other, and
 * its script starts again when the answer is there.
 */
export class Waiting {
  constructor(readonly answered: Promise<unknown>) {}
}

/** What lives as long as its script: caches, buckets, windows. Bounded in memory. */
export interface ScriptState {
  /**
   * Called about once a second with the time in Unix nanoseconds: lets go of what is due.
   * @param last the script goes: everything is let go of
   */
  tick(now: bigint, emit: Emit, last: boolean): void
}

/** What a script keeps between records. */
export interface Keeper {
  /** The state of that class; made on first need. */
  of<T extends ScriptState>(kind: new () => T): T
}

/** A place that an address belongs to; "" where the database does not say. */
export interface GeoPlace {
  readonly city: string
  readonly province: string
  readonly country: string
  readonly isp: string
}

/** A scalar of a reference table. */
export type Cell = string | bigint | number | boolean

/** A row of a reference table, column to value. */
export type Row = ReadonlyMap<string, Cell>

/** A request that a script makes. */
export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** "" for none. */
  readonly body: string
}

export interface HttpAnswer {
  readonly status: number
  readonly body: string
}

/** What scripts may ask of the world beyond their record. Nothing here waits. */
export interface Services {
  /** A number in [0, 1), uniform. */
  random(): number
  /** Place of an IP address; undefined when it is none or there is no database. */
  place(address: string): GeoPlace | undefined
  /** First row of a reference table in which every column has the value; undefined when there is none, or no such table. */
  row(table: string, columns: readonly string[], values: readonly Cell[]): Row | undefined
  /**
   * The answer to a request for this record; null when it failed or is not allowed.
   * @throws Waiting while it is on its way
   */
  request(point: Point, request: HttpRequest): HttpAnswer | null
}

// biome-ignore lint/suspicious/noConfusingVoidType: a step without a result needs no return statement
type StepResult = Value | undefined | void

/** Runs once for each record. No result (undefined) is void. */
export type Step = (point: Point, run: Run, ...args: (Value | undefined)[]) => StepResult

/** A compiled script as another script calls it. Throws RunFailure. */
export type ScriptBody = (point: Point, run: Run) => void

/** One call in a script, seen while it is compiled. */
export interface CallSite {
  readonly position: Position
  readonly file: string
  /** Grok patterns visible at this place; `add_pattern` adds to them. */
  readonly patterns: PatternScope
  readonly services: Services
  /** Another script of the folder. Refuses the call when it is missing or circular. */
  script(name: string): ScriptBody
  /**
   * Refuses the call at compile time.
   * @param at parameter that is wrong (reported at that argument), `call` for the function name, or the position of an Arg
   * @param shown parameter that is marked in the source where that is not the place of the report
   */
  refuse(at: string | Position, code: Code, message: string, hint?: string, shown?: string): never
  /** Ends the script on this record with a run-time failure at this call. */
  fail(message: string): never
  /** As `fail`, also where an argument may fail. */
  breakDown(message: string): never
}

/** A call as it was compiled: what it means, its static arguments by parameter, and where it stands. */
export interface ObservedCall {
  readonly def: FunctionDef
  readonly args: Readonly<Record<string, unknown>>
  readonly site: CallSite
}

/**
 * Sees every call of a script while it is compiled, and may put something round its step: for those who watch a script at
 * work. Scripts of the server are not watched and pay nothing for it.
 */
export type Observe = (step: Step, call: ObservedCall) => Step

/** One example: run as a test and printed in the docs. At least one of the expectations must be there. */
export interface Example {
  readonly title: string
  readonly script: string
  /** The log line, field `message`. */
  readonly input: string
  /** Expected fields, other ones are not looked at; null for a nil field, undefined for an absent one. */
  readonly fields?: Readonly<Record<string, string | bigint | number | boolean | null | undefined>>
  readonly tags?: Readonly<Record<string, string>>
  readonly time?: bigint
  readonly name?: string
  readonly dropped?: boolean
  /** Expected points made beside the record, all of them. */
  readonly made?: readonly {
    readonly category: PointCategory
    readonly name: string
    readonly tags?: Readonly<Record<string, string>>
    readonly fields: Readonly<Record<string, FieldValue>>
  }[]
  /** What the services answer, for functions that ask the world outside. */
  readonly services?: Partial<Services>
  /** Expected code of the compile error. */
  readonly error?: Code
  /** Expected part of the run-time failure's text. */
  readonly failure?: string
}

export type Category =
  | 'point'
  | 'text'
  | 'number'
  | 'time'
  | 'condition'
  | 'grok'
  | 'json'
  | 'list'
  | 'flow'
  | 'outside'

export interface FunctionDef<P extends Record<string, Param> = Record<string, Param>> {
  readonly name: string
  readonly category: Category
  /** One sentence. */
  readonly summary: string
  /** Further paragraphs, Markdown. */
  readonly doc?: string
  /**
   * `positional`: no names; a named argument is an assignment node. `named`: old style names, all arity and name errors at the
   * function name. `typed`: new style names; name errors at the argument. `options`: as `named`, and every argument has a name.
   */
  readonly style: 'positional' | 'named' | 'typed' | 'options'
  readonly params: P
  /** When nothing happens, or the script fails: one sentence each. */
  readonly failures?: readonly string[]
  /** Refuse what is wrong with an argument beyond its kind, before the parameters behind it are looked at. */
  readonly checks?: { readonly [K in keyof P]?: (args: StaticArgs<P>, site: CallSite) => void }
  /** `exit`: the script ends here, normally. */
  readonly control?: 'exit'
  readonly examples: readonly [Example, ...Example[]]
  prepare(args: StaticArgs<P>, site: CallSite): Step
}

/** Declares a function; only gives the types. */
export function defineFunction<const P extends Record<string, Param>>(
  def: FunctionDef<P>,
): FunctionDef {
  return def as unknown as FunctionDef
}

/** Functions by name. */
export type FunctionTable = ReadonlyMap<string, FunctionDef>
