// Whether a record is one that a tap asks for. A query becomes a list of tests once; cheap ones come first.
import { fieldText, type Point } from '../point/point.js'
import { escapeRegExp } from '../util/escape-regexp.js'
import type { Seen } from './seen.js'
import type { TapQuery } from './shape.js'

type Test = (seen: Seen) => boolean

export function testOf(query: TapQuery): Test {
  const tests = [...testsOf(query)]
  return (seen) => tests.every((test) => test(seen))
}

function* testsOf({ source, script, status, host, matched, text }: TapQuery): Generator<Test> {
  if (matched !== undefined) yield (seen) => seen.matched === matched
  if (source) {
    const names = new Set(source)
    yield ({ came, point }) => names.has(came) || names.has(point.name)
  }
  if (script) {
    const files = new Set(script.map((name) => (name.endsWith('.p') ? name : `${name}.p`)))
    yield (seen) => seen.script !== undefined && files.has(seen.script)
  }
  if (status) {
    const words = new Set(status.map((word) => word.toLowerCase()))
    yield ({ point }) => words.has(textOf(point, 'status').toLowerCase())
  }
  if (host) {
    const hosts = new Set(host)
    yield ({ point }) => hosts.has(textOf(point, 'host'))
  }
  if (text !== undefined) yield holding(text)
}

/** Characters of a record that are searched: some texts take a thousand steps for each. */
const MOST_SEARCHED = 256 * 1024

/** The message is where it mostly stands; a script may have taken it away. */
function holding(text: string): Test {
  const pattern = new RegExp(escapeRegExp(text), 'i')
  return ({ point }) => {
    let left = MOST_SEARCHED
    const holds = (value: string): boolean => {
      const part = value.slice(0, left)
      left -= part.length
      return pattern.test(part)
    }
    if (holds(textOf(point, 'message'))) return true
    for (const [, value] of point.tags.sorted()) if (holds(value)) return true
    for (const [key, value] of point.fields())
      if (left > 0 && key !== 'message' && holds(fieldText(value))) return true
    return false
  }
}

function textOf(point: Point, key: string): string {
  const value = point.get(key)
  return value === undefined ? '' : fieldText(value)
}
