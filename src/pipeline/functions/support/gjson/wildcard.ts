// Patterns of keys and texts: `*` is any text, `?` any character, `\` takes the next character as it is.

type Part = string | typeof ANY | typeof ONE
const ANY = Symbol('*')
const ONE = Symbol('?')

export type Matcher = (text: string) => boolean

/** A pattern made ready; matching takes time in proportion to text times pattern, never more. */
export function compileWildcards(pattern: string): Matcher {
  const parts = partsOf(pattern)
  if (!parts) return () => false
  return (text) => matches(Array.from(text), parts)
}

/** Undefined for a pattern that fits nothing: one that ends in a lone `\` and has no `*` before it. */
function partsOf(pattern: string): readonly Part[] | undefined {
  const parts: Part[] = []
  let escaped = false
  for (const c of pattern) {
    if (escaped) parts.push(c)
    else if (c === '*') parts.push(ANY)
    else if (c === '?') parts.push(ONE)
    else if (c !== '\\') parts.push(c)
    escaped = c === '\\' && !escaped
  }
  if (!escaped) return parts
  return parts.includes(ANY) ? [...parts, '\\'] : undefined
}

/** On a mismatch the last `*` takes one more character. */
function matches(text: readonly string[], parts: readonly Part[]): boolean {
  let at = 0
  let part = 0
  let star = -1
  let taken = 0
  while (at < text.length) {
    const wanted = parts[part]
    if (wanted === ANY) {
      star = part++
      taken = at
    } else if (wanted === ONE || wanted === text[at]) {
      at++
      part++
    } else if (star >= 0) {
      part = star + 1
      at = ++taken
    } else return false
  }
  while (parts[part] === ANY) part++
  return part === parts.length
}
