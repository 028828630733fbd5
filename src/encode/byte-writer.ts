// Scratch space that records are written into, one behind the other. It grows with what is written and shrinks again.

/** UTF-16 units become at most three bytes each. */
export const MAX_BYTES_PER_UNIT = 3

const QUOTE = 0x22
const BACKSLASH = 0x5c

const USUAL = 64 * 1024
const MAX_KEPT = 8 * 1024 * 1024

export class ByteWriter {
  bytes = Buffer.allocUnsafe(USUAL)
  /** Bytes written; what stands behind them is not. */
  length = 0
  /** Texts so far in which something was no UTF-8. */
  replaced = 0

  /** Makes room for so many more bytes. A writer that holds `bytes` must ask for it again. */
  reserve(more: number): void {
    const need = this.length + more
    if (need > this.bytes.length) this.resize(Math.max(need, this.bytes.length * 2))
  }

  text(text: string): void {
    this.reserve(text.length * MAX_BYTES_PER_UNIT)
    this.length += this.put(text, this.length)
  }

  /** A text with a backslash before each `"` and `\`. Written a way ahead, and moved from there byte by byte. */
  escaped(text: string): void {
    const ahead = text.length * MAX_BYTES_PER_UNIT
    this.reserve(2 * ahead)
    const { bytes } = this
    const from = this.length + ahead
    const end = from + this.put(text, from)
    let at = this.length
    for (let i = from; i < end; i++) {
      const byte = bytes[i]!
      if (byte === QUOTE || byte === BACKSLASH) bytes[at++] = BACKSLASH
      bytes[at++] = byte
    }
    this.length = at
  }

  private put(text: string, at: number): number {
    const written = this.bytes.write(text, at, 'utf8')
    // Text of ASCII alone is not looked at.
    if (written !== text.length && !text.isWellFormed()) this.replaced++
    return written
  }

  /** An exact copy of the first `end` bytes, which are gone from here. */
  shift(end: number): Uint8Array {
    const taken = Uint8Array.prototype.slice.call(this.bytes, 0, end)
    this.bytes.copyWithin(0, end, this.length)
    this.length -= end
    // One huge record must not keep its scratch space for ever.
    if (this.bytes.length > MAX_KEPT) this.resize(Math.max(USUAL, this.length))
    return taken
  }

  private resize(size: number): void {
    const bytes = Buffer.allocUnsafe(size)
    this.bytes.copy(bytes, 0, 0, this.length)
    this.bytes = bytes
  }
}
