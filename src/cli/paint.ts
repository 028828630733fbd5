// Colours for people: only on a terminal, and not where NO_COLOR forbids them.
import type { WriteStream } from 'node:tty'

export interface Paint {
  good(text: string): string
  bad(text: string): string
  faint(text: string): string
  strong(text: string): string
}

const PLAIN: Paint = { good: same, bad: same, faint: same, strong: same }

const COLOURED: Paint = {
  good: coded(32, 39),
  bad: coded(31, 39),
  faint: coded(2, 22),
  strong: coded(1, 22),
}

export function paintFor(stream: Partial<WriteStream>, env = process.env): Paint {
  return stream.isTTY && !env.NO_COLOR ? COLOURED : PLAIN
}

function same(text: string): string {
  return text
}

function coded(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`
}
