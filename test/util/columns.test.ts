// How wide characters stand in a terminal.
import { expect, it } from 'vitest'
import { charWidth, widthOf } from '../../src/util/columns.js'

it.each([
  ['a', 1],
  ['é', 1],
  ['\u0301', 0],
  ['\u200d', 0],
  ['\ufe0f', 0],
  ['茶', 2],
  ['\u3000', 2],
  ['\u303f', 1],
  ['Ａ', 2],
  ['🚀', 2],
  ['✅', 2],
  ['⚡', 2],
  ['⌚', 2],
  ['🀄', 2],
  ['🛠', 1],
  ['\ud83d', 1],
])('%j takes %d columns', (char, width) => {
  expect(charWidth(char)).toBe(width)
})

it('a text takes what its characters take', () => {
  expect(widthOf('plain')).toBe(5)
  expect(widthOf('茶壶 e\u0301 ✅')).toBe(9)
})
