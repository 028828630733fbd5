// Replacement templates as Go expands them: `$1`, `$name`, `${name}`, `$$`. The name after `$` is the longest
// run of letters, digits and `_`; what is no such reference stays as it is.

/** Literal text, or the numbers of the groups of which the first that took part is meant. */
export type Piece = string | readonly number[]

const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu
const NUMBER = /^(?:0|[1-9][0-9]{0,7})$/

/** @param names of the groups by number */
export function parseTemplate(template: string, names: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of template.matchAll(REFERENCE)) {
    const [text, dollar, braced, bare] = match
    pieces.push(template.slice(end, match.index))
    pieces.push(dollar ?? groupsOf((braced ?? bare)!, names))
    end = match.index + text.length
  }
  pieces.push(template.slice(end))
  return pieces
}

function groupsOf(name: string, names: readonly string[]): readonly number[] {
  if (NUMBER.test(name)) return [Number(name)]
  return names.flatMap((each, index) => (each === name ? [index] : []))
}

export function fillTemplate(
  pieces: readonly Piece[],
  groups: readonly (string | undefined)[],
): string {
  let result = ''
  for (const piece of pieces) {
    result += typeof piece === 'string' ? piece : firstOf(piece, groups)
  }
  return result
}

function firstOf(numbers: readonly number[], groups: readonly (string | undefined)[]): string {
  for (const number of numbers) {
    const group = groups[number]
    if (group !== undefined) return group
  }
  return ''
}
