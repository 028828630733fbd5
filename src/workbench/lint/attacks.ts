// Lines that may make a regular expression slow: for each endless repeat a text that leads to it, a piece that it takes again
// and again, and an end that does not fit. Which of them are slow is not guessed here but measured (slowness.ts).
import { children, type Node, type Repeat } from '../../pipeline/grok/go-regexp-ast.js'
import { isSingle, type Single, takes, witness } from './witness.js'

/** A line of any length: `before`, `piece` as often as it takes, `after`. */
export interface Attack {
  readonly before: string
  readonly piece: string
  readonly after: string
}

export function lineOf({ before, piece, after }: Attack, length: number): string {
  const times = Math.max(1, Math.floor((length - before.length - after.length) / piece.length))
  return before + piece.repeat(times) + after
}

/** What lines are made of where a class leaves a choice. */
const CHARACTERS = [...'a1 A0.-/:_,;="\'[](){}<>%&?!*+#@|\\\té中\n']
/** Ends that most patterns refuse. */
const ENDS = ['\n\u0001', '\u0001', '\u0001\n', '']
const MOST_PIECES = 8
const MOST_REPEATS = 60

export function attacksOn(root: Node): Attack[] {
  const repeats = endlessIn(root)
  const liked = likedCharacters(root)
  return repeats.slice(0, MOST_REPEATS).flatMap(({ before, repeat, behind }) => {
    const lead = before.map((node) => witness(node, liked)).join('')
    const pieces = piecesOf(repeat, behind, liked)
    return pieces.flatMap((piece) => ENDS.map((after) => ({ before: lead, piece, after })))
  })
}

/** An endless repeat with what stands before it in the expression, and what stands behind it, nearest first. */
interface Found {
  readonly before: readonly Node[]
  readonly repeat: Repeat
  readonly behind: readonly Node[]
}

function endlessIn(
  node: Node,
  before: readonly Node[] = [],
  behind: readonly Node[] = [],
): Found[] {
  if (node.kind === 'concat') {
    return node.parts.flatMap((part, i) =>
      endlessIn(
        part,
        [...before, ...node.parts.slice(0, i)],
        [...node.parts.slice(i + 1), ...behind],
      ),
    )
  }
  const inside = children(node).flatMap((child) => endlessIn(child, before, behind))
  return node.kind === 'repeat' && isLong(node)
    ? [{ before, repeat: node, behind }, ...inside]
    : inside
}

/** Counted repeats are endless for our purpose when they may take most of a line. */
function isLong({ max }: Repeat): boolean {
  return max >= 500
}

/** Pieces that a repeat takes, those first that other parts of the expression take as well. */
function piecesOf(repeat: Repeat, behind: readonly Node[], liked: readonly string[]): string[] {
  const own = isSingle(repeat.body)
    ? liked.filter((character) => takes(repeat.body as Single, character)).slice(0, 4)
    : [0, 1, 2].map((branch) => longWitness(repeat.body, liked, branch))
  const next = behind.findIndex((node) => endlessIn(node).length > 0)
  const between = behind.slice(0, next < 0 ? 6 : next).map((node) => witness(node, liked))
  const bridge = between.join('')
  const steps = [bridge, ...own.map((piece) => piece + bridge), ...between]
  return [...new Set([...own, ...steps])].filter((piece) => piece !== '').slice(0, MOST_PIECES)
}

/** What a body takes when its optional parts are there. */
function longWitness(body: Node, liked: readonly string[], branch: number): string {
  return witness(present(body), liked, branch)
}

/** The expression with each repeat at least once. */
function present(node: Node): Node {
  switch (node.kind) {
    case 'repeat':
      return { ...node, body: present(node.body), min: Math.max(1, node.min) }
    case 'group':
      return present(node.body)
    case 'concat':
      return { ...node, parts: node.parts.map(present) }
    case 'alternate':
      return { ...node, branches: node.branches.map(present) }
    default:
      return node
  }
}

/** Characters by how many parts of the expression take them. */
function likedCharacters(root: Node): string[] {
  const singles = singlesIn(root)
  const own = singles.flatMap((node) =>
    node.kind === 'char' ? [String.fromCodePoint(node.code)] : [],
  )
  const all = [...new Set([...CHARACTERS, ...own])]
  const score = new Map(
    all.map((character) => [character, singles.filter((node) => takes(node, character)).length]),
  )
  return all.sort((a, b) => score.get(b)! - score.get(a)!)
}

function singlesIn(node: Node): Single[] {
  return isSingle(node) ? [node] : children(node).flatMap(singlesIn)
}
