// JSON text of lists and maps as the original writes it: no blanks, `<`, `>`, `&`, U+2028 and U+2029
// escaped, floats in shortest form. It has two writers, which differ in exponents and in the order of keys.
import { byBytes } from '../util/byte-order.js'
import { isMap, MAX_TEXT, TooLarge, type Value, type ValueMap, VOID } from './value.js'

interface Style {
  /** Least number of digits of an exponent. */
  readonly exponent: 1 | 2
  readonly compare: (a: string, b: string) => number
}

/** For a list or map that is written to a point. */
const STORED: Style = { exponent: 2, compare: byEscapedKey }
/** For a list or map variable that is read as text. */
const READ: Style = { exponent: 1, compare: byBytes }

/** JSON text of a value written to a point; undefined when it has none (NaN, infinity or itself inside). */
export function storedJson(value: Value): string | undefined {
  return write(value, STORED)
}

/** JSON text of a variable that is read as text; undefined when it has none. */
export function readJson(value: Value): string | undefined {
  return write(value, READ)
}

class NoJson extends Error {}

function write(value: Value, style: Style): string | undefined {
  const out = { text: '' }
  try {
    append(value, style, out)
    return out.text
  } catch (error) {
    if (error instanceof NoJson) return undefined
    if (!(error instanceof RangeError || error instanceof TooLarge)) throw error
    if (holdsItself(value)) return undefined
    throw new TooLarge()
  }
}

/** Whether a list or map is among its own members, or one of them among its. */
function holdsItself(value: Value): boolean {
  const seen = new Set<Value>()
  const open = new Set<Value>()
  const todo: { value: Value; isLeft: boolean }[] = [{ value, isLeft: false }]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.isLeft) open.delete(next.value)
    else if (open.has(next.value)) return true
    else if (!seen.has(next.value) && (Array.isArray(next.value) || isMap(next.value))) {
      seen.add(next.value)
      open.add(next.value)
      todo.push({ value: next.value, isLeft: true })
      for (const member of Object.values<Value>(next.value))
        todo.push({ value: member, isLeft: false })
    }
  }
  return false
}

function append(value: Value, style: Style, out: { text: string }): void {
  if (out.text.length > MAX_TEXT) throw new TooLarge()
  if (value === null || value === VOID) out.text += 'null'
  else if (typeof value === 'string') out.text += jsonString(value)
  else if (typeof value === 'number') out.text += jsonFloat(value, style.exponent)
  else if (typeof value === 'object') appendContainer(value, style, out)
  else out.text += String(value)
}

function appendContainer(value: Value[] | ValueMap, style: Style, out: { text: string }): void {
  let separator = ''
  if (Array.isArray(value)) {
    out.text += '['
    for (const item of value) {
      out.text += separator
      append(item, style, out)
      separator = ','
    }
    out.text += ']'
    return
  }
  out.text += '{'
  for (const key of Object.keys(value).sort(style.compare)) {
    out.text += `${separator}${jsonString(key)}:`
    append(value[key] as Value, style, out)
    separator = ','
  }
  out.text += '}'
}

/** A float as the JSON writers give it: exponent form only below 1e-6 and from 1e21 on. */
function jsonFloat(value: number, exponentDigits: number): string {
  if (!Number.isFinite(value)) throw new NoJson()
  if (Object.is(value, -0)) return '-0'
  const size = Math.abs(value)
  if (size !== 0 && size < 1e-6)
    return value.toExponential().replace(/e-(\d)$/, exponentDigits === 2 ? 'e-0$1' : 'e-$1')
  return String(value)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A JSON string with the escapes of Go's encoder; bytes that are not UTF-8 become the escape of U+FFFD. */
export function jsonString(text: string): string {
  if (!/["\\<>&\u0000-\u001f\u2028\u2029\ud800-\udfff]/.test(text)) return `"${text}"`
  const escaped = text.replace(
    /["\\<>&\u0000-\u001f\u2028\u2029\ud800-\udfff]/gu,
    (c) => ESCAPES[c] ?? `\\u${c.toWellFormed().charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `"${escaped}"`
}

/** The original sorts stored maps by the escaped key with its closing quote. */
function byEscapedKey(a: string, b: string): number {
  return byBytes(jsonString(a), jsonString(b))
}
