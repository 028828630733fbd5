// Numbers of the protobuf wire: seven bits a byte, the lowest first, the high bit set on all but the last.
// 64-bit numbers go through two halves: arithmetic on bigint would cost a new one for each byte.

const scratch = new DataView(new ArrayBuffer(8))

/** Bytes of a whole number below 2^32. */
export function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : Math.ceil((32 - Math.clz32(value)) / 7)
}

/** Writes a whole number below 2^32; the answer is the offset behind it. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value
  let i = at
  for (; rest > 0x7f; rest >>>= 7) bytes[i++] = (rest & 0x7f) | 0x80
  bytes[i++] = rest
  return i
}

/** Bytes of an int64 or uint64; a negative one has ten. */
export function varint64Size(value: bigint): number {
  scratch.setBigInt64(0, value)
  const high = scratch.getUint32(0)
  if (high === 0) return varintSize(scratch.getUint32(4))
  return Math.ceil((64 - Math.clz32(high)) / 7)
}

/** Writes an int64 or uint64, negative ones in two's complement; the answer is the offset behind it. */
export function putVarint64(bytes: Uint8Array, at: number, value: bigint): number {
  scratch.setBigInt64(0, value)
  let high = scratch.getUint32(0)
  let low = scratch.getUint32(4)
  let i = at
  for (; high !== 0; high >>>= 7) {
    bytes[i++] = (low & 0x7f) | 0x80
    low = ((low >>> 7) | (high << 25)) >>> 0
  }
  return putVarint(bytes, i, low)
}
