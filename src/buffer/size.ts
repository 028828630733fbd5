// Bytes and records, counted together.

export interface Size {
  bytes: number
  count: number
}

export function sizeOf(parts: Iterable<Readonly<Size>>): Size {
  const sum = { bytes: 0, count: 0 }
  for (const part of parts) grow(sum, part)
  return sum
}

export function grow(size: Size, by: Readonly<Size>): void {
  size.bytes += by.bytes
  size.count += by.count
}

export function shrink(size: Size, by: Readonly<Size>): void {
  size.bytes -= by.bytes
  size.count -= by.count
}
