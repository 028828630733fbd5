// Characters taken off both ends of a text. A character is a code point, as in Go's strings.Trim; bytes that are not UTF-8
// count as U+FFFD.

/** Removes the characters of a set at both ends; an empty set removes nothing. */
export function stripper(characters: string): (text: string) => string {
  if (characters === '') return (text) => text
  const set = new Set(characters.toWellFormed())
  return (text) => {
    let start = 0
    let end = text.length
    while (start < end) {
      const rune = runeAt(text, start)
      if (!set.has(rune.toWellFormed())) break
      start += rune.length
    }
    while (end > start) {
      const rune = runeBefore(text, end)
      if (!set.has(rune.toWellFormed())) break
      end -= rune.length
    }
    return text.slice(start, end)
  }
}

function runeAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) as number)
}

/** The code point that ends here. */
function runeBefore(text: string, end: number): string {
  const pair = end > 1 ? runeAt(text, end - 2) : ''
  return pair.length === 2 ? pair : (text[end - 1] as string)
}
