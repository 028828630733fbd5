// Random lines for a regular expression: texts that its tree describes, texts that go wrong in one place, and
// noise. A tree describes more than it matches (`\b`, `^` and the greed of a neighbour are not looked at), which gives
// near misses for nothing.
import type { CodePointSet } from '../../src/pipeline/grok/code-point-set.js'
import { children, type Node, type Repeat } from '../../src/pipeline/grok/go-regexp-ast.js'
import type { Random } from './random.js'

/** A line is cut here: backtracking over long near misses would test patience, not captures. */
const LONGEST = 160

/** What engines and alphabets disagree about, beside plain printable characters. */
const ODD = [
  ...'\t\n\v\f\r\0\x7f\x85\xa0ä€ßſK中\u2028\u2029\ufeff\u3000\u200b\u0130\u0131',
  '😀',
  '\udcff', // a byte that is not UTF-8
  '\udc80',
]

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))

/** The source of random lines for one expression. */
export class LineSource {
  private readonly words: readonly string[]

  constructor(
    private readonly root: Node,
    private readonly random: Random,
  ) {
    this.words = [...new Set(literals(root))]
  }

  line(): string {
    const { random } = this
    const kind = random.next()
    if (kind < 0.1) return this.noise(random.int(0, 30)).slice(0, LONGEST)
    let text = this.fill(this.root, kind < 0.3 ? 0.05 : 0)
    if (kind < 0.6) text = this.mutated(text)
    if (kind < 0.85) text = this.noise(random.int(0, 6)) + text + this.noise(random.int(0, 6))
    return text.slice(0, LONGEST)
  }

  /** A text for the node; `slip` is the chance that a character is a wrong one. */
  private fill(node: Node, slip: number): string {
    const { random } = this
    switch (node.kind) {
      case 'char':
        return slip > 0 && random.chance(slip) ? this.character() : String.fromCodePoint(node.code)
      case 'class':
        return slip > 0 && random.chance(slip) ? this.character() : this.member(node.set)
      case 'any':
        return this.character()
      case 'concat':
        return node.parts.map((part) => this.fill(part, slip)).join('')
      case 'alternate':
        return this.fill(random.of(node.branches), slip)
      case 'repeat':
        return this.repeated(node, slip)
      case 'group':
        return this.fill(node.body, slip)
      default:
        return ''
    }
  }

  private repeated({ body, min, max }: Repeat, slip: number): string {
    let count = min
    while (count < max && this.random.chance(0.6)) count++
    if (slip > 0 && this.random.chance(slip)) count = Math.max(0, count + this.random.int(-1, 1))
    let text = ''
    for (let i = 0; i < count && text.length < LONGEST; i++) text += this.fill(body, slip)
    return text
  }

  private member(set: CodePointSet): string {
    for (let tries = 0; tries < 8; tries++) {
      const text = this.candidate(set)
      if (contains(set, text.codePointAt(0)!)) return text
    }
    return this.character()
  }

  private candidate({ negated, ranges }: CodePointSet): string {
    if (negated || ranges.length === 0 || this.random.chance(0.05)) return this.character()
    const [low, high] = this.random.of(ranges)
    const code = this.random.int(low, high)
    return code >= 0xd800 && code <= 0xdfff ? 'x' : String.fromCodePoint(code)
  }

  private noise(length: number): string {
    let text = ''
    for (let i = 0; i < length; i++) {
      const word = this.words.length > 0 && this.random.chance(0.15)
      text += word ? this.random.of(this.words) : this.character()
    }
    return text
  }

  private character(): string {
    return this.random.of(this.random.chance(0.06) ? ODD : PRINTABLE)
  }

  /** One to three small changes. */
  private mutated(text: string): string {
    let characters = [...text]
    for (let edits = this.random.int(1, 3); edits > 0; edits--) {
      const at = this.random.int(0, characters.length)
      const count = this.random.int(0, 3)
      const piece = this.random.chance(0.5) ? this.noise(1) : characters.slice(at, at + 4).join('')
      const put = this.random.chance(0.6) ? [...piece] : []
      characters = [...characters.slice(0, at), ...put, ...characters.slice(at + count)]
    }
    return characters.join('')
  }
}

/** The plain texts in an expression, and what separates them. */
function literals(node: Node): string[] {
  if (node.kind !== 'concat') return children(node).flatMap(literals)
  const found: string[] = []
  let run = ''
  for (const part of node.parts) {
    if (part.kind === 'char') run += String.fromCodePoint(part.code)
    else {
      if (run !== '') found.push(run)
      run = ''
      found.push(...literals(part))
    }
  }
  return run === '' ? found : [...found, run]
}

function contains({ negated, ranges, properties }: CodePointSet, code: number): boolean {
  const text = String.fromCodePoint(code)
  const inside =
    ranges.some(([low, high]) => low <= code && code <= high) ||
    properties.some((each) => new RegExp(`^\\p{${each.name}}$`, 'u').test(text) !== each.negated)
  return inside !== negated
}
