// Character sets by the names that scripts use: bytes to text. A byte order mark is a character like any other, a bad
// sequence becomes U+FFFD.
import { gbText } from './gb-text.js'

export type Decoder = (bytes: Uint8Array) => string

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Names may stand in single quotes; `utf-8` has to. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["'utf-8'", (bytes) => utf8.decode(bytes)],
  ...quotedToo('utf-16le', utf16),
  ...quotedToo('utf-16be', (bytes) => utf16(swapped(bytes))),
  ...quotedToo('gbk', (bytes) => gbText(bytes, false)),
  ...quotedToo('gb18030', (bytes) => gbText(bytes, true)),
])

/** Undefined for an unknown name. */
export function decoderOf(name: string): Decoder | undefined {
  return DECODERS.get(name)
}

function quotedToo(name: string, decoder: Decoder): [string, Decoder][] {
  return [
    [name, decoder],
    [`'${name}'`, decoder],
  ]
}

/** A surrogate takes a low one after it along, even when the two are no pair. */
const SURROGATES = /[\ud800-\udfff][\udc00-\udfff]?/g

function utf16(bytes: Uint8Array): string {
  const even = bytes.length & ~1
  const units = Buffer.from(bytes.buffer, bytes.byteOffset, even).toString('utf16le')
  const text = units.replace(SURROGATES, (found) => (found.isWellFormed() ? found : '\ufffd'))
  return even === bytes.length ? text : `${text}\ufffd`
}

function swapped(bytes: Uint8Array): Uint8Array {
  const odd = bytes.length % 2
  const even = Buffer.from(bytes.subarray(0, bytes.length - odd)).swap16()
  return odd === 0 ? even : Buffer.concat([even, bytes.subarray(-1)])
}
