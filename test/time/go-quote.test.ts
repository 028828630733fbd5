// Quoted text as the original's messages have it.

import { expect, test } from 'vitest'
import { goQuote } from '../../src/util/go-quote.js'

test.each([
  ['plain', '"plain"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['\u0007\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
  ['\u0000\u001b\u007f', '"\\x00\\x1b\\x7f"'],
  ['日本 é 😀', '"日本 é 😀"'],
  ['\u00a0\u2028\ufeff', '"\\u00a0\\u2028\\ufeff"'],
  ['\u{e0001}', '"\\U000e0001"'],
  ['\udcffa', '"\\xffa"'],
  ['😀🛼 \u{1fae0}\u0870\u{2a6de}', '"😀🛼 \\U0001fae0\\u0870\\U0002a6de"'],
])('%j', (text, quoted) => {
  expect(goQuote(text)).toBe(quoted)
})
