// A script as the formatter sees it: statements made of tokens and brackets, each knowing where spaces may stand beside it.
// Taken from the match of the grammar and not from the tree, so that every token is there as its author wrote it. Separators
// and newlines are left out: where lines end is the formatter's to decide.
import type { MatchResult, Node } from 'ohm-js'
import grammar from './pipeline.ohm-bundle.js'

export interface Token {
  readonly kind: 'token'
  readonly text: string
  /** Whether a space may stand before and behind it; between two tokens both must allow it. */
  readonly before: boolean
  readonly behind: boolean
  /** An operator after which its author may go on in the next line. */
  readonly joint: boolean
  readonly start: number
  readonly end: number
}

/** What stands between commas in brackets. */
export interface Bracket {
  readonly kind: 'list' | 'map' | 'call' | 'paren'
  readonly open: Token
  readonly items: readonly Parts[]
  readonly close: Token
  readonly start: number
  readonly end: number
}

export interface Braces {
  readonly kind: 'block'
  readonly open: Token
  readonly statements: readonly Parts[]
  readonly close: Token
  readonly start: number
  readonly end: number
}

export type Part = Token | Bracket | Braces
/** A statement or an item; never empty. */
export type Parts = readonly Part[]

/** The statements of a script. */
export function statementsOf(match: MatchResult): readonly Parts[] {
  return semantics(match).statements()
}

/** The first token's place in the source. */
export function startOf(parts: Parts): number {
  return parts[0]!.start
}

export function endOf(parts: Parts): number {
  return parts.at(-1)!.end
}

const semantics = grammar.createSemantics()

semantics.addOperation<readonly Parts[]>('statements()', {
  Script_separated: (_separators, statements, _end) => statements.children[0]?.statements() ?? [],
  Script_direct: (statements, _end) => statements.statements(),
  Statements: (first, _separators, rest, _trailing) =>
    [first, ...rest.children].map((statement) => statement.parts()),
})

const KEYWORDS = new Set('if elif else for in break continue boolean nil'.split(' '))
const JOINTS = new Set('|| && + - * / %'.split(' '))

semantics.addOperation<Parts>('parts()', {
  _nonterminal(...children) {
    return /^[a-z]/.test(this.ctorName) ? [word(this)] : inOrder(children)
  },
  _iter: (...children) => inOrder(children),
  _terminal() {
    return [PUNCTUATION[this.sourceString]?.(this) ?? token(this)]
  },
  separator: (_) => [],
  newline: (_) => [],
  sign(_) {
    return [token(this, { behind: false })]
  },
  operator(_) {
    return [operator(this)]
  },
  calculation(_) {
    return [operator(this)]
  },
  For_stepped: (key, init, one, condition, two, step, body) => [
    ...header(key, init, one, condition, two),
    ...inOrder([step, body]),
  ],
  For_bare: (key, init, one, condition, two, body) => [
    ...header(key, init, one, condition, two),
    ...inOrder([body]),
  ],
  Block(open, _separators, statements, close) {
    const inside: readonly Parts[] = statements.children[0]?.statements() ?? []
    return [{ kind: 'block', statements: inside, ...ends(open, close) }]
  },
  Index: (object, subscripts) => [
    ...(object.isTerminal() ? [token(object, { behind: false })] : object.parts()),
    ...inOrder([subscripts]),
  ],
  Call: (name, open, _1, first, commas, rest, comma, _2, close) => [
    ...name.parts(),
    bracket('call', token(open, TIGHT), [first, commas, rest, comma], close),
  ],
  Argument_named: (name, operator, _newlines, value) => [
    ...name.parts(),
    token(operator, TIGHT),
    ...value.parts(),
  ],
  List: (open, _1, first, _2, commas, _3, rest, _4, comma, _5, close) => [
    bracket('list', token(open), [first, commas, rest, comma], close),
  ],
  Map: (open, _1, first, commas, rest, comma, _2, close) => [
    bracket('map', token(open), [first, commas, rest, comma], close),
  ],
  Entry: (key, colon, _newlines, value) => [
    ...key.parts(),
    token(colon, { before: false }),
    ...value.parts(),
  ],
  Group: (open, _1, inner, _2, close) => [bracket('paren', token(open), [inner], close)],
})

type Spaces = Partial<Pick<Token, 'before' | 'behind' | 'joint'>>

const TIGHT: Spaces = { before: false, behind: false }

/** Signs that are no rule of their own, where no rule above says otherwise. */
const PUNCTUATION: Readonly<Record<string, (node: Node) => Token>> = {
  ',': (node) => token(node, { before: false }),
  '.': (node) => token(node, TIGHT),
  ':': (node) => token(node, TIGHT),
  '[': (node) => token(node, TIGHT),
  ']': (node) => token(node, { before: false }),
}

function token(node: Node, spaces: Spaces = {}, text = node.sourceString): Token {
  const { startIdx: start, endIdx: end } = node.source
  return { kind: 'token', text, before: true, behind: true, joint: false, start, end, ...spaces }
}

/** A token with a rule of its own; of keywords the case means nothing. */
function word(node: Node): Token {
  const { ctorName, sourceString } = node
  return token(node, {}, KEYWORDS.has(ctorName) ? sourceString.toLowerCase() : sourceString)
}

/** `in` is one, and a keyword. */
function operator(node: Node): Token {
  const text = node.sourceString.toLowerCase()
  return token(node, { joint: JOINTS.has(text) }, text)
}

/** The parts of nodes in the order of the source; those of a repetition come column by column. */
function inOrder(nodes: readonly Node[]): Part[] {
  return nodes.flatMap((node) => node.parts() as Parts).sort((a, b) => a.start - b.start)
}

/** `for i = 0; i < 3;`: a semicolon stands at what it ends, else apart. */
function header(key: Node, init: Node, one: Node, condition: Node, two: Node): Part[] {
  const [first, second] = [inOrder([init]), inOrder([condition])]
  const semicolon = (node: Node, before: Parts) => token(node, { before: before.length === 0 })
  return [...key.parts(), ...first, semicolon(one, first), ...second, semicolon(two, second)]
}

function ends(open: Node, close: Node) {
  const [start, end] = [token(open), token(close)]
  return { open: start, close: end, start: start.start, end: end.end }
}

function bracket(
  kind: Bracket['kind'],
  open: Token,
  inside: readonly Node[],
  closing: Node,
): Bracket {
  const close = token(closing, { before: false })
  const items: Part[][] = [[]]
  for (const part of inOrder(inside)) {
    if (part.kind === 'token' && part.text === ',') items.push([])
    else items.at(-1)!.push(part)
  }
  if (items.at(-1)!.length === 0) items.pop()
  return { kind, open, items, close, start: open.start, end: close.end }
}
