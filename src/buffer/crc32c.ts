// CRC32C (Castagnoli), the check sum of storage and networks: RFC 3720, appendix B.4. Eight bytes a step, with eight
// tables: table n tells what a byte does to the sum when n zero bytes follow it.

const POLYNOMIAL = 0x82f63b78 // reflected
const SLICES = 8

/** The tables one behind the other, 256 numbers each. */
const TABLES = buildTables()

/** @param sum the sum of what came before, for content in parts */
export function crc32c(bytes: Uint8Array, sum = 0): number {
  const t = TABLES
  const { length } = bytes
  const whole = length - (length % SLICES)
  let crc = ~sum
  let i = 0
  for (; i < whole; i += SLICES) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc =
      t[1792 + (crc & 255)]! ^
      t[1536 + ((crc >>> 8) & 255)]! ^
      t[1280 + ((crc >>> 16) & 255)]! ^
      t[1024 + (crc >>> 24)]! ^
      t[768 + bytes[i + 4]!]! ^
      t[512 + bytes[i + 5]!]! ^
      t[256 + bytes[i + 6]!]! ^
      t[bytes[i + 7]!]!
  }
  for (; i < length; i++) crc = t[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

function buildTables(): Int32Array {
  const tables = new Int32Array(256 * SLICES)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[byte] = crc
  }
  for (let i = 256; i < tables.length; i++) {
    const before = tables[i - 256]!
    tables[i] = tables[before & 255]! ^ (before >>> 8)
  }
  return tables
}
