// Where a finding is shown: a name inside a text literal where it stands there as it is, else the whole literal.
import { firstOffset } from '../../pipeline/language/call-form.js'
import { tokenAt } from '../../pipeline/language/scan.js'
import type { SeenCall } from './rule.js'

export interface Place {
  readonly at: number
  readonly length?: number
}

/** The argument of a call, or the call itself where it has none. */
export function argumentPlace({ node, given }: SeenCall, param: string): Place {
  const expr = given.get(param)?.[0]
  return { at: expr ? firstOffset(expr) : node.at }
}

/** A part of the literal that stands for a parameter, found by an expression for it. */
export function placeIn(source: string, call: SeenCall, param: string, part: RegExp): Place {
  const whole = argumentPlace(call, param)
  const found = part.exec(source.slice(whole.at, tokenAt(source, whole.at).end))
  return found ? { at: whole.at + found.index, length: found[0].length } : whole
}

/** Where a pattern gives a capture its name: `%{INT:size:int}` or `(?P<size>`. */
export function captureName(name: string): RegExp {
  return new RegExp(`(?<=%\\{[\\w.-]+:)${name}(?=[:}])|(?<=\\(\\?P<)${name}(?=>)`)
}

/** The number of the line of an offset, from 1. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}
