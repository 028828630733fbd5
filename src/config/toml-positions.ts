// Where the keys of a TOML text stand. The parser gives values without places; this reads the lines once more, headers and
// keys only, and steps over values that go on for several lines.
import type { Position } from '../errors.js'

/** Names of tables and keys from the outside in; a number for an element of an array of tables. */
export type KeyPath = readonly (string | number)[]

const NAME = `(?:[\\w-]+|"[^"]*"|'[^']*')`
const NAMES = `${NAME}(?:\\s*\\.\\s*${NAME})*`
const HEADER = new RegExp(`^\\s*(\\[\\[?)\\s*(${NAMES})\\s*\\]`)
const KEY = new RegExp(`^\\s*(${NAMES})\\s*=`)
/** What matters of a value: strings to step over, comments, brackets. */
const TOKEN = /"""|'''|"(?:[^"\\]|\\.)*"|'[^']*'|#.*|[[\]{}]/g

export class KeyPositions {
  private readonly found = new Map<string, Position>()
  /** Index of the last element of each array of tables. */
  private readonly last = new Map<string, number>()
  private table: KeyPath = []
  private depth = 0
  private open: string | undefined

  constructor(text: string) {
    for (const [index, line] of text.split('\n').entries()) this.read(line, index + 1)
  }

  /** The place of a key, or that of the nearest table around it. */
  at(path: KeyPath): Position | undefined {
    for (let length = path.length; length > 0; length--) {
      const position = this.found.get(JSON.stringify(path.slice(0, length)))
      if (position) return position
    }
    return undefined
  }

  private read(line: string, number: number): void {
    const outside = this.open === undefined && this.depth === 0
    const header = outside ? HEADER.exec(line) : null
    const key = outside && !header ? KEY.exec(line) : null
    const position = { line: number, column: line.search(/\S/) + 1 }
    if (header) this.enter(names(header[2]!), header[1] === '[[', position)
    if (key) this.note([...this.table, ...names(key[1]!)], position)
    if (!header) this.step(key ? line.slice(key[0].length) : line)
  }

  private enter(path: readonly string[], isElement: boolean, position: Position): void {
    const inner = JSON.stringify(path)
    if (isElement) this.last.set(inner, (this.last.get(inner) ?? -1) + 1)
    this.table = path.flatMap((name, index) => {
      const element = this.last.get(JSON.stringify(path.slice(0, index + 1)))
      return element === undefined ? [name] : [name, element]
    })
    for (let length = 1; length <= this.table.length; length++) {
      this.note(this.table.slice(0, length), position)
    }
  }

  /** The first place counts. */
  private note(path: KeyPath, position: Position): void {
    const key = JSON.stringify(path)
    if (!this.found.has(key)) this.found.set(key, position)
  }

  /** Keeps account of strings and brackets that stay open at the end of the line. */
  private step(text: string): void {
    for (const [token] of text.matchAll(TOKEN)) {
      if (token === this.open) this.open = undefined
      else if (this.open !== undefined) continue
      else if (token === '"""' || token === "'''") this.open = token
      else if (token === '[' || token === '{') this.depth++
      else if (token === ']' || token === '}') this.depth--
    }
  }
}

function names(dotted: string): string[] {
  const parts = dotted.match(new RegExp(NAME, 'g')) ?? []
  return parts.map((part) => part.replace(/^(["'])(.*)\1$/, '$2'))
}
