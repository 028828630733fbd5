// A place in SQL text, read by code points. NUL counts as nothing read: where a token is to begin, one is skipped.
import { isSpace } from '../../../../util/trim-space.js'

/** The code behind the last character. */
export const END = -1

export class Cursor {
  /** Code point at the cursor; 0 before the first. */
  current = 0
  /** Index of the current character. */
  at = 0
  /** Index of the first character of the token. */
  start = 0
  /** Open `{` of a statement that begins with one. */
  braces = 0
  /** Whether a quoted text had a backslash. */
  sawBackslash = false
  private next = 0

  /** @param escapes whether a backslash in a quoted text takes the next character as it is */
  constructor(
    readonly text: string,
    readonly escapes: boolean,
  ) {}

  advance(): void {
    this.at = this.next
    const code = this.text.codePointAt(this.next)
    this.current = code ?? END
    if (code !== undefined) this.next += code > 0xffff ? 2 : 1
  }

  advanceTo(index: number): void {
    this.next = index
    this.advance()
  }

  skipWhile(test: (code: number) => boolean): void {
    while (test(this.current)) this.advance()
  }

  /** Goes to where the next token begins. */
  begin(): void {
    if (this.current === 0) this.advance()
    this.skipWhile(isSpace)
    this.start = this.at
  }

  /** The text of the token so far. */
  taken(): string {
    return this.text.slice(this.start, this.at)
  }

  /** Goes over the text if it stands here. */
  take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false
    this.advanceTo(this.at + text.length)
    return true
  }

  /** Takes the current character for another one; at the end, for the last. */
  pretend(code: number): void {
    if (this.current === END) this.at--
    this.current = code
  }
}
