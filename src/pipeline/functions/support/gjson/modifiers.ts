// Modifiers: what `@name:arg` makes of a text. They see raw text, and give raw text.
import { isJson } from '../../../../util/is-json.js'
import { trimSpace } from '../../../../util/trim-space.js'
import type { Budget } from './budget.js'
import { quoteText } from './escape.js'
import { prettyOptions, prettyText } from './pretty.js'
import {
  exists,
  isListResult,
  isMapResult,
  isTrue,
  type Member,
  members,
  parse,
  type Result,
  textOf,
} from './result.js'
import { closingQuote, QUOTE, trimBlanks } from './scan.js'

/** What modifiers need of the look-up they belong to. */
export interface Workshop {
  readonly budget: Budget
  /** Looks up a path in a text. @throws Exhausted */
  find(text: string, path: string): Result
}

type Modifier = (text: string, arg: string, workshop: Workshop) => string

const MODIFIERS: ReadonlyMap<string, Modifier> = new Map<string, Modifier>([
  ['this', (text) => text],
  ['valid', (text) => (isJson(text) ? text : '')],
  ['tostr', quoteText],
  ['fromstr', (text) => (isJson(text) ? textOf(parse(text)) : '')],
  ['ugly', withoutBlanks],
  ['pretty', (text, arg, { budget }) => prettyText(text, prettyOptions(arg), budget)],
  ['reverse', reverse],
  ['flatten', flatten],
  ['keys', keys],
  ['values', values],
  ['join', join],
  ['group', group],
  ['dig', dig],
])

export function isModifier(name: string): boolean {
  return MODIFIERS.has(name)
}

/** @throws Exhausted */
export function applyModifier(name: string, text: string, arg: string, workshop: Workshop): string {
  return MODIFIERS.get(name)?.(text, arg, workshop) ?? ''
}

function list(parts: readonly string[]): string {
  return `[${parts.join(',')}]`
}

function map(parts: readonly string[]): string {
  return `{${parts.join(',')}}`
}

function withoutBlanks(text: string): string {
  let made = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) {
      const end = closingQuote(text, i + 1)
      if (end < 0) break
      i = end
    } else if (c <= 0x20) {
      made += text.slice(from, i)
      from = i + 1
    }
  }
  return made + text.slice(from)
}

function reverse(text: string): string {
  const value = parse(text)
  if (isListResult(value)) return list(raws(value).reverse())
  if (!isMapResult(value)) return text
  const pairs = Array.from(members(value), (member) => `${member.key}:${member.value.raw}`)
  return map(pairs.reverse())
}

function raws(value: Result): string[] {
  return Array.from(members(value), (member) => member.value.raw)
}

/** The value of an option in the argument, such as `{"deep":true}`; the last one counts. */
function option(arg: string, name: string): boolean {
  let on = false
  for (const member of members(parse(arg))) if (member.name === name) on = isTrue(member.value)
  return on
}

function flatten(text: string, arg: string, workshop: Workshop): string {
  return flattenList(text, option(arg, 'deep'), workshop.budget)
}

function flattenList(text: string, deep: boolean, budget: Budget): string {
  const value = parse(text)
  if (!isListResult(value)) return text
  budget.enter()
  budget.spend(text.length)
  const parts = Array.from(members(value), ({ value: element }) => {
    if (!isListResult(element)) return trimSpace(element.raw)
    const raw = deep ? flattenList(element.raw, deep, budget) : element.raw
    return trimSpace(unwrap(raw))
  })
  budget.leave()
  return list(parts.filter((part) => part !== ''))
}

/** A list or map without its brackets. */
function unwrap(text: string): string {
  const trimmed = trimBlanks(text)
  return /^[[{]./s.test(trimmed) ? trimmed.slice(1, -1) : trimmed
}

function keys(text: string): string {
  const value = parse(text)
  const isMap = isMapResult(value)
  return list(Array.from(members(value), ({ key }) => (isMap ? key : 'null')))
}

function values(text: string): string {
  const value = parse(text)
  return isListResult(value) ? text : list(raws(value))
}

/** The maps of a list as one. Of a repeated key, the place is that of the first and the value that of the last. */
function join(text: string, arg: string): string {
  const value = parse(text)
  if (!isListResult(value)) return text
  const maps = Array.from(members(value), (member) => member.value).filter(isMapResult)
  if (option(arg, 'preserve')) return map(maps.map(({ raw }) => unwrap(raw)))
  const joined = new Map<string, Member>()
  for (const each of maps) {
    for (const member of members(each)) {
      const first = joined.get(member.name)
      joined.set(member.name, first ? { ...member, key: first.key } : member)
    }
  }
  return map(Array.from(joined.values(), (member) => `${member.key}:${member.value.raw}`))
}

/** A map of lists as a list of maps. */
function group(text: string): string {
  const value = parse(text)
  if (!isMapResult(value)) return ''
  const rows: string[][] = []
  for (const column of members(value)) {
    if (!isListResult(column.value)) continue
    let row = 0
    for (const cell of members(column.value)) {
      rows[row] ??= []
      rows[row]?.push(`${column.key}:${cell.value.raw}`)
      row++
    }
  }
  return list(rows.map(map))
}

/** What lies at a path in the value, and in every value inside of it. */
function dig(text: string, arg: string, workshop: Workshop): string {
  const found: string[] = []
  digInto(parse(text), arg, workshop, found)
  return list(found)
}

function digInto(value: Result, path: string, workshop: Workshop, found: string[]): void {
  const { budget } = workshop
  budget.enter()
  const here = workshop.find(value.raw, path)
  if (exists(here)) found.push(here.raw)
  if (value.kind === 'json') {
    for (const member of members(value)) digInto(member.value, path, workshop, found)
  }
  budget.leave()
}
