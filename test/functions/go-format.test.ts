// Formatting by the rules of Go's fmt: verbs, flags, widths, operands, and the texts of faults.
import { expect, test } from 'vitest'
import { type FormatValue, goFormat } from '../../src/util/go-format.js'

const LIMIT = 1_000_000

const CASES: readonly (readonly [format: string, values: readonly FormatValue[], text: string])[] =
  [
    ['%v|%d|%s|%t', [5n, -3n, 'x', true], '5|-3|x|true'],
    ['%5d|%-5d|%05d|%+d|% d', [42n, 42n, -42n, 42n, 42n], '   42|42   |-0042|+42| 42'],
    ['%x %X %#x %o %#o %O %b %#b', Array(8).fill(10n), 'a A 0xa 12 012 0o12 1010 0b1010'],
    ['%.3d|%.0d|%8.3d|%08.3d', [7n, 0n, 7n, 7n], '007||     007|     007'],
    ['%c %U %#U %q', [0x65e5n, 0x65e5n, 0x65e5n, 0x65e5n], "日 U+65E5 U+65E5 '日' '日'"],
    [
      '%f|%.2f|%8.2f|%-8.2f|%08.2f',
      Array(5).fill(-9.87654),
      '-9.876540|-9.88|   -9.88|-9.88   |-0009.88',
    ],
    ['%.0f %.0f %.0f %.1f', [0.5, 1.5, 2.5, 0.25], '0 2 2 0.2'],
    ['%e %.2e %E %.0e', [1234567, 1e23, 0, 15], '1.234567e+06 1.00e+23 0.000000E+00 2e+01'],
    ['%g %g %g %.3g %.10g', [100000, 1e6, 1e-5, 1234.5, 0.1], '100000 1e+06 1e-05 1.23e+03 0.1'],
    ['%#g %#.3g %#.0f', [1, 0.5, 3], '1.00000 0.500 3.'],
    ['%x %X %.1x %b', [1, -0.5, 1.96875, 1], '0x1p+00 -0X1P-01 0x1.0p+01 4503599627370496p-52'],
    ['%v %5v %+f %f', [Infinity, NaN, NaN, -Infinity], '+Inf   NaN +NaN -Inf'],
    ['%6s|%-6s|%.2s|%06s', ['日本', '日本', '日本語', 'ab'], '    日本|日本    |日本|0000ab'],
    [
      '%q %+q %#q %x % X %#x',
      ['a"\n', 'é', 'a', 'hi', 'hi', 'hi'],
      '"a\\"\\n" "\\u00e9" `a` 6869 68 69 0x6869',
    ],
    [
      '%v %d',
      [[1n, 'a', null], { b: 1n, a: [true] }],
      '[1 a <nil>] map[%!d(string=a):[%!d(bool=true)] %!d(string=b):1]',
    ],
    [
      '%#v',
      [{ b: 'x', a: [null] }],
      'map[string]interface {}{"a":[]interface {}{interface {}(nil)}, "b":"x"}',
    ],
    [
      '%T %T %T %T %T',
      [1n, 1, 'x', [], {}],
      'int64 float64 string []interface {} map[string]interface {}',
    ],
    ['%d %s %z', ['x', 5n, 1n], '%!d(string=x) %!s(int64=5) %!z(int64=1)'],
    ['%d %v', [null, null], '%!d(<nil>) <nil>'],
    ['%s %s', ['a'], 'a %!s(MISSING)'],
    ['%d', [1n, 'two', null], '1%!(EXTRA string=two, <nil>)'],
    ['50%', [], '50%!(NOVERB)'],
    ['%.2T|%8.2T', [1n, null], 'in|   <nil>'],
    ['100%.', [], '100%!.(MISSING)'],
    ['%5.', [3n], '%!.(int64=    3)'],
    [
      '%w %w',
      [[1n, [2n]], { a: 1n }],
      '%!w([]interface {}=[1 [2]]) %!w(map[string]interface {}=map[a:1])',
    ],
    ['%#x %#x %#.2x %#X', [1.5, 0, 1.5, 1.5], '0x1.8000p+00 0x0.0000p+00 0x1.80p+00 0X1.8P+00'],
    ['%#U %#U %#U', [-1n, 0xd800n, 0x1f600n], "U+FFFFFFFFFFFFFFFF U+D800 U+1F600 '😀'"],
    ['%[2]d %[1]d %d', [1n, 2n], '2 1 2'],
    ['%[3]d|%[x]d|%[2]3d', [1n, 2n], '%!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)'],
    ['[%*d|%-*d|%*d]', [5n, 42n, 5n, 42n, -5n, 42n], '[   42|42   |42   ]'],
    ['%*d|%.*f|%.*f', ['x', 42n, 2n, 1, -1n, 1], '%!(BADWIDTH)42|1.00|%!(BADPREC)1.000000'],
    ['%d%%', [5n], '5%'],
  ]

test.each(CASES)('%s', (format, values, text) => {
  expect(goFormat(format, values, LIMIT)).toBe(text)
})

test('a text beyond the limit is refused', () => {
  expect(() => goFormat('%100d%100d', [1n, 1n], 150)).toThrow(RangeError)
})
