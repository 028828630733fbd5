// Texts are byte strings in the original. Here they are UTF-16, and a byte that is not part of valid UTF-8 stands as a
// lone surrogate U+DC00 + byte, U+DC80 to U+DCFF. These functions go to bytes and back without loss.

const BYTE = 0xdc00
const ODD_UNIT = /[\ud800-\udfff]/u
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Length of a text in bytes. */
export function byteLength(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x800) bytes++
    else if (!isByte(unit)) {
      bytes += 2
      if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) i++
    }
  }
  return bytes
}

/** The bytes of a text. */
export function toBytes(text: string): Uint8Array {
  if (!ODD_UNIT.test(text)) return Buffer.from(text)
  const parts = text.split(/([\udc80-\udcff]+)/u)
  return Buffer.concat(parts.map((part, i) => (i % 2 === 1 ? rawBytes(part) : Buffer.from(part))))
}

/** The text of bytes. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    return decodeOdd(bytes)
  }
}

function rawBytes(part: string): Uint8Array {
  return Uint8Array.from(part, (unit) => unit.charCodeAt(0) - BYTE)
}

function decodeOdd(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at)
    text +=
      size === 0
        ? String.fromCharCode(BYTE + (bytes[at] as number))
        : decoder.decode(bytes.subarray(at, at + size))
    at += size || 1
  }
  return text
}

/** Bytes of the valid UTF-8 sequence that begins here; 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  if (first < 0x80) return 1
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (size === 0 || at + size > bytes.length) return 0
  const second = bytes[at + 1] as number
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const greatest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < least || second > greatest) return 0
  for (let i = at + 2; i < at + size; i++) if (((bytes[i] as number) & 0xc0) !== 0x80) return 0
  return size
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}

/** Whether a UTF-16 unit stands for a byte that is no character. */
export function isByte(unit: number): boolean {
  return unit >= 0xdc80 && unit <= 0xdcff
}
