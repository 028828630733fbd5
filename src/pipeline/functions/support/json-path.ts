// Paths into a JSON document, as `json` takes them: `a.b[0]`, `.[0].name`. A part is a member name, a list index
// (negative from the end), or undefined, which never matches.
import { isList, isMap, member, memberReader, type Value } from '../../../point/value.js'

export type PathPart = string | number | undefined
export type Path = readonly PathPart[]

/** Finds what lies at a path in document after document. Most paths are one name. */
export function pathReader(path: Path): (document: Value) => Value | undefined {
  const [name] = path
  if (path.length !== 1 || typeof name !== 'string') return (document) => valueAt(document, path)
  const read = memberReader(name)
  return (document) => (isMap(document) ? read(document) : undefined)
}

/** What lies at a path; undefined if there is nothing. */
export function valueAt(document: Value, path: Path): Value | undefined {
  let value: Value | undefined = document
  for (const part of path) {
    value = partOf(value, part)
    if (value === undefined) return undefined
  }
  return value
}

/** Removes the member a path ends at; an index at the end removes nothing. */
export function removeAt(document: Value, path: Path): void {
  const holder = valueAt(document, path.slice(0, -1))
  const last = path.at(-1)
  if (isMap(holder) && typeof last === 'string') delete holder[last]
}

function partOf(value: Value, part: PathPart): Value | undefined {
  if (typeof part === 'string') return isMap(value) ? member(value, part) : undefined
  if (part === undefined || !isList(value)) return undefined
  return value[part < 0 ? part + value.length : part]
}
