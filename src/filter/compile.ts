// Makes a filter a predicate over points. A value is equal to one of its own kind only: the int 1 is not the float 1.0, and
// what is compared with a value of another kind does not hold. A key that is missing, or nil, equals nil alone.
import { ownRegexp, type Regexp } from '../pipeline/grok/regexp.js'
import type { Switchable } from '../pipeline/grok/running.js'
import type { PointCategory } from '../point/category.js'
import type { Point } from '../point/point.js'
import type { FieldValue } from '../point/value.js'
import { byBytes } from '../util/byte-order.js'
import { FilterFault } from './fault.js'
import { keyOf, type ReadKey } from './key.js'
import { type Literal, type Operand, parseFilter, type Sign, type Test } from './parse.js'

/** Whether a point is to be left out. */
export type Predicate = (point: Point) => boolean

/** Something of a filter that has no effect. */
export interface Oddity {
  readonly message: string
  /** In UTF-16 units of the filter. */
  readonly at: number
}

export interface Compiled {
  readonly predicate: Predicate
  readonly oddities: readonly Oddity[]
  /** Its regular expressions, whose time is not known beforehand. */
  readonly regexps: readonly Switchable[]
}

/**
 * @param category of the points that it is for
 * @throws FilterFault
 */
export function compileFilter(source: string, category: PointCategory): Compiled {
  return new Compiler(category).compile(parseFilter(source))
}

class Compiler {
  private readonly oddities: Oddity[] = []
  private readonly regexps: Regexp[] = []

  constructor(private readonly category: PointCategory) {}

  compile(conditions: readonly Test[]): Compiled {
    if (conditions.length === 0) throw new FilterFault('there is no condition', 0)
    for (const one of conditions)
      if (one.kind === 'join' && one.tests.length === 0)
        this.oddities.push({ message: 'an empty condition holds for every record', at: 0 })
    const predicate = someOf(conditions.map((one) => this.test(one)))
    return { predicate, oddities: this.oddities, regexps: this.regexps }
  }

  private test(test: Test): Predicate {
    if (test.kind === 'join') {
      const tests = test.tests.map((one) => this.test(one))
      return test.needs === 'all' ? everyOf(tests) : someOf(tests)
    }
    if (test.kind === 'compare') return this.compare(test.sign, test.left, test.right)
    const read = keyOf(test.key, this.category)
    if (test.sign === 'in' || test.sign === 'notin') {
      const isIn = this.membership(test.items)
      return test.sign === 'in' ? (point) => isIn(read(point)) : (point) => !isIn(read(point))
    }
    return this.match(read, test.items, test.sign === 'match')
  }

  private compare(sign: Sign, left: Operand, right: Operand): Predicate {
    if (left.kind === 'regexp') return this.never('an expression stands on the right side', left.at)
    if (right.kind === 'key')
      return this.never(`"${right.name}" is a key: a value stands on the right side`, right.at)
    const holds =
      right.kind === 'literal' ? comparison(sign, right.value) : this.likeness(sign, right)
    if (left.kind === 'key') {
      const read = keyOf(left.name, this.category)
      return (point) => holds(read(point))
    }
    const constant = holds(left.value ?? undefined)
    return () => constant
  }

  private likeness(sign: Sign, right: Operand & { kind: 'regexp' }): Holds {
    const regexp = this.regexp(right.source, right.at)
    if (sign === '=') return (value) => typeof value === 'string' && regexp.test(value)
    if (sign === '!=')
      return (value) => value === undefined || (typeof value === 'string' && !regexp.test(value))
    this.never('an expression can only be equal or not', right.at)
    return () => false
  }

  private membership(items: readonly Operand[]): Holds {
    const floats: number[] = []
    const others = new Set<FieldValue | undefined>()
    for (const item of items) {
      if (item.kind !== 'literal')
        this.oddities.push({ message: 'a list holds values', at: item.at })
      else if (typeof item.value === 'number') floats.push(item.value)
      else others.add(item.value ?? undefined)
    }
    return (value) =>
      typeof value === 'number' ? floats.some((float) => isAlmost(value, float)) : others.has(value)
  }

  /** With several expressions one that matches is enough, and one that does not for the opposite. */
  private match(read: ReadKey, items: readonly Operand[], wanted: boolean): Predicate {
    const regexps = items.flatMap((item) => this.listed(item))
    return (point) => {
      const value = read(point)
      return typeof value === 'string' && regexps.some((one) => one.test(value) === wanted)
    }
  }

  /** An expression of a list. One that is not valid is left out of it. */
  private listed(item: Operand): Regexp[] {
    if (item.kind !== 'literal' || typeof item.value !== 'string')
      throw new FilterFault('a list of expressions holds texts', item.at)
    try {
      return [this.regexp(item.value, item.at)]
    } catch (error) {
      if (!(error instanceof FilterFault)) throw error
      this.oddities.push({ message: error.message, at: item.at })
      return []
    }
  }

  private regexp(source: string, at: number): Regexp {
    try {
      const regexp = ownRegexp(source)
      this.regexps.push(regexp)
      return regexp
    } catch (error) {
      throw new FilterFault((error as Error).message, at)
    }
  }

  private never(message: string, at: number): Predicate {
    this.oddities.push({ message: `the comparison never holds: ${message}`, at })
    return () => false
  }
}

type Holds = (value: FieldValue | undefined) => boolean

/** Floats this close are the same. */
const CLOSE = 1e-9

function isAlmost(a: number, b: number): boolean {
  return Math.abs(a - b) <= CLOSE
}

function comparison(sign: Sign, literal: Literal): Holds {
  if (literal === null) return (value) => (value === undefined ? sign === '=' : sign === '!=')
  if (sign === '!=')
    return (value) => value === undefined || (typeof value === typeof literal && value !== literal)
  if (sign !== '=') return order(sign, literal)
  if (typeof literal !== 'number') return (value) => value === literal
  return (value) => typeof value === 'number' && isAlmost(value, literal)
}

function order(sign: Exclude<Sign, '=' | '!='>, literal: Exclude<Literal, null>): Holds {
  const accepts = ACCEPTS[sign]
  if (typeof literal === 'boolean') return () => false
  if (typeof literal === 'string')
    return (value) => typeof value === 'string' && accepts(byBytes(value, literal))
  return (value) => {
    if (typeof value !== typeof literal) return false
    const number = value as number | bigint
    if (number < literal) return accepts(-1)
    if (number > literal) return accepts(1)
    // What is neither smaller nor larger is equal, or not a number.
    return number === literal && accepts(0)
  }
}

const ACCEPTS = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
}

function everyOf(tests: readonly Predicate[]): Predicate {
  return tests.length === 1 ? tests[0]! : (point) => tests.every((test) => test(point))
}

function someOf(tests: readonly Predicate[]): Predicate {
  return tests.length === 1 ? tests[0]! : (point) => tests.some((test) => test(point))
}
