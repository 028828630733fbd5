// The named character classes of Go's syntax: \d \s \w, [[:posix:]] and \p{Unicode}.
// An item is what such a name adds to a class; folding comes before negation, as in Go.

import {
  complement,
  foldProperty,
  foldRanges,
  type Property,
  type Range,
} from './code-point-set.js'
import { RegexpError } from './go-regexp-ast.js'

/** What one element adds to a class. */
export interface ClassItem {
  readonly ranges: readonly Range[]
  readonly properties: readonly Property[]
}

const DIGIT: readonly Range[] = [[0x30, 0x39]]
const UPPER: readonly Range[] = [[0x41, 0x5a]]
const LOWER: readonly Range[] = [[0x61, 0x7a]]
const WORD: readonly Range[] = [...DIGIT, ...UPPER, [0x5f, 0x5f], ...LOWER]

/** `\s` has no VT; `[[:space:]]` has. */
const PERL: Readonly<Record<string, readonly Range[]>> = {
  d: DIGIT,
  s: [
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ],
  w: WORD,
}

const POSIX: Readonly<Record<string, readonly Range[]>> = {
  alnum: [...DIGIT, ...UPPER, ...LOWER],
  alpha: [...UPPER, ...LOWER],
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: DIGIT,
  graph: [[0x21, 0x7e]],
  lower: LOWER,
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: UPPER,
  word: WORD,
  xdigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
}

/** The ranges behind `\d`, `\S` and so on, given the letter. */
export function perlClass(letter: string, fold: boolean): ClassItem | undefined {
  const ranges = PERL[letter.toLowerCase()]
  if (ranges === undefined) return undefined
  return rangeItem(ranges, letter !== letter.toLowerCase(), fold)
}

/** `text` is what stands between `[:` and `:]`. */
export function posixClass(text: string, fold: boolean): ClassItem {
  const negated = text.startsWith('^')
  const name = negated ? text.slice(1) : text
  if (!Object.hasOwn(POSIX, name)) throw new RegexpError(`there is no class [:${text}:]`)
  return rangeItem(POSIX[name]!, negated, fold)
}

function rangeItem(ranges: readonly Range[], negated: boolean, fold: boolean): ClassItem {
  const folded = fold ? foldRanges(ranges) : ranges
  return { ranges: negated ? complement(folded) : folded, properties: [] }
}

/** `\pN`, `\p{Greek}`, `\P{^Lu}`: `name` without the braces, `negated` for a capital P. */
export function unicodeClass(name: string, negated: boolean, fold: boolean): ClassItem {
  if (name.startsWith('^')) return unicodeClass(name.slice(1), !negated, fold)
  const names = propertyNames(name)
  if (!fold && (!negated || names.length === 1)) {
    return { ranges: [], properties: names.map((each) => ({ name: each, negated })) }
  }
  const ranges = names.flatMap(foldProperty)
  return { ranges: negated ? complement(ranges) : ranges, properties: [] }
}

const CATEGORIES = new Set(
  (
    'C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps ' +
    'S Sc Sk Sm So Z Zl Zp Zs'
  ).split(' '),
)
/** Four letters are a script's short name, which Go does not know, but for these. */
const SCRIPTS_OF_FOUR_LETTERS = new Set(['Ahom', 'Cham', 'Lisu', 'Modi', 'Newa', 'Thai'])
const NO_SCRIPTS = new Set(['Unknown', 'Katakana_Or_Hiragana'])

/** JavaScript's names for a property of Go's. Go's `C` leaves out the unassigned code points. */
function propertyNames(name: string): readonly string[] {
  if (name === 'Any') return ['Any']
  if (name === 'C') return ['Cc', 'Cf', 'Co', 'Cs']
  if (CATEGORIES.has(name)) return [name]
  if (isScript(name)) return [`Script=${name}`]
  throw new RegexpError(`there is no Unicode class \\p{${name}}`)
}

function isScript(name: string): boolean {
  if (!/^[A-Z][A-Za-z_]+$/.test(name) || NO_SCRIPTS.has(name)) return false
  if (name.length === 4 && !SCRIPTS_OF_FOUR_LETTERS.has(name)) return false
  try {
    new RegExp(`\\p{Script=${name}}`, 'u')
    return true
  } catch {
    return false
  }
}
