// A whole terminal to draw on: the screen of before comes back however the process ends. Drawn over, never cleared, so that
// nothing blinks.
import type { ReadStream, WriteStream } from 'node:tty'

export interface Drawing {
  /** A key was pressed; what it changed is drawn at once. */
  key(key: string): void
  /** What is to be seen, at most so many lines of so many columns. */
  lines(width: number, height: number): readonly string[]
}

const ENTER = '\u001b[?1049h\u001b[?25l'
const LEAVE = '\u001b[?25h\u001b[?1049l'
const HOME = '\u001b[H'
const REST_OF_LINE = '\u001b[K'
const REST_OF_SCREEN = '\u001b[J'

export class Terminal {
  private opened = false
  private readonly redraw = () => this.draw()
  private readonly restore = () => this.close()
  private readonly pressed = (data: Buffer) => {
    for (const key of data.toString()) this.drawing.key(key)
    this.draw()
  }

  constructor(
    private readonly drawing: Drawing,
    private readonly output: WriteStream = process.stdout,
    private readonly input: ReadStream = process.stdin,
  ) {}

  open(): void {
    this.opened = true
    process.once('exit', this.restore)
    this.output.write(ENTER)
    this.output.on('resize', this.redraw)
    if (!this.input.isTTY) return
    this.input.setRawMode(true)
    this.input.on('data', this.pressed)
    this.input.resume()
  }

  draw(): void {
    if (!this.opened) return
    const { columns = 80, rows = 24 } = this.output
    const lines = this.drawing.lines(columns, rows).slice(0, rows)
    const text = lines.map((line) => line + REST_OF_LINE).join('\r\n')
    this.output.write(HOME + text + REST_OF_SCREEN)
  }

  /** Gives the terminal back. Idempotent. */
  close(): void {
    if (!this.opened) return
    this.opened = false
    process.removeListener('exit', this.restore)
    this.output.removeListener('resize', this.redraw)
    if (this.input.isTTY) {
      this.input.removeListener('data', this.pressed)
      this.input.setRawMode(false)
      this.input.pause()
    }
    this.output.write(LEAVE)
  }
}
