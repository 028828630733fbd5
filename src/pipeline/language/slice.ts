// `x[a:b:c]`. A text is cut into bytes, each of which becomes the character of that number; a list is copied.
// Where the original's engine breaks down over a list (the size it reckons is below zero), the script fails.
import { isList, type Value } from '../../point/value.js'
import { toBytes } from '../../util/bytes.js'
import { breakDown, fail, kindName } from './stop.js'

interface Bounds {
  readonly start: number
  readonly end: number
  readonly step: number
}

export function slice(object: Value, start: Value, end: Value, step: Value, place: number): Value {
  if (typeof object === 'string') {
    const text = characters(object)
    return cutText(text, bounds(text.length, start, end, step, place))
  }
  if (isList(object)) return cutList(object, bounds(object.length, start, end, step, place), place)
  return fail(`${kindName(object)} cannot be sliced`, place)
}

function characters(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text
  return Buffer.from(toBytes(text)).toString('latin1')
}

function bounds(length: number, start: Value, end: Value, step: Value, place: number): Bounds {
  const by = bound(step, 'step', place) ?? 1
  if (by === 0) return fail('the step of a slice must not be 0', place)
  const from = bound(start, 'start', place) ?? (by > 0 ? 0 : length - 1)
  const to = bound(end, 'end', place)
  return {
    start: from < 0 && isSet(start) ? from + length : from,
    end: to === undefined ? (by > 0 ? length : -1) : to < 0 ? to + length : to,
    step: by,
  }
}

function isSet(value: Value): boolean {
  return typeof value === 'bigint'
}

/** Nil and void count as absent. */
function bound(value: Value, name: string, place: number): number | undefined {
  if (typeof value === 'bigint') return Number(value)
  if (value === null || typeof value === 'symbol') return undefined
  return fail(`the ${name} of a slice must be int, not ${kindName(value)}`, place)
}

function cutText(text: string, { start, end, step }: Bounds): string {
  const last = text.length - 1
  if (step === 1) return text.slice(Math.max(start, 0), Math.max(end, 0))
  let cut = ''
  if (step > 0) for (let i = Math.max(start, 0); i < end && i <= last; i += step) cut += text[i]
  else for (let i = Math.min(start, last); i > end && i >= 0; i += step) cut += text[i]
  return cut
}

function cutList(list: readonly Value[], { start, end, step }: Bounds, place: number): Value[] {
  const from = step > 0 ? Math.max(start, 0) : Math.min(start, list.length - 1)
  const to = step > 0 ? Math.min(end, list.length) : Math.max(end, -1)
  const size = step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step
  if (size <= -1) return breakDown('the slice begins behind its end', place)
  const cut: Value[] = []
  if (step > 0) for (let i = from; i < to; i += step) cut.push(list[i]!)
  else for (let i = from; i > to; i += step) cut.push(list[i]!)
  return cut
}
