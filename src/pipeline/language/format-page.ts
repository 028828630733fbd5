// The page that the formatter writes on: lines with their indent, at most one blank line in a row and none at the edge of a
// block. A comment behind other text waits for the end of its line; nothing else ever comes to stand behind a comment.

import { countedWidth } from './format-width.js'

export class Page {
  private text = ''
  private line: string | undefined
  private waiting: string[] = []
  /** The line is a comment. */
  private closed = false
  /** A blank line may not follow. */
  private edge = true
  /** The indent of the line that is being written. */
  indent = 0

  /** How wide the line is, as texts count. */
  private width = 0

  /** Where the next text would stand. */
  get column(): number {
    return this.line === undefined ? this.indent : this.width
  }

  /** The next text begins a line. */
  newline(indent: number, blank = false): void {
    if (this.line !== undefined) this.end(indent)
    if (blank && !this.edge) this.text += '\n'
    this.edge ||= blank
    this.indent = indent
  }

  write(text: string): void {
    if (this.closed) this.end(this.indent)
    const column = this.column
    this.line ??= ' '.repeat(this.indent)
    const lineStart = text.lastIndexOf('\n') + 1
    if (lineStart > 0) this.text += this.line + text.slice(0, lineStart)
    this.line = (lineStart > 0 ? '' : this.line) + text.slice(lineStart)
    this.width = lineStart > 0 ? text.length - lineStart : column + countedWidth(text)
    this.edge = false
  }

  /** A space, unless a line begins here. */
  space(): void {
    if (this.line === undefined || this.closed) return
    this.line += ' '
    this.width++
  }

  /** A comment behind what stands on this line and what still will; on a line of its own if there is nothing. */
  comment(text: string): void {
    if (this.line !== undefined && !this.closed) this.waiting.push(text)
    else {
      this.write(text)
      this.closed = true
    }
  }

  /** A bracket has been opened: no blank line behind it. */
  open(): void {
    this.edge = true
  }

  finish(): string {
    if (this.line !== undefined) this.end(this.indent)
    return this.text || '\n'
  }

  /** Of several comments that wait, the later ones follow on lines of their own. */
  private end(indent: number): void {
    const [first, ...others] = this.waiting
    this.text += `${this.line}${first === undefined ? '' : ` ${first}`}\n`
    for (const other of others) this.text += `${' '.repeat(indent)}${other}\n`
    this.line = undefined
    this.closed = false
    this.waiting = []
  }
}
