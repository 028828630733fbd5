// Layouts by example: the reference time 2006-01-02 15:04:05 -0700 MST written the way the text is
// written. This file cuts a layout into tokens and the literal text between them.

/** The fixed tokens; fractions (`.000`, `,999`) are `.0` and `.9` with a number of digits. */
export type TokenKind =
  | (typeof fixedTokens)[number]
  | '.0' // exactly that many digits
  | '.9' // any digits, or none

/** One token and the literal text in front of it. */
export interface Token {
  readonly prefix: string
  readonly kind: TokenKind
  /** The token as the layout spells it. */
  readonly text: string
  /** Digits of a fraction, else 0. */
  readonly digits: number
}

/** A layout cut into pieces. */
export interface Layout {
  readonly text: string
  readonly tokens: readonly Token[]
  /** Literal text behind the last token. */
  readonly tail: string
}

// Where one is the beginning of another, the longer one stands first.
const fixedTokens = [
  'January',
  'Jan',
  'Monday',
  'Mon',
  'MST',
  '002',
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '15',
  '1',
  '2006',
  '2',
  '__2',
  '_2',
  '3',
  '4',
  '5',
  'PM',
  'pm',
  '-070000',
  '-07:00:00',
  '-0700',
  '-07:00',
  '-07',
  'Z070000',
  'Z07:00:00',
  'Z0700',
  'Z07:00',
  'Z07',
] as const

const byFirstCharacter = new Map<string, (typeof fixedTokens)[number][]>()
for (const token of fixedTokens) {
  const list = byFirstCharacter.get(token[0]!) ?? []
  byFirstCharacter.set(token[0]!, [...list, token])
}

const MAX_CACHED = 256
const cache = new Map<string, Layout>()

/**
 * Cuts a layout. Layouts are byte strings and cached; the general parser makes them from
 * the text itself, so the cache is bounded.
 */
export function layoutOf(text: string): Layout {
  const known = cache.get(text)
  if (known !== undefined) return known
  if (cache.size >= MAX_CACHED) cache.clear()
  const layout = cut(text)
  cache.set(text, layout)
  return layout
}

function cut(text: string): Layout {
  const tokens: Token[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const found = tokenAt(text, i)
    if (found === undefined) continue
    tokens.push({ prefix: text.slice(start, i), ...found })
    start = i + found.text.length
    i = start - 1
  }
  return { text, tokens, tail: text.slice(start) }
}

function tokenAt(text: string, i: number): Omit<Token, 'prefix'> | undefined {
  const first = text[i]!
  if (first === '.' || first === ',') return fractionAt(text, i)
  const kind = byFirstCharacter.get(first)?.find((token) => fits(text, i, token))
  return kind && { kind, text: kind, digits: 0 }
}

function fits(text: string, i: number, token: string): boolean {
  if (!text.startsWith(token, i)) return false
  // `Janet` and `Monk` are words; `_2006` is a line and a year.
  if (token === 'Jan' || token === 'Mon') return !/[a-z]/.test(text[i + 3] ?? '')
  return token !== '_2' || !text.startsWith('2006', i + 1)
}

function fractionAt(text: string, i: number): Omit<Token, 'prefix'> | undefined {
  const digit = text[i + 1]
  if (digit !== '0' && digit !== '9') return undefined
  let end = i + 1
  while (text[end] === digit) end++
  if (/\d/.test(text[end] ?? '')) return undefined
  return { kind: `.${digit}`, text: text.slice(i, end), digits: end - i - 1 }
}
