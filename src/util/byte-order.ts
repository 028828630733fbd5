// The order of texts by their bytes in UTF-8, which is that of code points; a byte that is no character stands where the byte does.
import { isByte, toBytes } from './bytes.js'

/** Compares two texts for a sort. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    // Half of a pair looks the same, and what makes sure of it also compares.
    if (isByte(x) || isByte(y)) return Buffer.compare(toBytes(a), toBytes(b))
    return surrogateLast(x) - surrogateLast(y)
  }
  return a.length - b.length
}

/** Moves surrogates behind the rest of the plane, so that units compare as code points do. */
function surrogateLast(unit: number): number {
  if (unit < 0xd800) return unit
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}
