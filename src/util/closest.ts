// The nearest known word to a mistyped one, for "did you mean" hints.

const MOST_NAMED = 4

/** The candidate within two edits of `word`, one if it is short (the first of the nearest), or nothing. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  let best: string | undefined
  let least = word.length > 5 ? 3 : 2
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < least && distance < word.length) {
      best = candidate
      least = distance
    }
  }
  return best
}

/**
 * A hint for a word that is none of the known ones: the nearest, else those that begin like it, else those that share a part
 * with it as `parse_json` does with `load_json`; of a short list all. Nothing when nothing helps.
 */
export function suggestion(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates]
  const near = closest(word, all)
  const alike = near === undefined ? [...longer(word, all), ...akin(word, all)] : [near]
  const few = alike.filter((each, i) => alike.indexOf(each) === i).slice(0, MOST_NAMED)
  if (few.length > 0) return `did you mean ${orList(few)}?`
  return all.length > 0 && all.length <= MOST_NAMED + 2 ? `use ${orList(all)}` : undefined
}

function longer(word: string, candidates: readonly string[]): string[] {
  const beginning = word.toLowerCase()
  if (beginning.length < 3) return []
  return candidates.filter((candidate) => candidate.toLowerCase().startsWith(beginning))
}

/** `"a", "b" or "c"` */
function orList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`)
  const last = quoted.pop()!
  return quoted.length > 0 ? `${quoted.join(', ')} or ${last}` : last
}

/** The candidates with the most parts in common, as a share of all their parts. */
function akin(word: string, candidates: readonly string[]): string[] {
  const wanted = new Set(parts(word))
  const scored = candidates.map((candidate) => {
    const own = parts(candidate)
    const common = own.filter((part) => wanted.has(part)).length
    return { candidate, score: common / (wanted.size + own.length - common) }
  })
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate)
}

/** `parseJSON` and `parse_json` have the same two parts. */
function parts(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 1)
}

/** Edits from one to the other: a letter added, left out, replaced, or two neighbours exchanged. */
function editDistance(a: string, b: string): number {
  let older: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const best = Math.min(replaced, row[j]! + 1, next[j - 1]! + 1)
      next.push(swapped ? Math.min(best, older[j - 2]! + 1) : best)
    }
    older = row
    row = next
  }
  return row[b.length]!
}
