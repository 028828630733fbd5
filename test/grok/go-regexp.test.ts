// Translated expressions against texts: what matches, and what the groups hold, by Go's rules.
import { describe, expect, it } from 'vitest'
import { PatternScope } from '../../src/pipeline/grok/expand.js'
import { compileGrok } from '../../src/pipeline/grok/matcher.js'
import { compileRegexp } from '../../src/pipeline/grok/regexp.js'

/** Captures by name, or null. */
function run(pattern: string, text: string, linear = false) {
  const matcher = compileGrok(pattern, PatternScope.builtin(), { trim: false })
  matcher.linear = linear
  const captures = matcher.exec(text)
  matcher.linear = false
  return captures && Object.fromEntries(matcher.names.map((name, i) => [name, captures[i]]))
}

type Row = readonly [pattern: string, text: string, captures: Record<string, string> | null]

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  'classes are ASCII': [
    [String.raw`^(?P<x>\d+)`, '7٣', { x: '7' }],
    [String.raw`^(?P<x>\w+)`, 'aZ_9é', { x: 'aZ_9' }],
    [String.raw`^(?P<x>\s*)`, ' \t\n\f\r\v', { x: ' \t\n\f\r' }],
    [String.raw`^(?P<x>\S+)`, 'a\v\u00a0\u2028b c', { x: 'a\v\u00a0\u2028b' }],
    ['^(?P<x>[[:space:]]+)', ' \v\u00a0', { x: ' \v' }],
    ['(?P<x>[[:^alpha:][:upper:]]+)', 'abC1d', { x: 'C1' }],
    [String.raw`\bcaf(?P<x>\W)`, 'le café', { x: 'é' }],
    [String.raw`(?P<x>\bb\b)`, 'ébé', { x: 'b' }],
  ],
  'a byte that is not UTF-8 counts as U+FFFD': [
    [String.raw`^(?P<x>\x{FFFD})`, '\udcff.', { x: '\udcff' }],
    [String.raw`(?P<x>[\x{fff0}-\x{ffff}]+)`, 'a\udc80\ufffdz', { x: '\udc80\ufffd' }],
    [String.raw`(?P<x>[^\x{fffd}]+)`, '\udcffa', { x: 'a' }],
    [String.raw`(?P<x>[\x{d7ff}-\x{e000}])`, '\udcff', null],
    [String.raw`(?P<x>[^\x{d7ff}-\x{e000}])`, '\udcff', { x: '\udcff' }],
    [String.raw`(?P<x>\x{dcff})`, '\udcff', null],
    [String.raw`(?P<x>\xff)`, '\udcff', null],
    [String.raw`(?P<x>\p{So})`, 'a\udcff', { x: '\udcff' }],
    [String.raw`(?P<x>\P{So})`, '\udcffa', { x: 'a' }],
    [String.raw`(?P<x>\p{Cs})`, '\udcff', null],
    [String.raw`(?P<x>\P{Cs})`, '\udcff', { x: '\udcff' }],
    [String.raw`(?i)(?P<x>\p{So})`, 'a\udcff', { x: '\udcff' }],
    [String.raw`(?i)(?P<x>\p{Zs})`, 'a b', { x: ' ' }],
    [
      String.raw`(?P<x>[\W])(?P<y>\PL)(?P<z>.)`,
      '\udcff\udcfe\udcfd',
      { x: '\udcff', y: '\udcfe', z: '\udcfd' },
    ],
  ],
  'a dot is any code point but LF': [
    ['^(?P<x>.)(?P<y>.*)', '😀\r\u2028\u0085\nz', { x: '😀', y: '\r\u2028\u0085' }],
    ['(?s)a(?P<x>.*)', 'a\nb', { x: '\nb' }],
    ['(?P<x>(?s:.).)', '\n\n', null],
  ],
  'ends are those of the text unless (?m)': [
    ['(?P<x>b)$', 'b\n', null],
    ['(?m)(?P<x>.)$', 'a\r\nb', { x: '\r' }],
    ['(?m)^(?P<x>b)', 'a\u2028b', null],
    ['(?m)^(?P<x>b)$', 'a\nb\nc', { x: 'b' }],
    [String.raw`(?m)\A(?P<x>b)`, 'a\nb', null],
    [String.raw`(?m)(?P<x>b)\z`, 'b\n', null],
  ],
  'case folds by code point orbits': [
    ['(?i)^(?P<x>kst)$', '\u212aſT', { x: '\u212aſT' }],
    ['(?i)^(?P<x>[a-z]+)$', 'K\u212aſ', { x: 'K\u212aſ' }],
    [String.raw`(?i)^(?P<x>\w+)$`, 'ſ', { x: 'ſ' }],
    [String.raw`(?i)(?P<x>\W)`, 'k\u212a', null],
    ['(?i)(?P<x>[^k])', '\u212a', null],
    ['(?i)^(?P<x>σß)$', 'ςẞ', { x: 'ςẞ' }],
    ['(?i)^(?P<x>i)$', 'İ', null],
    [String.raw`(?i)^(?P<x>\p{Lu})$`, 'ä', { x: 'ä' }],
    [String.raw`(?i)(?P<x>\P{Lu})`, 'äÄ1', { x: '1' }],
    ['(?i:a)(?P<x>b)', 'AB Ab', { x: 'b' }],
    ['a(?i)b|(?P<x>c)', 'C', { x: 'C' }],
    [String.raw`(?i)\bs(?P<x>.)`, 'ks ſsx', { x: 'x' }],
  ],
  'Unicode classes': [
    [String.raw`(?P<x>\p{Han}+)(?P<y>\pN)`, 'a日志٣', { x: '日志', y: '٣' }],
    [String.raw`(?P<x>[\p{^Greek}\n]+)`, 'αab', { x: 'ab' }],
    [String.raw`(?P<x>\P{L}+)`, 'ab12c', { x: '12' }],
    [String.raw`(?P<x>\p{Any})`, '', null],
    [String.raw`(?P<x>\pC)`, 'a\u0001\u0378', { x: '\u0001' }],
    [String.raw`^(?P<x>[^\pC]+)`, '\u0378\u0001', { x: '\u0378' }],
  ],
  'literals and escapes': [
    [String.raw`\Q.*\E(?P<x>.)`, 'a.*b', { x: 'b' }],
    [String.raw`(?P<x>b)\Qa+(`, 'ba+(', { x: 'b' }],
    [String.raw`(?P<x>\x41\x{1F600}\101\07)`, 'A😀A\u0007', { x: 'A😀A\u0007' }],
    [String.raw`(?P<x>\_\-\/\"\<\')`, `_-/"<'`, { x: `_-/"<'` }],
    ['(?P<x>x{,2}y{z})', 'x{,2}y{z}', { x: 'x{,2}y{z}' }],
    ['(?P<x>a{01})', 'a{01}', { x: 'a{01}' }],
    ['(?P<x>[]a]+)[^]a]', 'x]ab', { x: ']a' }],
    [String.raw`(?P<x>[\d-z]+)`, 'a1-z', { x: '1-z' }],
    ['(?P<x>[a-]+)', 'b-a', { x: '-a' }],
    ['(?P<x>[[:]+)', 'a[:', { x: '[:' }],
  ],
  greed: [
    ['(?U)<(?P<x>.+)>(?P<y>.+?)$', '<a><b>c', { x: 'a', y: '<b>c' }],
    ['(?U:(?P<x>a+))(?P<y>a+)', 'aaa', { x: 'a', y: 'aa' }],
    ['(?P<x>a{2,3}?)(?P<y>a*)', 'aaaa', { x: 'aa', y: 'aa' }],
    ['^(?:^)*(?P<x>a)(?:$)?', 'a', { x: 'a' }],
    ['^(?P<x>a||b)c', 'c', { x: '' }],
  ],
  'rounds of a repeat': [
    ['(?:(?P<a>a)|(?P<b>b))+', 'ab', { a: 'a', b: 'b' }],
    ['(?:(?P<a>a)?b)+', 'abb', { a: 'a' }],
    ['(?:(?P<a>[a-z])\\d)+', 'a1b2', { a: 'b' }],
    ['^(?P<x>a*)*(?P<y>.*)', 'aab', { x: 'aa', y: 'b' }],
    ['^(?P<x>|a)*(?P<y>.*)', 'aab', { x: '', y: 'aab' }],
    ['^(?P<x>(?:|a)?)(?P<y>.*)', 'ab', { x: '', y: 'ab' }],
    ['^(?P<x>(?:a*|b)*)(?P<y>.*)', 'ba', { x: '', y: 'ba' }],
    ['(?P<x>a){0}(?P<y>b)', 'ab', { x: '', y: 'b' }],
  ],
  'one name, several groups: the last one counts': [
    ['(?P<v>a)-(?P<v>b)', 'a-b', { v: 'b' }],
    ['n=(?P<v>a)|s=(?P<v>b)', 'n=a', { v: '' }],
    ['(?P<1>a)(?P<a_1>b)', 'ab', { 1: 'a', a_1: 'b' }],
  ],
  'a final group to the end of the line': [
    ['b(?P<x>.*)', 'abc\nd', { x: 'c' }],
    ['b(?P<x>(?s).*)', 'abc\nd', { x: 'c\nd' }],
    ['(?P<x>.*)', '\nd', { x: '' }],
    ['(?P<a>a|ab)(?P<x>.*)', 'abc', { a: 'a', x: 'bc' }],
    ['a|b(?P<x>.*)', 'bc', { x: 'c' }],
    ['(?P<o>a(?P<x>.*))', 'ab\nc', { o: 'ab', x: 'b' }],
    ['(?P<x>.*)$', 'a\nb', { x: 'b' }],
  ],
  'a leading run starts where it can': [
    ['(?P<x>a+)b', 'aac aab', { x: 'aa' }],
    ['(?P<x>[a-c]*?)b', 'xaacb', { x: 'aac' }],
    ['(?P<x>.*)b', 'a\ncb', { x: 'c' }],
    ['(?P<x>a+)b|c', 'aac', { x: '' }],
  ],
}

for (const [title, rows] of Object.entries(ROWS)) {
  describe(title, () => {
    it.each(rows)('%j on %j', (pattern, text, captures) => {
      expect(run(pattern, text)).toEqual(captures)
      expect(run(pattern, text, true)).toEqual(captures)
    })
  })
}

describe('what Go refuses', () => {
  it.each([
    ['(?=a)', 'look-around "(?=a" is not supported'],
    ['(?<!a)b', 'look-around "(?<!" is not supported'],
    ['(?<n>a)', 'a named group is written (?P<name>…), not (?<name>…)'],
    ['(?>a)', 'atomic groups "(?>" are not supported'],
    ['(?#a)', 'comments "(?#" are not supported'],
    ['(?x)a', '"(?x)" is no group; the flags are i, m, s and U'],
    ['(?i-)a', '"(?i-" is no group; the flags are i, m, s and U'],
    ['(?P<a-b>c)', '"(?P<a-b>" is no group name; use letters, digits and _'],
    ['(?P<>c)', '"(?P<>" is no group name; use letters, digits and _'],
    ['(?P<a', '"(?P<a" is no group name; use letters, digits and _'],
    ['(a', 'an opening bracket `(` is never closed'],
    ['a)', 'a closing bracket `)` has no partner'],
    ['a**', '"*" repeats a repeat; put a group round it'],
    ['a++', '"+" repeats a repeat; put a group round it'],
    ['a{2}{3}', '"{3}" repeats a repeat; put a group round it'],
    ['*a', '"*" has nothing to repeat'],
    ['a|+', '"+" has nothing to repeat'],
    ['(?i)?', '"?" has nothing to repeat'],
    ['x{1001}', '"{1001}" repeats more than 1000 times'],
    ['x{3,2}', '"{3,2}" has its bounds upside down'],
    ['(x{100}){11}', 'nested counts multiply to more than 1000 repeats'],
    [String.raw`(a)\1`, String.raw`"\1": back-references are not supported`],
    [String.raw`\Z`, String.raw`"\Z" is not supported; use \z for the end of the text`],
    [String.raw`\y`, String.raw`"\y" is no escape`],
    [String.raw`\é`, String.raw`"\é" is no escape`],
    [String.raw`[\b]`, String.raw`"\b" is no escape`],
    [String.raw`\x4`, String.raw`"\x" needs two hex digits, or {hex digits} up to 10FFFF`],
    [String.raw`\x{110000}`, String.raw`"\x" needs two hex digits, or {hex digits} up to 10FFFF`],
    ['a\\', 'the expression ends with a lone backslash'],
    ['[a', 'a class `[` is never closed'],
    ['[]', 'a class `[` is never closed'],
    ['[z-a]', 'the range "z-a" is upside down'],
    [String.raw`[a-\d]`, String.raw`"\d" is no escape`],
    ['[[:nope:]]', 'there is no class [:nope:]'],
    [String.raw`\p{Nope}`, String.raw`there is no Unicode class \p{Nope}`],
    [String.raw`\p{Latn}`, String.raw`there is no Unicode class \p{Latn}`],
    [String.raw`\p{lu}`, String.raw`there is no Unicode class \p{lu}`],
    [String.raw`\p{Han`, String.raw`${'`'}\p{${'`'} is never closed`],
    [String.raw`\p`, String.raw`${'`'}\p${'`'} lacks the name of a class`],
    ['a\udcffb', 'the expression is not UTF-8'],
    ['('.repeat(1001) + ')'.repeat(1001), 'the expression nests too deeply'],
  ])('%s', (pattern, message) => {
    expect(() => compileRegexp(pattern)).toThrow(message)
  })

  it('accepts what only looks wrong', () => {
    const fine = ['a{2}(?i){3}', 'a{,2}', '[a-]', '[^]a]', ']', '}', '(?)a', '(x{10}){100}', 'a*{']
    for (const pattern of fine) expect(() => compileRegexp(pattern), pattern).not.toThrow()
  })
})
