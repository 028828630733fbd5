// Bytes in GBK or GB18030 to text. The two-byte table is that of the platform's decoder, less what the original's table
// does not have; how a bad sequence is counted is the original's: one U+FFFD for a pair without a character, else one
// for its first byte.

const REPLACEMENT = 0xfffd
const ROW = 190
/** Characters that only later versions of the standard, or users, put into the two-byte table. */
const NOT_MAPPED = /[\ue000-\uf8ff\ufe10-\ufe19\u9fb4-\u9fbb\u1e3f]/
/** Four-byte sequences count from here in steps of one, up to the end of the basic plane. */
const BASIC_SEQUENCES = 39_420
const SUPPLEMENTARY_FROM = 189_000
/** The one four-byte sequence on which the tables differ. */
const MOVED = { index: 7457, code: 0x1e3f }

/** Characters that are made into text at once. */
const CHUNK = 8192

const platform = new TextDecoder('gb18030')
let pairs: Uint16Array | undefined

/** @param isFourByte whether sequences of four bytes are read, which GBK does not have */
export function gbText(bytes: Uint8Array, isFourByte: boolean): string {
  pairs ??= pairTable()
  let text = ''
  let codes: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const [code, size] = readCode(bytes, at, pairs, isFourByte)
    at += size
    if (codes.push(code) < CHUNK && at < bytes.length) continue
    text += String.fromCodePoint(...codes)
    codes = []
  }
  return text
}

type Read = readonly [code: number, size: number]
const BAD: Read = [REPLACEMENT, 1]

function readCode(bytes: Uint8Array, at: number, table: Uint16Array, isFourByte: boolean): Read {
  const first = bytes[at] as number
  if (first < 0x80) return [first, 1]
  if (first === 0x80) return [0x20ac, 1]
  const second = bytes[at + 1]
  if (first === 0xff || second === undefined) return BAD
  const column = pairColumn(second)
  if (column !== undefined) return [table[(first - 0x81) * ROW + column] as number, 2]
  if (!isFourByte || second < 0x30 || second >= 0x40) return BAD
  return readFour(first, second, bytes[at + 2], bytes[at + 3])
}

function pairColumn(second: number): number | undefined {
  if (second >= 0x40 && second < 0x7f) return second - 0x40
  return second >= 0x80 && second < 0xff ? second - 0x41 : undefined
}

function readFour(first: number, second: number, third = 0, fourth = 0): Read {
  if (third < 0x81 || third === 0xff || fourth < 0x30 || fourth > 0x39) return BAD
  const row = (first - 0x81) * 10 + (second - 0x30)
  const index = (row * 126 + (third - 0x81)) * 10 + (fourth - 0x30)
  if (index < BASIC_SEQUENCES) return [basicCode(index), 4]
  const code = index - SUPPLEMENTARY_FROM + 0x10000
  return code >= 0x10000 && code < 0x110000 ? [code, 4] : BAD
}

function basicCode(index: number): number {
  if (index === MOVED.index) return MOVED.code
  const bytes = Uint8Array.of(
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1_260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  )
  return platform.decode(bytes).codePointAt(0) ?? REPLACEMENT
}

/** The characters of all pairs, made on first use. */
function pairTable(): Uint16Array {
  const table = new Uint16Array(126 * ROW)
  for (let i = 0; i < table.length; i++) {
    const column = i % ROW
    const second = column < 0x3f ? column + 0x40 : column + 0x41
    const text = platform.decode(Uint8Array.of(0x81 + Math.floor(i / ROW), second))
    table[i] = NOT_MAPPED.test(text) ? REPLACEMENT : text.charCodeAt(0)
  }
  return table
}
