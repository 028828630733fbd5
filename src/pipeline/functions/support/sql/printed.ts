// Text made of many small parts. They are joined now and then: a text of a million concatenations costs far more memory than
// its characters.

const MOST_PARTS = 1024

export class Printed {
  private whole = ''
  private parts: string[] = []

  /** @param close whether the part follows the one before without a blank */
  add(part: string, close: boolean): void {
    const first = this.whole === '' && this.parts.length === 0
    this.parts.push(close || first ? part : ` ${part}`)
    if (this.parts.length >= MOST_PARTS) this.join()
  }

  text(): string {
    this.join()
    return this.whole
  }

  private join(): void {
    this.whole += this.parts.join('')
    this.parts = []
  }
}
