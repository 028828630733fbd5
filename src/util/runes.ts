// Texts by code points instead of UTF-16 units. A byte that is not UTF-8 is a lone surrogate and counts as one.

const HIGH_SURROGATE = /[\ud800-\udbff]/

/** Number of code points. */
export function runeCount(text: string): number {
  let count = text.length
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0xd800 && unit < 0xdc00) count--
  }
  return count
}

/** The code points from `start` up to `end`, both counted from 0. */
export function runeSlice(text: string, start: number, end: number): string {
  if (!HIGH_SURROGATE.test(text)) return text.slice(start, end)
  return [...text].slice(start, end).join('')
}
