// Bytes in other character sets, bad ones in particular: how many U+FFFD there are is part of the answer.
import { expect, test } from 'vitest'
import { fromBytes } from '../../src/util/bytes.js'
import { runScript } from '../support/run-script.js'

function decoded(hex: string, encoding: string): unknown {
  const fields = { text: fromBytes(Buffer.from(hex, 'hex')) }
  const { point } = runScript(`decode(text, "${encoding}")`, { message: '', fields })
  return point.get('text')
}

test.each([
  ['gbk', 'c4e3bac3', '你好'],
  ['gbk', '4880', 'H€'],
  ['gbk', 'a2e3', '€'],
  ['gbk', 'ff41', '\ufffdA'],
  ['gbk', 'c4', '\ufffd'],
  ['gbk', 'c420', '\ufffd '],
  ['gbk', 'c47f', '\ufffd\x7f'],
  ['gbk', 'a140', '\ufffd'],
  ['gbk', 'a6d9fe59a8bc', '\ufffd\ufffd\ufffd'],
  ['gbk', '8139ef30', '\ufffd9\ufffd0'],
  ['gb18030', '8139ee39', '㐀'],
  ['gb18030', '8135f437', 'ḿ'],
  ['gb18030', '90308130', '\u{10000}'],
  ['gb18030', 'e3329a35', '\u{10ffff}'],
  ['gb18030', 'e3329a36', '\ufffd2\ufffd6'],
  ['gb18030', '8130', '\ufffd0'],
  ['gb18030', '81308141', '\ufffd0丄'],
  ['gb18030', 'a8bf', 'ǹ'],
  ['utf-16le', '604f7d59', '你好'],
  ['utf-16be', '4f60597d', '你好'],
  ['utf-16le', 'fffe4100', '\ufeffA'],
  ['utf-16be', 'd83dde00', '😀'],
  ['utf-16be', 'd83d0041', '\ufffdA'],
  ['utf-16be', 'de00de000041', '\ufffdA'],
  ['utf-16be', 'de00d83dde00', '\ufffd😀'],
  ['utf-16be', '004100', 'A\ufffd'],
  ['utf-16le', '00d841', '\ufffd\ufffd'],
  ["'utf-8'", 'efbbbfe4bda0', '\ufeff你'],
  ["'utf-8'", 'e4bd41ff', '\ufffdA\ufffd'],
  ["'utf-16be'", '0041', 'A'],
  ['utf-8', 'ff', '\udcff'],
  ['', 'ff', '\udcff'],
])('%s: the bytes %s are %j', (encoding, hex, text) => {
  expect(decoded(hex, encoding)).toBe(text)
})

test('a long text is decoded in parts', () => {
  expect(decoded('c4e3'.repeat(20_000), 'gbk')).toBe('你'.repeat(20_000))
})

test('a number is read as text, a tag stays a tag', () => {
  const record = { message: '', tags: { t: 'é' }, fields: { n: 12 } }
  const { point } = runScript('decode(n, "gbk")\ndecode(t, "gbk")', record)
  expect(point.get('n')).toBe('12')
  expect(point.tags.get('t')).toBe('茅')
})
