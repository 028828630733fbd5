// Walks over the protobuf wire: a tag (number and kind), then a value of that kind. Every length is held against the message
// that it stands in, so that nothing is read, or made room for, beyond the bytes that are there.

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

/** The bytes are no protobuf; the message says why. */
export class WireFault extends Error {}

const scratch = new DataView(new ArrayBuffer(8))

export class Cursor {
  /** Number and kind of the field that was met last. */
  number = 0
  kind = 0
  private low = 0
  private high = 0

  constructor(
    private readonly bytes: Buffer,
    public at = 0,
    private readonly end = bytes.length,
  ) {}

  /** Goes to the next field; false at the end of the message. */
  next(): boolean {
    if (this.at >= this.end) return false
    this.varint()
    this.number = this.low >>> 3
    this.kind = this.low & 7
    if (this.high !== 0 || this.number === 0 || this.number > MAX_NUMBER)
      throw new WireFault('a field has a number that there is not')
    return true
  }

  int(): bigint {
    this.number64()
    return scratch.getBigInt64(0)
  }

  uint(): bigint {
    this.number64()
    return scratch.getBigUint64(0)
  }

  bool(): boolean {
    this.expect(VARINT)
    this.varint()
    return this.low !== 0 || this.high !== 0
  }

  double(): number {
    this.expect(FIXED64)
    const at = this.skipBytes(8)
    return this.bytes.readDoubleLE(at)
  }

  text(): string {
    this.expect(BYTES)
    const from = this.length()
    return this.bytes.toString('utf8', from, this.at)
  }

  /** A message inside this one. */
  message(): Cursor {
    this.expect(BYTES)
    const from = this.length()
    return new Cursor(this.bytes, from, this.at)
  }

  /** Passes over the value of a field that is not known. */
  skip(): void {
    if (this.kind === VARINT) this.varint()
    else if (this.kind === FIXED64) this.skipBytes(8)
    else if (this.kind === BYTES) this.length()
    else if (this.kind === FIXED32) this.skipBytes(4)
    else throw new WireFault('a field is of a kind that there is not')
  }

  private number64(): void {
    this.expect(VARINT)
    this.varint()
    scratch.setUint32(0, this.high)
    scratch.setUint32(4, this.low)
  }

  private expect(kind: number): void {
    if (this.kind !== kind) throw new WireFault(`field ${this.number} is of the wrong kind`)
  }

  /** Reads a length and passes over as many bytes; the answer is where they begin. */
  private length(): number {
    this.varint()
    return this.skipBytes(this.high === 0 ? this.low : Number.POSITIVE_INFINITY)
  }

  private skipBytes(count: number): number {
    const from = this.at
    if (count > this.end - from) throw new WireFault('a value is longer than its message')
    this.at += count
    return from
  }

  private varint(): void {
    this.low = 0
    this.high = 0
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.at >= this.end) throw new WireFault('a number is cut off')
      const byte = this.bytes[this.at++]!
      this.put(byte & 0x7f, shift)
      if (byte < 0x80) return
    }
    throw new WireFault('a number has more than ten bytes')
  }

  private put(bits: number, shift: number): void {
    if (shift < 28) this.low |= bits << shift
    else if (shift === 28) {
      this.low = (this.low | (bits << 28)) >>> 0
      this.high = bits >>> 4
    } else this.high = (this.high | (bits << (shift - 32))) >>> 0
    if (shift === 63 && bits > 1) throw new WireFault('a number has more than 64 bits')
  }
}

const MAX_NUMBER = 2 ** 29 - 1
