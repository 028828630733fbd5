// How text is shown to people on a terminal: its colours, unless NO_COLOR forbids them, and its width. Elsewhere it is plain.
import type { WriteStream } from 'node:tty'

export interface Paint {
  good(text: string): string
  bad(text: string): string
  faint(text: string): string
  strong(text: string): string
  /** Of the terminal. */
  readonly columns?: number
}

const PLAIN: Paint = { good: same, bad: same, faint: same, strong: same }

const COLOURED: Paint = {
  good: coded(32, 39),
  bad: coded(31, 39),
  faint: coded(2, 22),
  strong: coded(1, 22),
}

export function paintFor(stream: Partial<WriteStream>, env = process.env): Paint {
  if (!stream.isTTY) return PLAIN
  const { columns } = stream
  return { ...(env.NO_COLOR ? PLAIN : COLOURED), ...(columns && { columns }) }
}

function same(text: string): string {
  return text
}

function coded(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`
}
